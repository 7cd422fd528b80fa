//! Which words do tray and notifications use? One message file for each language; English is always
//! there. A line names its gaps in braces, as in `{account}`.

use roost_domain::settings::Language as Choice;
use roost_home::lines::fill;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

const ENGLISH: &str = include_str!("../words/en.toml");
const GERMAN: &str = include_str!("../words/de.toml");

/// A language that Roost speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    English,
    /// German.
    German,
}

impl Language {
    /// The language of a locale such as `de_AT.UTF-8` or `de`; English for all that is not spoken.
    pub(crate) fn of_locale(locale: &str) -> Self {
        match locale.split(['_', '-', '.', '@']).next() {
            Some("de") => Self::German,
            _ => Self::English,
        }
    }

    /// The language of this session, by the variables that POSIX reads, in its order.
    pub(crate) fn of_session() -> Self {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        Self::of_locale(&set.unwrap_or_default())
    }
}

impl Language {
    /// The language that the settings choose.
    pub(crate) fn chosen(choice: Choice) -> Self {
        match choice {
            Choice::System => Self::of_session(),
            Choice::English => Self::English,
            Choice::German => Self::German,
        }
    }

    /// The same, as the door names it.
    pub(crate) fn named(self) -> Choice {
        match self {
            Self::English => Choice::English,
            Self::German => Choice::German,
        }
    }
}

/// The words that are spoken now; the settings may change them.
pub(crate) struct Spoken(RwLock<(Language, Arc<Words>)>);

impl Spoken {
    /// Speaks a language.
    pub(crate) fn new(language: Language) -> Self {
        Self(RwLock::new((language, Arc::new(Words::of(language)))))
    }

    /// The words now.
    pub(crate) fn words(&self) -> Arc<Words> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner).1)
    }

    /// Speaks another language from now on.
    pub(crate) fn speak(&self, language: Language) {
        let mut spoken = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if spoken.0 != language {
            *spoken = (language, Arc::new(Words::of(language)));
        }
    }
}

/// The lines in one language.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    lines: BTreeMap<String, String>,
}

impl Words {
    /// The lines of a language. A file that can't be read gives none, and then each key stands for
    /// itself; a test sees to it that this does not happen.
    pub(crate) fn of(language: Language) -> Self {
        let file = match language {
            Language::English => ENGLISH,
            Language::German => GERMAN,
        };
        Self { lines: toml::from_str(file).unwrap_or_default() }
    }

    /// The line of a key, its gaps filled in.
    pub(crate) fn line(&self, key: &str, params: &[(&str, &str)]) -> String {
        let template = self.lines.get(key).map_or(key, String::as_str);
        fill(template, params)
    }

    /// The line of a key for a number: `KEY_one` for 1, else `KEY_other` with `{count}`. English and
    /// German need no other forms (CLDR plural rules).
    pub(crate) fn counted(&self, key: &str, count: u64) -> String {
        let form = if count == 1 { "one" } else { "other" };
        self.line(&format!("{key}_{form}"), &[("count", &count.to_string())])
    }

    /// Whether a key has a line.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.lines.contains_key(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::collections::BTreeSet;

    fn gaps(line: &str) -> BTreeSet<String> {
        line.split('{').skip(1).map(|gap| gap.split('}').next().unwrap().to_owned()).collect()
    }

    #[test]
    fn every_language_has_the_same_lines_with_the_same_gaps() {
        let english: BTreeMap<String, String> = toml::from_str(ENGLISH).unwrap();
        let german: BTreeMap<String, String> = toml::from_str(GERMAN).unwrap();
        let shape = |lines: &BTreeMap<String, String>| -> BTreeMap<String, BTreeSet<String>> {
            lines.iter().map(|(key, line)| (key.clone(), gaps(line))).collect()
        };
        assert_eq!(shape(&english), shape(&german));
        assert!(english.len() > 40);
    }

    #[rstest]
    #[case("de_AT.UTF-8", Language::German)]
    #[case("de", Language::German)]
    #[case("de-DE", Language::German)]
    #[case("en_GB.UTF-8", Language::English)]
    #[case("C", Language::English)]
    #[case("den", Language::English)]
    #[case("", Language::English)]
    fn a_locale_names_its_language(#[case] locale: &str, #[case] language: Language) {
        assert_eq!(Language::of_locale(locale), language);
    }

    #[test]
    fn a_value_with_braces_is_left_alone() {
        let words = Words::of(Language::English);
        assert_eq!(words.line("menu_incident", &[("headline", "{x}")]), "Open: {x}");
        assert_eq!(words.counted("today", 1), "1 post published today");
        assert_eq!(words.counted("today", 0), "0 posts published today");
    }
}
