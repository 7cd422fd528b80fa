//! What may the owner ask for? The use cases, one method each on [`Desk`]: adding, moving, looking,
//! settling. Each reads, lets the domain decide, and writes once; what is refused changes nothing.
//!
//! Deliberately absent: sending (that is the loop's), JSON and words for people (the api's).

mod account_rules;
mod account_state;
mod accounts;
mod adding;
mod adding_media;
mod apps;
mod backups;
mod before;
mod calendar;
mod cascade;
mod casefile;
mod casefile_read;
mod changes;
mod check;
mod compositions;
mod costs;
mod drafts;
mod facts;
mod folder;
mod history;
mod incidents;
mod mail;
mod media;
mod moving;
mod names;
mod plan;
mod posts;
mod queue;
mod renew;
mod report;
mod settings;
mod settle;
mod sign_in;
mod status;
mod vaults;
mod way_back;
mod why;

pub use account_rules::{CapChange, RuleChanges, SlotsNow};
pub use accounts::{AccountCard, AccountDetails, RampNow, Removed};
pub use adding::{Added, FourKeys};
pub use adding_media::MediaAdded;
pub use apps::AppCard;
pub use before::{Before, BeforeAll, FeatureNow, FeatureOverAll};
pub use calendar::{
    Calendar, CalendarDay, CalendarDelivery, CalendarQuestion, Forecast, Ghost, Limit,
};
pub use cascade::{Cascade, Offered};
pub use casefile::{DailyLook, StepSaid, TicketEnd};
pub use casefile_read::{CaseFile, EvidenceCard};
pub use changes::{EditExtras, EditMedia};
pub use check::{CheckedAccount, CheckedPost, CheckedSegment};
pub use compositions::{DraftDelivery, Drafts};
pub use costs::{Cost, Prices};
pub use drafts::{Draft, DraftMedia, DraftSegment, MediaSource};
pub use facts::{Facts, Happened};
pub use folder::{Check, CheckSubject, Confirmed, Verdict};
pub use history::{History, Turned, UndoCode, UndoStep};
pub use incidents::{IncidentCard, IncidentDetails};
pub use mail::{MailCard, MailChecked, MailWishes, MailboxThen};
pub use moving::{MovedDeliveries, Step};
pub use names::is_loopback;
pub use plan::{Finding, FindingRule, PlannedDay};
pub use posts::{AddExtras, AddedPost, DeliveryCard, DeliveryDetails, Pinning, When};
pub use queue::{AccountQueue, QueuedDelivery};
pub use report::PackWritten;
pub use settings::{SettingChanges, Settings};
pub use settle::Seen;
pub use sign_in::{Begun, SignInFor};
pub use status::Status;
pub use vaults::{VaultContents, VaultPlace, Vaults};
pub use way_back::{ProbeFound, RampPlan, WayBackLine, WayBackPlan};
pub use why::{WhyNot, WhyReason};

use crate::access::Access;
use crate::error::EngineError;
use crate::networks::{Networks, PracticeHost};
use roost_domain::Timestamp;
use roost_domain::ports::{Clock, Mailboxes, Vault};
use roost_store::{Store, StoreError, Tx};
use std::path::PathBuf;
use std::sync::Arc;

/// What a desk is made of; the composition root brings it.
#[derive(Clone)]
pub struct Parts {
    /// The store of the data folder.
    pub store: Store,
    /// The clock of this folder (lapsed where the folder is).
    pub clock: Arc<dyn Clock>,
    /// Where secrets lie; opened by the first question that needs one.
    pub vault: Arc<dyn Vault>,
    /// Every place where secrets could lie, for moving them.
    pub vaults: Arc<dyn Vaults>,
    /// The networks by address.
    pub networks: Arc<dyn Networks>,
    /// Opens Practice accounts.
    pub practice: Arc<dyn PracticeHost>,
    /// Opens the owner's mailbox.
    pub mail: Arc<dyn Mailboxes>,
    /// The folder of Roost's own copies of media.
    pub media: PathBuf,
    /// The machine's zone: what a new account starts with.
    pub zone: chrono_tz::Tz,
    /// Random numbers, uniform over all of `u64`, for jitter.
    pub dice: Arc<dyn Fn() -> u64 + Send + Sync>,
    /// Whether a loop runs on this folder, here or in another process.
    pub is_running: Arc<dyn Fn() -> bool + Send + Sync>,
}

/// The owner's desk. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    parts: Parts,
    access: Access,
    sign_ins: sign_in::Pending,
}

impl Desk {
    /// A desk from its parts.
    pub fn new(parts: Parts) -> Self {
        let access = Access {
            store: parts.store.clone(),
            vault: Arc::clone(&parts.vault),
            networks: Arc::clone(&parts.networks),
            practice: Arc::clone(&parts.practice),
        };
        Self { parts, access, sign_ins: sign_in::Pending::default() }
    }

    /// The time on this folder's clock.
    pub fn now(&self) -> Timestamp {
        self.parts.clock.now()
    }

    /// Reads in one transaction; an error of the work comes back as it is.
    async fn read<T, F>(&self, work: F) -> Result<T, EngineError>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, EngineError> + Send + 'static,
        T: Send + 'static,
    {
        self.parts.store.read(move |tx| Ok(work(tx))).await?
    }

    /// Writes in one transaction; whatever error the work gives back, nothing of it stays.
    async fn write<T, F>(&self, work: F) -> Result<T, EngineError>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, EngineError> + Send + 'static,
        T: Send + 'static,
    {
        let (tell, mut refused) = tokio::sync::oneshot::channel();
        let written = self
            .parts
            .store
            .write(move |tx| {
                work(tx).map_err(|error| match error {
                    EngineError::Store(error) => error,
                    error => {
                        // Nobody listening means that nobody waits for the answer any more.
                        drop(tell.send(error));
                        StoreError::RolledBack
                    }
                })
            })
            .await;
        match (written, refused.try_recv()) {
            (Ok(value), _) => {
                // A loop in this process looks at once; one in another notices the commit.
                self.parts.store.nudge();
                Ok(value)
            }
            (Err(_), Ok(refusal)) => Err(refusal),
            (Err(error), Err(_)) => Err(EngineError::Store(error)),
        }
    }
}

/// What the store remembers, as the desk's answers carry it. The api names these types from here: it
/// does not know the store.
pub mod records {
    pub use roost_store::tables::attempts::{AttemptRecord, SegmentOut};
    pub use roost_store::tables::calendar::{CalendarRow, Parts};
    pub use roost_store::tables::casefile::{CaseRow, EvidenceRow, HeldCounts, StepRow};
    pub use roost_store::tables::compositions::CompositionRow;
    pub use roost_store::tables::deliveries::{DeliveryLine, DeliveryRecord};
    pub use roost_store::tables::incidents::{IncidentRecord, IncidentScope, LogLine};
    pub use roost_store::tables::mail::{FoundRecord, MailWatchRecord};
    pub use roost_store::tables::tickets::{ReminderRow, TicketRow};
    pub use roost_store::{CopyRow, StoreError};
}
