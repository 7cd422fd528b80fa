//! Do posts arrive as they were meant?

use crate::kit::{World, plain};
use roost_domain::ports::{Network as _, Outgoing, RemoteId};
use roost_domain::post::{Poll, ReplySettings};
use serde_json::json;

#[tokio::test]
async fn a_post_arrives_as_it_was_written() {
    let world = World::new().await;
    let text = "Déjà vu & <b> \u{1F980} https://example.com/?a=1&b=2";
    let reply = world.post(text).await.unwrap();
    let truth = world.truth().await;
    assert_eq!(truth.len(), 1);
    assert_eq!(truth[0]["text"], json!(text));
    assert_eq!(truth[0]["id"], json!(reply.value.id.0));
    assert!(reply.value.url.ends_with(&format!("/i/status/{}", reply.value.id.0)));
    assert_eq!(reply.evidence.status, Some(201));
    assert!(reply.evidence.date.is_some());
    assert_eq!(reply.warning, None);
}

#[tokio::test]
async fn a_thread_is_a_chain_of_replies() {
    let world = World::new().await;
    let first = world.post("one").await.unwrap().value.id;
    let second = Outgoing { reply_to: Some(first.clone()), ..plain("two") };
    world.network.publish(&world.keys, &second).await.unwrap();
    assert_eq!(world.truth().await[1]["in_reply_to"], json!(first.0));
}

#[tokio::test]
async fn a_poll_and_reply_settings_fit_the_schema() {
    let world = World::new().await;
    let poll = Poll { options: vec!["yes".to_owned(), "no".to_owned()], minutes: 60 };
    for (number, reply_settings) in [
        ReplySettings::Following,
        ReplySettings::MentionedUsers,
        ReplySettings::Subscribers,
        ReplySettings::Verified,
    ]
    .into_iter()
    .enumerate()
    {
        let segment = Outgoing {
            poll: Some(poll.clone()),
            reply_settings,
            ..plain(&format!("which {number}?"))
        };
        world.network.publish(&world.keys, &segment).await.unwrap();
    }
    assert_eq!(world.truth().await[3]["poll"], json!(["yes", "no"]));
}

#[tokio::test]
async fn a_deleted_post_is_gone_and_deleting_it_again_is_fine() {
    let world = World::new().await;
    let id = world.post("soon gone").await.unwrap().value.id;
    world.network.delete(&world.keys, &id).await.unwrap();
    world.network.delete(&world.keys, &id).await.unwrap();
    world.network.delete(&world.keys, &RemoteId("1234567890123456789".to_owned())).await.unwrap();
    assert_eq!(world.truth().await[0]["deleted"], json!(true));
}

#[tokio::test]
async fn rate_limit_headers_come_with_a_success() {
    let world = World::new().await;
    let limits = world.post("counted").await.unwrap().limits;
    let window = limits.window.unwrap();
    assert!(window.remaining > 0 && window.reset.timestamp() > 0, "{window:?}");
    assert_eq!(limits.wait_until(), None);
}
