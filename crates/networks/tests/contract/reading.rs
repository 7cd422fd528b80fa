//! Is what was posted recognised again?

use crate::kit::{World, plain};
use chrono::{TimeDelta, Utc};
use roost_domain::Timestamp;
use roost_domain::ports::{MediaFile, Network as _, Outgoing};
use serde_json::json;

#[expect(clippy::disallowed_methods, reason = "the simulator's posts carry real time")]
fn now() -> Timestamp {
    Utc::now()
}

#[tokio::test]
async fn whoami_tells_the_lasting_id_and_the_handle() {
    let world = World::new().await;
    let identity = world.network.whoami(&world.keys).await.unwrap().value;
    assert_eq!((identity.user_id, identity.handle), (world.user, world.handle));
}

#[tokio::test]
async fn own_posts_come_back_as_they_were_written() {
    let world = World::new().await;
    let before = now();
    let texts = ["plain", "a & b <c> \"d\"", "see https://example.com/?a=1&b=2 and more"];
    for text in texts {
        world.post(text).await.unwrap();
    }
    let posts = world.network.recent(&world.keys, &world.user, before).await.unwrap().value;
    let read: Vec<&str> = posts.iter().rev().map(|post| post.text.as_str()).collect();
    assert_eq!(read, texts);
    for post in posts {
        let age = (post.created_at - before).abs();
        assert!(age < TimeDelta::seconds(60), "{age}");
    }
}

#[tokio::test]
async fn the_link_of_a_posts_own_media_is_cut_off() {
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.png");
    std::fs::write(&path, crate::media::PNG).unwrap();
    let file = MediaFile { path, mime: "image/png".to_owned(), bytes: 33, alt: String::new() };
    let media = world.network.upload(&world.keys, &file).await.unwrap().value;
    let segment = Outgoing { media: vec![media], ..plain("with a picture https://example.com") };
    let since = now();
    world.network.publish(&world.keys, &segment).await.unwrap();
    let posts = world.network.recent(&world.keys, &world.user, since).await.unwrap().value;
    assert_eq!(posts[0].text, "with a picture https://example.com");
}

#[tokio::test]
async fn an_empty_timeline_is_empty_and_a_late_one_fills() {
    let world = World::new().await;
    let since = now();
    let recent = || world.network.recent(&world.keys, &world.user, since);
    assert_eq!(recent().await.unwrap().value, []);
    world.fault(json!({ "do": "timeline_lag", "ms": 300 })).await;
    world.post("late").await.unwrap();
    let mut reads = 0;
    // The condition, not a time, ends this; nextest ends a test that never meets it.
    while recent().await.unwrap().value.is_empty() {
        reads += 1;
        tokio::task::yield_now().await;
        assert!(reads < 800, "the post never showed");
    }
    assert!(reads > 0, "there was no lag");
}

#[tokio::test]
async fn more_than_one_page_is_read_whole() {
    let options = roost_simulator::Options { no_limits: true, seed: Some(7), ..Default::default() };
    let world = World::with(options).await;
    let since = now();
    for number in 0..130 {
        world.post(&format!("post {number}")).await.unwrap();
    }
    let posts = world.network.recent(&world.keys, &world.user, since).await.unwrap().value;
    assert_eq!(posts.len(), 130);
    assert_eq!((posts[0].text.as_str(), posts[129].text.as_str()), ("post 129", "post 0"));
}
