//! What do scenarios ask again and again? Which incident holds, what became of an account's
//! deliveries, why one is late, and what was sent since.

use chrono::TimeDelta;
use roost_domain::Timestamp;
use roost_domain::ids::{DeliveryId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::WhyReason;
use roost_engine::lockwatch::Unlocked;
use roost_store::tables::deliveries::DeliveryRecord;
use roost_store::tables::incidents::{IncidentRecord, IncidentScope};
use roost_tests::world::World;
use serde_json::{Value, json};

/// The one request that publishes.
pub(crate) const POST: &str = "POST /2/tweets";
/// The probe and the key check.
pub(crate) const ME: &str = "GET /2/users/me";

pub(crate) fn seconds(n: i64) -> TimeDelta {
    TimeDelta::seconds(n)
}

pub(crate) fn minutes(n: i64) -> TimeDelta {
    TimeDelta::minutes(n)
}

pub(crate) fn hours(n: i64) -> TimeDelta {
    TimeDelta::hours(n)
}

pub(crate) fn days(n: i64) -> TimeDelta {
    TimeDelta::days(n)
}

/// A rule about publishing by one account.
pub(crate) fn on_post(account: &str, after: u64, name: &str) -> Value {
    json!({ "on": POST, "account": account, "after": after, "times": 1, "do": name })
}

/// Plans posts `handle 1`, `handle 2`, … so far apart, the first one such span from now.
pub(crate) async fn plan(
    world: &World,
    handle: &str,
    count: i64,
    apart: TimeDelta,
) -> Vec<DeliveryId> {
    let mut ids = Vec::new();
    for n in 1..=count {
        let span = apart * i32::try_from(n).unwrap();
        ids.push(world.post_in(handle, span, &format!("{handle} {n}")).await);
    }
    ids
}

/// The texts that [`plan`] plans.
pub(crate) fn texts(handle: &str, numbers: std::ops::RangeInclusive<i64>) -> Vec<String> {
    numbers.map(|n| format!("{handle} {n}")).collect()
}

pub(crate) async fn record(world: &World, id: DeliveryId) -> DeliveryRecord {
    world.desk.post_show(id).await.unwrap().card.line.record
}

pub(crate) async fn due(world: &World, id: DeliveryId) -> Option<Timestamp> {
    record(world, id).await.delivery.due
}

pub(crate) async fn dues(world: &World, ids: &[DeliveryId]) -> Vec<Option<Timestamp>> {
    let mut dues = Vec::new();
    for id in ids {
        dues.push(due(world, *id).await);
    }
    dues
}

pub(crate) async fn states(world: &World, ids: &[DeliveryId]) -> Vec<&'static str> {
    let mut states = Vec::new();
    for id in ids {
        states.push(world.state_of(*id).await);
    }
    states
}

pub(crate) async fn why(world: &World, id: DeliveryId) -> WhyReason {
    world.desk.post_why(id).await.unwrap().reason
}

/// Every incident that is not closed, newest first.
pub(crate) async fn open_incidents(world: &World) -> Vec<IncidentRecord> {
    let all = world.desk.incident_list().await.unwrap();
    let open = all.into_iter().map(|card| card.record);
    open.filter(|record| record.state != IncidentState::Closed).collect()
}

/// The only incident that is not closed.
#[track_caller]
pub(crate) fn only(incidents: Vec<IncidentRecord>) -> IncidentRecord {
    let [one] = <[IncidentRecord; 1]>::try_from(incidents).unwrap();
    one
}

pub(crate) async fn incident(world: &World) -> IncidentRecord {
    only(open_incidents(world).await)
}

/// The only open incident, which must be of this kind and hold one account.
pub(crate) async fn account_incident(world: &World, kind: RefusalKind) -> IncidentRecord {
    let one = incident(world).await;
    assert_eq!(one.kind, kind);
    assert!(matches!(one.scope, IncidentScope::Account(_)), "{:?}", one.scope);
    one
}

/// What an account has sent beyond its first `before` requests.
pub(crate) async fn since(world: &World, handle: &str, before: usize) -> Vec<String> {
    world.requests_of(handle).await.split_off(before)
}

pub(crate) async fn count(world: &World, handle: &str) -> usize {
    world.requests_of(handle).await.len()
}

/// The owner says that it is unlocked, and it is.
pub(crate) async fn unlocked(world: &World, id: IncidentId) {
    let found = world.desk.incident_unlocked(id).await.unwrap().found;
    assert!(matches!(found, Unlocked::Usable { .. }), "{found:?}");
}

/// Unlocks on the network, says so, and takes the way back.
pub(crate) async fn bring_back(world: &World, handle: &str, id: IncidentId) {
    world.unlock(handle).await;
    unlocked(world, id).await;
    world.desk.incident_resume_apply(id, None).await.unwrap();
}
