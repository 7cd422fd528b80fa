//! The case file through the door: what is not among the choices is refused with them, what a newer
//! checklist lacks stays, and every line of it is the owner's own.

use crate::kit::{Room, code};
use chrono::TimeDelta;
use roost_api::ErrorCode;
use roost_api::requests::{
    IncidentCountdown, IncidentLookDaily, IncidentNamed, IncidentSee, IncidentStep,
    IncidentTicketAdd, IncidentTicketAnswer, StepMark,
};
use roost_domain::ids::IncidentId;
use roost_domain::ports::Clock;
use roost_engine::desk::StepSaid;
use serde_json::json;

async fn locked() -> Room {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    room.world.faults(json!({ "on": "POST /2/tweets", "account": "news", "do": "lock" })).await;
    room.world.post_in("news", TimeDelta::minutes(30), "one").await;
    room.world.pass(TimeDelta::minutes(31)).await;
    room
}

fn one() -> IncidentNamed {
    IncidentNamed { id: "1".to_owned() }
}

fn see(screen: Option<&str>) -> IncidentSee {
    IncidentSee { id: "1".to_owned(), screen: screen.map(str::to_owned) }
}

fn mark(step: &str, mark: StepMark) -> IncidentStep {
    IncidentStep { id: "1".to_owned(), step: step.to_owned(), mark, note: None }
}

#[tokio::test]
async fn what_the_owner_sees_chooses_the_steps_and_can_be_taken_back() {
    let room = locked().await;
    let before = room.door.incident_show(one()).await.unwrap();
    assert_eq!(before.screens.last().unwrap().id, "unsure");
    let seen = room.door.incident_see(see(Some("phone"))).await.unwrap();
    assert_eq!(seen.screen.as_deref(), Some("phone"));
    let ids = |shown: &roost_api::views::IncidentDetail| {
        shown.checklist.iter().map(|step| step.id.clone()).collect::<Vec<_>>()
    };
    assert_ne!(ids(&seen), ids(&before));
    let back = room.door.incident_see(see(None)).await.unwrap();
    assert_eq!((back.screen.as_deref(), ids(&back)), (None, ids(&before)));
}

#[tokio::test]
async fn an_unknown_screen_step_or_ticket_is_refused_and_the_choices_are_named() {
    let room = locked().await;
    let screen = room.door.incident_see(see(Some("sunset"))).await.unwrap_err();
    assert_eq!(screen.code, ErrorCode::BadScreen);
    let said = room.door.words().error(&screen);
    assert!(
        said.contains("'sunset'") && said.contains("phone") && said.contains("unsure"),
        "{said}"
    );
    let step = room.door.incident_step(mark("dance", StepMark::Done)).await.unwrap_err();
    assert_eq!(step.code, ErrorCode::BadStep);
    let said = room.door.words().error(&step);
    assert!(said.contains("'dance'") && said.contains("say_unlocked"), "{said}");
    let answer = IncidentTicketAnswer {
        id: "1".to_owned(),
        ticket: "5".to_owned(),
        answer: String::new(),
        closed: true,
    };
    assert_eq!(code(room.door.incident_ticket_answer(answer).await), ErrorCode::NoTicket);
    assert_eq!(code(room.door.incident_close(one()).await), ErrorCode::AccountStillThere);
}

#[tokio::test]
async fn a_step_is_marked_with_its_time_and_unmarked_again() {
    let room = locked().await;
    let step = room.door.incident_show(one()).await.unwrap().checklist[0].id.clone();
    let said = IncidentStep { note: Some("at home".to_owned()), ..mark(&step, StepMark::Done) };
    let done = room.door.incident_step(said).await.unwrap();
    let first = &done.checklist[0];
    assert_eq!(
        (first.state, first.at, first.note.as_str()),
        ("done", Some(room.world.clock.now()), "at home")
    );
    let again = room.door.incident_step(mark(&step, StepMark::Todo)).await.unwrap();
    assert_eq!(again.checklist[0].state, "todo");
}

#[tokio::test]
async fn a_step_that_the_checklist_lost_since_it_was_ticked_stays_as_the_last() {
    let room = locked().await;
    // As an older Roost wrote it down, whose checklist had this step.
    let said = StepSaid {
        step: "send_a_fax".to_owned(),
        title: "Send a fax".to_owned(),
        mark: roost_domain::casefile::StepMark::Done,
        note: None,
    };
    room.world.desk.incident_step(IncidentId(1), said).await.unwrap();
    let shown = room.door.incident_show(one()).await.unwrap();
    let last = shown.checklist.last().unwrap();
    assert_eq!((last.id.as_str(), last.title.as_str()), ("send_a_fax", "Send a fax"));
    assert_eq!((last.state, last.gone), ("done", true));
    assert!(shown.checklist[..shown.checklist.len() - 1].iter().all(|step| !step.gone));
}

#[tokio::test]
async fn countdown_daily_look_and_tickets_are_shown_with_the_next_look() {
    let room = locked().await;
    let ends = room.world.clock.now() + TimeDelta::hours(12);
    let id = "1".to_owned();
    let asked = IncidentCountdown { id: id.clone(), ends_at: Some(ends.to_rfc3339()) };
    let shown = room.door.incident_countdown(asked).await.unwrap();
    assert_eq!((shown.incident.state, shown.probe_at), ("waiting", Some(ends)));
    assert_eq!(shown.countdown.unwrap().ends_at, ends);
    let daily = IncidentLookDaily { id: id.clone(), on: true };
    let shown = room.door.incident_look_daily(daily).await.unwrap();
    assert_eq!((shown.look_daily, shown.probe_at), (true, Some(ends)), "the countdown goes first");
    let ticket = IncidentTicketAdd {
        id: id.clone(),
        place: "support@x.com".to_owned(),
        number: Some("0123".to_owned()),
        sent_at: None,
    };
    let shown = room.door.incident_ticket_add(ticket).await.unwrap();
    assert_eq!(shown.tickets[0].number, "0123");
    let about: Vec<_> = shown.reminders.iter().map(|one| one.about).collect();
    assert_eq!(about, ["countdown", "ticket", "ticket"]);
    let past = IncidentCountdown { id, ends_at: Some("2020-01-01 10:00".to_owned()) };
    assert_eq!(code(room.door.incident_countdown(past).await), ErrorCode::TimePast);
    assert_eq!(shown.counts.kept, 1);
    assert_eq!(shown.evidence[0].purpose, "post");
    assert!(shown.evidence[0].headers.iter().any(|line| line.contains(": ")));
}
