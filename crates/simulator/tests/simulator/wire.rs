//! What happens on real sockets: cut connections, lost clients, waits, the clock, the host check.

use std::time::{Duration, Instant};

use chrono::Utc;
use roost_simulator::{Options, Running, SimulatorError, start};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::kit::Signer;

/// Speaks HTTP to a running simulator.
pub(crate) struct Client {
    base_url: String,
    http: reqwest::Client,
}

impl Client {
    pub(crate) fn of(running: &Running) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { base_url: running.base_url().to_owned(), http }
    }

    fn address(&self) -> &str {
        self.base_url.strip_prefix("http://").unwrap()
    }

    pub(crate) async fn control(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let url = format!("{}{path}", self.base_url);
        let mut request = self.http.request(method.parse().unwrap(), url);
        if let Some(body) = body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, serde_json::from_str(&text).unwrap_or_default())
    }

    pub(crate) async fn add_account(&self, handle: &str) -> Value {
        self.control("POST", "/_control/accounts", Some(json!({ "handle": handle }))).await.1
    }

    pub(crate) async fn faults(&self, rules: Value) {
        assert_eq!(self.control("POST", "/_control/faults", Some(rules)).await.0, 200);
    }

    pub(crate) async fn texts(&self) -> Vec<Value> {
        let (_, posts) = self.control("GET", "/_control/posts", None).await;
        posts.as_array().unwrap().iter().map(|post| post["text"].clone()).collect()
    }

    fn header(&self, keys: &Value, method: &str, path: &str) -> String {
        let text = |name: &str| keys[name].as_str().unwrap();
        let now = real_now().timestamp();
        let signer = Signer::account(text("token"), text("token_secret"), now);
        signer.sign(method, &format!("{}{path}", self.base_url), &[])
    }

    fn posting(&self, keys: &Value, text: &str) -> reqwest::RequestBuilder {
        self.http
            .post(format!("{}/2/tweets", self.base_url))
            .header("authorization", self.header(keys, "POST", "/2/tweets"))
            .header("content-type", "application/json")
            .body(json!({ "text": text }).to_string())
    }

    pub(crate) async fn post(&self, keys: &Value, text: &str) -> (u16, Value) {
        let answer = self.posting(keys, text).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap())
    }

    pub(crate) async fn get(&self, keys: &Value, path: &str) -> (u16, Option<String>) {
        let request = self.http.get(format!("{}{path}", self.base_url));
        let request = request.header("authorization", self.header(keys, "GET", path));
        let answer = request.send().await.unwrap();
        let date = answer.headers().get("date").map(|date| date.to_str().unwrap().to_owned());
        (answer.status().as_u16(), date)
    }

    /// The bytes of a signed post, for a socket by hand.
    fn raw_post(&self, keys: &Value, text: &str) -> String {
        let body = json!({ "text": text }).to_string();
        format!(
            "POST /2/tweets HTTP/1.1\r\nHost: {}\r\nAuthorization: {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.address(),
            self.header(keys, "POST", "/2/tweets"),
            body.len(),
        )
    }
}

#[expect(clippy::disallowed_methods, reason = "signatures over real sockets need real time")]
fn real_now() -> chrono::DateTime<Utc> {
    Utc::now()
}

async fn simulator() -> (Running, Client) {
    let running = start(Options { seed: Some(1), ..Options::default() }).await.unwrap();
    let client = Client::of(&running);
    (running, client)
}

#[tokio::test]
async fn the_ready_line_has_what_a_client_needs() {
    let (running, client) = simulator().await;
    let line = running.ready_line();
    let account = &line["accounts"][0];
    assert_eq!(line["base_url"], json!(running.base_url()));
    assert_eq!(line["accounts"].as_array().unwrap().len(), 1);
    assert_eq!(client.get(account, "/2/users/me").await.0, 200);
    assert_eq!(client.post(account, "hello").await.0, 201);
}

