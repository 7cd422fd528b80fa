//! Does a letter say what is known, name what is missing, and hold no secret?

use super::letter::{Draft, Known, Refused, Wanted, draft};
use super::texts::LetterTexts;
use chrono::{TimeDelta, TimeZone as _, Utc};
use proptest::prelude::*;
use roost_domain::checklist::{Checklists, HOLDING, LetterId, Screen};
use roost_domain::refusal::RefusalKind;

fn refused(minutes: i64) -> Refused {
    let at = Utc.with_ymd_and_hms(2026, 11, 22, 13, 2, 11).unwrap() + TimeDelta::minutes(minutes);
    Refused { at, account: Some("news".to_owned()), http_status: Some(403), codes: vec![326] }
}

fn known() -> Known {
    Known {
        account: Some("news".to_owned()),
        user_id: Some("1234567890".to_owned()),
        app: Some("main".to_owned()),
        consumer_key: Some("xvz1evFS4wEEPTGEFPHBog".to_owned()),
        accounts: vec!["news".to_owned(), "sport".to_owned()],
        since: refused(0).at,
        zone: chrono_tz::Europe::Berlin,
        message: "To protect our users, this account is temporarily locked.".to_owned(),
        refusals: vec![refused(0), refused(30)],
        changed: None,
        purpose: None,
    }
}

fn wanted(letter: LetterId, kind: RefusalKind) -> Wanted {
    Wanted { letter, kind, screen: None }
}

fn texts() -> [LetterTexts; 2] {
    [LetterTexts::english(), LetterTexts::german()]
}

fn page(draft: &Draft) -> String {
    let to = draft.to.as_deref().unwrap_or("-");
    let missing = draft.missing.join("\n  ");
    let Draft { place, subject, body, .. } = draft;
    format!("{place}\nto: {to}\nsubject: {subject}\n\n{body}\n\nmissing:\n  {missing}\n")
}

#[test]
fn each_letter_is_the_one_that_was_read_and_agreed_to() {
    for (letter, kind) in [
        (LetterId::Appeal, RefusalKind::Suspended),
        (LetterId::Platform, RefusalKind::WriteBlocked),
        (LetterId::AccessSupport, RefusalKind::Locked),
        (LetterId::Billing, RefusalKind::Money),
        (LetterId::Forum, RefusalKind::WriteBlocked),
    ] {
        for (language, texts) in [("en", texts()[0]), ("de", texts()[1])] {
            let draft = draft(texts, wanted(letter, kind), &known());
            insta::assert_snapshot!(format!("{}_{language}", letter.word()), page(&draft));
        }
    }
}

#[test]
fn what_the_owner_says_is_filled_in_and_no_longer_missing() {
    let said = Known {
        changed: Some("Fewer links.\r\nLonger gaps.".to_owned()),
        purpose: Some("News of a small town.".to_owned()),
        ..known()
    };
    let [bare, full] = [known(), said]
        .map(|known| draft(texts()[0], wanted(LetterId::Appeal, RefusalKind::Locked), &known));
    assert!(full.body.contains("What I have changed: Fewer links.\nLonger gaps."));
    assert!(full.body.contains("News of a small town."));
    assert_eq!(bare.missing.len(), full.missing.len() + 2);
    assert_eq!(full.missing, ["the mail address at which X reaches you"]);
    for what in &bare.missing {
        assert!(bare.body.contains(&format!("[please fill in: {what}]")), "{what}");
    }
}

#[test]
fn the_screen_that_the_owner_sees_changes_what_an_appeal_says() {
    let seen =
        Wanted { screen: Some(Screen::NamedPost), ..wanted(LetterId::Appeal, RefusalKind::Locked) };
    assert!(draft(texts()[0], seen, &known()).subject.contains("Appeal about a post"));
}

#[test]
fn a_mail_opens_with_its_address_and_its_text() {
    let letter = wanted(LetterId::AccessSupport, RefusalKind::Locked);
    let mail = draft(texts()[0], letter, &Known { refusals: vec![refused(0)], ..known() });
    let link = mail.mailto.unwrap();
    assert!(link.starts_with("mailto:access-support@x.com?subject=%40news%20is%20locked"));
    assert!(link.contains("%0D%0A") && !link.contains(' ') && !link.contains('\n'));
    assert!(
        draft(texts()[0], wanted(LetterId::Appeal, RefusalKind::Locked), &known()).mailto.is_none()
    );
}

