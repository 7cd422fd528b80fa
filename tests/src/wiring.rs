//! How are the engine's outer parts put together in a test? Adapters over any transport, one vault
//! for every place, and Practice accounts opened by the simulator's control side.

use roost_domain::account::NetworkKind;
use roost_domain::mail::{MailFailure, MailTrouble, Mailbox};
use roost_domain::ports::{BoxFuture, Mailboxes, Network, OpenMailbox, Vault};
use roost_domain::secret::Secret;
use roost_engine::desk::{VaultPlace, Vaults};
use roost_engine::networks::{Networks, PracticeError, PracticeHost, PracticeKeys};
use roost_networks::http::{Method, Request, Transport};
use roost_networks::x::XNetwork;
use roost_networks::x::signing::Signing;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The real adapter over a transport of the test's own, one per network and address.
pub struct Adapters {
    transport: Arc<dyn Transport>,
    signing: Signing,
    known: Mutex<HashMap<(NetworkKind, String), Arc<dyn Network>>>,
}

impl Adapters {
    /// Adapters that sign with `signing`.
    pub fn new(transport: Arc<dyn Transport>, signing: Signing) -> Self {
        Self { transport, signing, known: Mutex::default() }
    }
}

impl Networks for Adapters {
    fn at(&self, kind: NetworkKind, api_base: Option<&str>) -> Option<Arc<dyn Network>> {
        let base = api_base?.to_owned();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(network) = known.get(&(kind, base.clone())) {
            return Some(Arc::clone(network));
        }
        let transport = Arc::clone(&self.transport);
        let adapter = XNetwork::new(&base, transport, self.signing.clone(), kind).ok()?;
        let network: Arc<dyn Network> = Arc::new(adapter);
        known.insert((kind, base), Arc::clone(&network));
        Some(network)
    }
}

/// One vault, whatever place is asked for.
pub struct OneVault(pub Arc<dyn Vault>);

impl Vaults for OneVault {
    fn at(&self, _: VaultPlace) -> Arc<dyn Vault> {
        Arc::clone(&self.0)
    }
}

/// Mailboxes of which none can be reached.
pub struct NoMail;

impl Mailboxes for NoMail {
    fn open<'a>(
        &'a self,
        _: &'a Mailbox,
        _: &'a Secret,
    ) -> BoxFuture<'a, Result<Box<dyn OpenMailbox>, MailFailure>> {
        let detail = "no mail server in this world".to_owned();
        let failure = MailFailure { trouble: MailTrouble::Unreachable, detail };
        Box::pin(std::future::ready(Err(failure)))
    }
}

/// The simulator's second door, reached by a transport.
#[derive(Clone)]
pub struct ControlDoor {
    transport: Arc<dyn Transport>,
    base: String,
}

impl ControlDoor {
    /// The door of the simulator at `base`.
    pub fn new(transport: Arc<dyn Transport>, base: &str) -> Self {
        Self { transport, base: base.to_owned() }
    }

    /// Asks it: JSON in, JSON out. A refusal comes back as its sentence.
    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, String> {
        let request = Request {
            method,
            url: format!("{}/_control/{path}", self.base),
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.map(|body| body.to_string().into_bytes()).unwrap_or_default(),
        };
        let answer = self.transport.send(request).await.map_err(|error| error.to_string())?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        if !answer.is_success() {
            return Err(format!("HTTP {}: {text}", answer.status));
        }
        serde_json::from_str(&text).map_err(|error| error.to_string())
    }
}

impl PracticeHost for ControlDoor {
    fn open_account<'a>(
        &'a self,
        base: Option<&'a str>,
        handle: &'a str,
    ) -> BoxFuture<'a, Result<PracticeKeys, PracticeError>> {
        Box::pin(async move {
            let base = base.map(str::to_owned);
            let body = json!({ "handle": handle });
            let answer = self.ask(Method::Post, "accounts", Some(&body)).await;
            let answer = answer.map_err(|reason| PracticeError::Unreachable { base, reason })?;
            let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
            Ok(PracticeKeys {
                user_id: text("user_id"),
                handle: text("handle"),
                consumer_key: text("consumer_key"),
                consumer_secret: text("consumer_secret"),
                token: text("token"),
                token_secret: text("token_secret"),
            })
        })
    }
}
