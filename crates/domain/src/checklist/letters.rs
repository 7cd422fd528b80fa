//! Where do letters to X go? A form's address, or a mail address; dated data like the checklists.

use super::link::Link;
use super::reading::{FaultReason, Faults, Reader};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A letter that Roost can draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LetterId {
    /// An appeal against a lock, a suspension or the removal of a post.
    Appeal,
    /// To those who look after apps: a write-block or a suspended app.
    Platform,
    /// To those who help people back into an account.
    AccessSupport,
    /// About credits, limits and bills of the API.
    Billing,
    /// A question in the developers' forum, which everybody can read.
    Forum,
}

/// Where a letter goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterPlace {
    /// Which letter.
    pub letter: LetterId,
    /// The page on which it is sent or, for a mail, the page that belongs to it.
    pub page: Link,
    /// The mail address, where there is one; always one of x.com.
    pub mail: Option<String>,
}

/// Where each letter goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letters {
    /// When the addresses were last looked at.
    pub dated: NaiveDate,
    places: Vec<LetterPlace>,
}

impl LetterId {
    /// Every letter.
    pub const ALL: [Self; 5] =
        [Self::Appeal, Self::Platform, Self::AccessSupport, Self::Billing, Self::Forum];

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Appeal => "appeal",
            Self::Platform => "platform",
            Self::AccessSupport => "access_support",
            Self::Billing => "billing",
            Self::Forum => "forum",
        }
    }

    /// The letter of a contract word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|letter| letter.word() == word)
    }

    /// Whether everybody can read it, so that nothing in it may point at a person's data.
    pub fn is_public(self) -> bool {
        self == Self::Forum
    }
}

impl Letters {
    /// Reads the file of letters.
    ///
    /// # Errors
    /// Every fault, with file and key.
    pub fn parse(file: &str, text: &str) -> Result<Self, Faults> {
        let mut reader = Reader::new(file);
        let table = reader.table(text);
        reader.known_only(&table, "", &["dated", "source", "letters"]);
        let dated = reader.date(&table);
        reader.text(&table, "", "source");
        let mut places: Vec<LetterPlace> = Vec::new();
        for (index, one) in reader.tables(&table, "letters").iter().enumerate() {
            let at = format!("letters[{index}].");
            let Some(place) = place(&mut reader, one, &at) else { continue };
            if places.iter().any(|other| other.letter == place.letter) {
                let word = place.letter.word().to_owned();
                reader.fault(format!("{at}id"), FaultReason::Twice(word));
            }
            places.push(place);
        }
        for letter in LetterId::ALL {
            if !places.iter().any(|place| place.letter == letter) {
                reader.fault(format!("letters.{}", letter.word()), FaultReason::Missing);
            }
        }
        match dated {
            Some(dated) if reader.faults.is_empty() => Ok(Self { dated, places }),
            Some(_) | None => Err(Faults(reader.faults)),
        }
    }

    /// Where a letter goes.
    pub fn place(&self, letter: LetterId) -> &LetterPlace {
        #[expect(clippy::expect_used, reason = "no file is read that lacks one")]
        self.places.iter().find(|place| place.letter == letter).expect("every letter has a place")
    }
}

fn place(reader: &mut Reader<'_>, one: &toml::Table, at: &str) -> Option<LetterPlace> {
    reader.known_only(one, at, &["id", "page", "mail"]);
    let id = reader.text(one, at, "id");
    let page = reader.text(one, at, "page");
    let mail = reader.find_text(one, at, "mail");
    let letter = reader.word(
        format!("{at}id"),
        &id?,
        LetterId::from_word,
        &LetterId::ALL.map(LetterId::word),
    );
    let page = match Link::parse(&page?) {
        Ok(page) => Some(page),
        Err(bad) => {
            reader.fault(format!("{at}page"), bad);
            None
        }
    };
    if let Some(mail) = &mail {
        let name = mail.strip_suffix("@x.com").unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_lowercase() || c == '-';
        if name.is_empty() || !name.chars().all(is_plain) {
            reader.fault(format!("{at}mail"), FaultReason::Rule("it is no address of x.com"));
            return None;
        }
    }
    Some(LetterPlace { letter: letter?, page: page?, mail })
}
