//! Where do the owner's keys go? Typed in the real window, as four strings and by a PIN, against the
//! simulator: into the real keyring, and nowhere else.

use crate::kit::{Desk, journey, until};
use roost_simulator::{Options, Running};
use serde_json::{Value, json};

/// The four strings of an account on the simulator.
async fn strings_of(simulator: &Running, handle: &str) -> [String; 4] {
    let url = format!("{}/_control/accounts", simulator.base_url());
    let request = reqwest::Client::builder().no_proxy().build().unwrap().post(url);
    let request = request.header("content-type", "application/json");
    let body = json!({ "handle": handle }).to_string();
    let said = request.body(body).send().await.unwrap().text().await.unwrap();
    let said: Value = serde_json::from_str(&said).unwrap();
    ["consumer_key", "consumer_secret", "token", "token_secret"]
        .map(|name| said[name].as_str().unwrap().to_owned())
}

/// An account of the app 'main', which lives on the simulator: the window offers the app from then on.
async fn know_the_app(desk: &Desk<'_>, simulator: &Running) -> [String; 4] {
    desk.ask("settings_set", json!({ "first_run_done": true, "language": "en" })).await;
    let strings = strings_of(simulator, "first").await;
    let [consumer_key, consumer_secret, token, token_secret] = &strings;
    let keys = json!({ "consumer_key": consumer_key, "consumer_secret": consumer_secret,
        "token": token, "token_secret": token_secret });
    let request = json!({ "app": "main", "api_base": simulator.base_url(), "keys": keys });
    desk.ask("account_add_x", request).await;
    strings
}

async fn open_the_form(desk: &Desk<'_>) {
    desk.go("accounts?add").await;
    desk.pick("X").await;
}

/// Notes the page that the window wants opened: in the test there is no browser to open it in.
async fn note_links(desk: &Desk<'_>) {
    let script = "const was = window.fetch;
        window.fetch = (to, with_) => {
          const said = typeof with_?.body === 'string' ? with_.body : new TextDecoder().decode(with_?.body ?? new Uint8Array());
          const link = /http[^\"]*oauth_token=[^\"&]*/.exec(said);
          if (link) window.opened = link[0];
          return was(to, with_);
        };";
    desk.page.run(script, &[]).await;
}

/// Allows the app on the network's own page, as the owner does in their browser, and reads the PIN.
async fn pin_from(link: &str, handle: &str) -> String {
    let (page, token) = link.split_once("?oauth_token=").unwrap();
    let request = reqwest::Client::builder().no_proxy().build().unwrap().post(page);
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let form = format!("oauth_token={token}&handle={handle}");
    let said = request.body(form).send().await.unwrap().text().await.unwrap();
    said.split("<code>").nth(1).unwrap().split("</code>").next().unwrap().to_owned()
}

journey!(keys_typed_in_the_window_lie_in_the_keyring_and_in_no_file, |session| {
    let _keyring = session.keyring().await;
    let simulator = roost_simulator::start(Options::default()).await.unwrap();
    let desk = Desk::open(&session).await;
    let first = know_the_app(&desk, &simulator).await;

    let strings = strings_of(&simulator, "citydesk").await;
    open_the_form(&desk).await;
    desk.pick("With four strings").await;
    let labels = ["API key", "API key secret", "Access token", "Access token secret"];
    for (label, text) in labels.iter().zip(&strings) {
        desk.fill(label, text).await;
    }
    desk.press_button("Add").await;
    desk.says("@citydesk is here.").await;

    note_links(&desk).await;
    strings_of(&simulator, "newsdesk").await;
    open_the_form(&desk).await;
    desk.pick("With a PIN in the browser").await;
    desk.press_button("Open X in the browser").await;
    let link = until("the page to allow it on", async || {
        desk.page.run("return window.opened;", &[]).await.as_str().map(str::to_owned)
    })
    .await;
    desk.fill("PIN", "0000000").await;
    desk.press_button("Finish").await;
    until("a wrong PIN is refused, and can be typed again", async || {
        desk.value_of("PIN").await.is_empty().then_some(())
    })
    .await;
    let pin = pin_from(&link, "newsdesk").await;
    desk.fill("PIN", &pin).await;
    desk.press_button("Finish").await;
    desk.says("@newsdesk is here.").await;

    assert_eq!(desk.ask("vault_status", json!({})).await["place"], "keyring");
    let kept = session.kept_in_keyring();
    assert!(kept.contains(&first[1]), "the app's secret is missing in the keyring");
    for secret in [&first[2], &first[3], &strings[2], &strings[3]] {
        assert!(kept.contains(secret.as_str()), "a token is missing in the keyring");
        let files = session.files_with(secret);
        let others: Vec<_> =
            files.iter().filter(|path| !path.starts_with(session.keyrings())).collect();
        assert!(others.is_empty(), "a token lies in {others:?}");
    }
    let news = desk.add_post("newsdesk", "sent with keys from the keyring", 1).await;
    until("the post is out", async || (desk.state_of(&news).await == "published").then_some(()))
        .await;
    desk.kill().await;
});
