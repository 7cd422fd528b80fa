//! Starts a simulator on a port of loopback, and stops it: what `roost simulator`, `roost run` and
//! the tests call.

use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::accounts::{Keys, PRACTICE_CONSUMER_KEY, PRACTICE_CONSUMER_SECRET};
use crate::clock::Clock;
use crate::error::SimulatorError;
use crate::journal::Journal;
use crate::limits::Limits;
use crate::server::{Room, Shared, serve};
use crate::simulator::Simulator;

/// How a simulator is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// A file that keeps accounts, tokens, media and posts across restarts.
    pub state: Option<PathBuf>,
    /// Switches caps and rate limits off.
    pub no_limits: bool,
    /// Determines tokens and PINs; drawn by chance if not given.
    pub seed: Option<u64>,
}

/// A simulator that answers. It stops when this is dropped.
pub struct Running {
    base_url: String,
    keys: Vec<Keys>,
    shared: Arc<Shared>,
    tasks: JoinSet<()>,
}

impl fmt::Debug for Running {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Running").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

/// Starts a simulator. It answers as soon as this returns.
pub async fn start(options: Options) -> Result<Running, SimulatorError> {
    let (listener, port) = listen(options.port).await?;
    let seed = options.seed.unwrap_or_else(|| RandomState::new().hash_one("seed"));
    let limits = if options.no_limits { Limits::Off } else { Limits::AsOnX };
    let mut simulator = Simulator::empty(seed, limits);
    let mut journal = None;
    if let Some(path) = &options.state {
        let (opened, changes) = Journal::open(path)?;
        for change in changes {
            simulator.apply(change);
        }
        simulator.keep_changes();
        journal = Some(opened);
    }
    let clock = Clock::real();
    simulator.furnish(clock.now());
    let keys = simulator.accounts(clock.now());
    if let Some(journal) = &mut journal {
        journal.write(&simulator.take_changes())?;
    }
    let mut tasks = JoinSet::new();
    let shared = Arc::new(Shared::new(port, Room { simulator, clock, journal }));
    tasks.spawn(serve(listener, Arc::clone(&shared)));
    Ok(Running { base_url: format!("http://127.0.0.1:{port}"), keys, shared, tasks })
}

impl Running {
    /// Where it answers, such as `http://127.0.0.1:8080`, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The one line that `roost simulator` prints: base URL, the app's keys, and the accounts there
    /// were at the start with their tokens.
    pub fn ready_line(&self) -> Value {
        json!({
            "base_url": self.base_url,
            "consumer_key": PRACTICE_CONSUMER_KEY,
            "consumer_secret": PRACTICE_CONSUMER_SECRET,
            "accounts": self.keys,
        })
    }

    /// Looks at the network, or changes its faults, from the process that hosts it: `/_control`
    /// without the way through a socket. No request is judged meanwhile.
    pub fn with<T>(&self, look: impl FnOnce(&mut Simulator) -> T) -> T {
        look(&mut self.shared.room().simulator)
    }

    /// Stops listening and ends all connections. Every accepted post is in the state file already.
    pub async fn shutdown(mut self) {
        self.tasks.shutdown().await;
    }
}

async fn listen(port: u16) -> Result<(TcpListener, u16), SimulatorError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AddrInUse => SimulatorError::PortInUse { port },
        _ => SimulatorError::Listen { port, source },
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    Ok((listener, port))
}
