//! What stands in a simulated week? One database that outlives its processes, the network, the
//! owner's desk, and the loop, which is started, dies and is started again.

use super::bugs::{Bug, Stubborn, forget_intents};
use super::cast::Actor;
use super::fate::Fate;
use super::laws::Laws;
use super::ledger::Ledger;
use super::line::{Line, Sender};
use crate::clock::ManualClock;
use crate::dice::Dice;
use crate::in_process::{InProcess, Shared};
use crate::wiring::{Adapters, ControlDoor, OneVault};
use roost_domain::ports::Clock;
use roost_engine::access::Access;
use roost_engine::desk::{Desk, Parts};
use roost_engine::error::EngineError;
use roost_engine::networks::Networks;
use roost_engine::{Engine, Until};
use roost_networks::x::signing::{Signing, Stamp};
use roost_simulator::{Limits, Simulator};
use roost_store::{NoFaults, Source, Store, StoreError};
use roost_vault::MemoryVault;
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::task::JoinHandle;

/// Everything that stands.
pub(super) struct House {
    pub(super) clock: ManualClock,
    pub(super) simulator: Shared,
    pub(super) desk: Desk,
    pub(super) store: Store,
    pub(super) fate: Fate,
    pub(super) laws: Arc<Laws>,
    pub(super) ledger: Arc<Ledger>,
    pub(super) control: ControlDoor,
    pub(super) cast: Vec<Actor>,
    pub(super) bug: Option<Bug>,
    source: Source,
    parts: Parts,
    networks: Arc<dyn Networks>,
    engine_dice: Dice,
    process: Option<JoinHandle<Result<(), EngineError>>>,
}

impl House {
    /// An empty house; the loop does not run.
    pub(super) fn build(
        dice: &Dice,
        clock: &ManualClock,
        ledger: &Arc<Ledger>,
        bug: Option<Bug>,
    ) -> Result<Self, StoreError> {
        let simulator = Shared::new(Simulator::new(dice.next(), Limits::AsOnX, clock.now()));
        // A second send shows as a second post.
        drop(simulator.lock().add_faults(&json!({ "do": "accept_duplicates" })));
        let source = Source::memory()?;
        let store = Store::inline(source.clone(), Arc::new(NoFaults));
        let fate = Fate::new(clock.clone(), dice.fork(1), Arc::clone(ledger));
        let laws = Laws::new(
            store.clone(),
            simulator.clone(),
            clock.clone(),
            Arc::clone(ledger),
            fate.clone(),
        );
        let under = InProcess::new(simulator.clone(), clock.clone());
        let line = |sender, purpose| Line {
            under: under.clone(),
            sender,
            clock: clock.clone(),
            dice: dice.fork(purpose),
            ledger: Arc::clone(ledger),
        };
        let of_loop = line(Sender::Loop(Arc::clone(&laws), fate.clone()), 2);
        let signing = stamps(clock);
        let mut networks: Arc<dyn Networks> =
            Arc::new(Adapters::new(Arc::new(of_loop), signing.clone()));
        if bug == Some(Bug::ResendsAfterLostAnswer) {
            networks = Arc::new(Stubborn(networks));
        }
        let control = ControlDoor::new(Arc::new(under.clone()), InProcess::BASE);
        let vault = Arc::new(MemoryVault::new());
        let desk_dice = dice.fork(3);
        let parts = Parts {
            store: store.clone(),
            clock: Arc::new(clock.clone()),
            vault: vault.clone(),
            vaults: Arc::new(OneVault(vault)),
            networks: Arc::new(Adapters::new(
                Arc::new(line(Sender::Owner(Arc::clone(&laws)), 4)),
                signing,
            )),
            practice: Arc::new(control.clone()),
            mail: Arc::new(crate::wiring::NoMail),
            media: PathBuf::new(),
            zone: chrono_tz::UTC,
            dice: Arc::new(move || desk_dice.next()),
            is_running: Arc::new(|| false),
        };
        Ok(Self {
            clock: clock.clone(),
            simulator,
            desk: Desk::new(parts.clone()),
            store,
            fate,
            laws,
            ledger: Arc::clone(ledger),
            control,
            cast: Vec::new(),
            bug,
            source,
            parts,
            networks,
            engine_dice: dice.fork(5),
            process: None,
        })
    }

    /// Whether the loop runs.
    pub(super) fn runs(&self) -> bool {
        self.process.is_some()
    }

    /// Starts the loop.
    #[expect(clippy::disallowed_methods, reason = "it stands for a process, which can be killed")]
    pub(super) fn start(&mut self) {
        self.ledger.note("the loop starts");
        self.fate.reborn();
        let faults = Arc::new(self.fate.clone());
        let store = Store::inline_paused(self.source.clone(), faults, self.fate.pause());
        let access = Access {
            store,
            vault: Arc::clone(&self.parts.vault),
            networks: Arc::clone(&self.networks),
            practice: Arc::clone(&self.parts.practice),
        };
        let dice = self.engine_dice.clone();
        let clock = Arc::new(self.clock.clone());
        let engine = Engine::new(access, clock, PathBuf::new(), Arc::new(move || dice.next()));
        let running = async move { engine.run(Until::Stopped).await };
        self.process = Some(tokio::task::spawn(running));
    }

    /// The process is gone; what it had begun on the network goes on there.
    pub(super) async fn stop_dead(&mut self) -> Result<(), StoreError> {
        let Some(process) = self.process.take() else { return Ok(()) };
        self.laws.process_died();
        process.abort();
        if let Ok(ended) = process.await {
            self.ledger.broke("the loop does not end by itself", &format!("{ended:?}"));
        }
        // Its lanes are dropped when they are next looked at.
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        self.ledger.count(|counts| counts.crashes += 1);
        if self.bug == Some(Bug::ForgetsIntent) {
            let now = self.clock.now();
            self.store.write(move |tx| forget_intents(tx, now)).await?;
        }
        Ok(())
    }

    /// Whether the loop has ended although nobody stopped it.
    pub(super) fn ended_by_itself(&self) -> bool {
        self.process.as_ref().is_some_and(JoinHandle::is_finished)
    }
}

/// Stamps from the machine's clock, right or wrong, and nonces that count.
fn stamps(clock: &ManualClock) -> Signing {
    let clock = clock.clone();
    let count = AtomicU64::new(1);
    Signing::new(move || Stamp {
        nonce: format!("n{}", count.fetch_add(1, Ordering::Relaxed)),
        seconds: clock.now().timestamp().max(1).unsigned_abs(),
    })
}
