//! Where do the words of steps and letters lie? In files beside the other words, one for each kind
//! and language (`words/checklists/<language>/<kind>.toml`); what several checklists say is in
//! `common.toml`, how the owner does a thing in the terminal or in the window in `doing.toml`, and what
//! facts rest on in `sources.toml`.

use roost_domain::checklist::{Checklist, LetterId, Screen, Source};
use roost_domain::refusal::RefusalKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Sentences by key.
pub(super) type Table = BTreeMap<String, String>;

/// The words of steps in one language, for one face. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GuideTexts {
    language: &'static StepTexts,
    face: Face,
}

/// Where the words are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    /// A terminal: sentences name its commands.
    Terminal,
    /// A window: they name what stands beside the step.
    Window,
}

/// The words of one step.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepText {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) why: String,
    pub(super) avoid: Option<String>,
    pub(super) link_label: Option<String>,
}

/// The words of one screen.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ScreenText {
    pub(super) label: String,
    pub(super) hint: String,
}

/// One file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct StepFile {
    pub(super) screens: BTreeMap<String, ScreenText>,
    pub(super) steps: BTreeMap<String, StepText>,
}

/// How the owner does a thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Doing {
    pub(super) terminal: Table,
    pub(super) window: Table,
    pub(super) names: Table,
}

/// What facts rest on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceTexts {
    /// By the source's id.
    pub(super) titles: Table,
    /// By the checklist's kind; English stands in the checklist itself.
    pub(super) checklists: Table,
}

#[derive(Debug)]
pub(super) struct StepTexts {
    pub(super) common: StepFile,
    pub(super) kinds: BTreeMap<&'static str, StepFile>,
    pub(super) doing: Doing,
    pub(super) sources: SourceTexts,
}

/// The words of letters in one language. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LetterTexts {
    pub(super) common: &'static LetterShell,
    pub(super) letters: &'static BTreeMap<&'static str, LetterFile>,
}

/// What all letters share.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterShell {
    /// What stands where the owner must write; its blank is `what`.
    pub(super) fill_in: String,
    /// What a mail says that is too long for a link.
    pub(super) paste: String,
    /// One refusal.
    pub(super) attempt: String,
    /// One refusal of a named account.
    pub(super) attempt_of: String,
    /// That there were more.
    pub(super) attempts_left_out: String,
    /// In place of a status.
    pub(super) no_answer: String,
    /// Before the network's codes.
    pub(super) code: String,
    /// What only the owner knows, by blank.
    pub(super) ask: Table,
}

/// One letter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LetterFile {
    /// Its paragraphs; one that names a thing which is not known, and not the owner's to fill in,
    /// is left out.
    pub(super) parts: Vec<String>,
    /// By kind, screen or `other`.
    pub(super) subjects: Table,
    /// By kind, screen or `other`.
    pub(super) openings: Table,
}

macro_rules! step_files {
    ($language:literal: $($kind:literal),+ $(,)?) => {
        StepTexts {
            common: parse(include_str!(concat!("../../words/checklists/", $language, "/common.toml"))),
            kinds: BTreeMap::from([$((
                $kind,
                parse(include_str!(concat!("../../words/checklists/", $language, "/", $kind, ".toml"))),
            )),+]),
            doing: parse(include_str!(concat!("../../words/checklists/", $language, "/doing.toml"))),
            sources: parse(include_str!(concat!("../../words/checklists/", $language, "/sources.toml"))),
        }
    };
}

macro_rules! letter_files {
    ($language:literal: $($letter:literal),+ $(,)?) => {
        (
            parse(include_str!(concat!("../../words/letters/", $language, "/common.toml"))),
            BTreeMap::from([$((
                $letter,
                parse(include_str!(concat!("../../words/letters/", $language, "/", $letter, ".toml"))),
            )),+]),
        )
    };
}

macro_rules! every_kind {
    ($language:literal) => {
        step_files!($language: "locked", "suspended", "automated", "credentials", "write_blocked",
            "app_suspended", "setup", "money", "clock", "retired", "doubtful")
    };
}

macro_rules! every_letter {
    ($language:literal) => {
        letter_files!($language: "appeal", "platform", "access_support", "billing", "forum")
    };
}

type LetterSet = (LetterShell, BTreeMap<&'static str, LetterFile>);

static ENGLISH: LazyLock<StepTexts> = LazyLock::new(|| every_kind!("en"));
static GERMAN: LazyLock<StepTexts> = LazyLock::new(|| every_kind!("de"));
static ENGLISH_LETTERS: LazyLock<LetterSet> = LazyLock::new(|| every_letter!("en"));
static GERMAN_LETTERS: LazyLock<LetterSet> = LazyLock::new(|| every_letter!("de"));

impl GuideTexts {
    /// English for a terminal.
    pub(crate) fn english() -> Self {
        Self { language: &ENGLISH, face: Face::Terminal }
    }

    /// English for a window.
    pub(crate) fn english_of_the_window() -> Self {
        Self { language: &ENGLISH, face: Face::Window }
    }

    /// German, for a window.
    pub(crate) fn german() -> Self {
        Self { language: &GERMAN, face: Face::Window }
    }

    /// The words of a kind's step.
    pub(super) fn step(self, kind: RefusalKind, id: &str) -> Option<&'static StepText> {
        let own = self.language.kinds.get(kind.word()).and_then(|file| file.steps.get(id));
        own.or_else(|| self.language.common.steps.get(id))
    }

    /// The words of a screen.
    pub(super) fn screen(self, screen: Screen) -> Option<&'static ScreenText> {
        self.language.common.screens.get(screen.word())
    }

    /// How the owner does things here, by the name of the blank.
    pub(super) fn doing(self) -> &'static Table {
        match self.face {
            Face::Terminal => &self.language.doing.terminal,
            Face::Window => &self.language.doing.window,
        }
    }

    /// What stands for a name that is not known.
    pub(super) fn name(self, key: &str) -> String {
        self.language.doing.names.get(key).cloned().unwrap_or_default()
    }

    /// What a step rests on, with its date.
    pub(super) fn source(self, source: &Source) -> String {
        let title = self.language.sources.titles.get(source.id.as_str());
        format!("{} ({})", title.unwrap_or(&source.title), source.dated)
    }

    /// What a whole checklist rests on.
    pub(super) fn source_of_all(self, list: &Checklist) -> String {
        let said = self.language.sources.checklists.get(list.kind.word());
        said.unwrap_or(&list.source).clone()
    }

    /// Every file of words, for tests that look through all of them.
    #[cfg(test)]
    pub(super) fn all(self) -> &'static StepTexts {
        self.language
    }
}

impl LetterTexts {
    /// English.
    pub(crate) fn english() -> Self {
        Self { common: &ENGLISH_LETTERS.0, letters: &ENGLISH_LETTERS.1 }
    }

    /// German.
    pub(crate) fn german() -> Self {
        Self { common: &GERMAN_LETTERS.0, letters: &GERMAN_LETTERS.1 }
    }

    /// The words of a letter.
    pub(super) fn letter(self, letter: LetterId) -> Option<&'static LetterFile> {
        self.letters.get(letter.word())
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> T {
    #[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
    toml::from_str(text).expect("the message file is well formed")
}
