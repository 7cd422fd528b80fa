//! What becomes of a delivery after a try? [`judge`] turns what a network said, or did not say,
//! into one [`Verdict`]. Certainty decides, not the kind of error: what certainly had no effect may
//! be tried again; what may have had one is looked for first.

use crate::Timestamp;
use crate::account::NetworkKind;
use crate::decide::snapshot::{Wait, WaitReason};
use crate::ports::NetworkError;
use crate::refusal::{Refusal, RefusalAction, RefusalKind};
use chrono::TimeDelta;

/// How long an `automated` warning holds: the first, the second, every later one within 30 days
/// (product rule, section 'Lock detection').
pub const AUTOMATED_WAITS: [TimeDelta; 3] =
    [TimeDelta::hours(6), TimeDelta::hours(24), TimeDelta::hours(72)];

/// What [`judge`] must know beside the error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    /// On which network.
    pub network: NetworkKind,
    /// When the attempt began.
    pub began: Timestamp,
    /// Now.
    pub now: Timestamp,
    /// The network's settling time on this clock (longer in time-lapse).
    pub settle: TimeDelta,
    /// Tries of this delivery in a row without a clear answer.
    pub troubles: u32,
    /// Waits of this account in a row.
    pub waits: u32,
    /// `automated` incidents of this account in the last 30 days.
    pub warnings: u32,
    /// Whether the media were uploaded anew already.
    pub uploaded_again: bool,
    /// Whether our own checks find the post beyond what the network takes.
    pub beyond_limits: bool,
    /// When the oldest post of the last 24 h went out.
    pub oldest_out: Option<Timestamp>,
    /// A random number, for the back-off's jitter.
    pub dice: u64,
}

/// What becomes of the delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may be out: look at `read_at`.
    Doubt {
        /// When the first look is due.
        read_at: Timestamp,
    },
    /// It is to be tried again, not before a time; the account may have to wait, too.
    Again {
        /// Not before.
        not_before: Timestamp,
        /// What the account waits for.
        wait: Option<Wait>,
        /// The media are uploaded anew.
        upload_again: bool,
    },
    /// It failed for a reason of its own.
    Fail {
        /// Why.
        kind: RefusalKind,
    },
    /// It is held with its account, its app or everything.
    Hold {
        /// What is held.
        target: Target,
        /// Why.
        kind: RefusalKind,
        /// When Roost may look by itself.
        probe_at: Option<Timestamp>,
    },
}

/// What an incident holds, before its ids are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The account.
    Account,
    /// Its app.
    App,
    /// Everything on this machine.
    Machine,
}

/// Judges a try that did not end in a receipt.
pub fn judge(error: &NetworkError, tried: &Try) -> Verdict {
    match error {
        NetworkError::Lost { .. } => Verdict::Doubt { read_at: tried.began + tried.settle },
        NetworkError::NotSent { .. } => {
            let not_before = tried.now + back_off(tried.troubles, tried.dice);
            let wait = Wait { until: not_before, reason: WaitReason::Network };
            Verdict::Again { not_before, wait: Some(wait), upload_again: false }
        }
        NetworkError::Media { .. } => Verdict::Fail { kind: RefusalKind::Media },
        NetworkError::Refused { refusal, limits, .. } => {
            judge_refusal(refusal, limits.wait_until(), tried)
        }
    }
}

