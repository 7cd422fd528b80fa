//! Does the window come, go into the tray, come back, and end?

use crate::kit::{Desk, journey, until};
use serde_json::json;

journey!(the_window_paints_and_its_page_reaches_the_door, |session| {
    let desk = Desk::open(&session).await;
    let about = desk.ask("shell_about", json!({})).await;
    assert_eq!(about["data_folder"], session.data_folder().to_string_lossy().as_ref());
    assert_eq!(about["part"], "owner");
    let status = desk.ask("status_show", json!({})).await;
    assert_eq!(status["running"], true);
    assert_eq!(session.visible_windows().len(), 1);
    let refused = desk.page.call("shell_open", json!({ "url": "file:///etc/passwd" })).await;
    assert_eq!(refused.unwrap_err()["code"], "bad_request");
    desk.kill().await;
});

journey!(closing_the_window_leaves_the_loop_in_the_tray, |session| {
    let desk = Desk::open(&session).await;
    session.close_window().await;
    assert_eq!(desk.ask("status_show", json!({})).await["running"], true);
    session.panel.click().await;
    until("the window is back", async || (session.visible_windows().len() == 1).then_some(()))
        .await;
    desk.kill().await;
});

journey!(a_second_start_brings_the_first_window_forward, |session| {
    let desk = Desk::open(&session).await;
    session.close_window().await;
    let second = Desk::start_again(&session, &["--open", "composer/new"]);
    assert!(second.success(), "{second}");
    until("the window is back", async || (session.visible_windows().len() == 1).then_some(()))
        .await;
    assert_eq!(session.panel.registrations(), 1, "there is still one tray icon");
    assert!(desk.runs());
    desk.kill().await;
});

journey!(the_page_goes_from_room_to_room, |session| {
    let desk = Desk::open(&session).await;
    desk.add_account("news").await;
    // A first start leads to the welcome, which has no way to the other rooms; any other has.
    desk.page.run("location.hash = '#/queue';", &[]).await;
    desk.page.click("a[href='#/settings']").await;
    until("the settings", async || desk.page.text("main").await.contains("Theme").then_some(()))
        .await;
    desk.kill().await;
});
