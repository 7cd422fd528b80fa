//! Is a lost answer known as lost, and never sent again?

use crate::kit::World;
use roost_domain::ports::{Certainty, NetworkError};
use serde_json::json;

#[tokio::test]
async fn an_accepted_post_whose_answer_is_dropped_is_lost_after_exactly_one_request() {
    let world = World::new().await;
    world.fault(json!({ "on": "POST /2/tweets", "times": 1, "do": "accept_then_drop" })).await;
    let lost = world.post("only once").await.unwrap_err();
    assert!(matches!(lost, NetworkError::Lost { .. }), "{lost:?}");
    assert_eq!(world.count("POST", "/2/tweets").await, 1);
    assert_eq!(world.truth().await.len(), 1);
}

#[tokio::test]
async fn the_same_on_a_connection_that_was_used_before() {
    let world = World::new().await;
    world.post("first").await.unwrap();
    world.fault(json!({ "on": "POST /2/tweets", "times": 1, "do": "accept_then_drop" })).await;
    let lost = world.post("only once").await.unwrap_err();
    assert_eq!(lost.certainty(), Certainty::Unknown);
    assert_eq!(world.count("POST", "/2/tweets").await, 2);
    assert_eq!(world.truth().await.len(), 2);
}

#[tokio::test]
async fn a_connection_cut_after_the_request_is_lost_though_nothing_was_accepted() {
    let world = World::new().await;
    world.fault(json!({ "on": "POST /2/tweets", "times": 1, "do": "reset_before" })).await;
    let lost = world.post("never there").await.unwrap_err();
    assert_eq!(lost.certainty(), Certainty::Unknown);
    assert!(world.truth().await.is_empty());
    assert!(world.count("POST", "/2/tweets").await <= 1);
}

#[tokio::test]
async fn a_500_after_acceptance_is_unknown() {
    let world = World::new().await;
    world.fault(json!({ "on": "POST /2/tweets", "times": 1, "do": "accept_then_500" })).await;
    let lost = world.post("there").await.unwrap_err();
    assert_eq!(lost.certainty(), Certainty::Unknown);
    assert_eq!(world.truth().await.len(), 1);
}
