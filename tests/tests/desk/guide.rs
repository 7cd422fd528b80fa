//! The way out, in words: the checklist follows what the owner sees, and letters say what is known,
//! with no key in them and no word to the network.

use crate::kit::{Room, account, code};
use chrono::TimeDelta;
use roost_api::requests::{
    AccountAddX, FourStrings, IncidentLetter, IncidentNamed, IncidentSee, LetterLanguage,
    SecretText,
};
use roost_api::views::{IncidentDetail, LetterView};
use roost_api::{ApiError, ErrorCode};
use roost_engine::desk::FourKeys;
use serde_json::{Value, json};

fn one() -> IncidentNamed {
    IncidentNamed { id: "1".to_owned() }
}

fn asked(letter: &str) -> IncidentLetter {
    IncidentLetter {
        id: "1".to_owned(),
        letter: letter.to_owned(),
        language: None,
        changed: None,
        purpose: None,
    }
}

/// A Practice account whose first post meets a fault; its incident is number 1.
async fn met(fault: &str) -> Room {
    let mut room = Room::with_accounts(&["news"]).await;
    room.world.start().await;
    room.world.faults(json!({ "on": "POST /2/tweets", "account": "news", "do": fault })).await;
    room.world.post_in("news", TimeDelta::minutes(30), "one").await;
    room.world.pass(TimeDelta::minutes(31)).await;
    room
}

async fn see(room: &Room, screen: Option<&str>) -> Result<IncidentDetail, ApiError> {
    let screen = screen.map(str::to_owned);
    room.door.incident_see(IncidentSee { id: "1".to_owned(), screen }).await
}

fn ids(shown: &IncidentDetail) -> Vec<&str> {
    shown.checklist.iter().map(|step| step.id.as_str()).collect()
}

#[tokio::test]
async fn the_steps_follow_what_the_owner_sees_on_the_network_s_page() {
    let room = met("lock").await;
    let general = room.door.incident_show(one()).await.unwrap();
    assert_eq!(general.screens.last().unwrap().id, "unsure");
    assert!(ids(&general).contains(&"do_what_it_asks"));
    let phone = see(&room, Some("phone")).await.unwrap();
    assert_eq!(phone.screen.as_deref(), Some("phone"));
    assert!(ids(&phone).contains(&"phone_code") && !ids(&phone).contains(&"do_what_it_asks"));
    let shown = room.door.incident_show(one()).await.unwrap();
    assert_eq!(ids(&shown), ids(&phone));
    assert_eq!(ids(&see(&room, None).await.unwrap()), ids(&general));
    let refused = see(&room, Some("mirror")).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadScreen);
    assert!(refused.params["choices"].starts_with("challenge, phone,"));
}

#[tokio::test]
async fn a_letter_says_what_came_back_and_asks_no_network() {
    let room = met("lock").await;
    let before = room.world.requests_of("news").await.len();
    let changed = Some("Fewer links.".to_owned());
    let asked = IncidentLetter { changed, ..asked("appeal") };
    let letter = room.door.incident_letter(asked).await.unwrap();
    assert_eq!(letter.subject, "Appeal: @news is locked");
    assert!(letter.body.contains("refused with 403, code 326"), "{}", letter.body);
    assert!(letter.body.contains("temporarily locked"), "{}", letter.body);
    assert!(letter.body.contains("What I have changed: Fewer links."), "{}", letter.body);
    assert!(letter.body.contains("User id: "), "{}", letter.body);
    assert!(letter.place.starts_with("https://help.x.com/") && letter.mailto.is_none());
    assert_eq!(letter.missing.len(), 2);
    assert_eq!(room.world.requests_of("news").await.len(), before);
}

#[tokio::test]
async fn a_letter_comes_in_the_language_that_was_asked_for() {
    let room = met("suspend").await;
    let language = Some(LetterLanguage::De);
    let letter = room.door.incident_letter(IncidentLetter { language, ..asked("appeal") }).await;
    let letter = letter.unwrap();
    assert_eq!((letter.language, &*letter.subject), ("de", "Einspruch: @news ist suspendiert"));
}

