//! What is a scenario played in? A [`World`]: a real data folder, a real simulator behind a real
//! socket, the real engine, and a clock that stands still until the scenario lets time pass.
//!
//! The owner's desk works on the folder as a second process would, beside the loop.

use crate::clock::ManualClock;
use crate::wires::Wires;
use crate::wiring::{Adapters, ControlDoor, OneVault};
use chrono::{TimeDelta, TimeZone, Utc};
use roost_domain::Timestamp;
use roost_domain::ids::DeliveryId;
use roost_domain::ports::{Clock, Mailboxes, Vault};
use roost_domain::secret::{AccountKeys, AppKeys, Secret};
use roost_engine::desk::{Desk, Draft, DraftSegment, FourKeys, Parts, Pinning, When};
use roost_engine::mailwatch::{Glances, MailPace, MailWatch};
use roost_engine::{Engine, Until};
use roost_networks::http::{HttpTransport, Method, Patience, Trust};
use roost_networks::x::signing::Signing;
use roost_simulator::{Options, Running};
use roost_store::{Folder, Role, Store};
use roost_vault::MemoryVault;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// So many looks in a row at a loop that does nothing: then it has nothing to do. A lane takes fewer
/// steps than this between two requests.
const CALM: u32 = 10;

/// A whole small world.
pub struct World {
    root: TempDir,
    /// The clock of machine and network.
    pub clock: ManualClock,
    /// The owner's desk, beside the loop.
    pub desk: Desk,
    /// The folder's database, as the desk sees it.
    pub store: Store,
    /// The vault of X accounts.
    pub vault: Arc<MemoryVault>,
    /// What lies where.
    pub folder: Folder,
    /// The simulator's second door.
    pub control: ControlDoor,
    simulator: Running,
    wires: Wires,
    parts: Parts,
    mail_pace: Option<MailPace>,
    glances: Glances,
    running: Option<Loop>,
}

/// The loop, while it runs.
struct Loop {
    engine: Engine,
    store: Store,
    task: JoinHandle<()>,
}

/// Tuesday, 1 December 2026, 08:00 UTC: when every world begins.
pub fn beginning() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 12, 1, 8, 0, 0).single().unwrap_or_default()
}

#[expect(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "the kit is for tests only: what fails here fails the scenario"
)]
impl World {
    /// A world without accounts; the loop does not run yet.
    pub async fn new() -> Self {
        let root = TempDir::new().unwrap();
        let clock = ManualClock::at(beginning());
        let options = Options { seed: Some(7), ..Options::default() };
        let simulator = roost_simulator::start(options).await.unwrap();
        let http = Arc::new(HttpTransport::new(&Trust::System, Patience::default()).unwrap());
        let wires = Wires::over(http.clone());
        let control = ControlDoor::new(http, simulator.base_url());
        let opened = Store::open(root.path(), Role::Guest, clock.now()).unwrap();
        let vault = Arc::new(MemoryVault::new());
        let drawn = AtomicU64::new(1);
        let parts = Parts {
            store: opened.store.clone(),
            clock: Arc::new(clock.clone()),
            vault: vault.clone(),
            vaults: Arc::new(OneVault(vault.clone())),
            networks: Arc::new(Adapters::new(Arc::new(wires.clone()), Signing::system())),
            practice: Arc::new(control.clone()),
            mail: Arc::new(crate::wiring::NoMail),
            media: opened.folder.media(),
            zone: chrono_tz::UTC,
            dice: Arc::new(move || crate::dice::mixed(drawn.fetch_add(1, Ordering::Relaxed))),
            is_running: {
                let folder = opened.folder.clone();
                Arc::new(move || folder.is_in_use())
            },
        };
        let world = Self {
            clock,
            desk: Desk::new(parts.clone()),
            store: opened.store,
            vault,
            folder: opened.folder,
            control,
            simulator,
            wires,
            parts,
            running: None,
            mail_pace: None,
            glances: Glances::default(),
            root,
        };
        world.tell_time().await;
        world
    }

    /// A world whose X accounts keep their keys in another vault than the one in memory.
    pub async fn with_vault(vault: impl FnOnce(&Folder) -> Arc<dyn Vault>) -> Self {
        let mut world = Self::new().await;
        world.parts.vault = vault(&world.folder);
        world.parts.vaults = Arc::new(OneVault(Arc::clone(&world.parts.vault)));
        world.desk = Desk::new(world.parts.clone());
        world
    }

    /// A world with Practice accounts of these handles, and the loop running.
    pub async fn with_accounts(handles: &[&str]) -> Self {
        let mut world = Self::new().await;
        for handle in handles {
            world.practice(handle).await;
        }
        world.start().await;
        world
    }

    /// Where the simulator answers.
    pub fn base_url(&self) -> &str {
        self.simulator.base_url()
    }

    /// The data folder.
    pub fn path(&self) -> &std::path::Path {
        self.root.path()
    }

    /// Adds a Practice account on this world's simulator.
    pub async fn practice(&self, handle: &str) {
        let base = Some(self.base_url().to_owned());
        self.desk.account_add_practice(handle.to_owned(), base, None).await.unwrap();
    }

