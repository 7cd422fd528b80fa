//! How do the rooms become one program? Here they are put together: a data folder is opened, and clock,
//! vault, networks, desk, door and loop are made for it. Nothing here decides.

use crate::adapters::Adapters;
use crate::error::HomeError;
use crate::practice::Simulators;
use crate::vaults::{AskPassphrase, FolderVaults};
use etcetera::BaseStrategy;
use roost_api::Door;
use roost_domain::account::NetworkKind;
use roost_domain::ports::Clock;
use roost_engine::Engine;
use roost_engine::access::Access;
use roost_engine::clock::{Lapse, LapsedClock, SystemClock};
use roost_engine::desk::{Desk, Parts};
use roost_engine::mailwatch::{Glances, MailPace, MailWatch};
use roost_mail::ImapMailboxes;
use roost_networks::http::{HttpTransport, Patience, Trust};
use roost_store::tables::meta;
use roost_store::{Folder, Note, Opened, Role, Store, Tx};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open data folder with everything that a command needs.
pub struct Home {
    /// Where its files lie.
    pub folder: Folder,
    /// What the owner should hear of the opening.
    pub notes: Vec<Note>,
    /// Its database.
    pub store: Store,
    /// Its time.
    pub clock: Arc<dyn Clock>,
    /// The same, where it is lapsed.
    lapsed: Option<LapsedClock>,
    /// The places for its secrets.
    pub vaults: Arc<FolderVaults>,
    /// Simulators, for Practice.
    pub simulators: Arc<Simulators>,
    /// What desk and engine are made of.
    pub parts: Parts,
    /// The door to it all.
    pub door: Door,
}

/// Where the data folder is: what the owner said, else the platform's place.
pub fn data_folder(said: Option<PathBuf>) -> Result<PathBuf, HomeError> {
    match said {
        Some(folder) => Ok(folder),
        None => etcetera::base_strategy::choose_native_strategy()
            .map(|platform| platform.data_dir().join("roost"))
            .map_err(|_| HomeError::NoDataFolder),
    }
}

impl Home {
    /// Opens a folder beside a loop that may run there.
    pub async fn open(folder: &Path, ask: AskPassphrase) -> Result<Self, HomeError> {
        Self::open_as(folder, Role::Guest, &Timekeeping::AsKept, ask).await
    }

    /// Opens a folder in a role, by its own clock or one that begins now.
    pub async fn open_as(
        folder: &Path,
        role: Role,
        timekeeping: &Timekeeping,
        ask: AskPassphrase,
    ) -> Result<Self, HomeError> {
        // The folder's own clock is known only once it is open; until then the machine's serves.
        let opened = Store::open(folder, role, SystemClock.now())?;
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
        Self::furnish(opened, folder_id, lapse.map(LapsedClock::new), ask)
    }

    fn furnish(
        opened: Opened,
        folder_id: String,
        lapsed: Option<LapsedClock>,
        ask: AskPassphrase,
    ) -> Result<Self, HomeError> {
        let clock: Arc<dyn Clock> = match &lapsed {
            Some(lapsed) => Arc::new(lapsed.clone()),
            None => Arc::new(SystemClock),
        };
        let lapse = lapsed.as_ref().map(LapsedClock::lapse);
        let Opened { store, folder, notes } = opened;
        let transport = Arc::new(HttpTransport::new(&Trust::System, Patience::default())?);
        let simulators = Arc::new(Simulators::new(folder.clone(), Arc::clone(&transport), lapse));
        let networks = Arc::new(Adapters::new(transport, Arc::clone(&simulators)));
        let vaults = Arc::new(FolderVaults::new(store.clone(), &folder, folder_id, ask));
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
            mail: Arc::new(ImapMailboxes::new(
                roost_mail::Trust::System,
                roost_mail::Patience::default(),
            )),
            media: folder.media(),
            zone: machine_zone(),
            dice: Arc::new(rand::random::<u64>),
            is_running,
        };
        let door = Door::new(Desk::new(parts.clone()));
        Ok(Self { folder, notes, store, clock, lapsed, vaults, simulators, parts, door })
    }
}

impl Home {
    /// The loop of this folder. Whoever runs it opened the folder as its owner.
    pub fn engine(&self) -> Engine {
        let access = Access {
            store: self.store.clone(),
            vault: Arc::clone(&self.parts.vault),
            networks: Arc::clone(&self.parts.networks),
            practice: Arc::clone(&self.parts.practice),
        };
        let dice = Arc::clone(&self.parts.dice);
        let mail = MailWatch {
            store: self.store.clone(),
            vault: Arc::clone(&self.parts.vault),
            mailboxes: Arc::clone(&self.parts.mail),
            clock: Arc::clone(&self.clock),
            dice: Arc::clone(&dice),
            pace: MailPace::default(),
            glances: Glances::default(),
        };
        Engine::new(access, Arc::clone(&self.clock), self.folder.media(), dice).with_mail(mail)
    }

    /// Opens the vault if any account's tokens lie in it: better now than at the first due post.
    pub async fn open_vault(&self) -> Result<(), HomeError> {
        if self.store.read(has_vault_tokens).await? {
            self.vaults.open_now().await?;
        }
        Ok(())
    }

    /// The addresses of all Practice accounts, each once; `None` is the hosted one.
    pub async fn practice_bases(&self) -> Result<Vec<Option<String>>, HomeError> {
        Ok(self.store.read(practice_bases).await?)
    }

    /// How its time is lapsed now, if it is.
    pub fn lapse(&self) -> Option<Lapse> {
        self.lapsed.as_ref().map(LapsedClock::lapse)
    }

    /// From where it stands the lapsed clock goes on by another factor: here, for other processes on
    /// the folder, and for the simulators of its accounts. A clock that is not lapsed stays as it is.
    pub async fn change_pace(&self, factor: f64) -> Result<(), HomeError> {
        let Some(lapsed) = &self.lapsed else { return Ok(()) };
        let lapse = lapsed.change_pace(factor);
        self.simulators.set_lapse(lapse);
        let text = lapse.to_text();
        self.store.write(move |tx| meta::set_lapse(tx, &text)).await?;
        for base in self.practice_bases().await? {
            let base = base.or_else(|| self.simulators.hosted());
            if let Some(base) = base {
                // A simulator that is gone needs no clock.
                let _ = self.simulators.set_clock(&base).await;
            }
        }
        Ok(())
    }
}

/// By which clock a folder is opened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Timekeeping {
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

/// Whether the loop may need the vault: for any account's tokens (all but Practice's lie there), or for
/// the mailbox's password.
fn has_vault_tokens(tx: &Tx<'_>) -> roost_store::Result<bool> {
    Ok(tx.mail_watch()?.is_some_and(|watch| watch.is_on)
        || tx.all_accounts()?.iter().any(|account| account.network == NetworkKind::X))
}

fn practice_bases(tx: &Tx<'_>) -> roost_store::Result<Vec<Option<String>>> {
    let mut bases = Vec::new();
    for account in tx.all_accounts()? {
        if account.network == NetworkKind::Practice
            && let Some(app) = tx.find_app(account.app)?
            && !bases.contains(&app.api_base)
        {
            bases.push(app.api_base);
        }
    }
    Ok(bases)
}
