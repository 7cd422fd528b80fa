//! Who looks for mails of X? While an incident holds something, and only where the owner switched it on:
//! the mail watch. It runs beside the lanes and never speaks to the network that posts go to. A broken
//! connection is made anew, ever more seldom; a refused password ends the watch, since a mailbox is
//! locked by a few wrong ones.

use crate::events::{Event, Events};
use crate::lane::Dice;
use roost_domain::Timestamp;
use roost_domain::ids::{IncidentId, MailId};
use roost_domain::mail::{
    LookFor, Looked, MailFailure, MailTrouble, MailWatchState, Mailbox, Provider, pause_after,
};
use roost_domain::ports::{Clock, Mailboxes, OpenMailbox, Vault, VaultKey};
use roost_store::tables::mail::WatchedIncident;
use roost_store::tables::meta;
use roost_store::{Store, StoreError, Tx};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout_at};

/// How fast the watch is. Real time: servers are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailPace {
    /// How often is looked whether the watch is still wanted.
    pub glance: Duration,
    /// The pause after a first failure.
    pub first_pause: Duration,
    /// The least time between two looks, however often the server calls.
    pub settle: Duration,
}

/// Counts how often a watch has looked whether it is wanted: that it leaves a mailbox alone can only be
/// seen by its looking and not knocking. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Glances(Arc<AtomicU64>);

impl Glances {
    /// How many there were.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    fn add(&self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }
}

impl Default for MailPace {
    fn default() -> Self {
        Self {
            glance: Duration::from_secs(3),
            first_pause: Duration::from_secs(10),
            settle: Duration::from_secs(5),
        }
    }
}

/// The watch over the owner's mailbox.
#[derive(Clone)]
pub struct MailWatch {
    /// Where it is written down what is wanted and found.
    pub store: Store,
    /// Where the password lies.
    pub vault: Arc<dyn Vault>,
    /// Opens the mailbox.
    pub mailboxes: Arc<dyn Mailboxes>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance, for pauses.
    pub dice: Dice,
    /// How fast it is.
    pub pace: MailPace,
    /// How often it has looked whether it is wanted.
    pub glances: Glances,
}

/// What is wanted of the watch.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wish {
    revision: u64,
    mailbox: Mailbox,
    provider: Option<Provider>,
    incidents: Vec<WatchedIncident>,
}

impl Wish {
    /// Whether the same is wanted; a name that was learned meanwhile changes nothing.
    fn is_still(&self, other: Option<&Self>) -> bool {
        other.is_some_and(|other| {
            self.revision == other.revision && self.incidents == other.incidents
        })
    }
}

/// Why a visit to the mailbox ended.
enum End {
    Mail(MailFailure),
    Store(StoreError),
}

impl From<MailFailure> for End {
    fn from(failure: MailFailure) -> Self {
        Self::Mail(failure)
    }
}

impl From<StoreError> for End {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl MailWatch {
    /// Watches for as long as it is polled.
    pub async fn run(self, events: Events) {
        let mut failures = 0;
        loop {
            let Some(wish) = self.wish_or_rest().await else {
                failures = 0;
                sleep(self.pace.glance).await;
                continue;
            };
            let went_well = Arc::new(AtomicBool::new(false));
            let mut visit = JoinSet::new();
            visit.spawn(self.clone().visit(wish.clone(), events.clone(), Arc::clone(&went_well)));
            let end = self.until_it_ends(&mut visit, &wish).await;
            if went_well.load(Ordering::Acquire) {
                failures = 0;
            }
            let Some(end) = end else { continue };
            failures += 1;
            self.pause(end, failures, &wish).await;
        }
    }

    /// What ended the visit; `None` where something else is wanted now.
    async fn until_it_ends(
        &self,
        visit: &mut JoinSet<Result<(), End>>,
        wish: &Wish,
    ) -> Option<End> {
        loop {
            let glance = Instant::now() + self.pace.glance;
            match timeout_at(glance, visit.join_next()).await {
                Ok(Some(Ok(Err(end)))) => return Some(end),
                Ok(Some(Err(panicked))) => {
                    tracing::error!(error = %panicked, "the mail watch broke");
                    let detail = "its answer broke the reader".to_owned();
                    let failure = MailFailure { trouble: MailTrouble::Garbled, detail };
                    return Some(End::Mail(failure));
                }
                Err(_) if self.is_wanted(wish).await => {}
                Ok(Some(Ok(Ok(()))) | None) | Err(_) => return None,
            }
        }
    }

    /// Says what is wrong, and waits, unless something else is wanted before.
    async fn pause(&self, end: End, failures: u32, wish: &Wish) {
        let pause = pause_after(self.pace.first_pause, failures, (self.dice)());
        match end {
            End::Store(error) => tracing::error!(%error, "the mail watch can't write"),
            End::Mail(failure) => {
                tracing::info!(trouble = failure.trouble.word(), "the mail watch failed");
                let retry = (!failure.trouble.ends_the_watch()).then(|| {
                    self.clock.now() + chrono::TimeDelta::from_std(pause).unwrap_or_default()
                });
                let state = match retry {
                    Some(_) => MailWatchState::Retrying,
                    None => MailWatchState::Stopped,
                };
                self.tell(state, Some(failure), retry).await;
            }
        }
        let end = Instant::now() + pause;
        while Instant::now() < end && self.is_wanted(wish).await {
            sleep(self.pace.glance.min(end - Instant::now())).await;
        }
    }

