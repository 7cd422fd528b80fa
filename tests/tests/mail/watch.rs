//! The loop with its mail watch: when it looks, what it keeps, and when it stops.

use crate::dovecot::{Dovecot, Telling, USER, mail, password, proven, provider};
use chrono::TimeDelta;
use roost_domain::ids::IncidentId;
use roost_domain::mail::{MailReason, MailTrouble, MailWatchState};
use roost_domain::secret::Secret;
use roost_engine::desk::{MailCard, MailWishes, MailboxThen};
use roost_engine::error::EngineError;
use roost_engine::events::Event;
use roost_engine::mailwatch::MailPace;
use roost_tests::world::World;
use serde_json::json;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// A loop with a quick mail watch and one account.
async fn world(server: &Dovecot) -> World {
    let mut world = World::new().await;
    let short = Duration::from_millis(50);
    let pace = MailPace { glance: short, first_pause: short, settle: Duration::from_millis(10) };
    world.watch_mails(Arc::new(server.reader()), pace);
    world.practice("news").await;
    world.start().await;
    world
}

async fn lock(world: &World) -> IncidentId {
    world.post_in("news", TimeDelta::minutes(5), "hello").await;
    world
        .faults(json!({ "on": "POST /2/tweets", "account": "news", "after": 0, "do": "lock" }))
        .await;
    world.pass(TimeDelta::minutes(6)).await;
    world.desk.incident_list().await.unwrap()[0].record.id
}

fn wishes(server: &Dovecot) -> MailWishes {
    let mailbox = server.mailbox();
    MailWishes {
        host: Some(mailbox.host),
        port: Some(mailbox.port),
        user: Some(mailbox.user),
        password: Some(password()),
        provider: Some(provider().as_str().to_owned()),
    }
}

/// Delivers a mail now, as the world's clock has it.
fn deliver(server: &mut Dovecot, world: &World, mail: &[u8]) {
    let at = SystemTime::from(roost_domain::ports::Clock::now(&world.clock));
    server.deliver_at(mail, Some(at));
}

