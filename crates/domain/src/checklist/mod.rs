//! Which steps lead out of an incident? A checklist for each kind that holds, chosen by the kind
//! and then by what the owner sees on the network's page. The steps are dated data
//! (`data/checklists/<kind>.toml`); their words lie with the other words, at the door.
//!
//! Deliberately absent: words for people, marks of an incident's owner, and any decision that a
//! step is done. Only the owner says so.

mod choice;
mod file;
mod letters;
mod link;
mod reading;
mod shipped;
mod source;

pub use choice::{Screen, StepAction};
pub use file::{Checklists, Source, SourceId, Standing};
pub use letters::{LetterId, LetterPlace, Letters};
pub use link::{ALLOWED_HOSTS, BadLink, Link};
pub use reading::{Fault, FaultReason, Faults};
pub use source::{DOCUMENTS, SourcePlace};

use crate::refusal::RefusalKind;
use chrono::NaiveDate;
use std::fmt;

/// Every kind of refusal that can hold an account, an app or this machine: each has a checklist.
pub const HOLDING: [RefusalKind; 11] = [
    RefusalKind::Locked,
    RefusalKind::Suspended,
    RefusalKind::Automated,
    RefusalKind::Credentials,
    RefusalKind::WriteBlocked,
    RefusalKind::AppSuspended,
    RefusalKind::Setup,
    RefusalKind::Money,
    RefusalKind::Clock,
    RefusalKind::Retired,
    RefusalKind::Doubtful,
];

/// The steps that lead out of one kind of incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklist {
    /// Its kind.
    pub kind: RefusalKind,
    /// When its facts were last looked at.
    pub dated: NaiveDate,
    /// Where its facts come from, for people, in English.
    pub source: String,
    /// What the owner can see on the network's page, in the order in which it is offered; the last
    /// is [`Screen::Unsure`]. Empty where the page tells nothing.
    pub screens: Vec<Screen>,
    /// Every step of every screen, in order. Ids are unique.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Names its words and the owner's mark; never given to another step.
    pub id: StepId,
    /// The page where it is done.
    pub link: Option<Link>,
    /// Which tool stands beside it.
    pub action: StepAction,
    /// Which letter can be drafted for it.
    pub letter: Option<LetterId>,
    /// On which screens it is shown; empty means on all of them.
    pub screens: Vec<Screen>,
    /// What its facts rest on.
    pub sources: Vec<SourceId>,
}

/// The id of a step: lower-case letters, digits and `_`, unique within its checklist.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StepId(String);

impl StepId {
    /// The id of a word, if it is one.
    pub fn parse(word: &str) -> Option<Self> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let fits = !word.is_empty() && word.len() <= 40 && word.chars().all(is_plain);
        fits.then(|| Self(word.to_owned()))
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Checklist {
    /// The steps for what the owner sees, in order. Without a choice, and for a screen that this
    /// checklist doesn't have, it is the general order: that of [`Screen::Unsure`].
    pub fn steps_for(&self, screen: Option<Screen>) -> impl Iterator<Item = &Step> {
        let screen = screen.filter(|one| self.screens.contains(one)).unwrap_or(Screen::Unsure);
        self.steps.iter().filter(move |step| step.is_shown_on(screen))
    }

    /// The screen of a word, if this checklist offers it.
    pub fn find_screen(&self, word: &str) -> Option<Screen> {
        self.screens.iter().copied().find(|screen| screen.word() == word)
    }

    /// The step of an id, on whichever screen.
    pub fn find_step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id.as_str() == id)
    }

    /// The letters that its steps offer, each once, in order.
    pub fn letters(&self) -> Vec<LetterId> {
        let mut letters = Vec::new();
        for letter in self.steps.iter().filter_map(|step| step.letter) {
            if !letters.contains(&letter) {
                letters.push(letter);
            }
        }
        letters
    }
}

impl Step {
    /// Whether it is shown to an owner who sees this.
    pub fn is_shown_on(&self, screen: Screen) -> bool {
        self.screens.is_empty() || self.screens.contains(&screen)
    }
}
