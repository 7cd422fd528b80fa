//! Which data files come with this version of Roost? They are compiled in, and read once.

use super::file::Checklists;
use super::letters::Letters;
use super::reading::Faults;
use std::sync::LazyLock;

const SOURCES: (&str, &str) =
    ("checklist-sources.toml", include_str!("../../data/checklist-sources.toml"));

const FILES: [(&str, &str); 11] = [
    ("locked.toml", include_str!("../../data/checklists/locked.toml")),
    ("suspended.toml", include_str!("../../data/checklists/suspended.toml")),
    ("automated.toml", include_str!("../../data/checklists/automated.toml")),
    ("credentials.toml", include_str!("../../data/checklists/credentials.toml")),
    ("write_blocked.toml", include_str!("../../data/checklists/write_blocked.toml")),
    ("app_suspended.toml", include_str!("../../data/checklists/app_suspended.toml")),
    ("setup.toml", include_str!("../../data/checklists/setup.toml")),
    ("money.toml", include_str!("../../data/checklists/money.toml")),
    ("clock.toml", include_str!("../../data/checklists/clock.toml")),
    ("retired.toml", include_str!("../../data/checklists/retired.toml")),
    ("doubtful.toml", include_str!("../../data/checklists/doubtful.toml")),
];

const LETTERS: (&str, &str) = ("letters.toml", include_str!("../../data/letters.toml"));

#[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them")]
static CHECKLISTS: LazyLock<Checklists> =
    LazyLock::new(|| Checklists::parse_shipped().expect("the checklists are well formed"));

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
static LETTER_PLACES: LazyLock<Letters> =
    LazyLock::new(|| Letters::parse_shipped().expect("the file of letters is well formed"));

impl Checklists {
    /// The checklists that come with this version of Roost.
    pub fn shipped() -> &'static Self {
        &CHECKLISTS
    }

    /// The same, read anew.
    ///
    /// # Errors
    /// Every fault, with file and key; a test holds that there is none.
    pub fn parse_shipped() -> Result<Self, Faults> {
        Self::parse(SOURCES, &FILES)
    }
}

impl Letters {
    /// Where letters go in this version of Roost.
    pub fn shipped() -> &'static Self {
        &LETTER_PLACES
    }

    /// The same, read anew.
    ///
    /// # Errors
    /// Every fault, with file and key; a test holds that there is none.
    pub fn parse_shipped() -> Result<Self, Faults> {
        Self::parse(LETTERS.0, LETTERS.1)
    }
}