#[test]
fn of_many_refusals_the_first_and_the_last_are_told() {
    let refusals = (0..500).map(refused).collect();
    let letter = wanted(LetterId::Appeal, RefusalKind::Locked);
    let body = draft(texts()[0], letter, &Known { refusals, ..known() }).body;
    assert_eq!(body.matches("@news: refused with 403, code 326").count(), 10);
    assert!(body.contains("14:02:11 +01:00 (Europe/Berlin)"), "{body}");
    assert!(body.contains("(and 490 more in between)"));
    assert!(body.contains("2026-11-22 22:21:11"), "{body}");
}

#[test]
fn an_account_and_an_app_that_were_removed_leave_gaps() {
    let gone = Known {
        account: None,
        user_id: None,
        app: None,
        consumer_key: None,
        accounts: Vec::new(),
        message: String::new(),
        refusals: Vec::new(),
        ..known()
    };
    for letter in LetterId::ALL {
        let draft = draft(texts()[0], wanted(letter, RefusalKind::Suspended), &gone);
        assert!(!draft.body.contains('{') && !draft.subject.contains('{'), "{}", draft.body);
        assert!(!draft.body.contains("User id") && !draft.body.contains("exact message"));
    }
}

#[test]
fn every_letter_that_a_step_offers_says_something_of_its_own_kind() {
    for kind in HOLDING {
        for letter in Checklists::shipped().of(kind).letters() {
            for texts in texts() {
                let draft = draft(texts, wanted(letter, kind), &known());
                assert!(!draft.subject.is_empty() && draft.body.len() > 200, "{kind:?}");
                assert!(!draft.body.contains('{'), "{}", draft.body);
            }
        }
    }
}

#[test]
fn newlines_and_control_characters_and_huge_texts_become_plain_and_bounded() {
    let nasty = format!("a\u{1b}[31m\r\n\u{202e}b\u{0}\n{}", "long word ".repeat(100_000));
    let hostile = Known {
        account: Some(nasty.clone()),
        app: Some(nasty.clone()),
        message: nasty.clone(),
        changed: Some(nasty.clone()),
        purpose: Some(nasty),
        ..known()
    };
    for letter in LetterId::ALL {
        let draft = draft(texts()[1], wanted(letter, RefusalKind::Locked), &hostile);
        assert!(draft.body.chars().count() < 15_000, "{}", draft.body.len());
        assert!(draft.body.chars().all(|c| c == '\n' || !c.is_control()));
        assert!(!draft.body.contains('\u{202e}'));
        assert!(draft.subject.chars().all(|c| !c.is_control()) && draft.subject.len() < 400);
        assert!(draft.mailto.is_none_or(|link| link.len() <= 2_000));
    }
}

/// Secrets as X gives them out: tokens (`id-…`), token secrets and consumer secrets.
fn secret() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z0-9]{40,50}", "[0-9]{8,19}-[A-Za-z0-9]{40}"]
}

proptest! {
    #[test]
    fn no_letter_ever_holds_a_planted_secret(
        secret in secret(),
        before in ".{0,40}",
        after in "[ \"',;:=&\n].{0,40}",
        letter in 0..LetterId::ALL.len(),
        kind in 0..HOLDING.len(),
        is_german in any::<bool>(),
    ) {
        let planted = format!("{before} oauth_token=\"{secret}{after}");
        let leaky = Known {
            account: Some(planted.clone()),
            user_id: Some(planted.clone()),
            app: Some(planted.clone()),
            consumer_key: Some(planted.clone()),
            accounts: vec![planted.clone()],
            message: planted.clone(),
            refusals: vec![Refused { account: Some(planted.clone()), ..refused(0) }],
            changed: Some(planted.clone()),
            purpose: Some(planted),
            ..known()
        };
        let texts = texts()[usize::from(is_german)];
        let draft = draft(texts, wanted(LetterId::ALL[letter], HOLDING[kind]), &leaky);
        for text in [&draft.subject, &draft.body, &draft.mailto.unwrap_or_default()] {
            prop_assert!(!text.contains(&secret), "{text}");
        }
    }
}
