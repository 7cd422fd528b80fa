//! What do the window's tests tell of? An incident, as the door gives it.

use roost_api::views::IncidentView;

/// A lock of `news` that keeps 23 posts.
pub(crate) fn a_lock() -> IncidentView {
    IncidentView {
        id: "12".to_owned(),
        kind: "locked",
        scope: "account",
        account: Some("news".to_owned()),
        app: None,
        state: "open",
        opened_at: "2026-11-23T12:00:00Z".parse().unwrap(),
        closed_at: None,
        held: 23,
        http_status: Some(403),
        codes: vec![326],
        relock_of: None,
    }
}
