//! Can this machine's clock be believed? After an unexplained forward jump of more than ten minutes
//! nothing is sent until an HTTP Date header agrees. Sleep explains a jump; a clock that was set
//! does not.

use crate::lane::Lane;
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::ids::AccountId;
use roost_domain::incident::IncidentState;
use roost_domain::ports::NetworkError;
use roost_store::StoreError;
use roost_store::tables::{loop_account, meta};
use std::time::Duration;

/// A forward jump by more than this must be explained (product rule, section 'The posting loop').
const JUMP: TimeDelta = TimeDelta::minutes(10);

/// A Date header agrees when it is this near: it has whole seconds and may be a slow answer's.
const AGREES: TimeDelta = TimeDelta::minutes(2);

/// While the clock is doubted, a Date header is asked for again after so long, and after twice as
/// long each further time: whoever answers 401 to a clock that is off answers so every time.
const ASK_AGAIN: TimeDelta = TimeDelta::minutes(1);

/// The longest wait between two questions for a Date header.
const ASK_AT_LEAST_EVERY: TimeDelta = TimeDelta::minutes(30);

/// What was last seen of the clock.
pub(crate) struct ClockWatch {
    seen: Option<(Timestamp, Duration)>,
    question: Option<Question>,
}

/// The next question for a Date header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Question {
    at: Timestamp,
    /// How long to wait after it when it tells nothing.
    then_wait: TimeDelta,
}

impl Question {
    fn now(now: Timestamp) -> Self {
        Self { at: now, then_wait: ASK_AGAIN }
    }

    /// The one after this one, which told nothing.
    fn again(self, now: Timestamp) -> Self {
        let then_wait = (self.then_wait * 2).min(ASK_AT_LEAST_EVERY);
        Self { at: now + self.then_wait, then_wait }
    }
}

impl ClockWatch {
    /// A watch that has seen nothing: its first look asks what the last process doubted.
    pub(crate) fn new() -> Self {
        Self { seen: None, question: None }
    }

    /// Looks at the clock; doubts it after a jump, and asks the network while it is doubted.
    pub(crate) async fn look(&mut self, lane: &Lane, now: Timestamp) -> Result<(), StoreError> {
        let Some(uptime) = lane.clock.uptime() else { return Ok(()) };
        if let Some((then, uptime_then)) = self.seen {
            let passed = TimeDelta::from_std(uptime.saturating_sub(uptime_then));
            let unexplained = (now - then) - passed.unwrap_or(TimeDelta::MAX);
            if unexplained > JUMP {
                tracing::warn!(%unexplained, "the clock jumped");
                lane.store.write(move |tx| meta::set_clock_doubt_at(tx, Some(now))).await?;
                self.question = Some(Question::now(now));
            } else if unexplained < -AGREES && self.question.is_some() {
                // Set back: it may be right again.
                self.question = Some(Question::now(now));
            }
        } else {
            // The first look of this process: a doubt of the last one still counts.
            let doubted = lane.store.read(meta::clock_doubt_at).await?;
            self.question = doubted.map(|_| Question::now(now));
        }
        self.seen = Some((now, uptime));
        if let Some(question) = self.question.filter(|question| question.at <= now) {
            self.question = if ask(lane).await? { None } else { Some(question.again(now)) };
        }
        Ok(())
    }

    /// When the next Date header is asked for.
    pub(crate) fn ask_at(&self) -> Option<Timestamp> {
        self.question.map(|question| question.at)
    }
}

/// Asks a network for its Date header; whether the clock is believed again.
async fn ask(lane: &Lane) -> Result<bool, StoreError> {
    for account in lane.store.read(free_accounts).await? {
        let Ok(signed) = lane.courier.sign_for(account, lane.clock.now()).await else { continue };
        let date = match signed.network.whoami(&signed.keys).await {
            Ok(reply) => reply.evidence.date,
            Err(NetworkError::Refused { evidence, .. }) => evidence.date,
            Err(
                NetworkError::NotSent { .. }
                | NetworkError::Lost { .. }
                | NetworkError::Media { .. },
            ) => None,
        };
        let Some(date) = date else { continue };
        if (lane.clock.now() - date).abs() <= AGREES {
            lane.store.write(|tx| meta::set_clock_doubt_at(tx, None)).await?;
            // Accounts rest until something changes while the clock is doubted; this is it.
            lane.store.nudge();
            return Ok(true);
        }
        return Ok(false);
    }
    Ok(false)
}

/// Accounts that may be asked: silence is kept for those that are held, unless all that holds them
/// was found usable and waits for its quiet post (which a doubted clock would hold back for good).
fn free_accounts(tx: &roost_store::Tx<'_>) -> Result<Vec<AccountId>, StoreError> {
    let mut free = Vec::new();
    for id in loop_account::account_ids(tx)? {
        let Some(known) = loop_account::loop_account(tx, id)? else { continue };
        let holds = loop_account::holds(tx, id, known.account.app)?;
        let may_ask = holds.iter().all(|hold| hold.state == IncidentState::Verifying);
        if may_ask && !known.disconnected {
            free.push(id);
        }
    }
    Ok(free)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_that_tell_nothing_come_ever_more_seldom() {
        let begin = Timestamp::UNIX_EPOCH;
        let mut question = Question::now(begin);
        let mut asked = Vec::new();
        for _ in 0..8 {
            asked.push((question.at - begin).num_minutes());
            question = question.again(question.at);
        }
        assert_eq!(asked, [0, 1, 3, 7, 15, 31, 61, 91]);
    }
}
