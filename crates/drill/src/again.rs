//! Can the lock come a second time? On the way back from the first one, while its ramp runs: the next
//! way back is then longer and lower.

use crate::casting;
use crate::error::DrillError;
use crate::play::{Kind, Play};
use crate::stage::Stage;
use crate::watch::Seen;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether the lock can come once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PlayAgain")]
pub enum Again {
    /// Not now: only a lock comes twice, and only on the ramp after the first.
    Closed,
    /// A ramp runs, so that it can.
    Open,
    /// The account's next post meets it.
    Set,
}

impl Again {
    pub(crate) fn of(play: Play, seen: &Seen) -> Self {
        let is_on_the_way = seen.holding().is_none() && seen.is_recovering();
        if play.kind() != Kind::Locked || !is_on_the_way {
            Self::Closed
        } else if seen.again_after == Some(seen.incidents.len()) {
            Self::Set
        } else {
            Self::Open
        }
    }
}

impl Stage {
    /// Whether the lock can come once more.
    pub fn again(&self) -> Again {
        Again::of(self.play(), &self.seen())
    }

    /// The next post of the account meets a lock: the second one. Nothing where it can't come now.
    pub async fn lock_again(&self) -> Result<Again, DrillError> {
        self.look().await?;
        if self.again() == Again::Open {
            self.set_faults(&casting::lock_at_next_post(self.handle())).await?;
            let mut seen = self.seen_mut();
            seen.again_after = Some(seen.incidents.len());
        }
        Ok(self.again())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use roost_api::views::IncidentView;

    fn seen(states: &[&'static str]) -> Seen {
        let incident = |number: usize, state| IncidentView {
            id: number.to_string(),
            kind: Kind::Locked.word(),
            scope: "account",
            account: Some("news".to_owned()),
            app: None,
            state,
            opened_at: chrono::DateTime::UNIX_EPOCH,
            closed_at: None,
            held: 0,
            http_status: Some(403),
            codes: vec![326],
            relock_of: None,
        };
        let numbered = states.iter().enumerate();
        let incidents = numbered.map(|(n, state)| (n as u64, incident(n, state)));
        let mut seen = Seen::default();
        seen.incidents.extend(incidents);
        seen
    }

    fn again(play: &str, seen: &Seen) -> Again {
        Again::of(play.parse().unwrap(), seen)
    }

    #[test]
    fn a_lock_comes_again_only_while_its_ramp_runs() {
        assert_eq!(again("locked", &seen(&[])), Again::Closed);
        assert_eq!(again("locked", &seen(&["verifying"])), Again::Closed);
        assert_eq!(again("locked", &seen(&["recovering"])), Again::Open);
        assert_eq!(again("locked", &seen(&["recovering", "open"])), Again::Closed);
        assert_eq!(again("locked", &seen(&["closed"])), Again::Closed);
    }

    #[test]
    fn once_set_it_can_be_set_again_only_after_it_came() {
        let mut seen = seen(&["recovering"]);
        seen.again_after = Some(1);
        assert_eq!(again("locked:phone", &seen), Again::Set);
        let mut after = self::seen(&["closed", "recovering"]);
        after.again_after = Some(1);
        assert_eq!(again("locked:phone", &after), Again::Open);
    }

    #[test]
    fn no_other_kind_comes_twice() {
        assert_eq!(again("suspended", &seen(&["recovering"])), Again::Closed);
    }
}
