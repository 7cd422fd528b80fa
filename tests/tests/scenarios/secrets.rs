//! Secrets stay where they belong: not in the database, its log, the media, what is traced, told, or
//! shown. Planted strings are looked for everywhere.

use crate::kit::{self, hours, minutes, on_post, plan};
use roost_api::{COMMANDS, Door};
use roost_domain::ids::AccountId;
use roost_domain::ports::{BoxFuture, Vault, VaultError, VaultKey};
use roost_domain::secret::Secret;
use roost_engine::desk::FourKeys;
use roost_networks::http::Method;
use roost_store::Folder;
use roost_tests::world::World;
use roost_vault::FileVault;
use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake};
use tracing_subscriber::fmt::MakeWriter;

/// Everything that was traced, at every level.
#[derive(Clone, Default)]
struct Traced(Arc<Mutex<Vec<u8>>>);

impl Write for Traced {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Traced {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// The three strings that nobody may see, and the account that signs with them.
async fn planted(world: &World) -> [String; 3] {
    let app = world.control.ask(Method::Post, "apps", Some(&json!({}))).await.unwrap();
    let body = json!({ "handle": "news", "consumer_key": app["consumer_key"] });
    let said = world.control.ask(Method::Post, "accounts", Some(&body)).await.unwrap();
    let text = |from: &Value, name: &str| from[name].as_str().unwrap().to_owned();
    let mut keys: FourKeys = world.keys_of("other").await;
    keys.app.consumer_key = text(&app, "consumer_key");
    keys.app.consumer_secret = Secret::new(text(&app, "consumer_secret"));
    keys.account.token = Secret::new(text(&said, "token"));
    keys.account.token_secret = Secret::new(text(&said, "token_secret"));
    let base = Some(world.base_url().to_owned());
    world.desk.account_add_x("main".to_owned(), base, keys, None).await.unwrap();
    [text(&app, "consumer_secret"), text(&said, "token"), text(&said, "token_secret")]
}

/// Sends, a refusal that echoes the token, a lost answer, a lock, a probe, the way back.
async fn lead_a_hard_life(world: &World, secrets: &[String; 3]) {
    plan(world, "news", 6, minutes(30)).await;
    let mut echo = on_post("news", 1, "answer");
    echo["status"] = json!(400);
    echo["headers"] = json!({ "x-echo": secrets[2] });
    echo["body"] = json!({ "title": "Bad", "detail": format!("token {} is odd", secrets[1]) });
    world
        .faults(json!([echo, on_post("news", 2, "accept_then_drop"), on_post("news", 3, "lock")]))
        .await;
    world.pass(hours(4)).await;
    let incident = kit::incident(world).await.id;
    drop(world.desk.incident_unlocked(incident).await);
    kit::bring_back(world, "news", incident).await;
    world.pass(hours(30)).await;
}

fn files_under(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_under(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

/// The answer of every command that shows something, as a script or a window gets it.
async fn shown(door: &Door) -> Vec<(String, Vec<u8>)> {
    let mut answers = Vec::new();
    for name in COMMANDS.iter().filter(|name| name.ends_with("_list") || name.ends_with("_show")) {
        let mut requests = vec![json!({}), json!({ "days": 30 })];
        requests.push(json!({ "account": "news" }));
        requests.push(json!({ "app": "main" }));
        requests.extend((1..=6).map(|id| json!({ "id": id.to_string() })));
        for request in requests {
            let answer = match door.call(name, request).await {
                Ok(value) => value.to_string(),
                Err(error) => format!("{error:?}"),
            };
            answers.push(((*name).to_owned(), answer.into_bytes()));
        }
    }
    for name in ["doctor_check", "vault_status"] {
        let answer = door.call(name, json!({})).await.unwrap();
        answers.push((name.to_owned(), answer.to_string().into_bytes()));
    }
    answers
}

fn holds(bytes: &[u8], secret: &str) -> bool {
    bytes.windows(secret.len()).any(|window| window == secret.as_bytes())
}

/// A vault file that is read before anything else goes on: the world's clock stands still meanwhile,
/// and would not wait for a thread that reads.
struct AtOnce(FileVault);

/// Wakes nobody: whoever waits looks again.
struct Looks;

impl Wake for Looks {
    fn wake(self: Arc<Self>) {}
}

fn at_once<T: Send + 'static>(mut call: BoxFuture<'_, T>) -> BoxFuture<'static, T> {
    let waker = Arc::new(Looks).into();
    let done = loop {
        match call.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(done) => break done,
            Poll::Pending => std::thread::yield_now(),
        }
    };
    Box::pin(std::future::ready(done))
}

impl Vault for AtOnce {
    fn get(&self, key: VaultKey) -> BoxFuture<'_, Result<Option<Secret>, VaultError>> {
        at_once(self.0.get(key))
    }