#[tokio::test]
async fn a_reset_cuts_the_connection_and_accepts_nothing() {
    let (_running, client) = simulator().await;
    let keys = client.add_account("news").await;
    client.faults(json!({ "on": "POST /2/tweets", "do": "reset_before" })).await;
    let mut stream = TcpStream::connect(client.address()).await.unwrap();
    stream.write_all(client.raw_post(&keys, "lost").as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let error = stream.read_to_end(&mut answer).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    assert!(answer.is_empty() && client.texts().await.is_empty());
    assert!(client.posting(&keys, "lost").send().await.is_err());
}

#[tokio::test]
async fn a_dropped_connection_has_accepted_the_post() {
    let (_running, client) = simulator().await;
    let keys = client.add_account("news").await;
    client.faults(json!({ "on": "POST /2/tweets", "times": 1, "do": "accept_then_drop" })).await;
    let mut stream = TcpStream::connect(client.address()).await.unwrap();
    stream.write_all(client.raw_post(&keys, "accepted").as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer).await.unwrap();
    assert_eq!(read, 0, "closed without a byte");
    assert_eq!(client.texts().await, [json!("accepted")]);
}

#[tokio::test]
async fn a_request_read_in_full_is_carried_out_though_its_client_is_gone() {
    let (_running, client) = simulator().await;
    let keys = client.add_account("news").await;
    client.faults(json!({ "on": "POST /2/tweets", "do": "delay_before", "ms": 300 })).await;
    let mut stream = TcpStream::connect(client.address()).await.unwrap();
    stream.write_all(client.raw_post(&keys, "later").as_bytes()).await.unwrap();
    while client.control("GET", "/_control/requests", None).await.1 == json!([]) {
        tokio::task::yield_now().await;
    }
    drop(stream);
    assert!(client.texts().await.is_empty(), "it waits");
    while client.texts().await.is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(client.texts().await, [json!("later")]);
}

#[tokio::test]
async fn a_request_that_never_came_whole_is_not_carried_out() {
    let (_running, client) = simulator().await;
    let keys = client.add_account("news").await;
    let whole = client.raw_post(&keys, "half");
    let mut stream = TcpStream::connect(client.address()).await.unwrap();
    stream.write_all(&whole.as_bytes()[..whole.len() - 1]).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = Vec::new();
    // However the server ends it, it must end.
    let _ = stream.read_to_end(&mut answer).await;
    assert!(client.texts().await.is_empty());
}

#[tokio::test]
async fn a_delayed_answer_comes_after_the_post_was_accepted() {
    let (_running, client) = simulator().await;
    let keys = client.add_account("news").await;
    client.faults(json!({ "on": "POST /2/tweets", "do": "delay", "ms": 200 })).await;
    let begun = Instant::now();
    let (answer, texts) = tokio::join!(client.post(&keys, "late"), async {
        loop {
            let texts = client.texts().await;
            if !texts.is_empty() {
                return begun.elapsed();
            }
        }
    });
    assert_eq!(answer.0, 201);
    assert!(texts < Duration::from_millis(200) && begun.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn the_clock_can_be_set_and_run_faster() {
    let (_running, client) = simulator().await;
    let keys = client.add_account("news").await;
    let stopped = json!({ "now": "2030-01-05T08:00:00Z", "factor": 0 });
    assert_eq!(client.control("POST", "/_control/clock", Some(stopped)).await.0, 200);
    let (status, date) = client.get(&keys, "/2/users/me").await;
    assert_eq!((status, date.as_deref()), (200, Some("Sat, 05 Jan 2030 08:00:00 GMT")));
    client.post(&keys, "in 2030").await;
    let (_, posts) = client.control("GET", "/_control/posts", None).await;
    assert_eq!(posts[0]["created_at"], json!("2030-01-05T08:00:00Z"));

    let fast = json!({ "now": "2030-01-05T08:00:00Z", "factor": 1e6 });
    client.control("POST", "/_control/clock", Some(fast)).await;
    loop {
        let (_, told) = client.control("GET", "/_control/clock", None).await;
        if told["now"].as_str().unwrap() > "2030-01-06" {
            break;
        }
    }
    for wrong in [json!({ "now": "noon" }), json!({ "factor": 2 }), json!({ "now": 5 })] {
        assert_eq!(client.control("POST", "/_control/clock", Some(wrong)).await.0, 400);
    }
}

#[tokio::test]
async fn only_loopback_names_are_taken_as_host() {
    let (running, client) = simulator().await;
    let port = client.address().rsplit(':').next().unwrap();
    let status = async |host: String| {
        let request = client.http.get(format!("{}/_control/posts", running.base_url()));
        request.header("host", host).send().await.unwrap().status().as_u16()
    };
    for name in ["127.0.0.1", "localhost", "[::1]"] {
        assert_eq!(status(format!("{name}:{port}")).await, 200);
    }
    for name in [format!("evil.example:{port}"), "127.0.0.1:1".to_owned(), "127.0.0.1".to_owned()] {
        assert_eq!(status(name).await, 421);
    }
}

#[tokio::test]
async fn a_port_in_use_is_said_in_a_sentence() {
    let (_running, client) = simulator().await;
    let port: u16 = client.address().rsplit(':').next().unwrap().parse().unwrap();
    let error = start(Options { port, ..Options::default() }).await.unwrap_err();
    assert!(matches!(error, SimulatorError::PortInUse { .. }));
    let sentence =
        format!("port {port} of 127.0.0.1 is in use: choose another with --port, or leave it out");
    assert_eq!(error.to_string(), sentence);
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused() {
    let (_running, client) = simulator().await;
    let url = format!("{}/2/media/upload", client.base_url);
    let body = vec![0_u8; 33 * 1024 * 1024];
    // The server may close while the client still sends; then there is no answer to look at.
    if let Ok(answer) = client.http.post(url).body(body).send().await {
        assert_eq!(answer.status().as_u16(), 413);
    }
    assert_eq!(client.control("GET", "/_control/posts", None).await.0, 200);
}
