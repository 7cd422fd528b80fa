//! Does the tray say how things stand, and do what its menu says?

use crate::kit::{Desk, Form, journey, until};
use serde_json::json;

journey!(the_tray_starts_steady_and_quits_from_its_menu, |session| {
    let desk = Desk::open(&session).await;
    until("the steady form", async || {
        session.panel.form().await.filter(|form| *form == Form::Steady)
    })
    .await;
    until("the tray knows that there is no account", async || {
        session.panel.tooltip().await.contains("No account yet").then_some(())
    })
    .await;
    session.panel.choose("Quit").await;
    desk.ended().await;
});

journey!(a_pause_from_the_tray_changes_its_form_and_stays, |session| {
    let desk = Desk::open(&session).await;
    desk.add_account("news").await;
    session.panel.choose("Pause all").await;
    until("the paused form", async || {
        session.panel.form().await.filter(|form| *form == Form::Paused)
    })
    .await;
    assert_eq!(desk.ask("status_show", json!({})).await["paused"], true);
    session.panel.choose("Resume").await;
    until("the steady form", async || {
        session.panel.form().await.filter(|form| *form == Form::Steady)
    })
    .await;
    desk.kill().await;
});

journey!(quitting_with_a_post_due_within_the_hour_asks_first, |session| {
    let desk = Desk::open(&session).await;
    desk.add_account("news").await;
    desk.add_post("news", "in half an hour", 1800).await;
    let listen = "window.asked = null;
        window.__TAURI_INTERNALS__.invoke('plugin:event|listen', {
          event: 'quit-asked', target: { kind: 'Any' },
          handler: window.__TAURI_INTERNALS__.transformCallback((event) => {
            window.asked = event.payload.due;
          }),
        });";
    desk.page.run(listen, &[]).await;
    session.panel.choose("Quit").await;
    let asked = until("the page is asked", async || {
        desk.page.run("return window.asked;", &[]).await.as_u64()
    })
    .await;
    assert_eq!(asked, 1);
    assert!(desk.runs());
    // Said after the driver has its answer: the page goes with the app.
    let quit = "const due_seen = arguments[0];
        setTimeout(() => window.__TAURI_INTERNALS__.invoke('call', {
          name: 'shell_quit', request: { due_seen },
        }), 50);";
    desk.page.run(quit, &[json!(asked)]).await;
    desk.ended().await;
});
