//! Why a delivery is not out, as a view: a word, one sentence, and when it goes out as far as is
//! known.

use crate::render::wall;
use crate::views::WhyView;
use crate::words::{Blanks, Words};
use chrono_tz::Tz;
use roost_domain::Timestamp;
use roost_domain::decide::snapshot::WaitReason;
use roost_domain::decide::why::Why;
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::{WhyNot, WhyReason};

pub(crate) fn why_view(words: &Words, why: &WhyNot) -> WhyView {
    let mut told = told(words, &why.reason, why.zone);
    told.blanks.insert("id", why.delivery.to_string());
    told.blanks.insert("account", why.account.clone());
    if let Some(until) = told.until {
        told.blanks.insert("until", wall(until, why.zone));
    }
    WhyView {
        id: why.delivery.to_string(),
        state: why.state.word(),
        reason: told.key.to_owned(),
        sentence: Words::fill(&words.file().why, told.key, &told.blanks).trim().to_owned(),
        until: told.until,
    }
}

/// A reason's key, its end as far as is known, and its blanks.
struct Told {
    key: &'static str,
    until: Option<Timestamp>,
    blanks: Blanks,
}

impl Told {
    fn plain(key: &'static str) -> Self {
        Self { key, until: None, blanks: Blanks::new() }
    }

    fn until(key: &'static str, until: Timestamp) -> Self {
        Self { until: Some(until), ..Self::plain(key) }
    }

    fn with(mut self, blank: &'static str, value: impl Into<String>) -> Self {
        self.blanks.insert(blank, value.into());
        self
    }
}

fn told(words: &Words, reason: &WhyReason, zone: Tz) -> Told {
    match reason {
        WhyReason::Published => Told::plain("published"),
        WhyReason::Draft => Told::plain("draft"),
        WhyReason::Cancelled => Told::plain("cancelled"),
        WhyReason::Sending => Told::plain("sending"),
        WhyReason::Failed { kind, note } => {
            let sentence = RefusalKind::from_word(kind).map(|kind| words.refusal(kind));
            let note = if note.is_empty() { String::new() } else { format!("({note})") };
            Told::plain("failed").with("sentence", sentence.unwrap_or_default()).with("note", note)
        }
        WhyReason::Missed => Told::plain("missed"),
        WhyReason::NoSlot => Told::plain("no_slot"),
        WhyReason::PickedOut(word) => Told::plain(match word.as_str() {
            "half_sent" => "half_sent",
            "over_cap" => "over_cap",
            "no_time" => "no_time",
            _ => "stale",
        }),
        WhyReason::Reading => Told::plain("reading"),
        WhyReason::AsksOwner => Told::plain("asks_owner"),
        WhyReason::CopiedFolder => Told::plain("copied_folder"),
        WhyReason::NotRunning => Told::plain("not_running"),
        WhyReason::AboutTo => Told::plain("about_to"),
        WhyReason::Behind(earlier) => Told::plain("behind").with("earlier", *earlier),
        WhyReason::QuietFirst(incident) => Told::plain("quiet_first").with("incident", *incident),
        WhyReason::Slowed { due, ends, a_day, incident } => Told::until("slowed", *due)
            .with("ends", wall(*ends, zone))
            .with("a_day", a_day.to_string())
            .with("incident", *incident),
        WhyReason::Rests(why) => rests(*why),
    }
}

fn rests(why: Why) -> Told {
    match why {
        Why::NothingPlanned => Told::plain("nothing_planned"),
        Why::NotDue { due } => Told::until("not_due", due),
        Why::PausedAll => Told::plain("paused_all"),
        Why::Paused { until: None } => Told::plain("paused"),
        Why::Paused { until: Some(until) } => Told::until("paused_until", until),
        Why::UnconfirmedFolder => Told::plain("unconfirmed_folder"),
        Why::ClockDoubt => Told::plain("clock_doubt"),
        Why::Disconnected => Told::plain("disconnected"),
        Why::Held { incident, kind, .. } => {
            Told::plain("held").with("incident", incident).with("kind", kind.word())
        }
        Why::WaitsForResume { incident } => {
            Told::plain("waits_for_resume").with("incident", incident)
        }
        Why::Reconciling { delivery, .. } => Told::plain("reconciling").with("earlier", delivery),
        Why::NetworkWait { until, reason } => Told::until(
            match reason {
                WaitReason::RateLimit => "rate_limit",
                WaitReason::Allowance => "allowance",
                WaitReason::Network => "network",
            },
            until,
        ),
        Why::Retry { delivery, at } => Told::until("retry", at).with("earlier", delivery),
        Why::Gap { until } => Told::until("gap", until),
        Why::Cap { until: Some(until) } => Told::until("cap", until),
        Why::Cap { until: None } => Told::plain("cap_never"),
        Why::Ramp { until } => Told::until("ramp", until),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::blanks_of;
    use roost_domain::ids::{DeliveryId, IncidentId};

    /// One of every reason there is.
    fn all() -> Vec<WhyReason> {
        let until = Timestamp::default();
        let (delivery, incident) = (DeliveryId(1), IncidentId(1));
        let wait = |reason| Why::NetworkWait { until, reason };
        let rests = [
            Why::NothingPlanned,
            Why::NotDue { due: until },
            Why::PausedAll,
            Why::Paused { until: None },
            Why::Paused { until: Some(until) },
            Why::UnconfirmedFolder,
            Why::ClockDoubt,
            Why::Disconnected,
            Why::Held { incident, kind: RefusalKind::Locked, probe_at: None },
            Why::WaitsForResume { incident },
            Why::Reconciling { delivery, read_at: until },
            wait(WaitReason::RateLimit),
            wait(WaitReason::Allowance),
            wait(WaitReason::Network),
            Why::Retry { delivery, at: until },
            Why::Gap { until },
            Why::Cap { until: Some(until) },
            Why::Cap { until: None },
            Why::Ramp { until },
        ];
        let picked = ["stale", "half_sent", "over_cap", "no_time"];
        let mut reasons = vec![
            WhyReason::Published,
            WhyReason::Draft,
            WhyReason::Cancelled,
            WhyReason::Sending,
            WhyReason::Failed { kind: "content".to_owned(), note: String::new() },
            WhyReason::Missed,
            WhyReason::NoSlot,
            WhyReason::Reading,
            WhyReason::AsksOwner,
            WhyReason::CopiedFolder,
            WhyReason::NotRunning,
            WhyReason::AboutTo,
            WhyReason::Behind(delivery),
            WhyReason::QuietFirst(incident),
            WhyReason::Slowed { due: until, ends: until, a_day: 3, incident },
        ];
        reasons.extend(picked.map(|word| WhyReason::PickedOut(word.to_owned())));
        reasons.extend(rests.map(WhyReason::Rests));
        reasons
    }

    #[test]
    fn every_reason_has_one_sentence_with_all_its_blanks_filled() {
        let words = Words::english();
        let mut keys = Vec::new();
        for reason in all() {
            let told = told(&words, &reason, chrono_tz::UTC);
            let sentence = words.file().why.get(told.key);
            let sentence = sentence.unwrap_or_else(|| panic!("no words for {}", told.key));
            for blank in blanks_of(sentence) {
                let is_filled = ["id", "account"].contains(&blank)
                    || (blank == "until" && told.until.is_some())
                    || told.blanks.contains_key(blank);
                assert!(is_filled, "{}: {{{blank}}}", told.key);
            }
            keys.push(told.key);
        }
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), words.file().why.len(), "words without a reason");
    }
}