    /// Adds an X account whose API is this world's simulator; its tokens lie in the vault.
    pub async fn x_account(&self, app: &str, handle: &str) -> FourKeys {
        let keys = self.keys_of(handle).await;
        let base = Some(self.base_url().to_owned());
        self.desk.account_add_x(app.to_owned(), base, keys.clone(), None).await.unwrap();
        keys
    }

    /// The simulator's keys for a handle; an account that is not there comes into being.
    pub async fn keys_of(&self, handle: &str) -> FourKeys {
        let body = json!({ "handle": handle });
        let said = self.control.ask(Method::Post, "accounts", Some(&body)).await.unwrap();
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        FourKeys {
            app: AppKeys {
                consumer_key: text("consumer_key"),
                consumer_secret: Secret::new(text("consumer_secret")),
            },
            account: AccountKeys {
                token: Secret::new(text("token")),
                token_secret: Secret::new(text("token_secret")),
            },
        }
    }

    /// Plans a post of one segment for an account, so long from now.
    pub async fn post_in(&self, account: &str, span: TimeDelta, text: &str) -> DeliveryId {
        self.thread_in(account, span, &[text]).await
    }

    /// Plans a thread for an account, so long from now.
    pub async fn thread_in(&self, account: &str, span: TimeDelta, texts: &[&str]) -> DeliveryId {
        let at = (self.clock.now() + span).to_rfc3339();
        let segments = texts
            .iter()
            .map(|text| DraftSegment { text: (*text).to_owned(), ..DraftSegment::default() });
        let draft = Draft { segments: segments.collect() };
        let accounts = vec![account.to_owned()];
        let added = self.desk.post_add(accounts, When::At(at), Pinning::Loose, draft).await;
        added.unwrap().deliveries[0].0
    }

