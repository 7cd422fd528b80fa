//! Whom is the owner to look after now? At each wake-up of the loop the reminders whose time has come
//! are taken: their rows say that they were told, then they are. A reminder is told once, whatever
//! the clock does and however often Roost starts; one that came due while it was off is told at the
//! next start.

use crate::events::Event;
use crate::lane::Lane;
use roost_domain::Timestamp;
use roost_store::StoreError;
use roost_store::tables::tickets;

/// What is known of the next reminder.
#[derive(Debug, Default)]
pub(crate) enum Reminding {
    /// Nothing yet, or something was written since.
    #[default]
    Unknown,
    /// None is due before this.
    At(Timestamp),
    /// There is none.
    Nothing,
}

impl Reminding {
    /// Something was written: what is known may be old.
    pub(crate) fn forget(&mut self) {
        *self = Self::Unknown;
    }

    /// When it is to be looked at next.
    pub(crate) fn wake_at(&self) -> Option<Timestamp> {
        match self {
            Self::At(at) => Some(*at),
            Self::Unknown | Self::Nothing => None,
        }
    }

    /// Tells the reminders whose time has come.
    pub(crate) async fn look(&mut self, lane: &Lane, now: Timestamp) -> Result<(), StoreError> {
        match self {
            Self::Nothing => return Ok(()),
            Self::At(at) if *at > now => return Ok(()),
            Self::At(_) | Self::Unknown => {}
        }
        let mut next = lane.store.read(tickets::next_reminder).await?;
        if next.is_some_and(|due| due <= now) {
            let told = lane.store.write(move |tx| tickets::take_due_reminders(tx, now)).await?;
            let told = told.iter().map(|one| Event::ReminderDue(one.incident, one.id)).collect();
            lane.events.publish(told);
            next = lane.store.read(tickets::next_reminder).await?;
        }
        *self = next.map_or(Self::Nothing, Self::At);
        Ok(())
    }
}
