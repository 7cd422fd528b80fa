//! Does a drill lead through the window from the first sign to the last week?
//!
//! These are made with every test; `./dev drills` makes those of the other kinds as well.

use crate::kit::{Desk, Drilled, journey, until};
use serde_json::{Value, json};

journey!(a_lock_with_a_challenge_is_walked_out_of_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:challenge", "@news is locked").await;
    drilled.rescued(&session, Some("challenge"), 1).await;
});

journey!(a_countdown_ends_with_one_look_by_itself_in_the_window, |session| {
    let drilled = Drilled::open(&session, "locked:limited", "@news is locked").await;
    drilled.rescued(&session, Some("limited"), 0).await;
});

journey!(new_credits_end_it_in_the_window, |session| {
    let drilled = Drilled::open(&session, "money", "").await;
    drilled.put_right(&session).await;
});

journey!(a_drill_looks_and_speaks_as_its_owner_set_it, |session| {
    let desk = Desk::open(&session).await;
    let wishes = json!({ "language": "de", "theme": "dark", "zone": "Asia/Tokyo" });
    desk.ask("settings_set", wishes.clone()).await;
    desk.kill().await;
    let drill = Desk::open_with(&session, &["--drill", "money"]).await;
    drill.says("Das ist eine Übung").await;
    let look = "const root = document.documentElement; return [root.lang, root.dataset.theme];";
    assert_eq!(drill.page.run(look, &[]).await, json!(["de", "dark"]));
    let set = drill.ask("settings_show", json!({})).await;
    for name in ["language", "theme", "zone"] {
        assert_eq!(set[name], wishes[name], "{set}");
    }
    let told = until("a notification", async || session.bell.told().into_iter().next()).await;
    assert!(told.actions.iter().any(|word| word == "Schritt 1 öffnen"), "{:?}", told.actions);
    drill.kill().await;
});

journey!(a_drill_opened_from_the_window_is_a_process_of_its_own_and_ends_with_it, |session| {
    let desk = Desk::open(&session).await;
    desk.add_account("mine").await;
    desk.ask("shell_drill_begin", json!({ "kind": "locked", "screen": "phone" })).await;
    until("a second window", async || (session.visible_windows().len() == 2).then_some(())).await;
    let folder = session.data_folder().join("drills/locked-phone");
    until("the drill's folder", async || folder.join("roost.db").exists().then_some(())).await;
    assert_eq!(desk.ask("shell_drill_state", json!({})).await, Value::Null);
    let accounts = desk.ask("account_list", json!({})).await;
    assert_eq!(accounts.as_array().unwrap().len(), 1, "none of the drill's: {accounts}");
    // By the page: there are two trays now. Not waited for: the page goes with the app.
    let quit = "window.__TAURI_INTERNALS__.invoke('call', { name: 'shell_quit', request: {} });";
    desk.page.run(quit, &[]).await;
    desk.ended().await;
    until("the drill has ended too", async || session.visible_windows().is_empty().then_some(()))
        .await;
    let folder = roost_store::Folder::create(&folder).unwrap();
    until("its lease is free", async || (!folder.is_in_use()).then_some(())).await;
});