    fn set(&self, key: VaultKey, secret: Secret) -> BoxFuture<'_, Result<(), VaultError>> {
        at_once(self.0.set(key, secret))
    }

    fn erase(&self, key: VaultKey) -> BoxFuture<'_, Result<(), VaultError>> {
        at_once(self.0.erase(key))
    }
}

const PASSPHRASE: &str = "seven-grey-herons-on-the-weir";

/// Lives through it all, and looks in everything that was written, traced, told and shown.
async fn places_after_a_hard_life(
    mut world: World,
    traced: &Traced,
) -> (Vec<(String, Vec<u8>)>, [String; 3], World) {
    let secrets = planted(&world).await;
    world.start().await;
    let mut events = world.engine().events().listen();
    lead_a_hard_life(&world, &secrets).await;
    let mut places = files_under(world.path());
    assert!(places.iter().any(|(path, _)| path.ends_with("roost.db-wal")), "the log is looked at");
    places.extend(shown(&Door::new(world.desk.clone())).await);
    while let Ok(event) = events.try_recv() {
        places.push(("an event".to_owned(), format!("{event:?}").into_bytes()));
    }
    let told = traced.0.lock().unwrap().clone();
    assert!(holds(&told, "hyper") || holds(&told, "reqwest"), "tracing was captured");
    places.push(("the trace".to_owned(), told));
    (places, secrets, world)
}

// One test, because what traces is one for the whole process.
#[tokio::test]
async fn planted_secrets_are_found_nowhere_wherever_the_vault_is() {
    let traced = Traced::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(traced.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let file = |folder: &Folder| -> Arc<dyn Vault> {
        let ask = || Some(Secret::new(PASSPHRASE));
        Arc::new(AtOnce(FileVault::with_work_factor(folder.root().join("vault.age"), ask, 4)))
    };
    for world in [World::new().await, World::with_vault(file).await] {
        let (places, secrets, _world) = places_after_a_hard_life(world, &traced).await;
        let named = ["consumer secret", "token", "token secret"].iter().zip(&secrets);
        let passphrase = PASSPHRASE.to_owned();
        for (what, secret) in named.chain([(&"passphrase", &passphrase)]) {
            for (place, bytes) in &places {
                assert!(!holds(bytes, secret), "the {what} is in {place}");
            }
        }
        assert!(
            places.iter().any(|(_, bytes)| holds(bytes, "is odd")),
            "the refusal itself is kept"
        );
    }
}

#[tokio::test]
async fn the_vault_file_holds_the_keys_that_sign_and_only_its_passphrase_opens_it() {
    let vault = |folder: &Folder, passphrase: &'static str| {
        let ask = move || Some(Secret::new(passphrase));
        AtOnce(FileVault::with_work_factor(folder.root().join("vault.age"), ask, 4))
    };
    let mut world =
        World::with_vault(|folder| -> Arc<dyn Vault> { Arc::new(vault(folder, PASSPHRASE)) }).await;
    planted(&world).await;
    world.start().await;
    plan(&world, "news", 1, minutes(30)).await;
    world.pass(minutes(31)).await;
    assert_eq!(world.texts_of("news").await, ["news 1"]);
    let key = VaultKey::Account(AccountId(1));
    assert!(vault(&world.folder, PASSPHRASE).get(key).await.unwrap().is_some());
    let refused = vault(&world.folder, "guess").get(key).await;
    assert!(refused.is_err(), "{refused:?}");
    assert!(world.vault.get(key).await.unwrap().is_none(), "nothing lies in the other vault");
}
