//! Are the network's refusals understood, with their scope and their waits?

use crate::kit::{World, refusal};
use roost_domain::ports::{Certainty, Network as _};
use roost_domain::refusal::{RefusalAction, RefusalKind, Scope};
use roost_domain::secret::Secret;
use rstest::rstest;
use serde_json::json;

#[rstest]
#[case("lock", RefusalKind::Locked, Scope::Account)]
#[case("suspend", RefusalKind::Suspended, Scope::Account)]
#[case("automated", RefusalKind::Automated, Scope::Account)]
#[case("write_block", RefusalKind::WriteBlocked, Scope::App)]
#[case("app_suspend", RefusalKind::AppSuspended, Scope::App)]
#[case("setup", RefusalKind::Setup, Scope::App)]
#[case("revoke_token", RefusalKind::Credentials, Scope::Account)]
#[case("allowance", RefusalKind::Allowance, Scope::Account)]
#[case("rate_limit", RefusalKind::RateLimit, Scope::Account)]
#[case("credits", RefusalKind::Money, Scope::App)]
#[case("spend_cap", RefusalKind::Money, Scope::App)]
#[case("over_capacity", RefusalKind::OverCapacity, Scope::Network)]
#[tokio::test]
async fn each_fault_is_named(#[case] name: &str, #[case] kind: RefusalKind, #[case] scope: Scope) {
    let world = World::new().await;
    world.fault(json!({ "on": "POST /2/tweets", "times": 1, "do": name })).await;
    let refusal = refusal(world.post("hello").await);
    assert_eq!((refusal.kind, refusal.scope), (kind, scope), "{refusal:?}");
    assert!(world.truth().await.is_empty());
}

#[tokio::test]
async fn a_locked_account_is_seen_by_a_read_too() {
    let world = World::new().await;
    world.fault(json!({ "on": "POST /2/tweets", "do": "lock" })).await;
    assert_eq!(refusal(world.post("hello").await).kind, RefusalKind::Locked);
    let read = refusal(world.network.whoami(&world.keys).await);
    assert_eq!((read.kind, read.action), (RefusalKind::Locked, RefusalAction::HoldAccount));
}

#[tokio::test]
async fn a_used_up_window_says_until_when() {
    let world = World::new().await;
    world.fault(json!({ "on": "POST /2/tweets", "times": 1, "do": "rate_limit" })).await;
    assert!(refusal(world.post("hello").await).until.is_some());
}

#[tokio::test]
async fn the_same_text_twice_is_a_duplicate() {
    let world = World::new().await;
    world.post("again").await.unwrap();
    let refusal = refusal(world.post("again").await);
    assert_eq!(refusal.kind, RefusalKind::Duplicate);
    assert_eq!(refusal.action, RefusalAction::Reconcile);
}

#[tokio::test]
async fn one_wrong_byte_in_a_secret_is_refused_as_credentials() {
    let world = World::new().await;
    let mut keys = world.keys.clone();
    let mut secret = keys.account.token_secret.expose().to_owned();
    let last = secret.pop().unwrap();
    secret.push(if last == 'x' { 'y' } else { 'x' });
    keys.account.token_secret = Secret::new(secret);
    let refusal = refusal(world.network.whoami(&keys).await);
    assert_eq!(refusal.kind, RefusalKind::Credentials);
}

#[tokio::test]
async fn a_published_post_with_a_lock_beside_it_is_published_and_warns() {
    let world = World::new().await;
    let body = json!({ "data": { "id": "77", "text": "x" }, "errors": [{ "code": 326 }] });
    let rule = json!({
        "on": "POST /2/tweets", "do": "answer", "status": 201,
        "headers": { "content-type": "application/json" }, "body": body.to_string(),
    });
    world.fault(rule).await;
    let reply = world.post("hello").await.unwrap();
    assert_eq!(reply.value.id.0, "77");
    assert_eq!(reply.warning.unwrap().kind, RefusalKind::Locked);
}

#[tokio::test]
async fn a_success_without_an_id_is_unclear_and_never_not_delivered() {
    let world = World::new().await;
    for body in ["", "{}", "{\"data\":{}}", "<html>ok</html>"] {
        let rule = json!({
            "on": "POST /2/tweets", "times": 1, "do": "answer", "status": 200, "body": body,
        });
        world.fault(rule).await;
        let unclear = world.post("hello").await.unwrap_err();
        assert_eq!(unclear.certainty(), Certainty::Unknown, "{body}: {unclear:?}");
    }
}

#[tokio::test]
async fn no_secret_stays_in_what_is_kept_of_an_answer() {
    let world = World::new().await;
    let keys = &world.keys;
    let planted = [
        keys.app.consumer_key.as_str(),
        keys.app.consumer_secret.expose(),
        keys.account.token.expose(),
        keys.account.token_secret.expose(),
    ];
    let body = json!({ "title": "Forbidden", "detail": planted.join(" and ") }).to_string();
    let rule = json!({
        "on": "POST /2/tweets", "do": "answer", "status": 403, "body": body,
        "headers": { "x-rate-limit-remaining": planted[2] },
    });
    world.fault(rule).await;
    let refused = world.post("hello").await.unwrap_err();
    let shown = format!("{refused} {refused:?} {:?} {:?}", world.network, world.keys.account);
    for secret in planted {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("[redacted] and [redacted]"), "{shown}");
}
