//! What does the owner keep in an incident's case file, and when does it make Roost look or remind?
//! Marks of steps, tickets with their reminders, and the looks that a countdown, the incident's own
//! kind and 'look once a day' ask for.

use crate::Timestamp;
use crate::refusal::RefusalKind;
use chrono::TimeDelta;

/// 'Look once a day' looks so long after the last look (product rule, section 'Lock detection').
pub const DAILY: TimeDelta = TimeDelta::days(1);

/// After a ticket was sent the owner is reminded so much later (product rule, section 'Checklists').
pub const TICKET_REMINDERS: [TimeDelta; 2] = [TimeDelta::days(3), TimeDelta::days(7)];

/// What the owner said of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StepMark {
    /// It is to be done yet.
    Todo,
    /// It is done.
    Done,
    /// It was left out.
    Skipped,
}

impl StepMark {
    /// Every mark.
    pub const ALL: [Self; 3] = [Self::Todo, Self::Done, Self::Skipped];

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Done => "done",
            Self::Skipped => "skipped",
        }
    }

    /// The mark of a contract word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.word() == word)
    }
}

/// What a reminder is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReminderAbout {
    /// A ticket that may have been answered.
    Ticket,
    /// A countdown that is over.
    Countdown,
}

impl ReminderAbout {
    /// Everything that is reminded of.
    pub const ALL: [Self; 2] = [Self::Ticket, Self::Countdown];

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ticket => "ticket",
            Self::Countdown => "countdown",
        }
    }

    /// What a contract word is about.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|about| about.word() == word)
    }
}

/// When the owner is reminded of a ticket that was sent at an instant; what has passed by now is left
/// out, since they are looking at it.
pub fn ticket_reminders(sent_at: Timestamp, now: Timestamp) -> Vec<Timestamp> {
    let dues = TICKET_REMINDERS.map(|after| sent_at + after);
    dues.into_iter().filter(|due| *due > now).collect()
}

/// Whether a look at a set time can tell anything about an incident of this kind. A wrong clock, keys
/// that are gone and an endpoint that is gone don't heal by waiting: only what the owner does helps.
pub fn is_looked_at(kind: RefusalKind) -> bool {
    match kind {
        RefusalKind::Locked
        | RefusalKind::Suspended
        | RefusalKind::Automated
        | RefusalKind::WriteBlocked
        | RefusalKind::AppSuspended
        | RefusalKind::Setup
        | RefusalKind::Money
        | RefusalKind::Doubtful => true,
        RefusalKind::Credentials
        | RefusalKind::Clock
        | RefusalKind::Retired
        | RefusalKind::Allowance
        | RefusalKind::RateLimit
        | RefusalKind::Duplicate
        | RefusalKind::Content
        | RefusalKind::Media
        | RefusalKind::ReplyGate
        | RefusalKind::TargetGone
        | RefusalKind::OverCapacity
        | RefusalKind::ServerError
        | RefusalKind::None => false,
    }
}

/// Everything that lets Roost look by itself at what an incident holds. There is nothing else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Looks {
    /// What the kind itself sets: the wait of a warning, the date of a billing stop.
    pub own: Option<Timestamp>,
    /// The end of a countdown whose look is still to come.
    pub countdown: Option<Timestamp>,
    /// The last look, where 'look once a day' is on.
    pub daily: Option<Timestamp>,
}

impl Looks {
    /// When Roost looks next. A countdown comes before all else: until it is over a look would only
    /// knock; and it never shortens the wait after a warning.
    pub fn next(self, kind: RefusalKind, now: Timestamp) -> Option<Timestamp> {
        let is_warning = kind == RefusalKind::Automated;
        if let Some(countdown) = self.countdown {
            return Some(match self.own {
                Some(own) if is_warning => own.max(countdown),
                Some(_) | None => countdown,
            });
        }
        // Where the clock was set back, the last look lies ahead: a day from now is enough.
        let daily = self.daily.map(|last| (last.min(now) + DAILY).max(now));
        match (self.own, daily) {
            (Some(own), Some(daily)) if !is_warning => Some(own.min(daily)),
            (Some(own), _) => Some(own),
            (None, daily) => daily,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn at(hours: i64) -> Timestamp {
        "2026-12-01T00:00:00Z".parse::<Timestamp>().unwrap() + TimeDelta::hours(hours)
    }

    #[rstest]
    #[case::nothing_was_asked(None, None, None, None)]
    #[case::the_kinds_own_wait(Some(6), None, None, Some(6))]
    #[case::a_countdown(None, Some(12), None, Some(12))]
    #[case::a_day_after_the_last_look(None, None, Some(-3), Some(21))]
    #[case::a_countdown_before_the_day(None, Some(48), Some(-3), Some(48))]
    #[case::the_day_before_a_far_date(Some(400), None, Some(-3), Some(21))]
    #[case::a_missed_day_is_made_up_at_once(None, None, Some(-90), Some(0))]
    #[case::a_look_that_lies_ahead_counts_as_now(None, None, Some(9000), Some(24))]
    fn a_locked_account_is_looked_at_only_as_the_owner_asked(
        #[case] own: Option<i64>,
        #[case] countdown: Option<i64>,
        #[case] daily: Option<i64>,
        #[case] next: Option<i64>,
    ) {
        let looks = Looks { own: own.map(at), countdown: countdown.map(at), daily: daily.map(at) };
        assert_eq!(looks.next(RefusalKind::Locked, at(0)), next.map(at));
    }

    #[rstest]
    #[case(Some(2), None, 24)]
    #[case(Some(48), None, 48)]
    #[case(None, Some(-20), 24)]
    fn neither_countdown_nor_daily_look_shortens_the_wait_after_a_warning(
        #[case] countdown: Option<i64>,
        #[case] daily: Option<i64>,
        #[case] next: i64,
    ) {
        let looks = Looks { own: Some(at(24)), countdown: countdown.map(at), daily: daily.map(at) };
        assert_eq!(looks.next(RefusalKind::Automated, at(0)), Some(at(next)));
    }

    #[test]
    fn a_ticket_is_reminded_of_after_three_and_seven_days_and_never_in_the_past() {
        assert_eq!(ticket_reminders(at(0), at(0)), [at(72), at(168)]);
        assert_eq!(ticket_reminders(at(0), at(100)), [at(168)]);
        assert_eq!(ticket_reminders(at(0), at(200)), Vec::<Timestamp>::new());
    }

    #[test]
    fn a_look_tells_nothing_about_a_wrong_clock_or_keys_that_are_gone() {
        for kind in [RefusalKind::Clock, RefusalKind::Credentials, RefusalKind::Retired] {
            assert!(!is_looked_at(kind), "{}", kind.word());
        }
        assert!(is_looked_at(RefusalKind::Locked) && is_looked_at(RefusalKind::WriteBlocked));
    }
}
