//! What does the owner see when an account is locked? Tray, tooltip, menu, one notification, and the
//! way to step 1; also after a restart.

use crate::kit::{Desk, Form, Told, journey, until};
use serde_json::{Value, json};

/// Lets Practice lock @news with its first post, and keeps a second one.
pub(crate) async fn play_lock(desk: &Desk<'_>) -> Told {
    desk.add_account("news").await;
    desk.ask("drill_begin", json!({ "account": "news", "kind": "locked" })).await;
    desk.add_post("news", "the post that meets the lock", 2).await;
    desk.add_post("news", "the post that is kept", 7200).await;
    until("a notification", async || desk.session.bell.told().into_iter().next()).await
}

/// Remembers where the page is told to go.
pub(crate) async fn listen_for_places(desk: &Desk<'_>) {
    let listen = "window.went = null;
        window.__TAURI_INTERNALS__.invoke('plugin:event|listen', {
          event: 'navigate', target: { kind: 'Any' },
          handler: window.__TAURI_INTERNALS__.transformCallback((event) => {
            window.went = event.payload.to;
          }),
        });";
    desk.page.run(listen, &[]).await;
    desk.ask("shell_ready", json!({})).await;
}

pub(crate) async fn went_to(desk: &Desk<'_>) -> String {
    until("the page is sent somewhere", async || {
        desk.page.run("return window.went;", &[]).await.as_str().map(str::to_owned)
    })
    .await
}

pub(crate) fn first_incident(status: &Value) -> String {
    status["incidents"][0]["id"].as_str().unwrap().to_owned()
}

journey!(a_lock_is_seen_in_tray_and_notification_and_leads_to_step_one, |session| {
    let desk = Desk::open(&session).await;
    listen_for_places(&desk).await;
    let told = play_lock(&desk).await;
    assert_eq!(told.summary, "@news is locked");
    assert!(told.body.contains("403 / 326"), "{}", told.body);
    assert!(told.body.contains("2 posts are kept"), "{}", told.body);
    assert!(!told.body.contains("the post"), "no post's words: {}", told.body);
    until("the alert form", async || {
        session.panel.form().await.filter(|form| *form == Form::Alert)
    })
    .await;
    let tooltip = session.panel.tooltip().await;
    assert!(tooltip.contains("@news is locked"), "{tooltip}");
    let incident = first_incident(&desk.ask("status_show", json!({})).await);
    session.close_window().await;
    session.bell.press(&told, "Open step 1").await;
    assert_eq!(went_to(&desk).await, format!("recovery/{incident}"));
    until("the window is back", async || (session.visible_windows().len() == 1).then_some(()))
        .await;
    desk.page.run("window.went = null;", &[]).await;
    session.panel.choose("Open: @news is locked").await;
    assert_eq!(went_to(&desk).await, format!("recovery/{incident}"));
    assert_eq!(session.bell.told().len(), 1, "one notification for one incident");
    session.panel.choose("Quit").await;
    desk.ended().await;
});

journey!(a_restart_does_not_tell_of_a_lock_again, |session| {
    let desk = Desk::open(&session).await;
    play_lock(&desk).await;
    session.panel.choose("Quit").await;
    desk.ended().await;
    let desk = Desk::open_with(&session, &["--hidden"]).await;
    until("the alert form", async || {
        session.panel.form().await.filter(|form| *form == Form::Alert)
    })
    .await;
    assert!(session.visible_windows().is_empty(), "a hidden start shows no window");
    assert_eq!(session.bell.told().len(), 1);
    desk.kill().await;
});
