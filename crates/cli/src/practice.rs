//! Where is the Practice network, and how is it asked for accounts and told the time? It is a
//! simulator: one that the owner started, or the one that the running loop hosts, whose address lies
//! in the data folder while it runs. Calls under `/_control` are not signed.

use roost_domain::Timestamp;
use roost_domain::ports::BoxFuture;
use roost_engine::networks::{PracticeError, PracticeHost, PracticeKeys};
use roost_networks::http::{BaseUrl, HttpTransport, Method, Request, Transport};
use roost_store::Folder;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// The way to the simulators of a data folder.
pub(crate) struct Simulators {
    folder: Folder,
    transport: Arc<HttpTransport>,
}

impl Simulators {
    /// The simulators that a folder's accounts live on.
    pub(crate) fn new(folder: Folder, transport: Arc<HttpTransport>) -> Self {
        Self { folder, transport }
    }

    /// Where the running loop hosts Practice; `None` when no loop runs here.
    pub(crate) fn hosted(&self) -> Option<String> {
        // A loop that was killed leaves its note behind, but not its lease.
        if !self.folder.is_in_use() {
            return None;
        }
        let address = fs::read_to_string(self.note()).ok()?;
        let address = address.trim();
        (!address.is_empty()).then(|| address.to_owned())
    }

    /// Notes where this process hosts Practice, for other processes on the folder.
    pub(crate) fn note_hosted(&self, base_url: &str) -> io::Result<()> {
        // Written aside and moved, so that nobody reads half an address.
        let draft = self.note().with_extension("url.new");
        fs::write(&draft, base_url)?;
        fs::rename(draft, self.note())
    }

    /// Takes the note away.
    pub(crate) fn forget_hosted(&self) {
        // Without the lease beside it the note means nothing, so one that stays does no harm.
        let _ = fs::remove_file(self.note());
    }

    /// Where the hosted simulator keeps its posts.
    pub(crate) fn hosted_state(&self) -> PathBuf {
        self.folder.root().join("practice.jsonl")
    }

    /// Sets a simulator's clock.
    pub(crate) async fn set_clock(
        &self,
        base: &str,
        now: Timestamp,
        factor: f64,
    ) -> Result<(), PracticeError> {
        let body = json!({ "now": now.to_rfc3339(), "factor": factor });
        self.control(base, Method::Post, "/_control/clock", Some(&body)).await?;
        Ok(())
    }

    /// Asks a simulator's control side: JSON in, JSON out.
    pub(crate) async fn control(
        &self,
        base: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, PracticeError> {
        let refused =
            |reason: String| PracticeError::Refused { base: base.to_owned(), reason };
        let url = BaseUrl::parse(base).map_err(|error| refused(error.to_string()))?.join(path);
        let request = Request {
            method,
            url,
            headers: vec![("content-type", "application/json".to_owned())],
            body: body.map(|body| body.to_string().into_bytes()).unwrap_or_default(),
        };
        let answer = self.transport.send(request).await.map_err(|error| {
            PracticeError::Unreachable { base: Some(base.to_owned()), reason: error.to_string() }
        })?;
        if !answer.is_success() {
            return Err(refused(format!("HTTP {}", answer.status)));
        }
        if answer.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&answer.body).map_err(|_| refused("no JSON".to_owned()))
    }
}

impl Simulators {
    fn note(&self) -> PathBuf {
        self.folder.root().join("practice.url")
    }
}

/// What `POST /_control/accounts` answers.
#[derive(Deserialize)]
struct Opened {
    user_id: String,
    handle: String,
    consumer_key: String,
    consumer_secret: String,
    token: String,
    token_secret: String,
}

impl PracticeHost for Simulators {
    fn open_account<'a>(
        &'a self,
        base: Option<&'a str>,
        handle: &'a str,
    ) -> BoxFuture<'a, Result<PracticeKeys, PracticeError>> {
        Box::pin(async move {
            let unhosted = || PracticeError::Unreachable {
                base: None,
                reason: "no loop runs here".to_owned(),
            };
            let base = base.map(str::to_owned).or_else(|| self.hosted()).ok_or_else(unhosted)?;
            let body = json!({ "handle": handle });
            let answer =
                self.control(&base, Method::Post, "/_control/accounts", Some(&body)).await?;
            let opened: Opened = serde_json::from_value(answer).map_err(|_| {
                PracticeError::Refused { base, reason: "it opened no account".to_owned() }
            })?;
            Ok(PracticeKeys {
                user_id: opened.user_id,
                handle: opened.handle,
                consumer_key: opened.consumer_key,
                consumer_secret: opened.consumer_secret,
                token: opened.token,
                token_secret: opened.token_secret,
            })
        })
    }
}