fn judge_refusal(refusal: &Refusal, headers_say: Option<Timestamp>, tried: &Try) -> Verdict {
    match refusal.action {
        RefusalAction::HoldAccount => hold(Target::Account, refusal, tried),
        RefusalAction::HoldApp => hold(Target::App, refusal, tried),
        RefusalAction::HoldAll => hold(Target::Machine, refusal, tried),
        RefusalAction::Wait => {
            let wait = asked_wait(refusal, headers_say, tried);
            Verdict::Again { not_before: wait.until, wait: Some(wait), upload_again: false }
        }
        RefusalAction::Retry if tried.uploaded_again => Verdict::Fail { kind: refusal.kind },
        RefusalAction::Retry => {
            Verdict::Again { not_before: tried.now, wait: None, upload_again: true }
        }
        // A duplicate may be the echo of our own lost answer; so may a 'success' without an id.
        RefusalAction::Reconcile | RefusalAction::None => {
            let soon = refusal.kind == RefusalKind::Duplicate;
            let read_at = if soon { tried.now } else { tried.began + tried.settle };
            Verdict::Doubt { read_at }
        }
        RefusalAction::FailPost => Verdict::Fail { kind: refusal.kind },
        RefusalAction::Diagnose if tried.beyond_limits => {
            Verdict::Fail { kind: RefusalKind::Content }
        }
        // The probe comes at once: it is the ladder's last rung before the owner is asked.
        RefusalAction::Diagnose => {
            Verdict::Hold { target: Target::Account, kind: refusal.kind, probe_at: Some(tried.now) }
        }
    }
}

fn hold(target: Target, refusal: &Refusal, tried: &Try) -> Verdict {
    let probe_at = match refusal.kind {
        RefusalKind::Automated => Some(tried.now + automated_wait(tried.warnings)),
        RefusalKind::Money => refusal.until.filter(|until| *until > tried.now),
        RefusalKind::Locked
        | RefusalKind::Suspended
        | RefusalKind::Credentials
        | RefusalKind::WriteBlocked
        | RefusalKind::AppSuspended
        | RefusalKind::Setup
        | RefusalKind::Allowance
        | RefusalKind::RateLimit
        | RefusalKind::Duplicate
        | RefusalKind::Content
        | RefusalKind::Media
        | RefusalKind::ReplyGate
        | RefusalKind::TargetGone
        | RefusalKind::OverCapacity
        | RefusalKind::ServerError
        | RefusalKind::Clock
        | RefusalKind::Retired
        | RefusalKind::Doubtful
        | RefusalKind::None => None,
    };
    Verdict::Hold { target, kind: refusal.kind, probe_at }
}

/// How long the `n`th `automated` warning within 30 days holds, counted from 0.
pub fn automated_wait(n: u32) -> TimeDelta {
    let last = AUTOMATED_WAITS.len() - 1;
    AUTOMATED_WAITS[(n as usize).min(last)]
}

/// A stated wait: what the refusal or the headers say, else by kind: a rate limit 15 min, doubling,
/// at most 24 h; an allowance 1 h, 3 h, then until 24 h after the oldest post of our own log
/// (X publishes neither the windows' lengths nor their ends).
fn asked_wait(refusal: &Refusal, headers_say: Option<Timestamp>, tried: &Try) -> Wait {
    let day = TimeDelta::hours(24);
    let said = [refusal.until, headers_say].into_iter().flatten().max();
    if refusal.kind == RefusalKind::Allowance {
        let own = match tried.waits {
            0 => tried.now + TimeDelta::hours(1),
            1 => tried.now + TimeDelta::hours(3),
            _ => tried.oldest_out.map_or(tried.now + day, |oldest| oldest + day),
        };
        let until = said.unwrap_or(own).max(tried.now + TimeDelta::minutes(1));
        return Wait { until, reason: WaitReason::Allowance };
    }
    let doubled = TimeDelta::minutes(15) * 2_i32.pow(tried.waits.min(7));
    let until = said.unwrap_or(tried.now + doubled.min(day)).max(tried.now + TimeDelta::seconds(1));
    Wait { until, reason: WaitReason::RateLimit }
}

