//! The evidence pack: whole, for its owner alone, never over another file, and without a secret, however
//! it was echoed.

use crate::kit::{ME, days, minutes, on_post};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use roost_api::{Door, ErrorCode};
use roost_domain::ports::{Vault, VaultKey};
use roost_domain::redaction::forms;
use roost_domain::secret::Secret;
use roost_tests::world::World;
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;

const MAIL_PASSWORD: &str = "mail-password+of/the=owner";
const NOTE: &str = "Appeal sent; they said 'be patient'.";

/// A refusal that says locked and echoes secrets in every way that comes to mind.
fn locked_with_an_echo(account: &str, secrets: &[String]) -> Value {
    let echo = |secret: &String| {
        json!({
            "plain": secret,
            "base64": STANDARD.encode(secret),
            "pair": STANDARD.encode(format!("user:{secret}")),
            "longer": URL_SAFE_NO_PAD.encode(format!("a user:{secret}, and more")),
            "form": format!("a=1&oauth_token={secret}&b=2"),
            "header": format!("OAuth oauth_token=\"{secret}\", oauth_signature=\"c2lnbmF0dXJl%3D\""),
        })
    };
    let mut rule = on_post(account, 0, "answer");
    rule["status"] = json!(403);
    rule["headers"] = json!({ "x-transaction-id": secrets[0] });
    rule["body"] = json!({
        "errors": [{
            "code": 326,
            "message": format!(
                "To protect our users from spam and other malicious activity, this account is \
                 temporarily locked. ({})", secrets[0]
            ),
        }],
        "echo": secrets.iter().map(echo).collect::<Vec<_>>(),
    });
    rule
}

/// Every file of a zip, inflated, and the zip itself.
fn places(path: &Path) -> Vec<(String, Vec<u8>)> {
    let raw = std::fs::read(path).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(raw.clone())).unwrap();
    let mut places = vec![("the zip".to_owned(), raw)];
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        places.push((file.name().unwrap().into_owned(), bytes));
    }
    places
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

async fn ask(door: &Door, command: &str, request: Value) -> Value {
    door.call(command, request).await.unwrap()
}

async fn incidents(door: &Door) -> Vec<String> {
    let all = ask(door, "incident_list", json!({})).await;
    let ids = all.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
    ids.collect()
}

/// An X account and a Practice account, both locked with an echo of all that is secret.
async fn two_locked_with_echoes() -> (World, Vec<String>) {
    let mut world = World::new().await;
    let keys = world.x_account("main", "news").await;
    world.practice("shop").await;
    world.vault.set(VaultKey::Mail, Secret::new(MAIL_PASSWORD)).await.unwrap();
    world.start().await;
    let of_vault = vec![
        keys.account.token.expose().to_owned(),
        keys.account.token_secret.expose().to_owned(),
        keys.app.consumer_secret.expose().to_owned(),
    ];
    // The Practice account meets its simulator at its first request.
    world.post_in("shop", minutes(2), "hello").await;
    world.pass(minutes(70)).await;
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method alone is not general enough over the transaction's lifetime"
    )]
    let of_practice = world.store.read(|tx| tx.practice_secrets()).await.unwrap();
    assert!(!of_practice.is_empty());
    world
        .faults(json!([
            locked_with_an_echo("news", &of_vault),
            locked_with_an_echo("shop", &of_practice)
        ]))
        .await;
    world.post_in("news", minutes(2), "to be locked").await;
    world.post_in("shop", minutes(2), "to be locked").await;
    world.pass(minutes(3)).await;
    let secrets = [of_vault, of_practice, vec![MAIL_PASSWORD.to_owned()]].concat();
    (world, secrets)
}

#[tokio::test]
async fn no_secret_is_in_the_pack_however_it_was_echoed_and_the_owners_note_is() {
    let (world, secrets) = two_locked_with_echoes().await;
    let door = Door::new(world.desk.clone());
    let ids = incidents(&door).await;
    assert_eq!(ids.len(), 2);
    for id in ids {
        ask(&door, "incident_note", json!({ "id": id, "text": NOTE })).await;
        let written = ask(&door, "incident_report", json!({ "id": id })).await;
        let places = places(Path::new(written["path"].as_str().unwrap()));
        for secret in &secrets {
            for form in forms(secret) {
                for (place, bytes) in &places {
                    assert!(!holds(bytes, &form), "{form} of {secret} is in {place}");
                }
            }
        }
        let named = |name: &str| &places.iter().find(|(place, _)| place == name).unwrap().1;
        for page in ["report.md", "report.json"] {
            assert!(holds(named(page), "be patient"), "the note is missing in {page}");
            assert!(holds(named(page), "temporarily locked"), "the refusal is missing in {page}");
            assert!(holds(named(page), "[redacted]"), "nothing was echoed in {page}");
        }
        assert!(
            places.iter().any(|(name, bytes)| name.starts_with("answers/") && holds(bytes, "326"))
        );
    }
}

#[tokio::test]
async fn a_pack_lies_in_the_data_folder_for_its_owner_and_a_second_one_beside_it() {
    let (world, _) = two_locked_with_echoes().await;
    let door = Door::new(world.desk.clone());
    let id = incidents(&door).await.remove(0);
    let first = ask(&door, "incident_report", json!({ "id": id })).await;
    let second = ask(&door, "incident_report", json!({ "id": id })).await;
    assert_ne!(first["path"], second["path"]);
    let path = Path::new(first["path"].as_str().unwrap());
    assert_eq!(path.parent().unwrap(), world.folder.root().join("reports"));
    let metadata = std::fs::metadata(path).unwrap();
    assert_eq!(metadata.len(), first["bytes"].as_u64().unwrap());
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o777, 0o600);
    assert_eq!(first["files"][0], "report.md");
}

#[tokio::test]
async fn a_place_that_is_taken_or_not_there_is_said_and_nothing_is_left_behind() {
    let (world, _) = two_locked_with_echoes().await;
    let door = Door::new(world.desk.clone());
    let id = incidents(&door).await.remove(0);
    let folder = tempfile::tempdir().unwrap();
    let taken = folder.path().join("taken.zip");
    std::fs::write(&taken, "mine").unwrap();
    let nowhere = folder.path().join("no/such/folder/pack.zip");
    for (path, code) in [(&taken, ErrorCode::ReportExists), (&nowhere, ErrorCode::ReportUnwritable)]
    {
        let request = json!({ "id": id, "path": path.display().to_string() });
        let refused = door.call("incident_report", request).await.unwrap_err();
        assert_eq!(refused.code, code, "{refused}");
        assert!(refused.params["path"].contains(path.file_name().unwrap().to_str().unwrap()));
    }
    assert_eq!(std::fs::read(&taken).unwrap(), b"mine");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let request = json!({ "id": id, "path": folder.path().display().to_string() });
    let written = ask(&door, "incident_report", request).await;
    assert!(written["path"].as_str().unwrap().starts_with(folder.path().to_str().unwrap()));
}

#[tokio::test]
async fn a_pack_asks_the_network_nothing() {
    let (world, _) = two_locked_with_echoes().await;
    let before = world.requests_of("news").await.len();
    let door = Door::new(world.desk.clone());
    for id in incidents(&door).await {
        ask(&door, "incident_report", json!({ "id": id })).await;
        ask(&door, "incident_before", json!({ "id": id })).await;
    }
    ask(&door, "before_all", json!({})).await;
    world.pass(days(1)).await;
    let since = world.requests_of("news").await.split_off(before);
    assert!(!since.iter().any(|line| line == ME), "{since:?}");
    assert_eq!(since, Vec::<String>::new());
}
