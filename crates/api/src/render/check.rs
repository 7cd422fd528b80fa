//! The doctor's checks as views.

use crate::views::CheckView;
use crate::words::{Blanks, Words};
use chrono::TimeDelta;
use roost_domain::walltime::format_duration;
use roost_engine::desk::{Check, CheckSubject, Verdict};

pub(crate) fn check_view(words: &Words, check: &Check) -> CheckView {
    let (name, about) = match &check.subject {
        CheckSubject::Store => ("store", None),
        CheckSubject::Folder => ("folder", None),
        CheckSubject::Keys(account) => ("keys", Some(account.clone())),
        CheckSubject::Clock(account) => ("clock", Some(account.clone())),
    };
    let (key, verdict, blanks) = told(words, &check.verdict);
    let message = Words::fill(&words.file().checks, key, &blanks);
    CheckView { check: name, about, verdict, message }
}

fn told(words: &Words, verdict: &Verdict) -> (&'static str, &'static str, Blanks) {
    match verdict {
        Verdict::Good => ("good", "good", Blanks::new()),
        Verdict::SkippedHeld(incident) => {
            ("held", "skipped", Blanks::from([("incident", incident.to_string())]))
        }
        Verdict::SkippedNotRunning => ("not_running", "skipped", Blanks::new()),
        Verdict::NoAnswer(reason) => {
            ("no_answer", "bad", Blanks::from([("reason", reason.clone())]))
        }
        Verdict::Refused(kind, message) => {
            let blanks = [("sentence", words.refusal(*kind)), ("message", message.clone())];
            ("refused", "bad", Blanks::from(blanks))
        }
        Verdict::NoKeys(reason) => ("no_keys", "bad", Blanks::from([("reason", reason.clone())])),
        Verdict::ClockOff(off) => {
            let whole = TimeDelta::seconds(off.num_seconds());
            ("clock_off", "bad", Blanks::from([("off", format_duration(whole))]))
        }
        Verdict::Unconfirmed => ("unconfirmed", "bad", Blanks::new()),
    }
}
