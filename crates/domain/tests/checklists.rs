//! Are the checklists that come with Roost whole, and is a file with a fault refused by its name
//! and its key?

use roost_domain::checklist::{
    ALLOWED_HOSTS, BadLink, Checklists, DOCUMENTS, Fault, HOLDING, Letters, Link, Screen,
    SourcePlace, Standing, StepAction,
};
use roost_domain::refusal::RefusalKind;
use rstest::rstest;

const SOURCES: &str = r#"
[page]
title = "A page"
dated = "2026-08"
link = "https://help.x.com/en/page"
standing = "official"
"#;

const GOOD: &str = r#"
kind = "locked"
dated = "2026-11-22"
source = "pages"
[[screens]]
id = "phone"
[[screens]]
id = "unsure"
[[steps]]
id = "look"
link = "https://x.com/account/access"
sources = ["page"]
[[steps]]
id = "code"
screens = ["phone"]
sources = ["page"]
[[steps]]
id = "write"
action = "letter"
letter = "appeal"
screens = ["unsure"]
sources = ["page"]
"#;

/// What is wrong with one file of the kind `locked`, all other files apart.
fn faults_of(text: &str) -> Vec<String> {
    let found = Checklists::parse(("sources.toml", SOURCES), &[("locked.toml", text)]);
    // The other kinds are missing, so there are always some.
    let faults = found.err().map(|faults| faults.0).unwrap_or_default();
    let own = |fault: &&Fault| fault.file == "locked.toml" || fault.file == "sources.toml";
    faults.iter().filter(own).map(ToString::to_string).collect()
}

#[test]
fn every_kind_that_holds_has_a_checklist_and_the_files_have_no_fault() {
    let shipped = Checklists::parse_shipped().unwrap_or_else(|faults| panic!("{faults}"));
    for kind in HOLDING {
        assert_eq!(shipped.of(kind).kind, kind);
    }
    assert_eq!(shipped.iter().count(), HOLDING.len());
    Letters::parse_shipped().unwrap_or_else(|faults| panic!("{faults}"));
}

#[test]
fn a_kind_without_a_checklist_gets_the_general_one() {
    let shipped = Checklists::shipped();
    assert_eq!(shipped.of(RefusalKind::Media).kind, RefusalKind::Doubtful);
}

#[test]
fn whoever_sees_a_screen_or_is_not_sure_has_steps() {
    for list in Checklists::shipped().iter() {
        let general: Vec<_> = list.steps_for(None).map(|step| &step.id).collect();
        let unsure: Vec<_> = list.steps_for(Some(Screen::Unsure)).map(|step| &step.id).collect();
        assert_eq!(general, unsure, "{:?}", list.kind);
        for screen in &list.screens {
            assert!(list.steps_for(Some(*screen)).count() >= 3, "{:?}: {screen:?}", list.kind);
        }
        assert!(list.screens.last().is_none_or(|last| *last == Screen::Unsure));
    }
}

#[test]
fn every_screen_of_the_unlock_page_leads_to_a_step_of_its_own() {
    let locked = Checklists::shipped().of(RefusalKind::Locked);
    assert_eq!(locked.screens, Screen::ALL);
    for screen in Screen::ALL {
        let own = locked.steps.iter().filter(|step| step.screens.contains(&screen));
        assert!(own.count() > 0, "{screen:?}");
    }
}

#[test]
fn every_checklist_but_the_warning_ends_with_a_question_to_the_network() {
    for list in Checklists::shipped().iter() {
        let asks = list.steps.iter().any(|step| step.action == StepAction::Unlocked);
        assert_eq!(asks, list.kind != RefusalKind::Automated, "{:?}", list.kind);
    }
}

#[test]
fn a_wait_that_x_shows_can_be_entered_where_it_is_shown() {
    let locked = Checklists::shipped().of(RefusalKind::Locked);
    for screen in [Screen::Limited, Screen::NamedPost, Screen::Lockout] {
        let mut steps = locked.steps_for(Some(screen));
        assert!(steps.any(|step| step.action == StepAction::Countdown), "{screen:?}");
    }
    let mut limited = locked.steps_for(Some(Screen::Limited)).map(|step| step.id.as_str());
    // The countdown starts only after what X asks for was done.
    assert_eq!(limited.find(|id| ["asked_first", "countdown"].contains(id)), Some("asked_first"));
}

#[test]
fn every_source_is_used_and_dated() {
    let shipped = Checklists::shipped();
    let steps = || shipped.iter().flat_map(|list| &list.steps);
    for source in shipped.sources() {
        assert!(steps().any(|step| step.sources.contains(&source.id)), "{}", source.id.as_str());
        assert!(source.dated.starts_with("20"), "{}", source.dated);
    }
}