    /// The word of a delivery's state.
    pub async fn state_of(&self, id: DeliveryId) -> &'static str {
        self.desk.post_show(id).await.unwrap().card.line.record.delivery.state.word()
    }

    // ---- The loop --------------------------------------------------------------------------

    /// From its next start on the loop watches the owner's mails.
    pub fn watch_mails(&mut self, mailboxes: Arc<dyn Mailboxes>, pace: MailPace) {
        self.parts.mail = mailboxes;
        self.mail_pace = Some(pace);
        self.desk = Desk::new(self.parts.clone());
    }

    /// How often the mail watch has looked whether it is wanted.
    pub fn mail_glances(&self) -> u64 {
        self.glances.count()
    }

    /// What desk and loop are made of.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Starts the loop, as `roost run` does.
    #[expect(clippy::disallowed_methods, reason = "it stands for a process, which can be killed")]
    pub async fn start(&mut self) {
        let opened = Store::open(self.path(), Role::Owner, self.clock.now()).unwrap();
        let access = roost_engine::access::Access {
            store: opened.store.clone(),
            vault: Arc::clone(&self.parts.vault),
            networks: Arc::clone(&self.parts.networks),
            practice: Arc::clone(&self.parts.practice),
        };
        let dice = Arc::clone(&self.parts.dice);
        let clock = Arc::new(self.clock.clone());
        let mut engine = Engine::new(access, clock.clone(), self.folder.media(), Arc::clone(&dice));
        if let Some(pace) = self.mail_pace {
            engine = engine.with_mail(MailWatch {
                store: opened.store.clone(),
                vault: Arc::clone(&self.parts.vault),
                mailboxes: Arc::clone(&self.parts.mail),
                clock,
                dice,
                pace,
                glances: self.glances.clone(),
            });
        }
        let looping = engine.clone();
        let task = tokio::task::spawn(async move { looping.run(Until::Stopped).await.unwrap() });
        self.running = Some(Loop { engine, store: opened.store, task });
        self.settle().await;
    }

    /// The running loop.
    pub fn engine(&self) -> &Engine {
        &self.running.as_ref().unwrap().engine
    }

    /// Stops the loop in good order.
    pub async fn stop(&mut self) {
        let Loop { engine, store, task } = self.running.take().unwrap();
        engine.stop().stop();
        task.await.unwrap();
        drop((engine, store));
    }

    /// The database breaks, and its newest copy, made just now, takes its place at the next start.
    pub async fn restore_newest_copy(&mut self) {
        self.desk.backup_now().await.unwrap();
        self.stop().await;
        let database = self.folder.database();
        for journal in ["-wal", "-shm"] {
            let mut path = database.clone().into_os_string();
            path.push(journal);
            // Where the last process has closed it, there is none.
            let _gone = std::fs::remove_file(path);
        }
        std::fs::write(&database, "no database any more").unwrap();
        self.start().await;
        let opened = Store::open(self.path(), Role::Guest, self.clock.now()).unwrap();
        self.parts.store = opened.store.clone();
        self.store = opened.store;
        self.desk = Desk::new(self.parts.clone());
    }

    /// The process is gone from one instant to the next, as by a power cut.
    pub async fn kill(&mut self) {
        let Loop { engine, store, task } = self.running.take().unwrap();
        task.abort();
        assert!(task.await.is_err_and(|end| end.is_cancelled()), "the loop had ended by itself");
        // Lanes of an aborted loop are dropped when they are next looked at.
        for _ in 0..CALM {
            tokio::task::yield_now().await;
        }
        drop((engine, store));
    }

    /// Lets time pass until the power goes: while the network keeps the answer back to so many posts
    /// of an account (a fault must say so), it is known to have read them.
    pub async fn cut_power_at(&mut self, span: TimeDelta, account: &str, posts: usize) {
        self.pass_to_post(span, account, posts).await;
        self.kill().await;
    }

    /// Lets time pass until the network has read so many posts of an account; a fault must keep its
    /// answer back.
    pub async fn pass_to_post(&self, span: TimeDelta, account: &str, posts: usize) {
        self.clock.advance(span);
        self.tell_time().await;
        loop {
            let sent = self.requests_of(account).await;
            if sent.iter().filter(|line| *line == "POST /2/tweets").count() == posts {
                return;
            }
            tokio::task::yield_now().await;
        }
    }

    // ---- Time ------------------------------------------------------------------------------

    /// Waits until the loop has nothing more to do at this time.
    pub async fn settle(&self) {
        let Some(running) = &self.running else { return };
        let mut calm = 0;
        while calm < CALM {
            let before = self.wires.carried();
            self.wires.idle().await;
            // Behind everything that lanes have asked the store for.
            running.store.read(|_| Ok(())).await.unwrap();
            tokio::task::yield_now().await;
            calm = if self.wires.carried() == before { calm + 1 } else { 0 };
        }
    }

    /// Lets time pass; the loop does on the way what is due.
    pub async fn pass(&self, span: TimeDelta) {
        self.pass_until(self.clock.now() + span).await;
    }

    /// Lets time pass until the clock reads `end`.
    pub async fn pass_until(&self, end: Timestamp) {
        self.settle().await;
        while self.clock.now() < end {
            let now = self.clock.now();
            let wake = self.clock.next_wake().unwrap_or(end).max(now + grain(end - now));
            self.clock.advance_to(wake.min(end));
            self.tell_time().await;
            self.settle().await;
        }
    }

    /// The machine sleeps: time passes, and nothing is done on the way.
    pub async fn sleep(&self, span: TimeDelta) {
        self.clock.advance(span);
        self.tell_time().await;
        self.settle().await;
    }

    /// The machine's wall clock is set forward or back; the network's is not.
    pub async fn jump(&self, span: TimeDelta) {
        self.clock.jump(span);
        self.settle().await;
    }

    async fn tell_time(&self) {
        let body = json!({ "now": self.clock.true_now().to_rfc3339(), "factor": 0 });
        self.control.ask(Method::Post, "clock", Some(&body)).await.unwrap();
    }

    // ---- The network -----------------------------------------------------------------------

    /// Sets fault rules of the simulator: one or a list.
    pub async fn faults(&self, rules: Value) {
        self.control.ask(Method::Post, "faults", Some(&rules)).await.unwrap();
    }

    /// Forgets all fault rules.
    pub async fn no_more_faults(&self) {
        self.control.ask(Method::Delete, "faults", None).await.unwrap();
    }

    /// Unlocks an account on the network.
    pub async fn unlock(&self, handle: &str) {
        let path = format!("accounts/{handle}/unlock");
        self.control.ask(Method::Post, &path, Some(&json!({}))).await.unwrap();
    }

    /// Unblocks the app that simulators start with.
    pub async fn unblock(&self) {
        let path = format!("apps/{}/unblock", roost_simulator::PRACTICE_CONSUMER_KEY);
        self.control.ask(Method::Post, &path, Some(&json!({}))).await.unwrap();
    }

    /// Ground truth: the texts that an account published, in order.
    pub async fn texts_of(&self, handle: &str) -> Vec<String> {
        let posts = self.control.ask(Method::Get, "posts", None).await.unwrap();
        let of_account = posts.as_array().unwrap().iter().filter(|one| one["handle"] == handle);
        of_account.map(|one| one["text"].as_str().unwrap().to_owned()).collect()
    }

    /// The requests of an account, as `METHOD /path`, in order.
    pub async fn requests_of(&self, handle: &str) -> Vec<String> {
        let log = self.control.ask(Method::Get, "requests", None).await.unwrap();
        let of_account = log.as_array().unwrap().iter().filter(|one| one["handle"] == handle);
        let line = |one: &Value| {
            format!("{} {}", one["method"].as_str().unwrap(), one["path"].as_str().unwrap())
        };
        of_account.map(line).collect()
    }
}

/// How coarsely time passes: wake by wake over minutes, in steps over hours and days.
fn grain(left: TimeDelta) -> TimeDelta {
    if left > TimeDelta::days(1) {
        TimeDelta::minutes(5)
    } else if left > TimeDelta::hours(1) {
        TimeDelta::minutes(1)
    } else if left > TimeDelta::minutes(10) {
        TimeDelta::seconds(15)
    } else {
        TimeDelta::zero()
    }
}
