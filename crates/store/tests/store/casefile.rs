//! What an incident ever held is written down by the database itself, and counted against what is
//! there: 'none is lost' is no claim.

use crate::kit::{a_lock, at, open, planned, side_door};
use roost_domain::ids::IncidentId;
use roost_store::tables::casefile::HeldCounts;
use roost_store::tables::loop_incidents;
use roost_store::{Role, Store};

/// An incident of the account that [`planned`] plans for.
async fn incident(store: &Store) -> IncidentId {
    let open = move |tx: &roost_store::Tx<'_>| {
        loop_incidents::open_incident(tx, &a_lock(), at("22T10:00"))
    };
    store.write(open).await.unwrap()
}

async fn counts(store: &Store, id: IncidentId) -> HeldCounts {
    store.read(move |tx| tx.held_counts(id)).await.unwrap()
}

#[tokio::test]
async fn a_delivery_that_vanished_while_held_is_counted_as_lost() {
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, at("22T10:00")).unwrap();
    for _ in 0..3 {
        planned(&opened.store, "scheduled", at("22T12:00"));
    }
    let id = incident(&opened.store).await;
    let db = side_door(&opened.folder);
    let hold = "UPDATE deliveries SET state = 'held', incident_id = ?1";
    assert_eq!(db.execute(hold, [id.0]).unwrap(), 3);
    let all = HeldCounts { kept: 3, ..HeldCounts::default() };
    assert_eq!(counts(&opened.store, id).await, all);
    db.execute("UPDATE deliveries SET state = 'published', incident_id = NULL WHERE id = 1", [])
        .unwrap();
    db.execute("UPDATE deliveries SET reason = 'stale' WHERE id = 2", []).unwrap();
    // Nothing in Roost deletes a delivery: a hand from outside does it here.
    db.execute("DELETE FROM deliveries WHERE id = 3", []).unwrap();
    let now = HeldCounts { kept: 1, published: 1, lost: 1, waiting_decision: 1 };
    assert_eq!(counts(&opened.store, id).await, now);
}
