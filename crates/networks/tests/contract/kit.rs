//! A simulator, an adapter that speaks to it, and its second door.

use roost_domain::account::NetworkKind;
use roost_domain::ports::{Network as _, NetworkError, Outgoing, Receipt, RemoteUserId, Reply};
use roost_domain::post::ReplySettings;
use roost_domain::secret::{AccountKeys, AppKeys, Keys, Secret};
use roost_networks::http::{HttpTransport, Method, Patience, Request, Transport as _, Trust};
use roost_networks::x::XNetwork;
use roost_networks::x::signing::Signing;
use roost_simulator::{Options, Running};
use serde_json::{Value, json};
use std::sync::Arc;

pub(crate) struct World {
    pub(crate) network: XNetwork,
    pub(crate) keys: Keys,
    pub(crate) user: RemoteUserId,
    pub(crate) handle: String,
    wire: HttpTransport,
    simulator: Running,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(Options { seed: Some(7), ..Options::default() }).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let simulator = roost_simulator::start(options).await.unwrap();
        let line = simulator.ready_line();
        let wire = HttpTransport::new(&Trust::System, Patience::default()).unwrap();
        let account = &line["accounts"][0];
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let keys = Keys {
            app: AppKeys {
                consumer_key: word(&line["consumer_key"]),
                consumer_secret: Secret::new(word(&line["consumer_secret"])),
            },
            account: AccountKeys {
                token: Secret::new(word(&account["token"])),
                token_secret: Secret::new(word(&account["token_secret"])),
            },
        };
        let network = XNetwork::new(
            simulator.base_url(),
            Arc::new(wire.clone()),
            Signing::system(),
            NetworkKind::Practice,
        );
        Self {
            network: network.unwrap(),
            user: RemoteUserId(word(&account["user_id"])),
            handle: word(&account["handle"]),
            keys,
            wire,
            simulator,
        }
    }

    /// Asks the second door.
    pub(crate) async fn control(&self, method: Method, path: &str, body: &Value) -> Value {
        let has_body = method == Method::Post;
        let request = Request {
            method,
            url: format!("{}/_control/{path}", self.simulator.base_url()),
            headers: vec![("content-type", "application/json".to_owned())],
            body: if has_body { body.to_string().into_bytes() } else { Vec::new() },
        };
        let answer = self.wire.send(request).await.unwrap();
        assert!(answer.is_success(), "{path}: {}", String::from_utf8_lossy(&answer.body));
        serde_json::from_slice(&answer.body).unwrap_or_default()
    }

    pub(crate) async fn fault(&self, rule: Value) {
        self.control(Method::Post, "faults", &rule).await;
    }

    /// Every post that the simulator accepted.
    pub(crate) async fn truth(&self) -> Vec<Value> {
        let posts = self.control(Method::Get, "posts", &json!(null)).await;
        posts.as_array().unwrap().clone()
    }

    /// How many requests of this method and path there were.
    pub(crate) async fn count(&self, method: &str, path: &str) -> usize {
        let log = self.control(Method::Get, "requests", &json!(null)).await;
        let log = log.as_array().unwrap();
        log.iter().filter(|entry| entry["method"] == method && entry["path"] == path).count()
    }

    pub(crate) async fn post(&self, text: &str) -> Result<Reply<Receipt>, NetworkError> {
        self.network.publish(&self.keys, &plain(text)).await
    }

    /// A page of the sign-in, as a browser would send its form.
    pub(crate) async fn submit(&self, path: &str, form: &str) -> String {
        let request = Request {
            method: Method::Post,
            url: format!("{}{path}", self.simulator.base_url()),
            headers: vec![("content-type", "application/x-www-form-urlencoded".to_owned())],
            body: form.as_bytes().to_vec(),
        };
        let answer = self.wire.send(request).await.unwrap();
        String::from_utf8(answer.body).unwrap()
    }
}

pub(crate) fn plain(text: &str) -> Outgoing {
    Outgoing {
        text: text.to_owned(),
        media: vec![],
        poll: None,
        reply_to: None,
        reply_settings: ReplySettings::Everyone,
    }
}

/// The refusal of a call that must have been refused.
pub(crate) fn refusal<T: std::fmt::Debug>(
    answer: Result<Reply<T>, NetworkError>,
) -> roost_domain::refusal::Refusal {
    match answer {
        Err(NetworkError::Refused { refusal, .. }) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
