//! Tables: what does the tray show for each state of things?

use super::view::{Action, Form, Line, Moment, Part, TrayView, tray};
use crate::testing::a_lock;
use crate::words::{Language, Words};
use roost_api::views::{AccountView, DeliveryView, IncidentView, StatusView};
use roost_domain::Timestamp;
use rstest::rstest;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Monday noon, UTC.
const NOW: &str = "2026-11-23T12:00:00Z";

fn account() -> AccountView {
    AccountView {
        id: "1".to_owned(),
        network: "practice",
        handle: "news".to_owned(),
        account: "news".to_owned(),
        app: "practice".to_owned(),
        state: "active",
        reason: None,
        next_due: None,
        held: 0,
        incidents: Vec::new(),
        zone: "UTC".to_owned(),
        published_today: 0,
        cap: None,
        cap_used: 0,
        paused_until: None,
        slowed_until: None,
    }
}

fn well() -> StatusView {
    StatusView {
        running: true,
        next: None,
        accounts: vec![account()],
        incidents: Vec::new(),
        published_today: 3,
        held: 0,
        unconfirmed: 0,
        missed: 0,
        paused: false,
        confirm_since: None,
        now: at(NOW),
        now_wall: "2026-11-23T12:00".to_owned(),
        due_within_hour: 0,
        unanswered: 0,
    }
}

fn due(when: &str) -> DeliveryView {
    DeliveryView {
        id: "7".to_owned(),
        post: "7".to_owned(),
        account: "news".to_owned(),
        state: "scheduled",
        due: Some(at(when)),
        original_due: None,
        text: "not for the tray".to_owned(),
        remote_id: None,
        url: None,
        attempts: 0,
        reason: None,
        timing: "chosen",
        incident: None,
        published_at: None,
        revision: 1,
    }
}

fn incident(id: &str, kind: &'static str, state: &'static str) -> IncidentView {
    let (id, app, opened_at) = (id.to_owned(), Some("practice".to_owned()), at(NOW));
    IncidentView { id, kind, app, state, opened_at, ..a_lock() }
}

fn shown_in(language: Language, part: Part, status: &StatusView) -> TrayView {
    let moment = Moment { now: at(NOW), zone: chrono_tz::UTC };
    tray(status, part, moment, &Words::of(language))
}

fn shown(status: &StatusView) -> TrayView {
    shown_in(Language::English, Part::Owner, status)
}

fn does(view: &TrayView) -> Vec<Action> {
    let deed = |line: &Line| match line {
        Line::Does(action, _) => Some(action.clone()),
        Line::Says(_) | Line::Rule => None,
    };
    view.menu.iter().filter_map(deed).collect()
}

#[test]
fn an_ordinary_day_is_steady_and_offers_no_incident() {
    let view = shown(&StatusView { next: Some(due("2026-11-23T14:20:00Z")), ..well() });
    assert_eq!(view.form, Form::Steady);
    assert_eq!(view.tooltip, "Posting as planned\nNext: 14:20, @news\n3 posts published today");
    let deeds = [Action::NewPost, Action::PauseAll, Action::OpenRoost, Action::Quit];
    assert_eq!(does(&view), deeds);
}

#[rstest]
#[case("open", Form::Alert)]
#[case("waiting", Form::Alert)]
#[case("verifying", Form::Alert)]
#[case("recovering", Form::Steady)]
fn the_form_tells_whether_something_waits(#[case] state: &'static str, #[case] form: Form) {
    let incidents = vec![incident("12", "locked", state)];
    assert_eq!(shown(&StatusView { incidents, ..well() }).form, form);
}

#[test]
fn a_lock_is_named_in_tooltip_and_menu_and_opens_from_there() {
    let incidents = vec![incident("12", "locked", "open")];
    let view = shown(&StatusView { incidents, ..well() });
    assert!(view.tooltip.starts_with("@news is locked. 23 posts are kept\n"), "{}", view.tooltip);
    let open =
        Line::Does(Action::OpenIncident("12".to_owned()), "Open: @news is locked".to_owned());
    assert!(view.menu.contains(&open));
}