/// The wait before trial `n` + 1 when nothing is known: 30 s, doubling, at most 30 min, give or take
/// a quarter so that accounts do not come back in step.
pub fn back_off(n: u32, dice: u64) -> TimeDelta {
    let base = (30_000_i64 << n.min(6)).min(30 * 60 * 1000);
    let quarter = base / 4;
    TimeDelta::milliseconds(base - quarter + (dice % (2 * quarter as u64 + 1)) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::{Limits, Window};
    use crate::refusal::Scope;
    use chrono::TimeZone;
    use rstest::rstest;

    fn at(seconds: i64) -> Timestamp {
        chrono::Utc.timestamp_opt(1_800_000_000 + seconds, 0).unwrap()
    }

    fn tried() -> Try {
        Try {
            network: NetworkKind::X,
            began: at(0),
            now: at(5),
            settle: TimeDelta::seconds(30),
            troubles: 0,
            waits: 0,
            warnings: 0,
            uploaded_again: false,
            beyond_limits: false,
            oldest_out: None,
            dice: 0,
        }
    }

    fn refused(kind: RefusalKind, action: RefusalAction) -> NetworkError {
        NetworkError::Refused {
            refusal: Refusal {
                scope: Scope::Account,
                kind,
                action,
                rule: "test".to_owned(),
                codes: vec![],
                message: String::new(),
                until: None,
            },
            evidence: Box::default(),
            limits: Limits::default(),
        }
    }

    #[test]
    fn a_lost_answer_is_looked_for_and_never_sent_again_at_once() {
        let lost = NetworkError::Lost { reason: "reset".to_owned() };
        assert_eq!(judge(&lost, &tried()), Verdict::Doubt { read_at: at(30) });
    }

    #[test]
    fn what_never_left_is_tried_again_after_a_back_off() {
        let unsent = NetworkError::NotSent { reason: "refused".to_owned() };
        let Verdict::Again { not_before, wait, .. } = judge(&unsent, &tried()) else {
            panic!("it should be tried again");
        };
        assert!(not_before > at(5));
        assert_eq!(wait.map(|wait| wait.reason), Some(WaitReason::Network));
    }

    #[rstest]
    #[case(0, 6)]
    #[case(1, 24)]
    #[case(2, 72)]
    #[case(9, 72)]
    fn each_warning_within_thirty_days_holds_longer(#[case] warnings: u32, #[case] hours: i64) {
        let automated = refused(RefusalKind::Automated, RefusalAction::HoldAccount);
        let verdict = judge(&automated, &Try { warnings, ..tried() });
        let probe_at = Some(at(5) + TimeDelta::hours(hours));
        let kind = RefusalKind::Automated;
        assert_eq!(verdict, Verdict::Hold { target: Target::Account, kind, probe_at });
    }

    #[test]
    fn media_are_uploaded_again_once_and_then_the_post_fails() {
        let gone = refused(RefusalKind::Media, RefusalAction::Retry);
        let Verdict::Again { upload_again: true, .. } = judge(&gone, &tried()) else {
            panic!("the first time it should be uploaded again");
        };
        let second = judge(&gone, &Try { uploaded_again: true, ..tried() });
        assert_eq!(second, Verdict::Fail { kind: RefusalKind::Media });
    }

    #[test]
    fn a_doubtful_refusal_of_a_post_beyond_the_limits_is_the_posts_own_fault() {
        let doubtful = refused(RefusalKind::Doubtful, RefusalAction::Diagnose);
        let verdict = judge(&doubtful, &Try { beyond_limits: true, ..tried() });
        assert_eq!(verdict, Verdict::Fail { kind: RefusalKind::Content });
    }

    #[test]
    fn a_rate_limit_waits_for_the_latest_spent_window() {
        let NetworkError::Refused { refusal, evidence, .. } =
            refused(RefusalKind::RateLimit, RefusalAction::Wait)
        else {
            unreachable!()
        };
        let limits = Limits {
            window: Some(Window { remaining: 0, reset: at(900) }),
            user_day: Some(Window { remaining: 0, reset: at(4000) }),
            ..Limits::default()
        };
        let error = NetworkError::Refused { refusal, evidence, limits };
        let Verdict::Again { not_before, .. } = judge(&error, &tried()) else {
            panic!("it should wait");
        };
        assert_eq!(not_before, at(4000));
    }

    #[rstest]
    #[case(0)]
    #[case(3)]
    #[case(60)]
    fn the_back_off_stays_between_its_bounds(#[case] n: u32) {
        for dice in [0, 7, u64::MAX] {
            let wait = back_off(n, dice);
            assert!(wait >= TimeDelta::milliseconds(22_500), "{wait}");
            assert!(wait <= TimeDelta::milliseconds(2_250_000), "{wait}");
        }
    }
}