#[test]
fn every_source_is_a_page_of_x_or_a_document_that_is_known_unless_it_is_our_own_conclusion() {
    let mut documents = Vec::new();
    for source in Checklists::shipped().sources() {
        match &source.place {
            SourcePlace::Page(link) => assert!(Link::parse(link.as_str()).is_ok(), "{link}"),
            SourcePlace::Document(document) => documents.push(*document),
            SourcePlace::Own => {
                assert_eq!(source.standing, Standing::Judgement, "{}", source.id.as_str());
            }
        }
    }
    for document in DOCUMENTS {
        assert!(documents.contains(&document), "no source is in '{document}'");
    }
}

#[test]
fn what_every_step_says_rests_on_a_dated_source() {
    let shipped = Checklists::shipped();
    for step in shipped.iter().flat_map(|list| &list.steps) {
        assert!(shipped.sources_of(step).count() > 0, "{}", step.id);
    }
}

#[test]
fn every_link_is_https_and_leads_to_x() {
    for step in Checklists::shipped().iter().flat_map(|list| &list.steps) {
        let Some(link) = &step.link else { continue };
        let rest = link.as_str().strip_prefix("https://").unwrap();
        assert!(ALLOWED_HOSTS.contains(&rest.split('/').next().unwrap()), "{link}");
    }
}

#[test]
fn a_good_file_has_no_fault() {
    assert_eq!(faults_of(GOOD), Vec::<String>::new());
}

#[rstest]
#[case::unknown_kind(
    r#"kind = "locked""#,
    r#"kind = "jailed""#,
    "kind: 'jailed' is none of locked"
)]
#[case::kind_that_never_holds(
    r#"kind = "locked""#,
    r#"kind = "media""#,
    "kind: 'media' is none of"
)]
#[case::kind_of_another_file(r#"kind = "locked""#, r#"kind = "money""#, "kind: it is not the kind")]
#[case::no_date(r#"dated = "2026-11-22""#, "", "dated: it is missing")]
#[case::bad_date("2026-11-22", "2026-11-31", "dated: '2026-11-31' is no date")]
#[case::no_source(r#"source = "pages""#, "", "source: it is missing")]
#[case::empty_source(r#"source = "pages""#, r#"source = " ""#, "source: it is missing")]
#[case::source_no_text(r#"source = "pages""#, "source = 7", "source: it must be a text")]
#[case::unknown_screen(r#"id = "phone""#, r#"id = "mirror""#, "screens[0].id: 'mirror' is none of")]
#[case::screen_twice(r#"id = "phone""#, r#"id = "unsure""#, "screens[1].id: 'unsure' stands there")]
#[case::screen_not_offered(r#"["phone"]"#, r#"["nothing"]"#, "steps[1].screens: it names a screen")]
#[case::unknown_screen_of_step(
    r#"["phone"]"#,
    r#"["mirror"]"#,
    "steps[1].screens: 'mirror' is none"
)]
#[case::step_twice(r#"id = "code""#, r#"id = "look""#, "steps[1].id: 'look' stands there twice")]
#[case::step_without_id(r#"id = "code""#, "", "steps[1].id: it is missing")]
#[case::strange_id(r#"id = "code""#, r#"id = "The code""#, "steps[1].id: it must be lower-case")]
#[case::plain_http("https://x.com", "http://x.com", "steps[0].link: it is not https")]
#[case::strange_host("//x.com", "//x.com.example.org", "steps[0].link: its host is none of x.com")]
#[case::host_with_user("//x.com", "//x.com@example.org", "steps[0].link: its host is none of")]
#[case::unknown_action(
    r#"action = "letter""#,
    r#"action = "pray""#,
    "steps[2].action: 'pray' is none"
)]
#[case::unknown_letter(
    r#"letter = "appeal""#,
    r#"letter = "poem""#,
    "steps[2].letter: 'poem' is none"
)]
#[case::letter_without_action(r#"action = "letter""#, "", "steps[2].letter: action 'letter' and")]
#[case::action_without_letter(r#"letter = "appeal""#, "", "steps[2].letter: action 'letter' and")]
#[case::unknown_source(r#"["page"]"#, r#"["dream"]"#, "steps[0].sources: 'dream' is none of page")]
#[case::no_step_source(r#"sources = ["page"]"#, "", "steps[0].sources: it is missing")]
#[case::stray_key(
    r#"source = "pages""#,
    "source = \"pages\"\nlinks = 1",
    "links: there is no such key"
)]
#[case::stray_key_of_step(
    r#"id = "code""#,
    "id = \"code\"\nurl = 1",
    "steps[1].url: there is no such"
)]
#[case::no_toml(r#"source = "pages""#, "source = ", "line 4: ")]
fn a_fault_is_named_by_file_and_key(#[case] from: &str, #[case] to: &str, #[case] said: &str) {
    let faults = faults_of(&GOOD.replacen(from, to, 1)).join("\n");
    assert!(faults.contains(&format!("locked.toml: {said}")), "{said}\n{faults}");
}

