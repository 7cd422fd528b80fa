//! What does Roost say? Every sentence for people lies in a message file (`words/en.toml`); this
//! fills in its blanks. A placeholder is `{name}`; `{n|post is|posts are}` writes the number of `n`
//! and the form that fits it. Another language is another file with the same keys.

use crate::error::{ApiError, ErrorCode};
use crate::guide::GuideTexts;
use roost_domain::refusal::RefusalKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The words of one language. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Words {
    file: Arc<WordFile>,
    guide: GuideTexts,
}

/// A message file as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordFile {
    /// BCP 47 tag.
    pub(crate) language: String,
    /// Names of the networks.
    #[serde(default)]
    pub(crate) networks: BTreeMap<String, String>,
    /// Words that are put into sentences.
    #[serde(default)]
    pub(crate) terms: BTreeMap<String, String>,
    /// One sentence for each error code.
    #[serde(default)]
    pub(crate) errors: BTreeMap<String, String>,
    /// One sentence for each reason why a delivery is not out.
    #[serde(default)]
    pub(crate) why: BTreeMap<String, String>,
    /// One sentence for each kind of refusal.
    #[serde(default)]
    pub(crate) refusals: BTreeMap<String, String>,
    /// One sentence for each finding.
    #[serde(default)]
    pub(crate) findings: BTreeMap<String, String>,
    /// One sentence for each result of a probe.
    #[serde(default)]
    pub(crate) probes: BTreeMap<String, String>,
    /// One sentence for each result of a check.
    #[serde(default)]
    pub(crate) checks: BTreeMap<String, String>,
    /// One for each kind of refusal that can hold.
    #[serde(default)]
    pub(crate) incidents: BTreeMap<String, IncidentWords>,
    /// What came before an incident: the names of the features, and sentences about them.
    #[serde(default)]
    pub(crate) before: BTreeMap<String, String>,
    /// Headings and sentences of the evidence pack.
    #[serde(default)]
    pub(crate) report: BTreeMap<String, String>,
    /// Why a mail got its verdict.
    #[serde(default)]
    pub(crate) mail_reasons: BTreeMap<String, String>,
    /// What is wrong with the mailbox.
    #[serde(default)]
    pub(crate) mail_troubles: BTreeMap<String, String>,
    /// What the mail watch does.
    #[serde(default)]
    pub(crate) mail_states: BTreeMap<String, String>,
    /// What to do next, by the incident's state.
    #[serde(default)]
    pub(crate) next_steps: BTreeMap<String, String>,
}

/// What is said about incidents of one kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IncidentWords {
    /// What happened, with evidence.
    pub(crate) headline: String,
}

/// Blanks to fill.
pub(crate) type Blanks = BTreeMap<&'static str, String>;

const ENGLISH: &str = include_str!("../words/en.toml");
const ENGLISH_OF_THE_WINDOW: &str = include_str!("../words/en-window.toml");
const GERMAN: &str = include_str!("../words/de.toml");

impl Words {
    /// English, for a terminal: sentences name its commands.
    pub fn english() -> Self {
        Self { file: Arc::new(parse(ENGLISH)), guide: GuideTexts::english() }
    }

    /// English, for a window: what names a command of the terminal is said otherwise.
    pub fn english_of_the_window() -> Self {
        let mut file = parse(ENGLISH);
        file.put_over(parse(ENGLISH_OF_THE_WINDOW));
        Self { file: Arc::new(file), guide: GuideTexts::english_of_the_window() }
    }

    /// German, for a window.
    pub fn german() -> Self {
        Self { file: Arc::new(parse(GERMAN)), guide: GuideTexts::german() }
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
        if error.code == ErrorCode::MailFailed
            && let Some(trouble) = blanks.get("trouble")
        {
            blanks.insert("sentence", self.mail_trouble(trouble));
        }
        Self::fill(&self.file.errors, error.code.word(), &blanks)
    }

