//! What does Roost say? Every sentence for people lies in a message file (`words/en.toml`); this
//! fills in its blanks. A placeholder is `{name}`; `{n|post is|posts are}` writes the number of `n`
//! and the form that fits it. Another language is another file with the same keys.

use crate::error::{ApiError, ErrorCode};
use roost_domain::refusal::RefusalKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The words of one language. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Words {
    file: Arc<WordFile>,
}

/// A message file as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordFile {
    /// BCP 47 tag.
    pub(crate) language: String,
    /// Names of the networks.
    pub(crate) networks: BTreeMap<String, String>,
    /// One sentence for each error code.
    pub(crate) errors: BTreeMap<String, String>,
    /// One sentence for each reason why a delivery is not out.
    pub(crate) why: BTreeMap<String, String>,
    /// One sentence for each kind of refusal.
    pub(crate) refusals: BTreeMap<String, String>,
    /// One sentence for each finding.
    pub(crate) findings: BTreeMap<String, String>,
    /// One sentence for each result of a probe.
    pub(crate) probes: BTreeMap<String, String>,
    /// One sentence for each result of a check.
    pub(crate) checks: BTreeMap<String, String>,
    /// One for each kind of refusal that can hold.
    pub(crate) incidents: BTreeMap<String, IncidentWords>,
    /// What to do next, by the incident's state.
    pub(crate) next_steps: BTreeMap<String, String>,
}

/// What is said about incidents of one kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IncidentWords {
    /// What happened, with evidence.
    pub(crate) headline: String,
    /// What the owner does, in order.
    pub(crate) steps: Vec<StepWords>,
}

/// One step of a checklist.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepWords {
    /// What to do and why.
    pub(crate) text: String,
    /// Where.
    pub(crate) link: Option<String>,
}

/// Blanks to fill.
pub(crate) type Blanks = BTreeMap<&'static str, String>;

const ENGLISH: &str = include_str!("../words/en.toml");

impl Words {
    /// The words of the English file.
    pub fn english() -> Self {
        Self { file: Arc::new(parse(ENGLISH)) }
    }

    /// The language's BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.file.language
    }

    /// An error's sentence: what is wrong, where, and what to do.
    pub fn error(&self, error: &ApiError) -> String {
        let mut blanks = error.params.clone();
        if error.code == ErrorCode::Refused
            && let Some(kind) = blanks.get("kind").and_then(|kind| RefusalKind::from_word(kind))
        {
            blanks.insert("sentence", self.refusal(kind));
        }
        Self::fill(&self.file.errors, error.code.word(), &blanks)
    }

    /// What a kind of refusal means and what Roost does about it: `explain`'s sentence.
    pub fn refusal(&self, kind: RefusalKind) -> String {
        Self::fill(&self.file.refusals, kind.word(), &Blanks::new())
    }

    pub(crate) fn file(&self) -> &WordFile {
        &self.file
    }

    /// The sentence of a key; a key without one shows itself, which the tests rule out.
    pub(crate) fn fill(table: &BTreeMap<String, String>, key: &str, blanks: &Blanks) -> String {
        table.get(key).map_or_else(|| key.to_owned(), |template| fill(template, blanks))
    }
}

fn parse(text: &str) -> WordFile {
    #[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
    toml::from_str(text).expect("the English message file is well formed")
}

/// Fills a template's blanks; a blank without a value stays as it is.
pub(crate) fn fill(template: &str, blanks: &Blanks) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        filled.push_str(&rest[..start]);
        let Some(length) = rest[start..].find('}') else { break };
        let inside = &rest[start + 1..start + length];
        let (name, forms) = match inside.split_once('|') {
            Some((name, forms)) => (name, forms.split_once('|')),
            None => (inside, None),
        };
        match (blanks.get(name), forms) {
            (Some(value), Some((one, many))) => {
                filled.push_str(value);
                filled.push(' ');
                filled.push_str(if value == "1" { one } else { many });
            }
            (Some(value), None) => filled.push_str(value),
            (None, _) => filled.push_str(&rest[start..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    filled.push_str(rest);
    filled
}

/// The names of a template's blanks.
#[cfg(test)]
pub(crate) fn blanks_of(template: &str) -> Vec<&str> {
    let parts = template.split('{').skip(1).filter_map(|part| part.split_once('}'));
    parts.map(|(inside, _)| inside.split('|').next().unwrap_or(inside)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_brings_the_form_that_fits_it() {
        let say =
            |n: &str| fill("{n|post is|posts are} kept", &Blanks::from([("n", n.to_owned())]));
        assert_eq!(say("1"), "1 post is kept");
        assert_eq!(say("23"), "23 posts are kept");
        assert_eq!(say("0"), "0 posts are kept");
    }

    #[test]
    fn foreign_text_in_a_blank_is_not_read_as_a_template() {
        let blanks = Blanks::from([("a", "{b}".to_owned()), ("b", "secret".to_owned())]);
        assert_eq!(fill("say {a}", &blanks), "say {b}");
    }

    #[test]
    fn every_error_code_has_words_and_every_blank_of_them_has_a_value() {
        let words = Words::english();
        for code in ErrorCode::ALL {
            let template = words.file.errors.get(code.word());
            let template = template.unwrap_or_else(|| panic!("no words for {}", code.word()));
            for blank in blanks_of(template) {
                assert!(code.params().contains(&blank), "{}: {{{blank}}}", code.word());
            }
        }
        assert_eq!(words.file.errors.len(), ErrorCode::ALL.len(), "words without a code");
    }

    #[test]
    fn every_kind_of_refusal_has_a_sentence() {
        let words = Words::english();
        for kind in RefusalKind::ALL {
            assert!(words.file.refusals.contains_key(kind.word()), "{}", kind.word());
        }
        assert_eq!(words.file.refusals.len(), RefusalKind::ALL.len());
    }
}
