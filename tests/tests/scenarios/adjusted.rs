//! Stages of the owner's own: they are climbed as shown, step back after a warning, and a second lock
//! makes them longer and lower.

use crate::kit::{self, account_incident, days, hours, minutes, on_post, plan, seconds, unlocked};
use roost_domain::ids::IncidentId;
use roost_domain::ramp::{Ladder, Stages};
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::RampNow;
use roost_engine::lockwatch::Wishes;
use roost_tests::world::World;

/// Locked after four posts within an hour, unlocked and proven; a long queue waits.
async fn verifying() -> (World, IncidentId) {
    let world = World::with_accounts(&["news"]).await;
    plan(&world, "news", 24, minutes(15)).await;
    world.faults(on_post("news", 4, "lock")).await;
    world.pass(minutes(80)).await;
    let incident = kit::incident(&world).await.id;
    world.unlock("news").await;
    unlocked(&world, incident).await;
    (world, incident)
}

fn gentle() -> Stages {
    Stages::chosen(&[10.0, 25.0, 50.0, 100.0], Some(3)).unwrap()
}

async fn ramp(world: &World) -> RampNow {
    world.desk.account_show("news".to_owned()).await.unwrap().ramp.unwrap()
}

#[tokio::test]
async fn chosen_stages_are_shown_kept_and_climbed() {
    let (world, incident) = verifying().await;
    let wishes = Wishes { first: None, stages: Some(gentle()) };
    let shown = world.desk.incident_resume_preview(incident, wishes).await.unwrap();
    assert_eq!(shown.ramps[0].shares, [10.0, 25.0, 50.0, 100.0]);
    // Three days each from noon to noon touch thirteen days.
    assert_eq!((shown.ramps[0].stage_days, shown.ramps[0].curve.len()), (3, 13));
    let taken = world.desk.incident_resume_apply(incident, wishes).await.unwrap();
    assert_eq!(taken.ramps[0].curve, shown.ramps[0].curve);
    world.pass(seconds(5)).await;
    let begun = ramp(&world).await;
    assert_eq!((begun.ladder, begun.stage), (Ladder::Adjusted(gentle()), 1));
    let allowed = |day: usize| shown.ramps[0].curve[day].1;
    assert_eq!(begun.allowance, allowed(0));
    world.sleep(days(7)).await;
    let third = ramp(&world).await;
    assert_eq!((third.stage, third.allowance), (3, allowed(7)));
}

#[tokio::test]
async fn a_warning_steps_chosen_stages_back() {
    let (world, incident) = verifying().await;
    let wishes = Wishes { first: None, stages: Some(gentle()) };
    world.desk.incident_resume_apply(incident, wishes).await.unwrap();
    world.pass(seconds(5)).await;
    world.sleep(days(4)).await;
    assert_eq!(ramp(&world).await.stage, 2);
    world.faults(on_post("news", 0, "allowance")).await;
    world.pass(hours(30)).await;
    let back = ramp(&world).await;
    assert_eq!((back.ladder, back.stage), (Ladder::Adjusted(gentle()), 1));
}

#[tokio::test]
async fn a_second_lock_makes_chosen_stages_longer_and_lower() {
    let (world, incident) = verifying().await;
    let wishes = Wishes { first: None, stages: Some(gentle()) };
    world.desk.incident_resume_apply(incident, wishes).await.unwrap();
    world.pass(seconds(5)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.pass(hours(36)).await;
    let second = account_incident(&world, RefusalKind::Locked).await;
    assert_eq!(second.relock_of, Some(incident));
    world.unlock("news").await;
    unlocked(&world, second.id).await;
    let again = world.desk.incident_resume_preview(second.id, None).await.unwrap();
    let expected = Ladder::Adjusted(gentle()).repeated();
    let shares: Vec<f64> =
        expected.shares().iter().map(|share| f64::from(share.0) / 10.0).collect();
    assert_eq!((again.ramps[0].shape, &again.ramps[0].shares), ("repeat", &shares));
    assert!(again.ramps[0].curve.len() > 13);
}