    /// What is wrong with the mailbox, and what to do.
    pub(crate) fn mail_trouble(&self, trouble: &str) -> String {
        Self::fill(&self.file.mail_troubles, trouble, &Blanks::new())
    }

    /// What a kind of refusal means and what Roost does about it: `explain`'s sentence.
    pub fn refusal(&self, kind: RefusalKind) -> String {
        Self::fill(&self.file.refusals, kind.word(), &Blanks::new())
    }

    pub(crate) fn file(&self) -> &WordFile {
        &self.file
    }

    /// The words of checklists.
    pub(crate) fn guide(&self) -> GuideTexts {
        self.guide
    }

    /// The sentence of a key; a key without one shows itself, which the tests rule out.
    pub(crate) fn fill(table: &BTreeMap<String, String>, key: &str, blanks: &Blanks) -> String {
        table.get(key).map_or_else(|| key.to_owned(), |template| fill(template, blanks))
    }
}

impl WordFile {
    /// Takes another file's words where it has some.
    fn put_over(&mut self, other: Self) {
        self.networks.extend(other.networks);
        self.terms.extend(other.terms);
        self.errors.extend(other.errors);
        self.why.extend(other.why);
        self.refusals.extend(other.refusals);
        self.findings.extend(other.findings);
        self.mail_reasons.extend(other.mail_reasons);
        self.mail_troubles.extend(other.mail_troubles);
        self.mail_states.extend(other.mail_states);
        self.probes.extend(other.probes);
        self.checks.extend(other.checks);
        self.incidents.extend(other.incidents);
        self.before.extend(other.before);
        self.report.extend(other.report);
        self.next_steps.extend(other.next_steps);
    }
}

fn parse(text: &str) -> WordFile {
    #[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
    toml::from_str(text).expect("the message file is well formed")
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

    /// Every key with the blanks that its sentence may name, in one list.
    fn keys(words: &Words) -> BTreeMap<String, Vec<String>> {
        let file = words.file();
        let tables = [
            ("networks", &file.networks),
            ("terms", &file.terms),
            ("errors", &file.errors),
            ("why", &file.why),
            ("refusals", &file.refusals),
            ("findings", &file.findings),
            ("probes", &file.probes),
            ("checks", &file.checks),
            ("before", &file.before),
            ("report", &file.report),
            ("next_steps", &file.next_steps),
        ];
        let blanks = |text: &str| blanks_of(text).into_iter().map(str::to_owned).collect();
        let mut keys = BTreeMap::new();
        for (table, sentences) in tables {
            for (key, sentence) in sentences {
                keys.insert(format!("{table}.{key}"), blanks(sentence));
            }
        }
        for (kind, said) in &file.incidents {
            keys.insert(format!("incidents.{kind}"), blanks(&said.headline));
        }
        keys
    }

    #[test]
    fn german_has_the_keys_of_english_and_names_no_blank_that_english_lacks() {
        let (english, german) = (keys(&Words::english()), keys(&Words::german()));
        let names = |keys: &BTreeMap<String, Vec<String>>| keys.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&german), names(&english));
        // Beside its own blanks a sentence of why may name what all of them have.
        for (key, blanks) in &german {
            for blank in blanks.iter().filter(|blank| !english[key].contains(blank)) {
                assert!(key.starts_with("why.") && blank == "account", "{key}: {{{blank}}}");
            }
        }
    }

    #[test]
    fn no_word_of_the_window_names_a_command_of_the_terminal() {
        let mut english = (*Words::english_of_the_window().file).clone();
        // The window has sentences of its own for errors.
        english.errors.clear();
        for (language, file) in [("en", &english), ("de", &*Words::german().file)] {
            let said = format!("{file:?}");
            assert!(!said.contains("`roost"), "{language}: {said}");
        }
        let window = keys(&Words::english_of_the_window());
        assert_eq!(window.len(), keys(&Words::english()).len(), "a key that English lacks");
    }
}
