//! Where is the Practice network, and how is it asked for accounts and told the time? It is a
//! simulator: one that the owner started, or the one that the running loop hosts, whose address lies
//! in the data folder while it runs. Calls under `/_control` are not signed.

use crate::error::HomeError;
use roost_domain::ports::{BoxFuture, Clock};
use roost_engine::clock::{Lapse, LapsedClock};
use roost_engine::networks::{PracticeError, PracticeHost, PracticeKeys};
use roost_networks::http::{BaseUrl, HttpTransport, Method, Request, Transport};
use roost_simulator::{Options, Running};
use roost_store::Folder;
use serde::Deserialize;
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How often a simulator that does not answer yet is told the time again.
const CLOCK_RETRY: Duration = Duration::from_secs(1);

/// The way to the simulators of a data folder.
pub struct Simulators {
    folder: Folder,
    transport: Arc<HttpTransport>,
    lapse: Mutex<Option<Lapse>>,
    hosting: tokio::sync::Mutex<Hosting>,
}

/// Whether this process hosts the Practice network.
enum Hosting {
    /// Another process does, or none: this one is beside the loop.
    Elsewhere,
    /// As soon as an account needs it.
    OnDemand,
    /// It does.
    Here(Running),
}

impl Simulators {
    /// The simulators that a folder's accounts live on, with the folder's lapsed time.
    pub fn new(folder: Folder, transport: Arc<HttpTransport>, lapse: Option<Lapse>) -> Self {
        let hosting = tokio::sync::Mutex::new(Hosting::Elsewhere);
        Self { folder, transport, lapse: Mutex::new(lapse), hosting }
    }

    /// Where the running loop hosts Practice; `None` when no loop runs here.
    pub fn hosted(&self) -> Option<String> {
        // A loop that was killed leaves its note behind, but not its lease.
        if !self.folder.is_in_use() {
            return None;
        }
        let address = fs::read_to_string(self.note()).ok()?;
        let address = address.trim();
        (!address.is_empty()).then(|| address.to_owned())
    }

    /// From now on this process, the loop's, hosts Practice when an account needs it.
    pub async fn host_on_demand(&self) {
        let mut hosting = self.hosting.lock().await;
        if matches!(*hosting, Hosting::Elsewhere) {
            *hosting = Hosting::OnDemand;
        }
        // A note left by a loop that was killed names a port that may be anybody's by now.
        self.forget_hosted();
    }

    /// Hosts Practice and notes where, for other processes on the folder. Once it stands it stays.
    pub async fn host(&self) -> Result<String, HomeError> {
        let mut hosting = self.hosting.lock().await;
        if let Hosting::Here(running) = &*hosting {
            return Ok(running.base_url().to_owned());
        }
        let state = self.folder.root().join("practice.jsonl");
        let options = Options { state: Some(state), ..Options::default() };
        let running = roost_simulator::start(options).await?;
        let base = running.base_url().to_owned();
        self.set_clock(&base).await?;
        self.note_hosted(&base).map_err(HomeError::Note)?;
        *hosting = Hosting::Here(running);
        Ok(base)
    }

    /// Ends the hosting.
    pub async fn stop_hosting(&self) {
        let mut hosting = self.hosting.lock().await;
        if let Hosting::Here(running) = std::mem::replace(&mut *hosting, Hosting::Elsewhere) {
            self.forget_hosted();
            running.shutdown().await;
        }
    }

    /// The base URL for an account: its own, or the hosted one, which is begun where it may be.
    async fn base(&self, base: Option<&str>) -> Result<String, PracticeError> {
        if let Some(base) = base {
            return Ok(base.to_owned());
        }
        let may_host = !matches!(*self.hosting.lock().await, Hosting::Elsewhere);
        let unreachable = |reason| PracticeError::Unreachable { base: None, reason };
        if may_host {
            return self.host().await.map_err(|error| unreachable(error.to_string()));
        }
        self.hosted().ok_or_else(|| unreachable("no loop runs here".to_owned()))
    }

    /// Notes another lapse for the clocks that are set from now on.
    pub fn set_lapse(&self, lapse: Lapse) {
        *self.lapse.lock().unwrap_or_else(PoisonError::into_inner) = Some(lapse);
    }

    /// Sets a simulator's clock to the folder's lapsed time; where time is real there is nothing to
    /// set.
    pub async fn set_clock(&self, base: &str) -> Result<(), PracticeError> {
        let lapse = *self.lapse.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(lapse) = lapse else { return Ok(()) };
        let now = LapsedClock::new(lapse).now();
        let body = json!({ "now": now.to_rfc3339(), "factor": lapse.factor });
        self.control(base, Method::Post, "/_control/clock", Some(&body)).await?;
        Ok(())
    }

    /// The same, again and again until the simulator is there.
    pub async fn set_clock_when_there(&self, base: &str) {
        while self.set_clock(base).await.is_err() {
            tokio::time::sleep(CLOCK_RETRY).await;
        }
    }

    fn note_hosted(&self, base_url: &str) -> io::Result<()> {
        // Written aside and moved, so that nobody reads half an address.
        let draft = self.note().with_extension("url.new");
        fs::write(&draft, base_url)?;
        fs::rename(draft, self.note())
    }

    fn forget_hosted(&self) {
        // Without the lease beside it the note means nothing, so one that stays does no harm.
        let _ = fs::remove_file(self.note());
    }

    fn note(&self) -> PathBuf {
        self.folder.root().join("practice.url")
    }

    /// Asks a simulator's control side: JSON in, JSON out.
    pub async fn control(
        &self,
        base: &str,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, PracticeError> {
        let refused = |reason: String| PracticeError::Refused { base: base.to_owned(), reason };
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
            let base = self.base(base).await?;
            self.set_clock(&base).await?;
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
