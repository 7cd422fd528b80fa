//! How are requests sent over a real wire? With reqwest: rustls, no redirects, no retries, no proxy
//! from the environment, every wait bounded and every body capped.

use super::{READ_LIMIT, Request, Response, Transport, TransportError};
use crate::AdapterError;
use roost_domain::ports::BoxFuture;
use std::error::Error as _;
use std::time::Duration;

/// Which certificate authorities are believed. There is no way to believe everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trust {
    /// Those of this machine.
    System,
    /// Only this one, a PEM certificate: tests bring their own.
    Only(String),
}

/// How long to wait, in real time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For a connection with TLS.
    pub connect: Duration,
    /// For everything from the first byte to the last of the answer. Must be longer than `connect`,
    /// so that a connection that never stood is known as such.
    pub total: Duration,
}

impl Default for Patience {
    /// 10 s and 60 s: a chunk of 4 MiB passes on 1 Mbit/s.
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), total: Duration::from_mins(1) }
    }
}

/// The transport over the wire. Clones share one pool of connections.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: reqwest::Client,
}

impl HttpTransport {
    /// Sets the client up.
    pub fn new(trust: &Trust, patience: Patience) -> Result<Self, AdapterError> {
        let client = match trust {
            Trust::System => match builder(patience).build() {
                Ok(client) => client,
                // A machine without any authority can still practise on loopback; https to
                // elsewhere then fails at the handshake, which is stricter, not laxer.
                Err(_) => builder(patience)
                    .tls_certs_only(Vec::new())
                    .build()
                    .map_err(AdapterError::Client)?,
            },
            Trust::Only(pem) => {
                let authority = reqwest::Certificate::from_pem(pem.as_bytes())
                    .map_err(AdapterError::BadAuthority)?;
                builder(patience)
                    .tls_certs_only([authority])
                    .build()
                    .map_err(AdapterError::Client)?
            }
        };
        Ok(Self { client })
    }
}

impl Transport for HttpTransport {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl HttpTransport {
    async fn exchange(&self, request: Request) -> Result<Response, TransportError> {
        let method = match request.method {
            super::Method::Get => reqwest::Method::GET,
            super::Method::Post => reqwest::Method::POST,
            super::Method::Delete => reqwest::Method::DELETE,
        };
        let mut sending = self.client.request(method, &request.url);
        for (name, value) in &request.headers {
            sending = sending.header(*name, value);
        }
        if !request.body.is_empty() {
            sending = sending.body(request.body);
        }
        let answer = sending.send().await.map_err(certainty)?;
        read(answer).await
    }
}

fn builder(patience: Patience) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .user_agent(concat!("Roost/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        // reqwest's own repeats. What remains below it, in hyper-util, sends again only a request
        // that the connection gave back untouched, which is no second send.
        .retry(reqwest::retry::never())
        .no_proxy()
        .http1_only()
        .tcp_nodelay(true)
        .connect_timeout(patience.connect)
        .timeout(patience.total)
        // 100 accounts at one host, each with its own connection in flight. Idle ones go before
        // X's edge closes them, so that few requests meet a connection that is just being closed.
        .pool_max_idle_per_host(128)
        .pool_idle_timeout(Duration::from_secs(50))
}

async fn read(mut answer: reqwest::Response) -> Result<Response, TransportError> {
    let status = answer.status().as_u16();
    let headers = answer
        .headers()
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let mut body = Vec::new();
    // An answer that breaks off is no answer: what it would have said is unknown.
    while let Some(chunk) = answer.chunk().await.map_err(lost)? {
        let room = READ_LIMIT - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        if body.len() == READ_LIMIT {
            break;
        }
    }
    Ok(Response { status, headers, body })
}

/// Only what is known never to have left is 'not sent': a request that could not be built, a name,
/// a connection or a handshake that failed. All else is 'lost'.
fn certainty(error: reqwest::Error) -> TransportError {
    if error.is_builder() || error.is_connect() {
        return TransportError::NotSent { reason: words(error) };
    }
    lost(error)
}

fn lost(error: reqwest::Error) -> TransportError {
    TransportError::Lost { reason: words(error) }
}

/// The chain of causes, without the URL: its query may hold the owner's words.
fn words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
