//! The rescue: a lock is shown with its evidence, the probe is asked for by the owner, and the way
//! back is taken as it was shown.

use crate::kit::{Room, account, at, code, delivery, nothing};
use chrono::TimeDelta;
use roost_api::ErrorCode;
use roost_api::requests::{IncidentNamed, IncidentNote, IncidentResume};
use serde_json::json;

/// A world with a locked account that holds `held` posts; its incident is number 1.
async fn locked(held: usize) -> Room {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    room.world.faults(json!({ "on": "POST /2/tweets", "account": "news", "do": "lock" })).await;
    for number in 1..=held {
        let span = TimeDelta::minutes(30 * number as i64);
        room.world.post_in("news", span, &format!("post {number}")).await;
    }
    room.world.pass(TimeDelta::minutes(31)).await;
    room
}

fn one() -> IncidentNamed {
    IncidentNamed { id: "1".to_owned() }
}

fn resume(first: Option<&str>) -> IncidentResume {
    let first = first.map(str::to_owned);
    IncidentResume { id: "1".to_owned(), first, shares: None, days_per_stage: None }
}

#[tokio::test]
async fn a_lock_is_shown_with_its_evidence_its_checklist_and_every_post_it_keeps() {
    let room = locked(3).await;
    let shown = room.door.incident_show(one()).await.unwrap();
    assert_eq!(
        shown.headline,
        "@news is locked since 2026-12-01 08:30 UTC. Practice answered 403 / 326. \
         3 posts are kept, none is lost."
    );
    assert!(
        shown
            .checklist
            .iter()
            .any(|step| { step.link.as_deref() == Some("https://x.com/account/access") })
    );
    assert!(shown.body.unwrap().contains("326"));
    assert_eq!(shown.deliveries.len(), 3);
    assert!(shown.deliveries.iter().all(|one| one.due == one.original_due));
    let why = room.door.post_why(delivery(&shown.deliveries[1].id)).await.unwrap();
    assert_eq!(why.reason, "held");
}

#[tokio::test]
async fn what_is_added_to_a_held_account_is_held_with_its_time() {
    let room = locked(1).await;
    let added = room.add("news", at("2026-12-05 09:00"), "later").await;
    let shown = room.show(&added.deliveries[0]).await;
    assert_eq!((shown.delivery.state, shown.delivery.incident.as_deref()), ("held", Some("1")));
    assert_eq!(shown.delivery.due, added.due[0]);
}

#[tokio::test]
async fn while_it_is_still_locked_one_read_is_sent_and_everything_stays_kept() {
    let room = locked(2).await;
    let before = room.world.requests_of("news").await.len();
    let found = room.door.incident_unlocked(one()).await.unwrap();
    assert_eq!((found.outcome, found.state), ("still_locked", "open"));
    let after = room.world.requests_of("news").await;
    assert_eq!(after[before..], ["GET /2/users/me"]);
    assert_eq!(code(room.door.incident_resume_apply(resume(None)).await), ErrorCode::IncidentIs);
    let list = room.door.account_list(nothing()).await.unwrap();
    assert_eq!((list[0].state, list[0].held), ("held", 2));
}

#[tokio::test]
async fn the_way_back_is_taken_as_it_was_shown_the_quiet_post_first() {
    let room = locked(3).await;
    room.world.unlock("news").await;
    let found = room.door.incident_unlocked(one()).await.unwrap();
    assert_eq!((found.outcome, found.state), ("usable", "verifying"));
    let shown = room.door.incident_resume_preview(resume(None)).await.unwrap();
    assert!(!shown.applied);
    let again = room.door.incident_resume_preview(resume(None)).await.unwrap();
    let taken = room.door.incident_resume_apply(resume(None)).await.unwrap();
    assert!(taken.applied);
    let plan = |view: &roost_api::views::ResumeView| {
        view.deliveries
            .iter()
            .map(|line| (line.id.clone(), line.new, line.decision))
            .collect::<Vec<_>>()
    };
    assert_eq!(plan(&shown), plan(&again));
    assert_eq!(plan(&shown), plan(&taken));
    assert_eq!(taken.first.as_deref(), Some(taken.deliveries[0].id.as_str()));
    room.world.pass(TimeDelta::minutes(1)).await;
    assert_eq!(room.world.texts_of("news").await, ["post 1"]);
    let shown = room.door.account_show(account("news")).await.unwrap();
    assert_eq!(shown.account.state, "recovering");
    assert_eq!(shown.ramp.unwrap().stage, 1);
    for line in &taken.deliveries[1..] {
        let now = room.show(&line.id).await;
        assert_eq!(now.delivery.due, line.new, "the new time is the one that was shown");
        assert!(["queued", "scheduled"].contains(&now.delivery.state));
    }
}