#[tokio::test]
async fn a_letter_that_no_step_names_is_refused_with_those_there_are() {
    let room = met("lock").await;
    let refused = room.door.incident_letter(asked("poem")).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BadLetter);
    assert!(refused.params["choices"].contains("appeal"), "{refused:?}");
    assert_eq!(code(room.door.incident_letter(asked("billing")).await), ErrorCode::BadLetter);
    let missing = IncidentLetter { id: "77".to_owned(), ..asked("appeal") };
    assert_eq!(code(room.door.incident_letter(missing).await), ErrorCode::NoIncident);
}

#[tokio::test]
async fn a_blocked_app_s_letter_names_the_app_and_its_accounts_but_the_forum_s_does_not() {
    let room = met("write_block").await;
    let shown = room.door.incident_show(one()).await.unwrap();
    assert_eq!((shown.incident.kind, shown.incident.scope), ("write_blocked", "app"));
    let form = room.door.incident_letter(asked("platform")).await.unwrap();
    assert!(form.body.contains("Accounts that post through it: @news"), "{}", form.body);
    assert!(form.body.contains("261"), "{}", form.body);
    let forum = room.door.incident_letter(asked("forum")).await.unwrap();
    assert!(!forum.body.contains("news") && forum.body.contains("261"), "{}", forum.body);
}

#[tokio::test]
async fn a_letter_about_an_account_that_was_removed_has_gaps() {
    let room = met("lock").await;
    room.door.account_remove(account("news")).await.unwrap();
    // Removing it can end its incident; a letter can still be drafted, or is refused, but never wrong.
    let letter = room.door.incident_letter(asked("appeal")).await.unwrap();
    assert!(!letter.body.contains('{'), "{}", letter.body);
}

fn strings(keys: &FourKeys) -> FourStrings {
    FourStrings {
        consumer_key: keys.app.consumer_key.clone(),
        consumer_secret: SecretText(keys.app.consumer_secret.clone()),
        token: SecretText(keys.account.token.clone()),
        token_secret: SecretText(keys.account.token_secret.clone()),
    }
}

/// Everything that a letter says.
fn said(letter: &LetterView) -> String {
    serde_json::to_string(letter).unwrap()
}

#[tokio::test]
async fn no_letter_holds_a_key_that_the_network_echoed_or_the_owner_pasted() {
    let mut room = Room::new().await;
    let keys = room.world.keys_of("news").await;
    let secrets = [
        keys.app.consumer_secret.expose().to_owned(),
        keys.account.token.expose().to_owned(),
        keys.account.token_secret.expose().to_owned(),
    ];
    let api_base = Some(room.world.base_url().to_owned());
    let add = AccountAddX { app: "main".to_owned(), api_base, keys: strings(&keys), zone: None };
    room.door.account_add_x(add).await.unwrap();
    room.world.start().await;
    let leak = format!("this account is temporarily locked {}", secrets.join(" "));
    let body: Value = json!({ "errors": [{ "code": 326, "message": leak }] });
    let fault = json!({ "on": "POST /2/tweets", "do": "answer", "status": 403, "body": body });
    room.world.faults(fault).await;
    room.world.post_in("news", TimeDelta::minutes(30), "one").await;
    room.world.pass(TimeDelta::minutes(31)).await;
    for letter in ["appeal", "access_support"] {
        for language in [LetterLanguage::En, LetterLanguage::De] {
            let asked = IncidentLetter {
                language: Some(language),
                changed: Some(format!("new keys: {}", secrets.join(", "))),
                purpose: Some(secrets.join("\n")),
                ..asked(letter)
            };
            let drafted = room.door.incident_letter(asked).await.unwrap();
            for secret in &secrets {
                assert!(!said(&drafted).contains(secret.as_str()), "{}", drafted.body);
            }
        }
    }
}
