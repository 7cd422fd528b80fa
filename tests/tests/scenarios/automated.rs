//! 'Looks automated': a lock is near. Roost waits, looks once, and goes on slowly by itself.

use crate::kit::{
    self, ME, POST, account_incident, count, days, hours, minutes, on_post, plan, since, texts, why,
};
use roost_domain::decide::why::Why;
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::WhyReason;
use roost_tests::world::World;

async fn warned() -> (World, Vec<roost_domain::ids::DeliveryId>) {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 6, minutes(30)).await;
    world.faults(on_post("news", 2, "automated")).await;
    world.pass(minutes(91)).await;
    (world, posts)
}

#[tokio::test]
async fn after_a_warning_six_hours_are_silent_and_then_one_probe_and_half_the_pace_follow_by_themselves()
 {
    let (world, posts) = warned().await;
    let incident = account_incident(&world, RefusalKind::Automated).await;
    let probe_at = incident.probe_at.unwrap();
    assert_eq!(probe_at, incident.opened_at + hours(6));
    let kind = RefusalKind::Automated;
    let held = Why::Held { incident: incident.id, kind, probe_at: Some(probe_at) };
    assert_eq!(why(&world, posts[2]).await, WhyReason::Rests(held));
    let before = count(&world, "news").await;
    world.unlock("news").await;
    world.pass_until(probe_at - minutes(1)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    world.pass(minutes(2)).await;
    assert_eq!(since(&world, "news", before).await, [ME, POST]);
    assert_eq!(kit::incident(&world).await.state, IncidentState::Recovering);
    let ramp = world.desk.account_show("news".to_owned()).await.unwrap().ramp.unwrap();
    assert_eq!((ramp.stage, ramp.allowance), (2, 3));
    world.pass(days(2)).await;
    assert_eq!(world.texts_of("news").await, texts("news", 1..=6));
}

#[tokio::test]
async fn a_second_good_look_leaves_the_quiet_post_that_is_on_its_way_alone() {
    let (world, posts) = warned().await;
    let incident = account_incident(&world, RefusalKind::Automated).await;
    world.unlock("news").await;
    let mut slow = on_post("news", 0, "delay");
    slow["ms"] = serde_json::json!(300);
    world.faults(slow).await;
    world.pass_until(incident.probe_at.unwrap() - minutes(1)).await;
    world.pass_to_post(minutes(1), "news", 4).await;
    assert_eq!(kit::incident(&world).await.quiet, Some(posts[2]));
    kit::unlocked(&world, incident.id).await;
    assert_eq!(kit::incident(&world).await.quiet, Some(posts[2]));
    world.settle().await;
    assert_eq!(kit::incident(&world).await.state, IncidentState::Recovering);
    assert_eq!(world.texts_of("news").await, texts("news", 1..=3));
}

#[tokio::test]
async fn a_probe_that_is_refused_again_waits_a_day() {
    let (world, _) = warned().await;
    let first = account_incident(&world, RefusalKind::Automated).await;
    let before = count(&world, "news").await;
    world.pass_until(first.probe_at.unwrap() + minutes(1)).await;
    assert_eq!(since(&world, "news", before).await, [ME]);
    let again = account_incident(&world, RefusalKind::Automated).await;
    assert_eq!(again.id, first.id);
    assert_eq!(again.probe_at, Some(first.probe_at.unwrap() + hours(24)));
    world.pass(hours(23)).await;
    assert_eq!(since(&world, "news", before).await, [ME]);
}

#[tokio::test]
async fn a_warning_on_the_way_back_steps_the_ramp_back() {
    let world = World::with_accounts(&["news"]).await;
    plan(&world, "news", 8, minutes(30)).await;
    world.faults(on_post("news", 1, "lock")).await;
    world.pass(minutes(65)).await;
    let incident = kit::incident(&world).await.id;
    kit::bring_back(&world, "news", incident).await;
    world.pass(days(5)).await;
    world.sleep(days(3)).await;
    let stage = |world: &World| {
        let desk = world.desk.clone();
        async move { desk.account_show("news".to_owned()).await.unwrap().ramp.unwrap().stage }
    };
    assert_eq!(stage(&world).await, 2);
    world.faults(on_post("news", 0, "allowance")).await;
    world.post_in("news", minutes(20), "one more").await;
    world.pass(minutes(25)).await;
    assert_eq!(stage(&world).await, 1);
}
