//! What X asks to wait for is waited for, in silence, and says so.

use crate::kit::{POST, count, hours, minutes, on_post, plan, since, states, why};
use roost_domain::decide::snapshot::WaitReason;
use roost_domain::decide::why::Why;
use roost_engine::desk::WhyReason;
use roost_tests::world::{World, beginning};
use serde_json::json;

#[tokio::test]
async fn a_rate_limit_is_waited_out_until_its_reset_and_the_later_posts_stay_behind() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 3, minutes(30)).await;
    let mut rule = on_post("news", 0, "rate_limit");
    rule["wait_s"] = json!(3_000);
    world.faults(rule).await;
    world.pass(minutes(31)).await;
    let until = beginning() + minutes(80);
    let waits = Why::NetworkWait { until, reason: WaitReason::RateLimit };
    assert_eq!(why(&world, posts[0]).await, WhyReason::Rests(waits));
    let before = count(&world, "news").await;
    world.pass_until(until - minutes(1)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    assert_eq!(why(&world, posts[1]).await, WhyReason::Rests(waits));
    world.pass(minutes(30)).await;
    assert_eq!(since(&world, "news", before).await, [POST; 3]);
    assert_eq!(states(&world, &posts).await, ["published"; 3]);
}

#[tokio::test]
async fn a_used_up_allowance_without_headers_is_tried_again_after_an_hour() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 1, minutes(30)).await;
    world.faults(on_post("news", 0, "allowance")).await;
    world.pass(minutes(31)).await;
    let until = beginning() + minutes(90);
    let waits = Why::NetworkWait { until, reason: WaitReason::Allowance };
    assert_eq!(why(&world, posts[0]).await, WhyReason::Rests(waits));
    let before = count(&world, "news").await;
    world.pass_until(until - minutes(1)).await;
    assert_eq!(since(&world, "news", before).await, Vec::<String>::new());
    world.pass(minutes(2)).await;
    assert_eq!(states(&world, &posts).await, ["published"]);
}

#[tokio::test]
async fn a_used_up_day_is_waited_out_until_the_window_opens() {
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 1, minutes(30)).await;
    let mut rule = on_post("news", 0, "allowance");
    rule["wait_s"] = json!(6 * 3_600);
    world.faults(rule).await;
    world.pass(hours(6)).await;
    let before = count(&world, "news").await;
    assert_eq!(states(&world, &posts).await, ["scheduled"]);
    world.pass(minutes(35)).await;
    assert_eq!(since(&world, "news", before).await, [POST]);
    assert_eq!(states(&world, &posts).await, ["published"]);
}

#[tokio::test]
async fn the_cap_of_a_day_is_kept_and_says_when_there_is_room() {
    let world = World::with_accounts(&["news"]).await;
    let changes = roost_engine::desk::RuleChanges {
        cap: Some(roost_engine::desk::CapChange::Most("2".to_owned())),
        ..Default::default()
    };
    world.desk.account_set("news".to_owned(), changes).await.unwrap();
    let posts = plan(&world, "news", 3, minutes(30)).await;
    world.pass(hours(3)).await;
    assert_eq!(states(&world, &posts).await, ["published", "published", "scheduled"]);
    let WhyReason::Rests(Why::Cap { until: Some(until) }) = why(&world, posts[2]).await else {
        panic!("{:?}", why(&world, posts[2]).await);
    };
    assert!((until - beginning() - minutes(30) - hours(24)).num_seconds().abs() < 60, "{until}");
    world.pass_until(until + minutes(2)).await;
    assert_eq!(states(&world, &posts).await, ["published"; 3]);
}
