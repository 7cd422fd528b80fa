//! Does the owner hear of a mail of X that came about a lock? With a real Dovecot: one notification, its
//! button, nothing about a forged mail, nothing again after a restart, and nothing where notifications
//! are switched off.

use crate::dovecot::{Dovecot, PASSWORD, PROVIDER, Telling, USER, mail, proven};
use crate::kit::{Desk, Session, Told, journey, until};
use crate::lock::{first_incident, listen_for_places, play_lock, went_to};
use serde_json::{Value, json};

/// Switches the mail watch on, and waits until it watches.
async fn watch(desk: &Desk<'_>, server: &Dovecot) {
    let port = server.mailbox().port;
    let set = json!({ "host": "localhost", "port": port, "user": USER, "password": PASSWORD,
        "authserv_id": PROVIDER });
    desk.ask("mail_set", set).await;
    until_it_watches(desk).await;
}

async fn until_it_watches(desk: &Desk<'_>) {
    until("the mail watch listens", async || {
        (desk.ask("mail_show", json!({})).await["state"] == "idle").then_some(())
    })
    .await;
}

/// Waits until the incident has so many mails.
async fn until_found(desk: &Desk<'_>, incident: &str, count: usize) {
    until("the mails are found", async || {
        let shown = desk.ask("incident_show", json!({ "id": incident })).await;
        (shown["mails"].as_array().map(Vec::len) == Some(count)).then_some(())
    })
    .await;
}

async fn told(session: &Session, count: usize) -> Told {
    until("the next notification", async || session.bell.told().into_iter().nth(count - 1)).await
}

journey!(a_mail_of_x_is_told_once_and_its_button_opens_the_incident, |session| {
    let mut session = session;
    let mut server = Dovecot::start(Telling::ByIdle);
    session.trust(&server.authority());
    let _keyring = session.keyring().await;
    let desk = Desk::open(&session).await;
    listen_for_places(&desk).await;
    play_lock(&desk).await;
    let incident = first_incident(&desk.ask("status_show", json!({})).await);
    watch(&desk, &server).await;

    server.deliver(&mail("none", "X Support <a@evil.example>", "Verify <b>now</b>"));
    until_found(&desk, &incident, 1).await;
    server.deliver(&proven("We have locked your account"));
    let mailed = told(&session, 2).await;
    assert_eq!(mailed.summary, "@news: X has written to you");
    assert!(mailed.body.contains("confirms that the mail is from X"), "{}", mailed.body);
    assert!(!format!("{mailed:?}").contains("We have locked"), "no mail's words: {mailed:?}");
    session.bell.press(&mailed, "Open the incident").await;
    assert_eq!(went_to(&desk).await, format!("recovery/{incident}"));

    session.panel.choose("Quit").await;
    desk.ended().await;
    let desk = Desk::open_with(&session, &["--hidden"]).await;
    until_it_watches(&desk).await;
    // The look of this start is over when another mail is found: it knew the others.
    server.deliver(&proven("One more"));
    until_found(&desk, &incident, 3).await;
    let again = told(&session, 3).await;
    assert!(again.body.contains("the mail is from X"), "one, not all of them: {}", again.body);
    assert_eq!(session.bell.told().len(), 3, "the lock and two looks that found a proven mail");

    desk.ask("settings_set", json!({ "notify_incidents": false })).await;
    server.deliver(&proven("Nobody is told"));
    until_found(&desk, &incident, 4).await;
    let rows: Value = desk.ask("incident_show", json!({ "id": incident })).await;
    assert_eq!(rows["mails"][3]["verdict"], "proven");
    assert!(server.is_untouched());
    session.panel.choose("Quit").await;
    desk.ended().await;
    assert_eq!(session.bell.told().len(), 3);
});
