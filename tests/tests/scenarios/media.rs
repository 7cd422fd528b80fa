//! Pictures: uploaded just before sending, uploaded again once where X has lost them, and missed when
//! Roost's own copy is gone.

use crate::kit::{minutes, on_post, states};
use roost_domain::ids::DeliveryId;
use roost_engine::desk::{Draft, DraftMedia, DraftSegment, MediaSource, Pinning, When};
use roost_tests::world::World;
use serde_json::{Value, json};

const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\
    \0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";

/// A post with a picture, half an hour from now. The original is gone once it is added.
async fn with_picture(world: &World) -> DeliveryId {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picture.png");
    std::fs::write(&path, PNG).unwrap();
    let media = vec![DraftMedia { source: MediaSource::Path(path), alt: "one dot".to_owned() }];
    let segment = DraftSegment { text: "look".to_owned(), media, ..DraftSegment::default() };
    let at = When::At((world.desk.now() + minutes(30)).to_rfc3339());
    let draft = Draft { segments: vec![segment] };
    let added = world.desk.post_add(vec!["news".to_owned()], at, Pinning::Loose, draft).await;
    added.unwrap().deliveries[0].0
}

/// X does not find the media of the post (325), so many times.
fn media_lost(times: u64) -> Value {
    let mut rule = on_post("news", 0, "answer");
    rule["times"] = json!(times);
    rule["status"] = json!(400);
    rule["body"] = json!({ "errors": [{ "code": 325, "message": "A media id was not found." }] });
    rule
}

async fn uploads(world: &World) -> usize {
    let sent = world.requests_of("news").await;
    sent.iter().filter(|line| *line == "POST /2/media/upload").count()
}

#[tokio::test]
async fn a_picture_that_x_has_lost_is_uploaded_again_once() {
    let world = World::with_accounts(&["news"]).await;
    let post = with_picture(&world).await;
    world.faults(media_lost(1)).await;
    world.pass(minutes(31)).await;
    assert_eq!(states(&world, &[post]).await, ["published"]);
    assert_eq!(uploads(&world).await, 2);
}

#[tokio::test]
async fn a_picture_that_x_loses_twice_fails_its_post_and_the_account_goes_on() {
    let world = World::with_accounts(&["news"]).await;
    let post = with_picture(&world).await;
    let next = world.post_in("news", minutes(60), "next").await;
    world.faults(media_lost(2)).await;
    world.pass(minutes(61)).await;
    assert_eq!(states(&world, &[post, next]).await, ["failed", "published"]);
    assert_eq!(uploads(&world).await, 2);
}

#[tokio::test]
async fn a_picture_whose_copy_is_gone_fails_its_post_and_the_account_goes_on() {
    let world = World::with_accounts(&["news"]).await;
    let post = with_picture(&world).await;
    let next = world.post_in("news", minutes(60), "next").await;
    for entry in std::fs::read_dir(world.folder.media()).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    world.pass(minutes(61)).await;
    assert_eq!(states(&world, &[post, next]).await, ["failed", "published"]);
    assert_eq!(world.texts_of("news").await, ["next"]);
}
