//! How do the rooms become one program? This is the composition root: it knows them all, opens a data
//! folder, and puts clock, vault, networks, desk and door together. Nothing here decides.

use crate::adapters::Adapters;
use crate::failure::Failure;
use crate::output::Output;
use crate::practice::Simulators;
use crate::vaults::FolderVaults;
use etcetera::BaseStrategy;
use roost_api::Door;
use roost_domain::ports::Clock;
use roost_engine::clock::{Lapse, LapsedClock, SystemClock};
use roost_engine::desk::{Desk, Parts};
use roost_networks::http::{HttpTransport, Patience, Trust};
use roost_store::tables::meta;
use roost_store::{Folder, Note, Opened, Role, Store};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open data folder with everything that a command needs.
pub(crate) struct Home {
    /// Where its files lie.
    pub(crate) folder: Folder,
    /// Its database.
    pub(crate) store: Store,
    /// Its time.
    pub(crate) clock: Arc<dyn Clock>,
    /// How its time is lapsed, if it is.
    pub(crate) lapse: Option<Lapse>,
    /// The places for its secrets.
    pub(crate) vaults: Arc<FolderVaults>,
    /// Simulators, for Practice.
    pub(crate) simulators: Arc<Simulators>,
    /// What desk and engine are made of.
    pub(crate) parts: Parts,
    /// The door to it all.
    pub(crate) door: Door,
}

/// Where the data folder is: what the owner said, else the platform's place.
pub(crate) fn data_folder(said: Option<PathBuf>) -> Result<PathBuf, Failure> {
    match said {
        Some(folder) => Ok(folder),
        None => etcetera::base_strategy::choose_native_strategy()
            .map(|platform| platform.data_dir().join("roost"))
            .map_err(|_| Failure::NoDataFolder),
    }
}

impl Home {
    /// Opens a folder beside a loop that may run there.
    pub(crate) async fn open(out: &Output, folder: &Path) -> Result<Self, Failure> {
        Self::open_as(out, folder, Role::Guest, &Timekeeping::AsKept).await
    }

    /// Opens a folder in a role, by its own clock or one that begins now.
    pub(crate) async fn open_as(
        out: &Output,
        folder: &Path,
        role: Role,
        timekeeping: &Timekeeping,
    ) -> Result<Self, Failure> {
        // The folder's own clock is known only once it is open; until then the machine's serves.
        let opened = Store::open(folder, role, SystemClock.now())?;
        for note in &opened.notes {
            out.remark(&noted(out, note));
        }
        let (kept, folder_id) =
            opened.store.read(|tx| Ok((meta::lapse(tx)?, meta::folder_id(tx)?))).await?;
        let kept = kept.as_deref().map(Lapse::from_text).transpose()?;
        let lapse = match timekeeping {
            Timekeeping::AsKept => kept,
            Timekeeping::Lapsed { factor, start } => {
                let stands = kept.map_or_else(|| SystemClock.now(), |kept| reading_now(&kept));
                Some(Lapse::begin(start.unwrap_or(stands), *factor))
            }
        };
        let clock: Arc<dyn Clock> = match lapse {
            Some(lapse) => Arc::new(LapsedClock::new(lapse)),
            None => Arc::new(SystemClock),
        };
        Self::furnish(out, opened, folder_id, clock, lapse)
    }

    fn furnish(
        out: &Output,
        opened: Opened,
        folder_id: String,
        clock: Arc<dyn Clock>,
        lapse: Option<Lapse>,
    ) -> Result<Self, Failure> {
        let Opened { store, folder, .. } = opened;
        let transport = HttpTransport::new(&Trust::System, Patience::default())
            .map_err(|error| Failure::Broken { what: error.to_string() })?;
        let transport = Arc::new(transport);
        let simulators = Arc::new(Simulators::new(folder.clone(), Arc::clone(&transport), lapse));
        let networks = Arc::new(Adapters::new(transport, Arc::clone(&simulators)));
        let vaults =
            Arc::new(FolderVaults::new(store.clone(), &folder, folder_id, out.words.clone()));
        let is_running = {
            let folder = folder.clone();
            Arc::new(move || folder.is_in_use())
        };
        let parts = Parts {
            store: store.clone(),
            clock: Arc::clone(&clock),
            vault: vaults.clone(),
            vaults: vaults.clone(),
            networks,
            practice: simulators.clone(),
            media: folder.media(),
            zone: machine_zone(),
            dice: Arc::new(rand::random::<u64>),
            is_running,
        };
        let door = Door::new(Desk::new(parts.clone()));
        Ok(Self { folder, store, clock, lapse, vaults, simulators, parts, door })
    }
}

impl Home {
    /// From now on time passes here by another lapse.
    pub(crate) fn change_pace(&mut self, lapse: Lapse) {
        self.lapse = Some(lapse);
        self.clock = Arc::new(LapsedClock::new(lapse));
        self.simulators.set_lapse(lapse);
        self.parts.clock = Arc::clone(&self.clock);
        self.door = Door::new(Desk::new(self.parts.clone()));
    }
}

/// By which clock a folder is opened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Timekeeping {
    /// The one it keeps: the machine's, or lapsed once it was.
    AsKept,
    /// A lapsed one that begins now.
    Lapsed {
        /// Lapsed seconds in a real one.
        factor: f64,
        /// What it reads at first; `None` goes on where the folder's clock stands.
        start: Option<roost_domain::Timestamp>,
    },
}

fn reading_now(lapse: &Lapse) -> roost_domain::Timestamp {
    LapsedClock::new(*lapse).now()
}

/// The machine's IANA zone; UTC where it names none that is known.
fn machine_zone() -> chrono_tz::Tz {
    iana_time_zone::get_timezone().ok().and_then(|name| name.parse().ok()).unwrap_or(chrono_tz::UTC)
}

/// What the owner should hear of an opening.
fn noted(out: &Output, note: &Note) -> String {
    match note {
        Note::Migrated { copy, .. } => {
            out.say("note_migrated", &[("copy", &copy.display().to_string())])
        }
        Note::Mended { aside, copy, in_doubt, .. } => {
            let aside =
                aside.as_ref().map_or_else(|| "-".to_owned(), |at| at.display().to_string());
            let copy = copy.display().to_string();
            let in_doubt = in_doubt.to_string();
            out.say("note_mended", &[("aside", &aside), ("copy", &copy), ("count", &in_doubt)])
        }
        Note::CopiedFolder { in_doubt } => {
            out.say("note_copied", &[("count", &in_doubt.to_string())])
        }
        Note::MachineUnknown => out.say("note_machine", &[]),
        other => format!("{other:?}"),
    }
}
