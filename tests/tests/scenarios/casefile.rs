//! The owner's case file: what they see, steps, tickets, a countdown, a daily look. All of it is
//! silent towards the network, but for the one look that they asked for.

use crate::kit::{self, ME, POST, count, days, hours, minutes, on_post, plan, since};
use roost_domain::casefile::StepMark;
use roost_domain::ids::IncidentId;
use roost_domain::incident::IncidentState;
use roost_domain::ports::Clock;
use roost_engine::desk::{CaseFile, DailyLook, StepSaid, TicketEnd};
use roost_engine::error::EngineError;
use roost_tests::world::World;

/// An account that is locked at the first of four posts, and its incident.
async fn locked() -> (World, IncidentId) {
    let world = World::with_accounts(&["news"]).await;
    plan(&world, "news", 4, minutes(30)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(minutes(31)).await;
    let id = kit::incident(&world).await.id;
    (world, id)
}

async fn case(world: &World, id: IncidentId) -> CaseFile {
    world.desk.incident_show(id).await.unwrap().case
}

fn done(step: &str) -> StepSaid {
    let title = format!("The step {step}");
    StepSaid { step: step.to_owned(), title, mark: StepMark::Done, note: None }
}

fn at(world: &World, span: chrono::TimeDelta) -> String {
    (world.clock.now() + span).to_rfc3339()
}

#[tokio::test]
async fn steps_screens_and_tickets_send_nothing_at_all() {
    let (world, id) = locked().await;
    let before = count(&world, "news").await;
    let desk = &world.desk;
    desk.incident_see(id, Some("phone".to_owned())).await.unwrap();
    desk.incident_step(id, done("access")).await.unwrap();
    let skipped = StepSaid {
        mark: StepMark::Skipped,
        note: Some("no phone here".to_owned()),
        ..done("phone")
    };
    desk.incident_step(id, skipped).await.unwrap();
    let place = "https://help.x.com/forms/account-access".to_owned();
    desk.incident_ticket_add(id, place, "0123".to_owned(), None).await.unwrap();
    world.pass(days(9)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    let case = case(&world, id).await;
    assert_eq!(case.row.screen.as_deref(), Some("phone"));
    let marks: Vec<_> = case.marks.iter().map(|row| (row.step.as_str(), row.mark)).collect();
    assert_eq!(marks, [("access", StepMark::Done), ("phone", StepMark::Skipped)]);
    assert_eq!(case.marks[1].note, "no phone here");
    let ticket = &case.tickets[0];
    assert_eq!((ticket.number.as_str(), ticket.closed_at), ("0123", None));
}

#[tokio::test]
async fn when_the_countdown_is_over_one_read_is_sent_and_no_second() {
    let (world, id) = locked().await;
    let before = count(&world, "news").await;
    let ends = Some(at(&world, hours(12)));
    let shown = world.desk.incident_countdown(id, ends).await.unwrap();
    assert_eq!(shown.card.record.state, IncidentState::Waiting);
    assert_eq!(shown.card.record.probe_at, Some(world.clock.now() + hours(12)));
    world.pass(hours(11) + minutes(59)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    world.pass(days(4)).await;
    assert_eq!(since(&world, "news", before).await, [ME]);
    let record = kit::incident(&world).await;
    // Still locked: back to the steps, with what X said.
    assert_eq!((record.state, record.probe_at), (IncidentState::Open, None));
    let diary = world.desk.incident_show(id).await.unwrap().diary;
    let still = diary.iter().find(|line| line.event == "still_held").unwrap();
    assert!(still.note.contains("temporarily locked"), "{}", still.note);
}

#[tokio::test]
async fn a_countdown_that_ends_with_the_door_open_leads_to_the_way_back() {
    let (world, id) = locked().await;
    world.desk.incident_countdown(id, Some(at(&world, hours(12)))).await.unwrap();
    world.unlock("news").await;
    let before = count(&world, "news").await;
    world.pass(days(1)).await;
    assert_eq!(since(&world, "news", before).await, [ME]);
    assert_eq!(kit::incident(&world).await.state, IncidentState::Verifying);
}

#[tokio::test]
async fn saying_unlocked_too_early_keeps_the_countdown() {
    let (world, id) = locked().await;
    let ends = world.clock.now() + hours(12);
    world.desk.incident_countdown(id, Some(ends.to_rfc3339())).await.unwrap();
    world.pass(hours(1)).await;
    let before = count(&world, "news").await;
    world.desk.incident_unlocked(id).await.unwrap();
    let record = kit::incident(&world).await;
    assert_eq!((record.state, record.probe_at), (IncidentState::Waiting, Some(ends)));
    world.pass(hours(12)).await;
    assert_eq!(since(&world, "news", before).await, [ME, ME]);
}

#[tokio::test]
async fn a_countdown_that_is_taken_back_sends_nothing_and_opens_the_steps_again() {
    let (world, id) = locked().await;
    let before = count(&world, "news").await;
    world.desk.incident_countdown(id, Some(at(&world, hours(12)))).await.unwrap();
    let cleared = world.desk.incident_countdown(id, None).await.unwrap();
    assert_eq!(cleared.card.record.state, IncidentState::Open);
    assert_eq!(cleared.card.record.probe_at, None);
    assert!(cleared.case.reminders.is_empty());
    world.pass(days(2)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_daily_look_is_one_read_a_day_until_it_is_switched_off() {
    let (world, id) = locked().await;
    let before = count(&world, "news").await;
    let on = world.desk.incident_look_daily(id, DailyLook::On).await.unwrap();
    assert_eq!(on.card.record.probe_at, Some(world.clock.now() + days(1)));
    world.pass(days(3) + hours(1)).await;
    assert_eq!(since(&world, "news", before).await, [ME, ME, ME]);
    world.desk.incident_look_daily(id, DailyLook::Off).await.unwrap();
    world.pass(days(3)).await;
    assert_eq!(since(&world, "news", before).await, [ME, ME, ME]);
}

#[tokio::test]
async fn a_countdown_in_the_past_and_a_look_at_a_wrong_clock_are_refused() {
    let (world, id) = locked().await;
    let past = world.desk.incident_countdown(id, Some(at(&world, -hours(1)))).await;
    assert!(matches!(past, Err(EngineError::Time(_))), "{past:?}");
    let nowhere = world.desk.incident_ticket_add(id, "  ".to_owned(), String::new(), None).await;
    assert!(matches!(nowhere, Err(EngineError::NoPlace)), "{nowhere:?}");
    let mut rule = on_post("shop", 0, "answer");
    rule["status"] = serde_json::json!(401);
    rule["body"] = serde_json::json!({ "errors": [{ "code": 135, "message": "Timestamp." }] });
    let other = World::with_accounts(&["shop"]).await;
    plan(&other, "shop", 1, minutes(30)).await;
    other.faults(rule).await;
    other.pass(minutes(31)).await;
    let clock = kit::incident(&other).await.id;
    let refused = other.desk.incident_look_daily(clock, DailyLook::On).await;
    assert!(matches!(refused, Err(EngineError::NoLook { .. })), "{refused:?}");
}

#[tokio::test]
async fn a_quiet_post_that_is_refused_leads_back_to_the_steps_with_what_x_said() {
    let (world, id) = locked().await;
    world.unlock("news").await;
    kit::unlocked(&world, id).await;
    world.faults(on_post("news", 0, "lock")).await;
    let before = count(&world, "news").await;
    world.desk.incident_resume_apply(id, None).await.unwrap();
    world.pass(hours(5)).await;
    assert_eq!(since(&world, "news", before).await, [POST]);
    let shown = world.desk.incident_show(id).await.unwrap();
    assert_eq!(shown.card.record.state, IncidentState::Open);
    assert_eq!((shown.case.counts.kept, shown.case.counts.lost), (4, 0));
    assert_eq!(shown.diary.last().unwrap().event, "still_held");
    let purposes: Vec<_> = shown.case.evidence.iter().map(|one| one.row.purpose.as_str()).collect();
    assert_eq!(purposes, ["post", "post"], "the first sign and the quiet post");
}

#[tokio::test]
async fn every_refusal_since_the_first_sign_is_evidence_with_headers_and_body() {
    let (world, id) = locked().await;
    world.desk.incident_unlocked(id).await.unwrap();
    let case = case(&world, id).await;
    let found: Vec<_> = case
        .evidence
        .iter()
        .map(|one| (one.account.as_str(), one.row.purpose.as_str(), one.row.http_status))
        .collect();
    assert_eq!(found, [("news", "post", Some(403)), ("news", "probe", Some(403))]);
    for one in &case.evidence {
        assert_eq!(
            (one.row.codes.as_slice(), one.row.kind.as_deref()),
            (&[326][..], Some("locked"))
        );
        assert!(one.row.body.as_deref().unwrap().contains("temporarily locked"));
        assert!(one.row.headers.as_deref().unwrap().to_lowercase().contains("content-type"));
    }
    assert_eq!(case.evidence_left_off, 0);
}

#[tokio::test]
async fn a_closed_ticket_lets_the_incident_wait_no_more() {
    let (world, id) = locked().await;
    let desk = &world.desk;
    let added = desk.incident_ticket_add(id, "support@x.com".into(), String::new(), None).await;
    let added = added.unwrap();
    assert_eq!(added.card.record.state, IncidentState::Waiting);
    let ticket = added.case.tickets[0].id;
    let answered = desk
        .incident_ticket_answer(id, ticket, "unlocked".into(), TicketEnd::Closed)
        .await
        .unwrap();
    assert_eq!(answered.card.record.state, IncidentState::Open);
    assert!(answered.case.reminders.is_empty());
    assert_eq!(answered.case.tickets[0].answer, "unlocked");
    let missing = roost_domain::ids::TicketId(99);
    let refused = desk.incident_ticket_answer(id, missing, String::new(), TicketEnd::Open).await;
    assert!(matches!(refused, Err(EngineError::NoTicket { .. })), "{refused:?}");
}
