//! How is the vault opened where there is no keyring? By a passphrase that the window asks for: a new
//! one twice, a wrong one refused in words, none at all told by a banner. It is in no file afterwards.

use crate::kit::{Desk, journey, until};
use roost_simulator::Options;
use serde_json::json;

const PASSPHRASE: &str = "seven herons at the weir";

/// What the dialog says while it is open.
async fn asks(desk: &Desk<'_>, words: &str) {
    until(&format!("a dialog '{words}'"), async || {
        let script = "return document.querySelector('dialog[open]')?.innerText ?? '';";
        let text = desk.page.run(script, &[]).await;
        text.as_str()?.contains(words).then_some(())
    })
    .await;
}

async fn asks_no_more(desk: &Desk<'_>) {
    until("no dialog", async || {
        let script = "return document.querySelector('dialog[open]') === null;";
        desk.page.run(script, &[]).await.as_bool().filter(|none| *none)
    })
    .await;
}

journey!(a_passphrase_is_asked_for_and_opens_the_vault_file_again, |session| {
    let simulator = roost_simulator::start(Options::default()).await.unwrap();
    let ready = simulator.ready_line();
    let text = |name: &str| ready[name].as_str().unwrap().to_owned();
    let account = &ready["accounts"][0];
    let handle = account["handle"].as_str().unwrap();
    let keys = json!({
        "consumer_key": text("consumer_key"), "consumer_secret": text("consumer_secret"),
        "token": account["token"], "token_secret": account["token_secret"],
    });

    // The first secret of this folder, and no keyring: the file is made.
    let desk = Desk::open(&session).await;
    desk.ask("settings_set", json!({ "first_run_done": true, "language": "en" })).await;
    let request = json!({ "app": "main", "api_base": simulator.base_url(), "keys": keys });
    let script = "window.__TAURI_INTERNALS__.invoke('call', { name: 'account_add_x', request: arguments[0] })
        .then(() => { window.added = true; }, (error) => { window.added = error; });";
    desk.page.run(script, &[request]).await;
    asks(&desk, "A passphrase for the vault").await;
    desk.fill("Passphrase", PASSPHRASE).await;
    desk.fill("The same once more", "something else").await;
    desk.press_button("Make the vault").await;
    asks(&desk, "two different ones").await;
    desk.fill("Passphrase", PASSPHRASE).await;
    desk.fill("The same once more", PASSPHRASE).await;
    desk.press_button("Make the vault").await;
    until("the account is there", async || {
        let added = desk.page.run("return window.added ?? null;", &[]).await;
        assert!(!added.is_object(), "{added}");
        added.as_bool()
    })
    .await;
    asks_no_more(&desk).await;
    assert_eq!(desk.ask("vault_status", json!({})).await["place"], "file");
    session.panel.choose("Quit").await;
    desk.ended().await;

    // The next start needs it before the first post is due.
    let desk = Desk::open(&session).await;
    asks(&desk, "Open the vault").await;
    desk.fill("Passphrase", "eight herons").await;
    desk.press_button("Open the vault").await;
    asks(&desk, "does not open the vault").await;
    assert_eq!(desk.value_of("Passphrase").await, "");
    desk.press_button("Not now").await;
    asks_no_more(&desk).await;
    desk.says("The vault is shut").await;
    desk.press_button("Open the vault").await;
    asks(&desk, "Open the vault").await;
    desk.fill("Passphrase", PASSPHRASE).await;
    desk.press_button("Open the vault").await;
    asks_no_more(&desk).await;
    let post = desk.add_post(handle, "sent with keys from the file", 1).await;
    until("the post is out", async || (desk.state_of(&post).await == "published").then_some(()))
        .await;
    session.panel.choose("Quit").await;
    desk.ended().await;
    for secret in [PASSPHRASE, account["token"].as_str().unwrap()] {
        let files = session.files_with(secret);
        assert!(files.is_empty(), "it lies in {files:?}");
    }
});
