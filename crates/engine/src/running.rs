//! How is the loop run? [`Engine`] is composed of its parts by a composition root and runs until it
//! is stopped, idle, or at an instant of its clock.

use crate::access::Access;
use crate::courier::Courier;
use crate::error::EngineError;
use crate::events::Events;
use crate::lane::{Dice, Lane};
use crate::mailwatch::MailWatch;
use crate::poster::{Poster, Stop, Until};
use roost_domain::ports::Clock;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::task::JoinSet;

/// The posting loop of one data folder. The caller holds the folder's lease.
#[derive(Clone)]
pub struct Engine {
    lane: Lane,
    stop: Stop,
    mail: Option<MailWatch>,
}

impl Engine {
    /// Composes the loop. `media` is the folder of Roost's own copies.
    pub fn new(access: Access, clock: Arc<dyn Clock>, media: PathBuf, dice: Dice) -> Self {
        let store = access.store.clone();
        let courier = Courier::new(access, media);
        let events = Events::default();
        Self {
            lane: Lane { store, clock, courier, events, dice },
            stop: Stop::default(),
            mail: None,
        }
    }

    /// The same with a watch over the owner's mailbox, for as long as the loop runs.
    #[must_use]
    pub fn with_mail(self, watch: MailWatch) -> Self {
        Self { mail: Some(watch), ..self }
    }

    /// What happens, as it happens.
    pub fn events(&self) -> &Events {
        &self.lane.events
    }

    /// The switch that ends the loop.
    pub fn stop(&self) -> &Stop {
        &self.stop
    }

    /// Runs the loop.
    pub async fn run(&self, until: Until) -> Result<(), EngineError> {
        // It ends with this set, wherever it stands: nothing of it is half done.
        let mut aside = JoinSet::new();
        if let Some(watch) = self.mail.clone() {
            aside.spawn(watch.run(self.lane.events.clone()));
        }
        Ok(Poster::new(self.lane.clone(), self.stop.clone()).run(until).await?)
    }
}