#[test]
fn the_pause_has_its_form_and_offers_to_go_on() {
    let view = shown(&StatusView { paused: true, ..well() });
    assert_eq!(view.form, Form::Paused);
    assert!(does(&view).contains(&Action::ResumeAll));
    assert!(!does(&view).contains(&Action::PauseAll));
}

#[test]
fn a_lock_is_seen_through_a_pause() {
    let incidents = vec![incident("12", "locked", "open")];
    assert_eq!(shown(&StatusView { paused: true, incidents, ..well() }).form, Form::Alert);
}

#[test]
fn a_copied_folder_waits_for_the_owner() {
    let view = shown(&StatusView { confirm_since: Some(at(NOW)), ..well() });
    assert_eq!(view.form, Form::Alert);
    assert!(view.tooltip.starts_with("Nothing is sent until you confirm this folder"));
}

#[rstest]
#[case(StatusView { accounts: Vec::new(), ..well() }, "No account yet")]
#[case(StatusView { unanswered: 1, ..well() }, "1 post waits for your answer")]
#[case(StatusView { unanswered: 2, ..well() }, "2 posts wait for your answer")]
#[case(StatusView { paused: true, ..well() }, "Everything is paused")]
fn the_first_line_says_what_matters_most(#[case] status: StatusView, #[case] line: &str) {
    assert_eq!(shown(&status).tooltip.lines().next(), Some(line));
}

#[rstest]
#[case(true, "Another Roost runs the loop on this folder")]
#[case(false, "The loop is not running")]
fn a_guest_says_who_runs_the_loop(#[case] running: bool, #[case] line: &str) {
    let status = StatusView { running, ..well() };
    let view = shown_in(Language::English, Part::Guest, &status);
    assert_eq!(view.tooltip.lines().next(), Some(line));
}

#[rstest]
#[case("2026-11-23T14:20:00Z", "Next: 14:20, @news")]
#[case("2026-11-24T09:00:00Z", "Next: tomorrow 09:00, @news")]
#[case("2026-11-28T09:00:00Z", "Next: Saturday 09:00, @news")]
#[case("2026-12-24T09:00:00Z", "Next: 2026-12-24 09:00, @news")]
fn the_nearer_the_next_post_the_shorter_its_time(#[case] when: &str, #[case] line: &str) {
    assert_eq!(
        shown(&StatusView { next: Some(due(when)), ..well() }).tooltip.lines().nth(1),
        Some(line)
    );
}

#[test]
fn the_tray_speaks_german_too() {
    let incidents = vec![incident("12", "locked", "open")];
    let status = StatusView { next: Some(due("2026-11-24T09:00:00Z")), incidents, ..well() };
    let view = shown_in(Language::German, Part::Owner, &status);
    assert_eq!(
        view.tooltip,
        "@news ist gesperrt. 23 Beiträge bleiben aufgehoben\nAls Nächstes: morgen 09:00, @news\n\
         3 Beiträge heute veröffentlicht"
    );
}

#[test]
fn no_word_of_a_post_is_shown() {
    let view = shown(&StatusView { next: Some(due("2026-11-23T14:20:00Z")), ..well() });
    assert!(!format!("{view:?}").contains("not for the tray"));
}

#[rstest]
#[case("locked")]
#[case("suspended")]
#[case("automated")]
#[case("credentials")]
#[case("write_blocked")]
#[case("app_suspended")]
#[case("setup")]
#[case("money")]
#[case("clock")]
#[case("retired")]
#[case("doubtful")]
fn every_kind_of_incident_has_words(#[case] kind: &'static str) {
    let words = Words::of(Language::English);
    let other = super::view::headline(&incident("1", "no_such_kind", "open"), &words);
    assert_ne!(super::view::headline(&incident("1", kind, "open"), &words), other);
}
