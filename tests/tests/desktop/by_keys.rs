//! Can everything that matters be done without a mouse, and in German? Real key presses, from the
//! welcome to a moved delivery; and a lock as a German reader meets it, in window, tray and notification.

use crate::kit::{Desk, journey, until};
use serde_json::{Value, json};

/// Presses Tab until the focus is on something that fits the selector.
async fn tab_to(desk: &Desk<'_>, css: &str) {
    let is_there = "return document.activeElement?.matches(arguments[0]) ?? false;";
    until(&format!("the focus on {css}"), async || {
        if desk.page.run(is_there, &[json!(css)]).await == true {
            return Some(());
        }
        desk.session.press("Tab");
        None
    })
    .await;
}

/// Waits until a script says yes.
async fn holds(desk: &Desk<'_>, what: &str, script: &str) {
    until(what, async || desk.page.run(script, &[]).await.as_bool().filter(|holds| *holds)).await;
}

/// The planned delivery with this text.
async fn planned(desk: &Desk<'_>, text: &str) -> Value {
    until(&format!("'{text}' is planned"), async || {
        let list = desk.ask("post_list", json!({})).await;
        let with_text = |line: &&Value| line["due"].is_string() && line["text"] == text;
        list.as_array()?.iter().find(with_text).cloned()
    })
    .await
}

journey!(a_newcomer_needs_no_mouse_from_the_welcome_to_a_moved_post, |session| {
    let desk = Desk::open(&session).await;
    desk.says("Welcome to Roost").await;
    until("the window is there", async || (session.visible_windows().len() == 1).then_some(()))
        .await;
    tab_to(&desk, "form input[maxlength='16']").await;
    session.press("ctrl+a");
    session.write("by_keys");
    for step in ["Step 2 of 3", "Step 3 of 3"] {
        tab_to(&desk, "form button[type='submit']").await;
        session.press("Return");
        desk.says(step).await;
    }
    tab_to(&desk, "form button[type='submit']").await;
    session.press("space");
    holds(&desk, "the calendar", "return location.hash.startsWith('#/calendar');").await;
    desk.ask("settings_set", json!({ "zone": "UTC" })).await;

    session.press("n");
    holds(
        &desk,
        "the composer",
        "return document.activeElement?.matches('main textarea') ?? false;",
    )
    .await;
    let text = "written without a mouse";
    session.write(text);
    until("the words are kept", async || {
        let drafts = desk.ask("drafts_list", json!({})).await;
        drafts.as_array()?.iter().find(|draft| draft["text"] == text).map(|_| ())
    })
    .await;
    session.press("ctrl+Return");
    let before = planned(&desk, text).await;
    let id = before["id"].as_str().unwrap();

    tab_away_from_fields(&desk).await;
    session.press("1");
    holds(&desk, "the calendar", "return location.hash.startsWith('#/calendar');").await;
    session.press("a");
    let entry = format!("[data-key='{id}']");
    holds(&desk, "the list", &format!("return document.querySelector(\"{entry}\") !== null;"))
        .await;
    tab_to(&desk, "[data-key]").await;
    let is_there = "return document.activeElement?.closest(arguments[0]) !== null;";
    until("the focus on the post", async || {
        if desk.page.run(is_there, &[json!(entry)]).await == true {
            return Some(());
        }
        session.press("Down");
        None
    })
    .await;
    session.press("alt+Right");
    until("the post is a day later", async || {
        let shown = desk.ask("post_show", json!({ "id": id })).await;
        (day(&shown["due"]) == day(&before["due"]) + 1).then_some(())
    })
    .await;
    let said = "return /Moved to/.test(document.querySelector('[aria-live]')?.textContent ?? '');";
    holds(&desk, "the move is said", said).await;

    session.press("5");
    desk.says("Theme").await;
    desk.kill().await;
});

/// Single keys are commands outside of fields only.
async fn tab_away_from_fields(desk: &Desk<'_>) {
    let is_out = "return !document.activeElement?.matches('input, textarea, select');";
    until("the focus outside of fields", async || {
        if desk.page.run(is_out, &[]).await == true {
            return Some(());
        }
        desk.session.press("Tab");
        None
    })
    .await;
}

/// The number of the day of an instant.
fn day(at: &Value) -> i64 {
    let at: chrono::DateTime<chrono::Utc> = at.as_str().unwrap().parse().unwrap();
    at.timestamp().div_euclid(86_400)
}

journey!(a_lock_speaks_german_in_window_tray_and_notification, |session| {
    let desk = Desk::open(&session).await;
    desk.says("Welcome to Roost").await;
    desk.ask("settings_set", json!({ "language": "de", "zone": "UTC" })).await;
    desk.says("Willkommen bei Roost").await;
    desk.page.run("document.querySelector('form input[maxlength=\"16\"]').value = '';", &[]).await;
    desk.fill("Kontoname im Übungsnetz", "nachrichten").await;
    for step in ["Schritt 2 von 3", "Schritt 3 von 3"] {
        desk.page.click("form button[type='submit']").await;
        desk.says(step).await;
    }
    desk.press_button("Einplanen").await;
    desk.says("Kalender").await;
    desk.ask("drill_begin", json!({ "account": "nachrichten", "kind": "locked" })).await;
    desk.add_post("nachrichten", "Der Beitrag, der auf die Sperre trifft", 1).await;
    let told = until("a notification", async || session.bell.told().into_iter().next()).await;
    assert_eq!(told.summary, "@nachrichten ist gesperrt");
    assert!(told.body.contains("Beiträge bleiben aufgehoben"), "{}", told.body);
    let tooltip = session.panel.tooltip().await;
    assert!(tooltip.contains("@nachrichten ist gesperrt"), "{tooltip}");
    session.bell.press(&told, "Schritt 1 öffnen").await;
    holds(&desk, "the incident", "return location.hash.startsWith('#/recovery/');").await;
    let page = desk.says("gesperrt").await;
    for english in ["What to do now", "kept in place", "Recovery"] {
        assert!(!page.contains(english), "'{english}' is left in {page}");
    }
    assert_eq!(desk.page.run("return document.documentElement.lang;", &[]).await, "de");
    desk.kill().await;
});