    /// Signs in and looks for mails, again and again, until something goes wrong.
    async fn visit(
        self,
        wish: Wish,
        events: Events,
        went_well: Arc<AtomicBool>,
    ) -> Result<(), End> {
        let mut inbox = open(&*self.vault, &*self.mailboxes, &wish.mailbox).await?;
        let mut wanted = LookFor {
            received: first(&wish.incidents).unwrap_or_else(|| self.clock.now()),
            above_uid: 0,
            provider: wish.provider.clone(),
        };
        loop {
            let looked = inbox.look(&wanted).await?;
            wanted.above_uid = looked.up_to_uid;
            if let Some(learned) = &looked.learned {
                wanted.provider = Some(learned.clone());
            }
            let state = if inbox.tells() { MailWatchState::Idle } else { MailWatchState::Polling };
            let (incidents, now) = (wish.incidents.clone(), self.clock.now());
            let new = self
                .store
                .write(move |tx| {
                    tx.tell_mail_state(state, None, now, None)?;
                    keep(tx, &incidents, &looked, now)
                })
                .await?;
            let new = new.into_iter().map(|(incident, mail)| Event::MailFound(incident, mail));
            events.publish(new.collect());
            went_well.store(true, Ordering::Release);
            inbox.wait().await?;
            sleep(self.pace.settle).await;
        }
    }

    /// What is wanted; where nothing is, that the watch rests is written down.
    async fn wish_or_rest(&self) -> Option<Wish> {
        let wish = self.wish().await;
        if let Ok(None) = wish {
            let now = self.clock.now();
            let rest = |tx: &Tx<'_>| tx.mail_watch();
            let watch = self.store.read(rest).await.ok().flatten();
            let is_stale = watch.is_some_and(|watch| {
                watch.is_on
                    && !matches!(watch.state, MailWatchState::Resting | MailWatchState::Stopped)
            });
            if is_stale {
                self.tell_at(MailWatchState::Resting, None, None, now).await;
            }
        }
        wish.ok().flatten()
    }

    async fn wish(&self) -> Result<Option<Wish>, StoreError> {
        let wish = self.store.read(wish).await;
        self.glances.add();
        wish
    }

    /// A store that can't be read changes nothing by that.
    async fn is_wanted(&self, wish: &Wish) -> bool {
        self.wish().await.map_or(true, |now| wish.is_still(now.as_ref()))
    }

    async fn tell(
        &self,
        state: MailWatchState,
        failure: Option<MailFailure>,
        retry: Option<Timestamp>,
    ) {
        self.tell_at(state, failure, retry, self.clock.now()).await;
    }

    async fn tell_at(
        &self,
        state: MailWatchState,
        failure: Option<MailFailure>,
        retry: Option<Timestamp>,
        now: Timestamp,
    ) {
        let told =
            self.store.write(move |tx| tx.tell_mail_state(state, failure.as_ref(), now, retry));
        if let Err(error) = told.await {
            tracing::error!(%error, "how the mail watch stands could not be written down");
        }
    }
}

/// What is wanted. A folder whose time is lapsed has nothing to do with the owner's mails.
fn wish(tx: &Tx<'_>) -> Result<Option<Wish>, StoreError> {
    let Some(watch) = tx.mail_watch()? else { return Ok(None) };
    if !watch.is_on || watch.state == MailWatchState::Stopped || meta::lapse(tx)?.is_some() {
        return Ok(None);
    }
    let incidents = tx.watched_incidents()?;
    if incidents.is_empty() {
        return Ok(None);
    }
    let (revision, mailbox, provider) = (watch.revision, watch.mailbox, watch.provider);
    Ok(Some(Wish { revision, mailbox, provider, incidents }))
}

/// Opens the mailbox with the password from the vault.
pub(crate) async fn open(
    vault: &dyn Vault,
    mailboxes: &dyn Mailboxes,
    mailbox: &Mailbox,
) -> Result<Box<dyn OpenMailbox>, MailFailure> {
    let password = vault.get(VaultKey::Mail).await.map_err(|error| MailFailure {
        trouble: MailTrouble::VaultClosed,
        detail: error.to_string(),
    })?;
    let missing = || MailFailure { trouble: MailTrouble::NoPassword, detail: String::new() };
    mailboxes.open(mailbox, &password.ok_or_else(missing)?).await
}

/// From when on mails are of interest.
pub(crate) fn first(incidents: &[WatchedIncident]) -> Option<Timestamp> {
    incidents.iter().map(|incident| incident.began).min()
}

/// Keeps what was found, for each incident that it can belong to; gives what is new.
pub(crate) fn keep(
    tx: &Tx<'_>,
    incidents: &[WatchedIncident],
    looked: &Looked,
    now: Timestamp,
) -> Result<Vec<(IncidentId, MailId)>, StoreError> {
    if let Some(provider) = &looked.learned {
        tx.learn_mail_provider(provider)?;
    }
    let mut new = Vec::new();
    for mail in &looked.found {
        for incident in incidents.iter().filter(|incident| mail.received >= incident.began) {
            let kept = tx.keep_mail(incident.id, looked.uid_validity, mail, now)?;
            new.extend(kept.map(|id| (incident.id, id)));
        }
    }
    Ok(new)
}
