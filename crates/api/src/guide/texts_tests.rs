//! Has every step and every screen its words in each language, and every blank of them a value?

use super::texts::{GuideTexts, LetterTexts, StepText};
use crate::words::blanks_of;
use roost_domain::checklist::{Checklists, LetterId, Screen};
use std::collections::{BTreeMap, BTreeSet};

fn languages() -> [(&'static str, GuideTexts); 2] {
    [("en", GuideTexts::english_of_the_window()), ("de", GuideTexts::german())]
}

fn letters() -> [(&'static str, LetterTexts); 2] {
    [("en", LetterTexts::english()), ("de", LetterTexts::german())]
}

fn sentences(step: &StepText) -> Vec<&str> {
    let mut all = vec![step.title.as_str(), step.text.as_str(), step.why.as_str()];
    all.extend(step.avoid.as_deref());
    all.extend(step.link_label.as_deref());
    all
}

/// Every step's words with the file that they are in.
fn steps(texts: GuideTexts) -> Vec<(String, &'static StepText)> {
    let all = texts.all();
    let files = all.kinds.iter().map(|(kind, file)| (*kind, file));
    files
        .chain([("common", &all.common)])
        .flat_map(|(name, file)| {
            file.steps.iter().map(move |(id, step)| (format!("{name}.{id}"), step))
        })
        .collect()
}

#[test]
fn every_step_of_every_checklist_has_its_words_in_each_language() {
    for (language, texts) in languages() {
        for list in Checklists::shipped().iter() {
            for step in &list.steps {
                let at = format!("{language} {}.{}", list.kind.word(), step.id);
                let words = texts.step(list.kind, step.id.as_str());
                let words = words.unwrap_or_else(|| panic!("no words: {at}"));
                for sentence in sentences(words) {
                    assert!(!sentence.trim().is_empty(), "{at}");
                }
                assert_eq!(words.link_label.is_some(), step.link.is_some(), "{at}: link_label");
            }
        }
    }
}

#[test]
fn every_screen_has_its_words_in_each_language() {
    for (language, texts) in languages() {
        for screen in Screen::ALL {
            let words = texts.screen(screen).unwrap_or_else(|| panic!("{language} {screen:?}"));
            assert!(!words.label.is_empty() && !words.hint.is_empty());
        }
        assert_eq!(texts.all().common.screens.len(), Screen::ALL.len(), "{language}");
    }
}

#[test]
fn no_words_are_left_of_a_step_that_is_gone() {
    let mut used = BTreeSet::new();
    for list in Checklists::shipped().iter() {
        for step in &list.steps {
            let own =
                GuideTexts::english().all().kinds[list.kind.word()].steps.get(step.id.as_str());
            let file = if own.is_some() { list.kind.word() } else { "common" };
            used.insert(format!("{file}.{}", step.id));
        }
    }
    for (language, texts) in languages() {
        let written: BTreeSet<String> = steps(texts).into_iter().map(|(at, _)| at).collect();
        assert_eq!(written, used, "{language}");
    }
}

#[test]
fn every_blank_of_a_step_has_a_value_and_german_names_those_of_english() {
    let known = [
        "id",
        "whom",
        "handle",
        "app",
        "see",
        "unlocked",
        "resume",
        "renew",
        "renew_each",
        "ticket",
        "countdown",
        "letter",
    ];
    let mut by_step: BTreeMap<String, Vec<BTreeSet<&str>>> = BTreeMap::new();
    for (language, texts) in languages() {
        for (at, step) in steps(texts) {
            let blanks: BTreeSet<&str> = sentences(step).into_iter().flat_map(blanks_of).collect();
            for blank in &blanks {
                assert!(known.contains(blank), "{language} {at}: {{{blank}}}");
            }
            by_step.entry(at).or_default().push(blanks);
        }
    }
    for (at, blanks) in by_step {
        assert_eq!(blanks[0], blanks[1], "{at}");
    }
}

#[test]
fn every_source_has_its_words_in_each_language_and_no_words_are_left_of_one_that_is_gone() {
    let ids = Checklists::shipped().sources().iter().map(|source| source.id.as_str());
    let ids: BTreeSet<&str> = ids.collect();
    for (language, texts) in languages() {
        let titles = &texts.all().sources.titles;
        let named: BTreeSet<&str> = titles.keys().map(String::as_str).collect();
        assert_eq!(named, ids, "{language}");
        for (id, title) in titles {
            assert!(
                !title.trim().is_empty() && !title.contains("http"),
                "{language} {id}: {title}"
            );
        }
    }
    let kinds = Checklists::shipped().iter().map(|list| list.kind.word());
    let german = &GuideTexts::german().all().sources.checklists;
    let named: BTreeSet<&str> = german.keys().map(String::as_str).collect();
    assert_eq!(named, kinds.collect::<BTreeSet<&str>>());
}

#[test]
fn each_way_of_doing_a_thing_is_said_for_terminal_and_window() {
    for (language, texts) in languages() {
        let doing = &texts.all().doing;
        let keys = |table: &BTreeMap<String, String>| table.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&doing.terminal), keys(&doing.window), "{language}");
        for (key, phrase) in &doing.window {
            assert!(!phrase.contains("`roost"), "{language} {key}");
            let known = ["id", "handle", "letter"];
            assert!(blanks_of(phrase).iter().all(|blank| known.contains(blank)), "{key}");
        }
        assert!(["account", "app", "handle"].iter().all(|name| !texts.name(name).is_empty()));
    }
}

