//! Accounts that say the same as a locked one: their owner is offered to slow them, and what is slowed
//! posts at twice the gap and half its normal for 48 hours, loses nothing, and goes on by itself. That
//! the gap doubles is read from the times in the simulator's own log.

use crate::kit::{
    POST, count, days, due, hours, minutes, on_post, plan, record, since, states, why,
};
use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::ids::{DeliveryId, IncidentId};
use roost_domain::ports::Clock as _;
use roost_engine::desk::{Draft, DraftSegment, Offered, Pinning, When, WhyReason};
use roost_engine::error::EngineError;
use roost_networks::http::Method;
use roost_tests::stories::STORIES;
use roost_tests::world::World;

/// Ten days of posts, two hours apart, the same stories on both accounts.
async fn two_of_a_kind(world: &World) {
    for handle in ["news", "metro"] {
        for n in 0..10 * 12 {
            let story = STORIES[usize::try_from(n).unwrap() % STORIES.len()];
            let span = hours(2) * n + minutes(30);
            world.post_in(handle, span, &format!("{story}, day {}", n / 12)).await;
        }
    }
}

/// A world in which `news` is locked after ten days and `metro` said the same; `shop` said nothing
/// like it.
async fn one_of_a_kind_is_locked() -> (World, IncidentId) {
    let world = World::with_accounts(&["news", "metro", "shop"]).await;
    two_of_a_kind(&world).await;
    for n in 0..20 {
        world
            .post_in(
                "shop",
                hours(12) * n + minutes(45),
                &format!("Item {n}{n}: {}", "socks ".repeat(n as usize % 5 + 1)),
            )
            .await;
    }
    world.pass(days(10)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.post_in("news", minutes(5), "one too many").await;
    world.pass(minutes(10)).await;
    let incident = crate::kit::incident(&world).await.id;
    (world, incident)
}

async fn offered(world: &World, id: IncidentId) -> Vec<Offered> {
    let cascade = world.desk.incident_show(id).await.unwrap().cascade;
    cascade.map(|cascade| cascade.offered).unwrap_or_default()
}

async fn slow(world: &World, id: IncidentId, accounts: &[&str]) {
    let accounts = accounts.iter().map(|one| (*one).to_owned()).collect();
    world.desk.incident_slow(id, accounts).await.unwrap();
}

/// How many posts of an account are out that were not before.
async fn out_since(world: &World, handle: &str, before: usize) -> usize {
    world.texts_of(handle).await.len() - before
}

/// Posts `metro 1`, `metro 2`, … two hours apart, twelve a day as before.
async fn goes_on(world: &World, posts: i64) -> Vec<DeliveryId> {
    plan(world, "metro", posts, hours(2)).await
}

#[tokio::test]
async fn only_accounts_that_say_much_the_same_are_offered_and_none_is_slowed_unasked() {
    let (world, id) = one_of_a_kind_is_locked().await;
    let offered = offered(&world, id).await;
    let names: Vec<&str> = offered.iter().map(|one| one.account.as_str()).collect();
    assert_eq!(names, ["metro"]);
    assert!(offered[0].kinship.copies > 0.9, "{:?}", offered[0]);
    assert!(offered[0].slowed_until.is_none());
    let before = world.texts_of("metro").await.len();
    goes_on(&world, 12).await;
    world.pass(hours(25)).await;
    assert_eq!(out_since(&world, "metro", before).await, 12);
}

#[tokio::test]
async fn a_slowed_account_posts_half_its_normal_a_day_in_order_and_loses_nothing() {
    let (world, id) = one_of_a_kind_is_locked().await;
    let before = world.texts_of("metro").await.len();
    slow(&world, id, &["metro"]).await;
    let posts = goes_on(&world, 24).await;
    // Midnight of the zone after the day of the lock, then one whole day that is slowed.
    let midnight = next_midnight(&world);
    world.pass_until(midnight).await;
    let first_day = out_since(&world, "metro", before).await;
    world.pass(days(1)).await;
    assert_eq!(out_since(&world, "metro", before).await - first_day, 6);
    world.pass(days(5)).await;
    assert_eq!(states(&world, &posts).await, ["published"; 24]);
    let texts = world.texts_of("metro").await.split_off(before);
    let expected: Vec<String> = (1..=24).map(|n| format!("metro {n}")).collect();
    assert_eq!(texts, expected);
}

fn next_midnight(world: &World) -> Timestamp {
    let day = (roost_domain::ports::Clock::now(&world.clock)).date_naive();
    day.succ_opt().unwrap().and_hms_opt(0, 0, 0).unwrap().and_utc()
}

#[tokio::test]
async fn why_and_the_accounts_card_say_that_it_is_slowed() {
    let (world, id) = one_of_a_kind_is_locked().await;
    slow(&world, id, &["metro"]).await;
    let posts = goes_on(&world, 24).await;
    world.pass(hours(24)).await;
    let mut slowed = Vec::new();
    for post in posts {
        if let WhyReason::Slowed { due, a_day, incident, .. } = why(&world, post).await {
            slowed.push((due, a_day, incident));
        }
    }
    assert!(!slowed.is_empty());
    assert!(slowed.iter().all(|(_, a_day, incident)| (*a_day, *incident) == (6, id)), "{slowed:?}");
    let card = world.desk.account_show("metro".to_owned()).await.unwrap().card;
    let until = card.slowed.unwrap().until;
    assert_eq!(offered(&world, id).await[0].slowed_until, Some(until));
}

#[tokio::test]
async fn posts_near_each_other_keep_their_order_while_slowed() {
    let (world, id) = one_of_a_kind_is_locked().await;
    slow(&world, id, &["metro"]).await;
    let mut ids = Vec::new();
    for n in 1..=3 {
        // Three within the usual gap of ten minutes.
        ids.push(world.post_in("metro", minutes(20) + minutes(3) * n, &format!("near {n}")).await);
    }
    world.pass(minutes(35)).await;
    let mut times = Vec::new();
    for id in &ids {
        times.push(record(&world, *id).await.published_at.or(due(&world, *id).await).unwrap());
    }
    // The owner's own times are kept against the gap, but not against the day's allowance.
    assert!(times.windows(2).all(|pair| pair[0] <= pair[1]), "{times:?}");
}

/// Puts posts into the next free slots of `metro`.
async fn into_slots(world: &World, name: &str, posts: usize) -> Vec<DeliveryId> {
    let mut ids = Vec::new();
    for n in 1..=posts {
        let segment = DraftSegment { text: format!("{name} {n}"), ..DraftSegment::default() };
        let draft = Draft { segments: vec![segment] };
        let accounts = vec!["metro".to_owned()];
        let added = world.desk.post_add(accounts, When::Next, Pinning::Loose, draft).await;
        ids.push(added.unwrap().deliveries[0].0);
    }
    ids
}

/// When the simulator took each post of `metro` since, in order, by its own log.
async fn posted_at(world: &World, since: Timestamp) -> Vec<Timestamp> {
    let log = world.control.ask(Method::Get, "requests", None).await.unwrap();
    let is_post = |one: &&serde_json::Value| {
        let (method, path) = (one["method"].as_str().unwrap(), one["path"].as_str().unwrap());
        one["handle"] == "metro" && one["status"] == 201 && format!("{method} {path}") == POST
    };
    let posts = log.as_array().unwrap().iter().filter(is_post);
    let times = posts.map(|one| one["at"].as_str().unwrap().parse::<Timestamp>().unwrap());
    times.filter(|at| *at >= since).collect()
}

/// The least time between two posts that follow each other.
fn least_gap(times: &[Timestamp]) -> TimeDelta {
    times.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap()
}

/// Slots twelve minutes apart for two hours of each day: more than the usual gap of ten minutes, less
/// than the doubled one.
async fn slots_twelve_minutes_apart(world: &World) {
    let times: Vec<String> =
        (0..10).map(|n| format!("{:02}:{:02}", 12 + n / 5, n % 5 * 12)).collect();
    let slots = vec![format!("daily {}", times.join(","))];
    world.desk.account_slots("metro".to_owned(), Some(slots)).await.unwrap();
}

#[tokio::test]
async fn the_log_shows_the_doubled_gap_for_two_days_over_a_power_cut_and_the_usual_one_after() {
    let (mut world, id) = one_of_a_kind_is_locked().await;
    slots_twelve_minutes_apart(&world).await;
    let began = world.clock.now();
    slow(&world, id, &["metro"]).await;
    let posts = into_slots(&world, "slot", 20).await;
    // The power goes right after the first post of the day: what the gap counts from is on disk.
    let noon = began.date_naive().and_hms_opt(12, 0, 0).unwrap().and_utc();
    let noon = if noon > began { noon } else { noon + days(1) };
    world.pass_until(noon + minutes(5)).await;
    assert_eq!(posted_at(&world, began).await.len(), 1);
    world.kill().await;
    world.start().await;
    world.pass_until(began + hours(48)).await;
    let slowed = posted_at(&world, began).await;
    assert!(slowed.len() >= 6, "{slowed:?}");
    assert!(least_gap(&slowed) >= minutes(20), "{slowed:?}");

    world.pass(days(4)).await;
    assert_eq!(states(&world, &posts).await, ["published"; 20], "nothing is lost");
    let after = world.clock.now();
    let more = into_slots(&world, "later", 10).await;
    world.pass(days(2)).await;
    assert_eq!(states(&world, &more).await, ["published"; 10]);
    let usual = posted_at(&world, after).await;
    let least = least_gap(&usual);
    assert!(least >= minutes(10) && least < minutes(20), "{usual:?}");
}

#[tokio::test]
async fn posts_that_were_planned_before_it_are_parted_by_the_doubled_gap_too() {
    let (world, id) = one_of_a_kind_is_locked().await;
    slots_twelve_minutes_apart(&world).await;
    let began = world.clock.now();
    let posts = into_slots(&world, "before", 10).await;
    let planned: Vec<Timestamp> =
        crate::kit::dues(&world, &posts).await.into_iter().flatten().collect();
    assert!(least_gap(&planned) < minutes(20), "{planned:?}");
    slow(&world, id, &["metro"]).await;
    world.pass(hours(48)).await;
    let slowed = posted_at(&world, began).await;
    assert!(slowed.len() >= 6, "{slowed:?}");
    assert!(least_gap(&slowed) >= minutes(20), "{slowed:?}");
    world.pass(days(3)).await;
    let texts = world.texts_of("metro").await;
    let expected: Vec<String> = (1..=10).map(|n| format!("before {n}")).collect();
    assert_eq!(texts[texts.len() - 10..], expected[..], "all of them, in their order");
}

#[tokio::test]
async fn it_ends_by_itself_after_two_days_and_over_a_restart() {
    let (mut world, id) = one_of_a_kind_is_locked().await;
    slow(&world, id, &["metro"]).await;
    world.kill().await;
    world.start().await;
    goes_on(&world, 12).await;
    world.pass(hours(47)).await;
    assert!(world.desk.account_show("metro".to_owned()).await.unwrap().card.slowed.is_some());
    world.pass(hours(2)).await;
    assert!(world.desk.account_show("metro".to_owned()).await.unwrap().card.slowed.is_none());
    world.pass(days(3)).await;
    let before = world.texts_of("metro").await.len();
    goes_on(&world, 12).await;
    world.pass(hours(25)).await;
    assert_eq!(out_since(&world, "metro", before).await, 12);
}

#[tokio::test]
async fn its_owner_ends_it_early() {
    let (world, id) = one_of_a_kind_is_locked().await;
    slow(&world, id, &["metro"]).await;
    slow(&world, id, &[]).await;
    assert!(offered(&world, id).await[0].slowed_until.is_none());
    let before = world.texts_of("metro").await.len();
    goes_on(&world, 12).await;
    world.pass(hours(25)).await;
    assert_eq!(out_since(&world, "metro", before).await, 12);
    let diary = world.desk.incident_show(id).await.unwrap().diary;
    let told: Vec<&str> = diary
        .iter()
        .map(|line| line.event.as_str())
        .filter(|event| event.starts_with("slow"))
        .collect();
    assert_eq!(told, ["slowed", "slow_ended"]);
}

#[tokio::test]
async fn the_locked_account_itself_and_one_that_is_not_active_are_refused() {
    let (world, id) = one_of_a_kind_is_locked().await;
    for handle in ["news", "metro"] {
        if handle == "metro" {
            world.desk.account_pause("metro".to_owned(), None).await.unwrap();
        }
        let refused = world.desk.incident_slow(id, vec![handle.to_owned()]).await.unwrap_err();
        assert!(matches!(refused, EngineError::NotSlowable { .. }), "{refused:?}");
    }
    let unknown = world.desk.incident_slow(id, vec!["nobody".to_owned()]).await.unwrap_err();
    assert!(matches!(unknown, EngineError::NoAccount { .. }), "{unknown:?}");
}

#[tokio::test]
async fn a_slowed_account_that_is_locked_itself_is_as_silent_as_any() {
    let (world, id) = one_of_a_kind_is_locked().await;
    slow(&world, id, &["metro"]).await;
    world.faults(on_post("metro", 0, "lock")).await;
    let posts = goes_on(&world, 6).await;
    world.pass(hours(3)).await;
    assert_eq!(world.state_of(posts[0]).await, "held");
    let before = count(&world, "metro").await;
    world.pass(hours(60)).await;
    assert_eq!(since(&world, "metro", before).await, Vec::<String>::new());
}
