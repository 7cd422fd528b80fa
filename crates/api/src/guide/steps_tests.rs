//! Which steps are shown, in which words, with which marks? One golden page for each kind.

use super::steps::{Asked, Guided, Whom, checklist};
use super::texts::GuideTexts;
use chrono::{TimeZone as _, Utc};
use roost_domain::casefile::StepMark;
use roost_domain::checklist::{HOLDING, Screen};
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::records::StepRow;
use std::fmt::Write as _;

fn news() -> Whom<'static> {
    Whom { incident: "3", account: Some("news"), app: Some("main") }
}

fn asked(kind: RefusalKind, screen: Option<&str>) -> Asked<'_> {
    Asked { kind, screen, whom: news(), is_over: false, marks: &[] }
}

fn mark(step: &str, title: &str, mark: StepMark) -> StepRow {
    let at = Utc.with_ymd_and_hms(2026, 11, 22, 14, 2, 0).unwrap();
    StepRow { step: step.to_owned(), title: title.to_owned(), mark, note: "n".to_owned(), at }
}

fn ids(guided: &Guided) -> Vec<&str> {
    guided.steps.iter().map(|step| step.id.as_str()).collect()
}

/// A checklist as somebody reads it.
fn page(guided: &Guided) -> String {
    let mut page = format!("{} ({})\n", guided.source, guided.dated);
    for screen in &guided.screens {
        let _ = writeln!(page, "[{}] {}: {}", screen.id, screen.label, screen.hint);
    }
    for (number, step) in guided.steps.iter().enumerate() {
        let tool =
            if step.action == "none" { String::new() } else { format!(" [{}]", step.action) };
        let _ = writeln!(page, "\n{}. {}{tool}\n   {}", number + 1, step.title, step.text);
        let _ = writeln!(page, "   Why: {}", step.why);
        if let Some(avoid) = &step.avoid {
            let _ = writeln!(page, "   Not: {avoid}");
        }
        if let (Some(label), Some(link)) = (&step.link_label, &step.link) {
            let _ = writeln!(page, "   {label}: {link}");
        }
        if let Some(source) = &step.source {
            let link = step.source_link.as_ref().map(|link| format!(" <{link}>"));
            let _ = writeln!(page, "   From: {source}{}", link.unwrap_or_default());
        }
    }
    page
}

#[test]
fn each_kind_has_the_checklist_that_was_read_and_agreed_to() {
    for kind in HOLDING {
        let terminal = checklist(GuideTexts::english(), &asked(kind, None));
        insta::assert_snapshot!(format!("{}_en", kind.word()), page(&terminal));
        let window = checklist(GuideTexts::german(), &asked(kind, None));
        insta::assert_snapshot!(format!("{}_de", kind.word()), page(&window));
    }
}

#[test]
fn what_the_owner_sees_changes_the_steps() {
    let steps = |screen| {
        let guided = checklist(GuideTexts::english(), &asked(RefusalKind::Locked, screen));
        (guided.screen.clone(), ids(&guided).join(" "))
    };
    let (chosen, phone) = steps(Some("phone"));
    assert_eq!(chosen.as_deref(), Some("phone"));
    assert_eq!(
        phone,
        "leave_alone open_access phone_code real_mail check_connected say_unlocked come_back_slowly"
    );
    let (_, limited) = steps(Some("limited"));
    assert_eq!(
        limited,
        "leave_alone open_access asked_first countdown real_mail check_connected say_unlocked \
         come_back_slowly"
    );
    let (_, security) = steps(Some("change_password"));
    assert!(security.contains("reset_password secure_mailbox remove_strange"));
    assert!(security.contains("sign_in_again") && !security.contains("check_connected"));
    let (none, general) = steps(None);
    assert_eq!((none, &general), (None, &steps(Some("unsure")).1));
    // A screen of another version counts as none.
    assert_eq!(steps(Some("mirror")), (None, general));
}

#[test]
fn the_window_names_no_command_and_the_terminal_names_them_with_the_incident() {
    for kind in HOLDING {
        for screen in Screen::ALL {
            let asked = asked(kind, Some(screen.word()));
            for texts in [GuideTexts::english_of_the_window(), GuideTexts::german()] {
                let said = page(&checklist(texts, &asked));
                assert!(!said.contains("roost incident") && !said.contains('{'), "{said}");
            }
            let said = page(&checklist(GuideTexts::english(), &asked));
            assert!(!said.contains('{'), "{said}");
            let named = said.contains("`roost incident unlocked 3`");
            assert_eq!(named, kind != RefusalKind::Automated, "{said}");
        }
    }
}

#[test]
fn a_letter_s_phrase_names_the_letter_of_its_own_step() {
    let guided = checklist(GuideTexts::english(), &asked(RefusalKind::Locked, Some("named_post")));
    let step = guided.steps.iter().find(|step| step.id == "delete_or_appeal").unwrap();
    assert_eq!((step.action, step.letter.as_deref()), ("letter", Some("appeal")));
    assert!(
        step.text.contains("`roost incident letter 3 appeal` drafts a letter"),
        "{}",
        step.text
    );
}