#[test]
fn no_step_names_a_command_itself() {
    for (language, texts) in languages() {
        for (at, step) in steps(texts) {
            for sentence in sentences(step) {
                assert!(!sentence.contains("roost "), "{language} {at}: {sentence}");
            }
        }
    }
}

#[test]
fn no_step_names_an_address_of_its_own() {
    for (language, texts) in languages() {
        for (at, step) in steps(texts) {
            for sentence in sentences(step) {
                assert!(!sentence.contains("http"), "{language} {at}: {sentence}");
            }
        }
    }
}

#[test]
fn every_letter_has_its_words_in_each_language_and_only_blanks_that_are_known() {
    let filled = ["opening", "since", "attempts", "answer", "message", "user_id", "accounts"];
    for (language, texts) in letters() {
        let asked: Vec<&str> = texts.common.ask.keys().map(String::as_str).collect();
        assert!(super::letter::ASKED.iter().all(|one| asked.contains(one)), "{language}");
        assert_eq!(asked.len(), super::letter::ASKED.len(), "{language}");
        for letter in LetterId::ALL {
            let file = texts.letter(letter).unwrap_or_else(|| panic!("{language} {letter:?}"));
            assert!(file.subjects.contains_key("other") && file.openings.contains_key("other"));
            let openings = file.openings.values().chain(file.subjects.values());
            for text in file.parts.iter().chain(openings) {
                for blank in blanks_of(text) {
                    let is_known = filled.contains(&blank) || asked.contains(&blank);
                    assert!(is_known, "{language} {letter:?}: {{{blank}}}");
                }
            }
        }
    }
}

#[test]
fn letters_of_both_languages_ask_for_the_same() {
    for letter in LetterId::ALL {
        let [english, german] = letters().map(|(_, texts)| {
            let parts = &texts.letter(letter).unwrap().parts;
            parts.iter().flat_map(|part| blanks_of(part)).collect::<Vec<_>>()
        });
        assert_eq!(english, german, "{letter:?}");
    }
}

#[test]
fn what_everybody_can_read_names_no_account_and_no_key() {
    for (language, texts) in letters() {
        let file = texts.letter(LetterId::Forum).unwrap();
        let texts = file.parts.iter().chain(file.openings.values()).chain(file.subjects.values());
        for text in texts {
            for blank in ["account", "user_id", "app", "consumer_key", "accounts", "mail"] {
                assert!(!blanks_of(text).contains(&blank), "{language}: {text}");
            }
        }
    }
}
