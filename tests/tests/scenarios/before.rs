//! What came before an incident, as it is measured in what the engine itself has sent.

use crate::kit::{days, hours, incident, minutes, on_post};
use roost_domain::before::Feature;
use roost_domain::before::compare::Direction;
use roost_engine::desk::{Before, FeatureNow};
use roost_tests::world::World;

/// Three quiet weeks of `news`, then three days of a post each hour with a link; `shop` goes on as
/// ever. Then `news` is locked.
async fn locked_after_a_surge() -> World {
    let world = World::with_accounts(&["news", "shop"]).await;
    for day in 0..21 {
        for n in 0..2 {
            let at = days(day) + hours(3 + 5 * n) + minutes(7 * day % 60);
            world
                .post_in("news", at, &format!("Quiet story {day} {n} {}", "z".repeat(day as usize)))
                .await;
        }
    }
    for day in 0..24 {
        world
            .post_in("shop", days(day) + hours(4), &format!("Offer of the day, number {day}"))
            .await;
    }
    world.pass(days(21)).await;
    for n in 1..=48 {
        let text = format!("Breaking {n} #now https://feeds.example.com/{n}");
        world.post_in("news", hours(n), &text).await;
    }
    world.pass(hours(48) + minutes(5)).await;
    world.faults(on_post("news", 0, "lock")).await;
    world.post_in("news", minutes(30), "one too many").await;
    world.pass(minutes(40)).await;
    world
}

fn feature(found: &Before, feature: Feature) -> FeatureNow {
    *found.features.iter().find(|one| one.feature == feature).unwrap()
}

#[tokio::test]
async fn a_surge_with_links_stands_out_against_the_accounts_own_normal_and_the_others() {
    let world = locked_after_a_surge().await;
    let id = incident(&world).await.id;
    let found = world.desk.incident_before(id).await.unwrap();
    assert_eq!(found.account.as_deref(), Some("news"));
    assert_eq!((found.days.len(), found.others.as_slice()), (14, &["shop".to_owned()][..]));
    // The world is 23 days old: there are nine or ten earlier days, and they are said.
    let windows = found.windows.clone().unwrap();
    assert!((9..=10).contains(&windows.normal().len()), "{}", windows.normal().len());
    let volume = feature(&found, Feature::PostsADay);
    assert_eq!(
        (volume.against_normal, volume.against_others),
        (Direction::Higher, Direction::Higher)
    );
    assert!((1.5..=2.5).contains(&found.usual.unwrap()), "{:?}", found.usual);
    let linked = feature(&found, Feature::Linked);
    assert_eq!((linked.normal, linked.against_normal), (Some(0.0), Direction::Higher));
    let posts: u32 = found.days.iter().map(|(_, posts)| posts).sum();
    assert_eq!(posts as usize, found.posts.0);
}

#[tokio::test]
async fn one_case_is_counted_as_one_and_ranked_without_a_claim() {
    let world = locked_after_a_surge().await;
    let found = world.desk.before_all().await.unwrap();
    assert_eq!(found.cases, [incident(&world).await.id]);
    for one in &found.features {
        let p = one.against_normal.map_or(1.0, |signs| signs.p);
        assert!((p - 1.0).abs() < 1e-12, "{one:?}");
    }
}

#[tokio::test]
async fn without_any_incident_there_is_no_case_and_no_figure() {
    let world = World::with_accounts(&["news"]).await;
    let found = world.desk.before_all().await.unwrap();
    assert!(found.cases.is_empty());
    assert!(found.features.iter().all(|one| one.against_normal.is_none()));
}