#[tokio::test]
async fn the_owner_s_own_stages_are_shown_and_wrong_ones_refused() {
    let room = locked(3).await;
    room.world.unlock("news").await;
    room.door.incident_unlocked(one()).await.unwrap();
    let asked = |shares: &[f64], days| IncidentResume {
        shares: Some(shares.to_vec()),
        days_per_stage: days,
        ..resume(None)
    };
    let wrong = room.door.incident_resume_preview(asked(&[50.0, 20.0, 100.0], None)).await;
    assert_eq!(code(wrong), ErrorCode::BadRequest);
    let days_alone = IncidentResume { days_per_stage: Some(3), ..resume(None) };
    let wrong = room.door.incident_resume_preview(days_alone).await;
    assert_eq!(code(wrong), ErrorCode::BadRequest);
    let taken = room.door.incident_resume_apply(asked(&[12.5, 100.0], Some(3))).await.unwrap();
    assert_eq!((&taken.ramps[0].shares, taken.ramps[0].days_per_stage), (&vec![12.5, 100.0], 3));
    room.world.pass(TimeDelta::minutes(1)).await;
    let ramp = room.door.account_show(account("news")).await.unwrap().ramp.unwrap();
    assert_eq!((ramp.shares, ramp.days_per_stage, ramp.stage), (vec![12.5, 100.0], 3, 1));
}

#[tokio::test]
async fn refused_keys_are_not_called_locked_and_what_is_over_has_no_steps_left() {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    room.world.post_in("news", TimeDelta::minutes(5), "one").await;
    let fault = json!({ "on": "POST /2/tweets", "account": "news", "do": "revoke_token" });
    room.world.faults(fault).await;
    room.world.pass(TimeDelta::minutes(6)).await;
    let open = room.door.incident_show(one()).await.unwrap();
    assert!(!open.checklist.is_empty());
    let found = room.door.incident_unlocked(one()).await.unwrap();
    assert!(found.sentence.starts_with("The keys are still not accepted:"), "{}", found.sentence);
    let keys = room.world.keys_of("news").await;
    room.world.desk.account_renew("news".to_owned(), keys).await.unwrap();
    let closed = room.door.incident_show(one()).await.unwrap();
    assert_eq!((closed.incident.state, closed.checklist.len()), ("closed", 0));
}

#[tokio::test]
async fn the_quiet_post_must_be_one_that_the_incident_holds() {
    let room = locked(2).await;
    room.world.unlock("news").await;
    room.door.incident_unlocked(one()).await.unwrap();
    let wrong = room.door.incident_resume_preview(resume(Some("99"))).await;
    assert_eq!(code(wrong), ErrorCode::NotHeldBy);
    let second = room.door.incident_resume_preview(resume(Some("2"))).await.unwrap();
    assert_eq!(second.first.as_deref(), Some("2"));
}

#[tokio::test]
async fn the_owner_s_notes_stand_in_the_diary() {
    let room = locked(1).await;
    let note = IncidentNote { id: "1".to_owned(), text: "wrote to X".to_owned() };
    let shown = room.door.incident_note(note).await.unwrap();
    let last = shown.log.last().unwrap();
    assert_eq!((last.event.as_str(), last.note.as_str()), ("note", "wrote to X"));
    let missing = IncidentNamed { id: "7".to_owned() };
    assert_eq!(code(room.door.incident_show(missing).await), ErrorCode::NoIncident);
}