#[test]
fn screens_must_end_with_not_sure() {
    let text = GOOD.replace("[[screens]]\nid = \"unsure\"\n", "");
    assert!(faults_of(&text).contains(&"locked.toml: screens: the last must be 'unsure'".into()));
}

#[test]
fn a_screen_without_any_step_is_refused() {
    let text = "kind = \"locked\"\ndated = \"2026-11-22\"\nsource = \"pages\"\n";
    let said = "locked.toml: steps: somebody would be left without any step";
    assert!(faults_of(text).contains(&said.to_owned()));
}

#[test]
fn every_fault_of_a_file_is_told_at_once() {
    let text = GOOD.replace("2026-11-22", "soon").replace("https://", "http://");
    assert_eq!(faults_of(&text).len(), 2);
}

#[test]
fn a_kind_that_lost_its_file_is_named() {
    let Err(faults) = Checklists::parse(("s.toml", SOURCES), &[("locked.toml", GOOD)]) else {
        panic!("ten kinds are missing")
    };
    assert_eq!(faults.0.len(), HOLDING.len() - 1);
    assert!(faults.to_string().contains("money.toml: kind: it is missing"));
}

#[test]
fn a_source_without_standing_is_refused() {
    let sources = SOURCES.replace("standing = \"official\"", "standing = \"gossip\"");
    let Err(faults) = Checklists::parse(("s.toml", &sources), &[("locked.toml", GOOD)]) else {
        panic!("its standing is unknown")
    };
    assert!(faults.to_string().contains("s.toml: page.standing: 'gossip' is none of official"));
}

#[rstest]
#[case::plain_http("https://", "http://", "page.link: it is not https")]
#[case::strange_host("help.x.com", "help.x.com.example.org", "page.link: its host is none of")]
#[case::no_place("link = \"https://help.x.com/en/page\"\n", "", "page.link: a link or a document")]
#[case::two_places("link =", "document = \"public posts\"\nlink =", "page.link: it has a link and")]
#[case::unknown_document(
    "link = \"https://help.x.com/en/page\"",
    "document = \"a dream\"",
    "page.document: 'a dream' is none of X help centre"
)]
#[case::conclusion_with_a_link("official", "judgement", "page.link: what Roost concludes itself")]
#[case::undated("dated = \"2026-08\"", "dated = \"August\"", "page.dated: 'August' is no date")]
fn a_source_that_nobody_could_look_up_is_refused(
    #[case] from: &str,
    #[case] to: &str,
    #[case] said: &str,
) {
    let sources = SOURCES.replacen(from, to, 1);
    let Err(faults) = Checklists::parse(("s.toml", &sources), &[("locked.toml", GOOD)]) else {
        panic!("its place is wrong")
    };
    assert!(faults.to_string().contains(&format!("s.toml: {said}")), "{said}\n{faults}");
}

#[rstest]
#[case("https://x.com/a\u{202e}b", BadLink::StrangeCharacter)]
#[case("https://x.com/a b", BadLink::StrangeCharacter)]
#[case("https://x.com\\@example.org/", BadLink::StrangeCharacter)]
#[case("HTTPS://x.com", BadLink::NotHttps)]
#[case("javascript:alert(1)", BadLink::NotHttps)]
#[case("https://x.com:8443/", BadLink::StrangeHost)]
#[case("https://example.org/https://x.com", BadLink::StrangeHost)]
#[case("https://", BadLink::StrangeHost)]
#[case("https://evilx.com/", BadLink::StrangeHost)]
fn no_link_leads_elsewhere(#[case] text: &str, #[case] why: BadLink) {
    assert_eq!(Link::parse(text), Err(why));
}

#[rstest]
#[case::another_host("letters@x.com.example.org")]
#[case::blank("let ters@x.com")]
fn a_letter_goes_to_x_only(#[case] mail: &str) {
    let text = format!(
        "dated = \"2026-11-22\"\nsource = \"s\"\n[[letters]]\nid = \"appeal\"\n\
         page = \"https://x.com\"\nmail = \"{mail}\"\n"
    );
    let Err(faults) = Letters::parse("letters.toml", &text) else { panic!("it leads elsewhere") };
    let said = faults.to_string();
    assert!(said.contains("letters.toml: letters[0].mail: it is no address of x.com"), "{said}");
    assert!(said.contains("letters.toml: letters.forum: it is missing"), "{said}");
}