#[test]
fn an_incident_of_an_app_speaks_of_its_accounts() {
    let whom = Whom { incident: "3", account: None, app: Some("main") };
    let asked = Asked { whom, ..asked(RefusalKind::Doubtful, None) };
    let said = page(&checklist(GuideTexts::english(), &asked));
    assert!(said.contains("signed in as an account of the app"), "{said}");
    assert!(!said.contains("@."), "{said}");
}

#[test]
fn foreign_names_fill_blanks_as_they_are_and_are_no_blanks_themselves() {
    let whom = Whom { incident: "3", account: Some("{app}"), app: Some("{unlocked}") };
    let asked = Asked { whom, ..asked(RefusalKind::WriteBlocked, None) };
    let said = page(&checklist(GuideTexts::english(), &asked));
    assert!(said.contains("every account on {unlocked}"), "{said}");
}

#[test]
fn what_was_done_stays_done_with_its_time_and_note() {
    let marks = [mark("open_access", "old title", StepMark::Done)];
    let asked = Asked { marks: &marks, ..asked(RefusalKind::Locked, Some("phone")) };
    let guided = checklist(GuideTexts::english(), &asked);
    let step = guided.steps.iter().find(|step| step.id == "open_access").unwrap();
    assert_eq!((step.state, step.note.as_str(), step.gone), ("done", "n", false));
    assert_eq!(step.at, Some(marks[0].at));
    assert_eq!(step.title, "Open the account page and look");
}

#[test]
fn a_step_that_the_data_lost_while_the_incident_runs_comes_last_and_says_so() {
    let marks = [
        mark("say_a_prayer", "Say a prayer", StepMark::Done),
        mark("never_done", "Never done", StepMark::Todo),
        mark("left_out", "Left out", StepMark::Skipped),
    ];
    let asked = Asked { marks: &marks, ..asked(RefusalKind::Money, None) };
    let guided = checklist(GuideTexts::english(), &asked);
    let gone: Vec<_> = guided.steps.iter().filter(|step| step.gone).collect();
    assert_eq!(gone.len(), 2);
    assert_eq!((gone[0].title.as_str(), gone[0].state), ("Say a prayer", "done"));
    assert_eq!((gone[1].title.as_str(), gone[1].state), ("Left out", "skipped"));
    assert!(guided.steps[guided.steps.len() - 2..].iter().all(|step| step.gone));
}

#[test]
fn a_step_of_a_screen_that_is_no_longer_chosen_is_not_gone() {
    let marks = [mark("phone_code", "Phone", StepMark::Done)];
    let asked = Asked { marks: &marks, ..asked(RefusalKind::Locked, Some("challenge")) };
    let guided = checklist(GuideTexts::english(), &asked);
    assert!(!ids(&guided).contains(&"phone_code"));
    let back = Asked { screen: Some("phone"), ..asked };
    let guided = checklist(GuideTexts::english(), &back);
    let step = guided.steps.iter().find(|step| step.id == "phone_code").unwrap();
    assert_eq!(step.state, "done");
}

#[test]
fn what_is_over_shows_what_was_done_and_nothing_to_do() {
    let marks = [
        mark("say_unlocked", "t", StepMark::Done),
        mark("phone_code", "t", StepMark::Done),
        mark("lost", "Lost", StepMark::Done),
    ];
    let asked = Asked { is_over: true, marks: &marks, ..asked(RefusalKind::Locked, None) };
    let guided = checklist(GuideTexts::english(), &asked);
    assert_eq!(ids(&guided), ["phone_code", "say_unlocked", "lost"]);
}

#[test]
fn a_kind_without_a_checklist_gets_the_general_one_in_words() {
    let guided = checklist(GuideTexts::english(), &asked(RefusalKind::Media, None));
    assert_eq!(guided.steps[1].title, "Look at the account page");
    assert_eq!(guided.screens.last().unwrap().id, "unsure");
}

#[test]
fn each_step_names_what_it_rests_on_with_its_date_in_the_language_of_its_words() {
    for (texts, said) in [
        (GuideTexts::english(), "X's help page on locked and limited accounts"),
        (GuideTexts::german(), "Hilfeseite von X über gesperrte und eingeschränkte Konten"),
    ] {
        let guided = checklist(texts, &asked(RefusalKind::Locked, Some("phone")));
        for step in &guided.steps {
            let source = step.source.as_ref().unwrap();
            assert!(source.ends_with(')') && source.contains("(20"), "{}: {source}", step.id);
            let link = step.source_link.as_ref();
            assert!(link.is_none_or(|link| link.starts_with("https://")), "{}", step.id);
        }
        let phone = guided.steps.iter().find(|step| step.id == "phone_code").unwrap();
        let source = phone.source.as_ref().unwrap();
        assert!(source.starts_with(said) && source.contains("(2024); "), "{source}");
        let page = "https://help.x.com/en/managing-your-account/locked-and-limited-accounts";
        assert_eq!(phone.source_link.as_deref(), Some(page));
    }
}

#[test]
fn a_step_that_is_gone_rests_on_nothing_that_could_be_named() {
    let marks = [mark("pray", "Say a prayer", StepMark::Done)];
    let asked = Asked { marks: &marks, ..asked(RefusalKind::Locked, None) };
    let guided = checklist(GuideTexts::english(), &asked);
    let gone = guided.steps.last().unwrap();
    assert!(gone.gone && gone.source.is_none() && gone.source_link.is_none());
}
