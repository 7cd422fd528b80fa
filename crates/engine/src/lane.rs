//! How does one account get on? Its [`Lane`] takes turns until the account rests: a turn, its
//! errand, the next turn with what came of it. One errand at a time, so an account's posts keep
//! their order; lanes of other accounts run beside it and share its commits.

use crate::courier::{Courier, unsigned};
use crate::error::EngineError;
use crate::events::{Event, Events};
use crate::turn::errand::{Done, Turned};
use crate::turn::{Moment, turn};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::decide::why::Why;
use roost_domain::ids::AccountId;
use roost_domain::ports::Clock;
use roost_store::{Store, StoreError};
use std::sync::Arc;

/// What came of an errand is written down again so often when the disk refuses. After that the
/// delivery is found standing as sending and is reconciled: slower, and as safe.
const WRITE_TRIES: u32 = 4;

/// Random numbers, from outside: jitter and back-off.
pub type Dice = Arc<dyn Fn() -> u64 + Send + Sync>;

/// What all lanes share.
#[derive(Clone)]
pub(crate) struct Lane {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) courier: Courier,
    pub(crate) events: Events,
    pub(crate) dice: Dice,
}

/// How a lane ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LaneEnd {
    /// The account rests.
    Rests {
        /// When it is to be asked again.
        until: Option<Timestamp>,
        /// Why nothing goes out.
        why: Why,
    },
    /// The account was removed.
    Gone,
    /// The store did not take part; it is asked again soon.
    StoreTrouble,
    /// The loop is stopping: nothing more is claimed.
    Stopped,
}

impl Lane {
    /// Takes turns until the account rests. `stopping` says that nothing more is to be claimed;
    /// what is under way is still written down.
    pub(crate) async fn run(
        &self,
        account: AccountId,
        stopping: impl Fn() -> bool + Send + Sync,
    ) -> LaneEnd {
        let mut done = Done::Nothing;
        let mut signed = None;
        loop {
            let turned = match self.write_turn(account, done, stopping()).await {
                Ok(turned) => turned,
                Err(error) => {
                    tracing::error!(%account, %error, "a turn could not be written down");
                    return LaneEnd::StoreTrouble;
                }
            };
            let errand = match turned {
                Turn::Taken(Turned::Go(errand)) => errand,
                Turn::Taken(Turned::Rest { until, why }) => return LaneEnd::Rests { until, why },
                Turn::Taken(Turned::Gone) => return LaneEnd::Gone,
                Turn::OnlySettled => return LaneEnd::Stopped,
            };
            if signed.is_none() {
                match self.courier.sign_for(account, self.clock.now()).await {
                    Ok(found) => signed = Some(found),
                    Err(error) => {
                        self.note_missing_keys(account, &error).await;
                        done = unsigned(errand, &error);
                        continue;
                    }
                }
            }
            done = match &signed {
                Some(signed) => self.courier.run(errand, signed).await,
                None => Done::Nothing,
            };
        }
    }

    async fn write_turn(
        &self,
        account: AccountId,
        done: Done,
        stopping: bool,
    ) -> Result<Turn, StoreError> {
        let tries = if done == Done::Nothing { 1 } else { WRITE_TRIES };
        let mut last = StoreError::Closed;
        for n in 0..tries {
            if n > 0 {
                let wait = TimeDelta::milliseconds((50.0 * self.clock.factor()) as i64) * n as i32;
                self.clock.sleep_until(self.clock.now() + wait).await;
            }
            match self.one_turn(account, done.clone(), stopping).await {
                Ok(turned) => return Ok(turned),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    async fn one_turn(
        &self,
        account: AccountId,
        done: Done,
        stopping: bool,
    ) -> Result<Turn, StoreError> {
        let moment =
            Moment { now: self.clock.now(), factor: self.clock.factor(), dice: (self.dice)() };
        let (turned, facts) = self
            .store
            .write(move |tx| {
                let mut facts = Vec::new();
                if stopping {
                    crate::turn::settle_only(tx, account, done, moment, &mut facts)?;
                    return Ok((Turn::OnlySettled, facts));
                }
                let turned = turn(tx, account, done, moment, &mut facts)?;
                Ok((Turn::Taken(turned), facts))
            })
            .await?;
        if facts.iter().any(|fact| reaches_others(*fact)) {
            self.store.nudge();
        }
        self.events.publish(facts);
        Ok(turned)
    }

    /// The vault was asked and has no tokens: the account is disconnected until it is renewed.
    async fn note_missing_keys(&self, account: AccountId, error: &EngineError) {
        tracing::warn!(%account, %error, "there is nothing to sign with");
        if !matches!(error, EngineError::NoKeys { .. }) {
            return;
        }
        let noted = self
            .store
            .write(move |tx| roost_store::tables::loop_account::set_disconnected(tx, account, true))
            .await;
        if let Err(error) = noted {
            tracing::error!(%account, %error, "that the keys are gone could not be written down");
        }
    }
}

/// What an incident does, it may do to every account of an app: all are asked anew.
fn reaches_others(fact: Event) -> bool {
    match fact {
        Event::IncidentOpened(_) | Event::IncidentChanged(_) | Event::AccountChanged(_) => true,
        Event::Published(_)
        | Event::Unconfirmed(_)
        | Event::Failed(_)
        | Event::Retrying(_)
        | Event::Missed(_)
        | Event::Moved(_)
        | Event::Held(_, _)
        | Event::ReminderDue(..)
        | Event::MailFound(..) => false,
    }
}

enum Turn {
    Taken(Turned),
    OnlySettled,
}
