//! Signing in by PIN, and moving the secrets to another place.

use crate::kit::{Room, code, nothing};
use roost_api::requests::{SecretText, SignInBegin, SignInFinish, SignInPurpose, TwoStrings};
use roost_api::{Door, ErrorCode};
use roost_domain::ids::{AccountId, AppId};
use roost_domain::ports::{Vault, VaultKey};
use roost_engine::desk::{Desk, Parts, VaultPlace, Vaults};
use roost_networks::http::{HttpTransport, Method, Patience, Request, Transport, Trust};
use roost_networks::x::signing::Signing;
use roost_tests::wiring::Adapters;
use roost_vault::MemoryVault;
use std::sync::Arc;

/// Does on the simulator's page what the owner does in their browser, and reads the PIN off it.
async fn pin_from(room: &Room, url: &str, handle: &str) -> String {
    let token = url.split("oauth_token=").nth(1).unwrap();
    let http = HttpTransport::new(&Trust::System, Patience::default()).unwrap();
    let request = Request {
        method: Method::Post,
        url: format!("{}/oauth/authorize", room.world.base_url()),
        headers: vec![("content-type", "application/x-www-form-urlencoded".to_owned())],
        body: format!("oauth_token={token}&handle={handle}").into_bytes(),
    };
    let page = String::from_utf8(http.send(request).await.unwrap().body).unwrap();
    page.split("<code>").nth(1).unwrap().split("</code>").next().unwrap().to_owned()
}

fn add(room: &Room) -> SignInPurpose {
    let api_base = Some(room.world.base_url().to_owned());
    SignInPurpose::Add { app: "main".to_owned(), api_base, zone: None }
}

fn finish(sign_in: &str, pin: &str) -> SignInFinish {
    SignInFinish { sign_in: sign_in.to_owned(), pin: pin.to_owned() }
}

#[tokio::test]
async fn a_pin_read_off_the_page_adds_the_account_and_a_slip_can_be_mended() {
    let room = Room::new().await;
    let known = room.world.keys_of("news").await;
    let keys = TwoStrings {
        consumer_key: known.app.consumer_key.clone(),
        consumer_secret: SecretText(known.app.consumer_secret.clone()),
    };
    let unknown_app = SignInBegin { purpose: add(&room), keys: None };
    let refused = room.door.account_sign_in_begin(unknown_app).await;
    assert_eq!(code(refused), ErrorCode::AppKeysMissing);
    let begin = SignInBegin { purpose: add(&room), keys: Some(keys) };
    let begun = room.door.account_sign_in_begin(begin).await.unwrap();
    let pin = pin_from(&room, &begun.url, "news").await;
    let slip = room.door.account_sign_in_finish(finish(&begun.sign_in, "0000000")).await;
    assert_eq!(code(slip), ErrorCode::Refused);
    let added = room.door.account_sign_in_finish(finish(&begun.sign_in, &pin)).await.unwrap();
    assert_eq!(added.handle, "news");
    assert!(room.world.vault.get(VaultKey::Account(AccountId(1))).await.unwrap().is_some());
    let again = room.door.account_sign_in_finish(finish(&begun.sign_in, &pin)).await;
    assert_eq!(code(again), ErrorCode::NoSignIn);
}

/// Two places, each with its own vault.
struct Rack {
    keyring: Arc<MemoryVault>,
    file: Arc<MemoryVault>,
}

impl Vaults for Rack {
    fn at(&self, place: VaultPlace) -> Arc<dyn Vault> {
        match place {
            VaultPlace::Keyring => self.keyring.clone(),
            VaultPlace::File => self.file.clone(),
        }
    }
}

#[tokio::test]
async fn secrets_move_all_together_and_are_gone_where_they_were() {
    let room = Room::new().await;
    room.world.x_account("main", "news").await;
    let file = Arc::new(MemoryVault::new());
    let http = Arc::new(HttpTransport::new(&Trust::System, Patience::default()).unwrap());
    let desk = Desk::new(Parts {
        store: room.world.store.clone(),
        clock: Arc::new(room.world.clock.clone()),
        vault: room.world.vault.clone(),
        vaults: Arc::new(Rack { keyring: room.world.vault.clone(), file: file.clone() }),
        networks: Arc::new(Adapters::new(http, Signing::system())),
        practice: Arc::new(room.world.control.clone()),
        mail: Arc::new(roost_tests::wiring::NoMail),
        media: room.world.folder.media(),
        zone: chrono_tz::UTC,
        dice: Arc::new(|| 0),
        is_running: Arc::new(|| false),
    });
    let door = Door::new(desk);
    let to = |place: &str| roost_api::requests::VaultMove { to: place.to_owned() };
    assert_eq!(code(door.vault_move(to("pocket")).await), ErrorCode::BadVaultPlace);
    assert_eq!(door.vault_move(to("file")).await.unwrap().moved, 2);
    for key in [VaultKey::Account(AccountId(1)), VaultKey::App(AppId(1))] {
        assert!(file.get(key).await.unwrap().is_some());
        assert!(room.world.vault.get(key).await.unwrap().is_none());
    }
    assert_eq!(door.vault_status(nothing()).await.unwrap().place.as_deref(), Some("file"));
    assert_eq!(code(door.vault_move(to("file")).await), ErrorCode::VaultIsThere);
}
