//! Which words may stand where a view says only `string`? The closed sets of the contract as unions
//! of TypeScript, made from the domain's own lists where it has them.

use crate::ErrorCode;
use roost_domain::before::Feature;
use roost_domain::delivery::DeliveryState;
use roost_domain::incident::IncidentState;
use roost_domain::mail::{MailTrouble, MailWatchState};
use roost_domain::refusal::RefusalKind;
use roost_domain::settings::{Contrast, Language, Theme, WeekStart};

/// One set.
pub(super) struct WordSet {
    /// Its name in TypeScript.
    pub(super) name: &'static str,
    /// The name of its list, where the window needs it as a value.
    pub(super) list: Option<&'static str>,
    /// Its words.
    pub(super) words: Vec<&'static str>,
}

fn set(name: &'static str, words: Vec<&'static str>) -> WordSet {
    WordSet { name, list: None, words }
}

fn listed(name: &'static str, list: &'static str, words: Vec<&'static str>) -> WordSet {
    WordSet { name, list: Some(list), words }
}

/// Every set.
pub(super) fn page() -> Vec<WordSet> {
    let states = DeliveryState::ALL.into_iter().map(DeliveryState::word).collect();
    let incidents = IncidentState::ALL.into_iter().map(IncidentState::word).collect();
    let refusals = RefusalKind::ALL.into_iter().map(RefusalKind::word).collect();
    let codes = ErrorCode::ALL.iter().map(|code| code.word()).collect();
    vec![
        listed("ErrorCode", "ERROR_CODES", codes),
        set("NetworkName", vec!["x", "practice"]),
        listed("DeliveryState", "DELIVERY_STATES", states),
        set("Timing", vec!["slot", "chosen", "pinned"]),
        set("FindingRule", vec!["too_near", "above_cap", "above_ramp"]),
        set("ReplySettings", crate::render::delivery::REPLY_WORDS.to_vec()),
        set("AccountState", vec!["active", "paused", "held", "recovering", "disconnected"]),
        set("AppState", vec!["active", "held"]),
        set("CatchUp", vec!["spread", "today", "ask"]),
        set("Weekday", crate::render::account::DAY_WORDS.to_vec()),
        set("RampShape", vec!["standard", "repeat", "half"]),
        set("IncidentState", incidents),
        set("IncidentScope", vec!["account", "app", "machine"]),
        set("RefusalKind", refusals),
        set(
            "StepAction",
            vec!["none", "letter", "ticket", "countdown", "renew", "unlocked", "resume", "lint"],
        ),
        set("StepState", vec!["todo", "done", "skipped"]),
        set("ReminderAbout", vec!["ticket", "countdown"]),
        set("MailVerdict", vec!["proven", "not_proven", "failed"]),
        set("MailWatchState", MailWatchState::ALL.iter().map(|state| state.word()).collect()),
        set("MailTrouble", MailTrouble::ALL.iter().map(|trouble| trouble.word()).collect()),
        set("Feature", Feature::ALL.into_iter().map(Feature::word).collect()),
        set("FeatureUnit", vec!["a_day", "minutes", "number", "percent", "a_post"]),
        set("Direction", vec!["higher", "lower", "same", "unknown"]),
        set("ProbeOutcome", vec!["usable", "still_locked", "unclear"]),
        set("Decision", vec!["quiet", "kept", "moved", "picked_out"]),
        set("Verdict", vec!["good", "bad", "skipped"]),
        set("DraftKind", vec!["delivery", "composition"]),
        set("MediaKind", vec!["image", "gif", "video"]),
        set("BackupKind", vec!["owner", "daily", "before"]),
        set(
            "UndoCode",
            vec![
                "moved",
                "shifted",
                "cancelled",
                "drafted",
                "added",
                "edited",
                "reordered",
                "retried",
                "slotted",
            ],
        ),
        set("Theme", Theme::ALL.iter().map(|one| one.word()).collect()),
        set("Contrast", Contrast::ALL.iter().map(|one| one.word()).collect()),
        set("LanguageChoice", Language::ALL.iter().map(|one| one.word()).collect()),
        set("WeekStart", WeekStart::ALL.iter().map(|one| one.word()).collect()),
    ]
}