/// Waits until the watch stands so.
async fn until(world: &World, what: &str, is: impl Fn(&MailCard) -> bool) -> MailCard {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let card = world.desk.mail_show().await.unwrap();
        if is(&card) {
            return card;
        }
        assert!(Instant::now() < end, "waited for: {what}, found {card:?}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Waits until the watch has looked many times whether it is wanted.
async fn until_it_glanced(world: &World) {
    let (before, end) = (world.mail_glances(), Instant::now() + Duration::from_secs(20));
    while world.mail_glances() < before + 12 {
        assert!(Instant::now() < end, "waited for glances of the watch");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn mails(world: &World, incident: IncidentId) -> Vec<(String, MailReason)> {
    let shown = world.desk.incident_show(incident).await.unwrap();
    shown.mails.into_iter().map(|m| (m.mail.subject, m.mail.judged.reason)).collect()
}

async fn until_found(world: &World, incident: IncidentId, count: usize) {
    let end = Instant::now() + Duration::from_secs(20);
    while mails(world, incident).await.len() < count {
        assert!(Instant::now() < end, "waited for {count} mails");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn mails_about_a_lock_are_found_while_it_holds_and_only_then() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let world = world(&server).await;
    world.desk.mail_set(wishes(&server)).await.unwrap();
    deliver(&mut server, &world, &proven("before anything happened"));
    until(&world, "it rests", |card| card.state == MailWatchState::Resting).await;
    assert_eq!(server.sign_ins(), (0, 0), "no incident, no look");
    world.pass(TimeDelta::hours(1)).await;
    let mut events = world.engine().events().listen();
    let incident = lock(&world).await;
    until(&world, "it listens", |card| card.state == MailWatchState::Idle).await;
    deliver(&mut server, &world, &proven("Your account is locked"));
    deliver(&mut server, &world, &mail("none", "X Support <a@evil.example>", "Verify now"));
    until_found(&world, incident, 2).await;
    let found = mails(&world, incident).await;
    assert_eq!(
        found,
        [
            ("Your account is locked".to_owned(), MailReason::Dmarc),
            ("Verify now".to_owned(), MailReason::DisplayName),
        ]
    );
    let mut told = 0;
    while let Ok(event) = events.try_recv() {
        told += usize::from(matches!(event, Event::MailFound(of, _) if of == incident));
    }
    assert_eq!(told, 2);
    assert!(server.is_untouched());
    // It is over: the mailbox is left alone again.
    world.desk.mail_off(MailboxThen::Kept).await.unwrap();
    until(&world, "it is off", |card| card.state == MailWatchState::Off).await;
    deliver(&mut server, &world, &proven("unseen"));
    assert_eq!(mails(&world, incident).await.len(), 2);
}

#[tokio::test]
async fn what_is_not_switched_on_connects_to_nobody() {
    let server = Dovecot::start(Telling::ByIdle);
    let world = world(&server).await;
    world.desk.mail_set(wishes(&server)).await.unwrap();
    world.desk.mail_off(MailboxThen::Kept).await.unwrap();
    lock(&world).await;
    until_it_glanced(&world).await;
    assert_eq!(world.desk.mail_show().await.unwrap().state, MailWatchState::Off);
    assert_eq!(server.sign_ins(), (0, 0));
}

#[tokio::test]
async fn a_refused_password_stops_the_watch_until_the_owner_gives_another() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let world = world(&server).await;
    let incident = lock(&world).await;
    let wrong = MailWishes { password: Some(Secret::new("wrong")), ..wishes(&server) };
    world.desk.mail_set(wrong).await.unwrap();
    let stopped = until(&world, "it stops", |card| card.state == MailWatchState::Stopped).await;
    let failure = stopped.watch.unwrap().failure.unwrap();
    assert_eq!(failure.trouble, MailTrouble::WrongPassword);
    // Each first pause is as long as a glance: many later nobody has knocked again.
    until_it_glanced(&world).await;
    server.until("it is written down", || server.sign_ins().1 > 0);
    assert_eq!(server.sign_ins(), (0, 1));
    let refused = world.desk.mail_check().await.unwrap_err();
    assert!(matches!(refused, EngineError::Mail { .. }), "{refused}");
    deliver(&mut server, &world, &proven("Locked"));
    let right = MailWishes { password: Some(password()), ..MailWishes::default() };
    world.desk.mail_set(right).await.unwrap();
    until_found(&world, incident, 1).await;
}

#[tokio::test]
async fn a_broken_connection_is_made_anew_and_nothing_is_found_twice() {
    let mut server = Dovecot::start(Telling::ByIdle);
    let world = world(&server).await;
    let incident = lock(&world).await;
    world.desk.mail_set(wishes(&server)).await.unwrap();
    deliver(&mut server, &world, &proven("first"));
    until_found(&world, incident, 1).await;
    server.kick();
    deliver(&mut server, &world, &proven("second"));
    until_found(&world, incident, 2).await;
    server.end();
    let card = until(&world, "it tries again", |card| card.state == MailWatchState::Retrying).await;
    assert!(card.watch.unwrap().retry_at.is_some());
    server.run();
    deliver(&mut server, &world, &proven("third"));
    until_found(&world, incident, 3).await;
    let subjects: Vec<_> = mails(&world, incident).await.into_iter().map(|(s, _)| s).collect();
    assert_eq!(subjects, ["first", "second", "third"]);
    assert!(server.is_untouched());
}

#[tokio::test]
async fn a_server_that_can_not_tell_is_asked_by_the_watch() {
    let mut server = Dovecot::start(Telling::NotAtAll);
    let world = world(&server).await;
    let incident = lock(&world).await;
    world.desk.mail_set(wishes(&server)).await.unwrap();
    until(&world, "it asks", |card| card.state == MailWatchState::Polling).await;
    deliver(&mut server, &world, &proven("Locked"));
    until_found(&world, incident, 1).await;
}

#[tokio::test]
async fn a_mail_that_came_before_the_first_sign_belongs_to_it_if_x_had_not_granted_anything_since()
{
    let mut server = Dovecot::start(Telling::ByIdle);
    let world = world(&server).await;
    world.post_in("news", TimeDelta::minutes(5), "still fine").await;
    deliver(&mut server, &world, &proven("an older story"));
    world.pass(TimeDelta::minutes(30)).await;
    deliver(&mut server, &world, &proven("We have locked it"));
    world.pass(TimeDelta::hours(3)).await;
    let incident = lock(&world).await;
    let checked = {
        world.desk.mail_set(wishes(&server)).await.unwrap();
        world.desk.mail_check().await.unwrap()
    };
    assert_eq!(checked.incidents, 1);
    until_found(&world, incident, 1).await;
    let subjects: Vec<_> = mails(&world, incident).await.into_iter().map(|(s, _)| s).collect();
    assert_eq!(subjects, ["We have locked it"]);
}

#[tokio::test]
async fn another_server_never_gets_the_old_password() {
    let server = Dovecot::start(Telling::ByIdle);
    let world = world(&server).await;
    world.desk.mail_set(wishes(&server)).await.unwrap();
    let elsewhere =
        MailWishes { host: Some("imap.evil.example".to_owned()), ..MailWishes::default() };
    let refused = world.desk.mail_set(elsewhere).await.unwrap_err();
    let EngineError::Mail { failure, .. } = refused else { panic!("{refused}") };
    assert_eq!(failure.trouble, MailTrouble::NoPassword);
    let kept = world.desk.mail_show().await.unwrap().watch.unwrap();
    assert_eq!((kept.mailbox.host.as_str(), kept.mailbox.user.as_str()), ("localhost", USER));
}

#[tokio::test]
async fn a_forgotten_mailbox_leaves_no_password_behind() {
    let server = Dovecot::start(Telling::ByIdle);
    let world = world(&server).await;
    world.desk.mail_set(wishes(&server)).await.unwrap();
    let held = |keys: Vec<(roost_domain::ports::VaultKey, String)>| keys.len();
    assert_eq!(held(world.desk.vault_status().await.unwrap().keys), 1);
    world.desk.mail_off(MailboxThen::Forgotten).await.unwrap();
    assert_eq!(held(world.desk.vault_status().await.unwrap().keys), 0);
    let key = roost_domain::ports::VaultKey::Mail;
    assert_eq!(world.parts().vault.get(key).await.unwrap(), None);
    assert_eq!(world.desk.mail_show().await.unwrap().watch, None);
}
