//! What runs behind the window? An open data folder, and the posting loop where no other process runs
//! it. Opening may take a moment, so the window does not wait for it: questions of the page do.

use crate::drills;
use crate::tray::view::Part;
use roost_api::{ApiError, ErrorCode};
use roost_drill::{DrillError, Play, Stage};
use roost_engine::error::EngineError;
use roost_engine::{Engine, Until};
use roost_home::{AskPassphrase, Home, HomeError, Timekeeping};
use roost_store::{Role, StoreError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

/// After a loop that ended badly the next one begins after so long, then twice that, and so on.
const FIRST_REST: Duration = Duration::from_secs(1);
/// The longest of these rests.
const LONGEST_REST: Duration = Duration::from_mins(1);
/// A little more than the engine itself gives a running send to finish.
const PATIENCE: Duration = Duration::from_secs(12);

/// An open folder.
pub(crate) struct Shell {
    /// Its rooms.
    pub(crate) home: Arc<Home>,
    /// The drill that is played in it.
    stage: Option<Arc<Stage>>,
    /// The loop, where it runs here.
    engine: Option<Engine>,
    /// Whether the loop has ended.
    ended: watch::Sender<bool>,
}

impl Shell {
    /// Opens a folder as the loop's owner, or as a guest where another process runs the loop. One of a
    /// drill is fresh, and gets its stage. `ask` gets the passphrase of the vault file from them.
    pub(crate) async fn open(
        folder: &Path,
        drill: Option<Play>,
        ask: AskPassphrase,
    ) -> Result<Self, ApiError> {
        let timekeeping = match drill {
            Some(_) => Stage::timekeeping(),
            None => Timekeeping::AsKept,
        };
        let opened = Home::open_as(folder, Role::Owner, &timekeeping, Arc::clone(&ask)).await;
        let (home, engine) = match opened {
            Err(HomeError::Store(StoreError::InUse { .. })) => {
                (Home::open(folder, Arc::clone(&ask)).await.map_err(refused)?, None)
            }
            opened => {
                let home = opened.map_err(refused)?;
                home.simulators.host_on_demand().await;
                let engine = home.engine();
                (home, Some(engine))
            }
        };
        roost_home::log::begin(&home.folder.logs());
        if drill.is_some() {
            drills::take_over_settings(&home, ask).await;
        }
        let home = Arc::new(home);
        let stage = match (drill, &engine) {
            (Some(play), Some(_)) => Some(Arc::new(stage(&home, play).await?)),
            (Some(_) | None, _) => None,
        };
        Ok(Self { home, stage, engine, ended: watch::Sender::new(false) })
    }

    /// The drill, where one is played.
    pub(crate) fn stage(&self) -> Option<&Arc<Stage>> {
        self.stage.as_ref()
    }

    /// Whether the loop runs here.
    pub(crate) fn part(&self) -> Part {
        match self.engine {
            Some(_) => Part::Owner,
            None => Part::Guest,
        }
    }

    /// The loop, where it runs here.
    pub(crate) fn engine(&self) -> Option<&Engine> {
        self.engine.as_ref()
    }

    /// Hosts Practice where an account lives on it, or where no account is yet: a first start offers
    /// Practice.
    pub(crate) async fn host_practice(&self) -> Result<(), HomeError> {
        if self.engine.is_none() {
            return Ok(());
        }
        let bases = self.home.practice_bases().await?;
        let accounts = self.home.store.read(|tx| Ok(tx.all_accounts()?.len())).await?;
        if accounts == 0 || bases.contains(&None) {
            self.home.simulators.host().await?;
        }
        Ok(())
    }

    /// Runs the loop until it is told to stop. One that ends badly, even by a panic, begins again.
    pub(crate) async fn run(&self) {
        let Some(engine) = &self.engine else { return };
        let mut rest = FIRST_REST;
        loop {
            let running = engine.clone();
            let mut task = JoinSet::new();
            task.spawn(async move { running.run(Until::Stopped).await });
            match task.join_next().await {
                Some(Ok(Err(error))) => tracing::error!(%error, "the loop ended badly"),
                Some(Err(error)) => tracing::error!(%error, "the loop broke"),
                Some(Ok(Ok(()))) | None => {}
            }
            if engine.stop().is_stopped() {
                break;
            }
            tokio::time::sleep(rest).await;
            rest = (rest * 2).min(LONGEST_REST);
        }
        self.ended.send_replace(true);
    }

    /// Ends the loop: it stops claiming, and a send that runs may finish. Says whether all did.
    pub(crate) async fn end(&self) -> bool {
        let mut is_clean = true;
        if let Some(engine) = &self.engine {
            engine.stop().stop();
            let mut ended = self.ended.subscribe();
            let waited = tokio::time::timeout(PATIENCE, ended.wait_for(|ended| *ended)).await;
            is_clean = waited.is_ok();
        }
        self.home.simulators.stop_hosting().await;
        is_clean
    }
}

/// The account that a drill in the window happens to.
const DRILLED: &str = "news";

async fn stage(home: &Arc<Home>, play: Play) -> Result<Stage, ApiError> {
    let set = async {
        let stage = Stage::set(Arc::clone(home), play, DRILLED).await?;
        stage.pace(drills::UNTIL_THE_FAULT).await?;
        Ok(stage)
    };
    set.await.map_err(of_drill)
}

/// What the page hears of a drill that went wrong.
pub(crate) fn of_drill(error: DrillError) -> ApiError {
    match error {
        DrillError::Home(error) => refused(error),
        DrillError::Api(error) => *error,
        DrillError::Practice(error) => EngineError::from(error).into(),
        DrillError::Store(error) => EngineError::from(error).into(),
        DrillError::Engine(error) => error.into(),
        DrillError::Hung { .. } | DrillError::Unreadable { .. } => {
            ApiError::new(ErrorCode::Internal, &[("reason", error.to_string())])
        }
    }
}

/// What the page hears of a folder that did not open.
pub(crate) fn refused(error: HomeError) -> ApiError {
    match error {
        HomeError::Store(error) => EngineError::from(error).into(),
        HomeError::Vault(error) => EngineError::from(error).into(),
        HomeError::Practice(error) => EngineError::from(error).into(),
        error @ (HomeError::NoDataFolder
        | HomeError::BrokenLapse(_)
        | HomeError::Adapter(_)
        | HomeError::Simulator(_)
        | HomeError::Note(_)) => {
            ApiError::new(ErrorCode::Internal, &[("reason", error.to_string())])
        }
    }
}

/// The shell as it stands now: being opened, open, or refused.
#[derive(Clone)]
pub(crate) struct Opening {
    folder: PathBuf,
    drill: Option<Play>,
    state: watch::Sender<Option<Result<Arc<Shell>, ApiError>>>,
}

impl Opening {
    /// Nothing is open yet.
    pub(crate) fn of(folder: PathBuf, drill: Option<Play>) -> Self {
        Self { folder, drill, state: watch::Sender::new(None) }
    }

    /// The folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The drill that is to be played in it.
    pub(crate) fn drill(&self) -> Option<Play> {
        self.drill
    }

    /// Tells how the opening went.
    pub(crate) fn tell(&self, opened: Result<Arc<Shell>, ApiError>) {
        self.state.send_replace(Some(opened));
    }

    /// The shell, once it is known.
    pub(crate) async fn shell(&self) -> Result<Arc<Shell>, ApiError> {
        let mut state = self.state.subscribe();
        let known = state.wait_for(Option::is_some).await;
        match known.ok().and_then(|state| state.clone()) {
            Some(opened) => opened,
            // The sender is part of this value, so it can't be gone.
            None => Err(ApiError::new(ErrorCode::Internal, &[("reason", "closed".to_owned())])),
        }
    }

    /// The shell, if it is open by now.
    pub(crate) fn now(&self) -> Option<Arc<Shell>> {
        self.state.borrow().as_ref().and_then(|opened| opened.as_ref().ok()).cloned()
    }
}
