//! What is kept of the owner's mailbox: their settings against what was learned, a mail once for each
//! incident, how the watch stands, and for which incidents it looks.

use crate::kit::{a_lock, at, open, planned, side_door};
use chrono::{DateTime, TimeDelta, Utc};
use roost_domain::ids::{IncidentId, MailId};
use roost_domain::mail::{
    FoundMail, Judged, MailFailure, MailReason, MailTrouble, MailWatchState, Mailbox, Provider,
};
use roost_store::tables::loop_incidents;
use roost_store::tables::mail::MailWatchRecord;
use roost_store::{Opened, Role, Store, StoreError, Tx};
use tempfile::TempDir;

/// A store with an account that has incidents, opened at these times of 22 November.
async fn with_incidents(times: &[&str]) -> (TempDir, Opened, Vec<IncidentId>) {
    let place = tempfile::tempdir().unwrap();
    let opened = open(place.path(), Role::Owner, at("22T10:00")).unwrap();
    planned(&opened.store, "scheduled", at("22T12:00"));
    let mut ids = Vec::new();
    for time in times {
        let now = at(time);
        let open = move |tx: &Tx<'_>| loop_incidents::open_incident(tx, &a_lock(), now);
        ids.push(opened.store.write(open).await.unwrap());
    }
    (place, opened, ids)
}

fn settings(provider: Option<&str>) -> MailWatchRecord {
    MailWatchRecord {
        is_on: true,
        mailbox: Mailbox::new("imap.example.org", 993, "news@example.org").unwrap(),
        has_password: true,
        provider: provider.map(|id| Provider::new(id).unwrap()),
        is_learned: false,
        state: MailWatchState::Resting,
        failure: None,
        state_at: at("22T10:00"),
        retry_at: None,
        looked_at: None,
        revision: 0,
    }
}

async fn set(store: &Store, record: MailWatchRecord) {
    store.write(move |tx| tx.set_mail_watch(&record)).await.unwrap();
}

async fn find_watch(store: &Store) -> Option<MailWatchRecord> {
    let find = |tx: &Tx<'_>| tx.mail_watch();
    store.read(find).await.unwrap()
}

async fn watch(store: &Store) -> MailWatchRecord {
    find_watch(store).await.unwrap()
}

async fn learn(store: &Store, id: &'static str) {
    let learned = Provider::new(id).unwrap();
    store.write(move |tx| tx.learn_mail_provider(&learned)).await.unwrap();
}

async fn tell(
    store: &Store,
    state: MailWatchState,
    failure: Option<MailFailure>,
    now: DateTime<Utc>,
) {
    let retry = failure.is_some().then(|| now + TimeDelta::minutes(1));
    let told = move |tx: &Tx<'_>| tx.tell_mail_state(state, failure.as_ref(), now, retry);
    store.write(told).await.unwrap();
}

fn mail(uid: u32, subject: &str, reason: MailReason) -> FoundMail {
    FoundMail {
        uid,
        from: "X <info@x.com>".to_owned(),
        subject: subject.to_owned(),
        received: at("22T10:05"),
        judged: Judged {
            reason,
            domain: "x.com".to_owned(),
            provider: "mx.example.org".to_owned(),
        },
    }
}

async fn keep(
    store: &Store,
    incident: IncidentId,
    validity: u32,
    mail: FoundMail,
) -> Result<Option<MailId>, StoreError> {
    store.write(move |tx| tx.keep_mail(incident, validity, &mail, at("22T11:00"))).await
}

/// Number, subject and reason of an incident's mails.
async fn kept(store: &Store, incident: IncidentId) -> Vec<(u32, String, MailReason)> {
    let mails = store.read(move |tx| tx.mails_of(incident)).await.unwrap();
    let short = mails.into_iter().map(|one| one.mail);
    short.map(|mail| (mail.uid, mail.subject, mail.judged.reason)).collect()
}

async fn watched(store: &Store) -> Vec<(IncidentId, DateTime<Utc>)> {
    let watched = |tx: &Tx<'_>| tx.watched_incidents();
    let watched = store.read(watched).await.unwrap();
    watched.into_iter().map(|one| (one.id, one.began)).collect()
}

#[tokio::test]
async fn each_change_by_the_owner_is_counted_and_ends_what_was_wrong() {
    let (_place, opened, _) = with_incidents(&[]).await;
    let store = &opened.store;
    assert_eq!(find_watch(store).await, None);
    set(store, settings(None)).await;
    assert_eq!(watch(store).await, MailWatchRecord { revision: 1, ..settings(None) });
    let detail = "[AUTHENTICATIONFAILED] no".to_owned();
    let failure = MailFailure { trouble: MailTrouble::WrongPassword, detail };
    tell(store, MailWatchState::Stopped, Some(failure), at("22T10:01")).await;
    set(store, settings(Some("mx.example.org"))).await;
    let now = watch(store).await;
    assert_eq!(now, MailWatchRecord { revision: 2, ..settings(Some("mx.example.org")) });
}

#[tokio::test]
async fn a_name_is_learned_once_and_never_in_place_of_the_owners() {
    let (_place, opened, _) = with_incidents(&[]).await;
    let store = &opened.store;
    let known = |record: MailWatchRecord| {
        (record.provider.map(|id| id.as_str().to_owned()), record.is_learned)
    };
    set(store, settings(None)).await;
    learn(store, "mx.example.org").await;
    learn(store, "mx.other.example").await;
    assert_eq!(known(watch(store).await), (Some("mx.example.org".to_owned()), true));
    set(store, settings(Some("mx.mine.example"))).await;
    learn(store, "mx.other.example").await;
    assert_eq!(known(watch(store).await), (Some("mx.mine.example".to_owned()), false));
}

#[tokio::test]
async fn what_the_watch_does_is_told_with_its_beginning_and_counts_as_no_change() {
    let (_place, opened, _) = with_incidents(&[]).await;
    let store = &opened.store;
    set(store, settings(None)).await;
    tell(store, MailWatchState::Idle, None, at("22T10:01")).await;
    tell(store, MailWatchState::Idle, None, at("22T10:02")).await;
    let idle = watch(store).await;
    assert_eq!((idle.state, idle.state_at), (MailWatchState::Idle, at("22T10:01")));
    assert_eq!(idle.looked_at, Some(at("22T10:02")));
    let failure = MailFailure { trouble: MailTrouble::Dropped, detail: "gone".to_owned() };
    tell(store, MailWatchState::Retrying, Some(failure.clone()), at("22T10:03")).await;
    let broken = watch(store).await;
    assert_eq!((broken.state, broken.failure), (MailWatchState::Retrying, Some(failure)));
    assert_eq!((broken.state_at, broken.retry_at), (at("22T10:03"), Some(at("22T10:04"))));
    assert_eq!(broken.looked_at, Some(at("22T10:02")), "a look that failed is none");
    store.write(|tx| tx.set_mail_looked(at("22T10:05"))).await.unwrap();
    let looked = watch(store).await;
    assert_eq!((looked.looked_at, looked.revision), (Some(at("22T10:05")), 1));
}

#[tokio::test]
async fn a_mail_is_new_once_for_each_incident() {
    let (_place, opened, ids) = with_incidents(&["22T10:00", "22T10:01"]).await;
    let (store, [first, second]) = (&opened.store, ids[..].try_into().unwrap());
    let locked = || mail(7, "Locked", MailReason::NoResult);
    let id = keep(store, first, 1, locked()).await.unwrap().unwrap();
    let record = store.read(move |tx| tx.find_mail(id)).await.unwrap().unwrap();
    assert_eq!((record.mail, record.found_at), (locked(), at("22T11:00")));
    assert_eq!(keep(store, first, 1, locked()).await.unwrap(), None);
    assert!(keep(store, second, 1, locked()).await.unwrap().is_some());
    // The owner has named their provider since, and it vouches.
    let proven = mail(7, "Locked", MailReason::Dmarc);
    assert_eq!(keep(store, first, 1, proven).await.unwrap(), None);
    assert_eq!(kept(store, first).await, [(7, "Locked".to_owned(), MailReason::Dmarc)]);
    assert_eq!(kept(store, second).await, [(7, "Locked".to_owned(), MailReason::NoResult)]);
    let verdict = "SELECT verdict FROM mail_found WHERE incident_id = ?1";
    let said: String =
        side_door(&opened.folder).query_row(verdict, [first.0], |row| row.get(0)).unwrap();
    assert_eq!(said, "proven");
}

#[tokio::test]
async fn a_mailbox_that_is_numbered_anew_brings_no_mail_twice_and_hides_none() {
    let (_place, opened, ids) = with_incidents(&["22T10:00"]).await;
    let (store, incident) = (&opened.store, ids[0]);
    keep(store, incident, 1, mail(7, "Locked", MailReason::Dmarc)).await.unwrap().unwrap();
    let renumbered = mail(1, "Locked", MailReason::Dmarc);
    assert_eq!(keep(store, incident, 2, renumbered).await.unwrap(), None);
    // The old number means another mail now.
    let another = mail(7, "Unlocked", MailReason::Dkim);
    assert!(keep(store, incident, 2, another).await.unwrap().is_some());
    let both =
        [(1, "Locked".to_owned(), MailReason::Dmarc), (7, "Unlocked".to_owned(), MailReason::Dkim)];
    assert_eq!(kept(store, incident).await, both);
}

#[tokio::test]
async fn a_forgotten_mailbox_leaves_its_mails_with_their_incidents() {
    let (_place, opened, ids) = with_incidents(&["22T10:00"]).await;
    let (store, incident) = (&opened.store, ids[0]);
    set(store, settings(Some("mx.example.org"))).await;
    keep(store, incident, 1, mail(7, "Locked", MailReason::Dmarc)).await.unwrap();
    let forget = |tx: &Tx<'_>| tx.forget_mail_watch();
    store.write(forget).await.unwrap();
    // A watch that was under way says and learns what nobody keeps.
    tell(store, MailWatchState::Idle, None, at("22T11:00")).await;
    learn(store, "mx.other.example").await;
    assert_eq!(find_watch(store).await, None);
    assert_eq!(kept(store, incident).await.len(), 1);
    set(store, settings(None)).await;
    assert_eq!(watch(store).await, MailWatchRecord { revision: 1, ..settings(None) });
}

#[tokio::test]
async fn mails_are_kept_for_no_incident_that_is_not_there() {
    let (_place, opened, ids) = with_incidents(&["22T10:00"]).await;
    let nowhere = IncidentId(ids[0].0 + 1);
    let refused = keep(&opened.store, nowhere, 1, mail(7, "Locked", MailReason::Dmarc)).await;
    assert!(matches!(refused, Err(StoreError::Sql(_))), "{refused:?}");
    let count = "SELECT count(*) FROM mail_found";
    let rows: i64 = side_door(&opened.folder).query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn mails_are_looked_for_while_an_incident_holds() {
    let (_place, opened, ids) =
        with_incidents(&["22T10:00", "22T10:01", "22T10:02", "22T10:03", "22T10:04"]).await;
    let db = side_door(&opened.folder);
    let states = ["open", "waiting", "verifying", "recovering", "closed"];
    for (id, state) in ids.iter().zip(states) {
        db.execute("UPDATE incidents SET state = ?2 WHERE id = ?1", (id.0, state)).unwrap();
    }
    let holding: Vec<_> = watched(&opened.store).await.into_iter().map(|(id, _)| id).collect();
    assert_eq!(holding, ids[..3]);
}

#[tokio::test]
async fn an_incident_may_have_begun_after_the_last_request_that_was_granted() {
    let (_place, opened, ids) = with_incidents(&["22T10:00"]).await;
    let db = side_door(&opened.folder);
    let granted = |at: DateTime<Utc>, outcome: &str| {
        let sql = "INSERT INTO attempts (account_id, purpose, outcome, began_at)
            VALUES (1, 'post', ?1, ?2)";
        db.execute(sql, (outcome, at.timestamp_millis())).unwrap();
    };
    assert_eq!(watched(&opened.store).await, [(ids[0], at("22T10:00"))], "nothing is known");
    granted(at("10T09:00"), "done");
    assert_eq!(watched(&opened.store).await, [(ids[0], at("19T10:00"))], "three days at most");
    granted(at("22T08:00") + TimeDelta::milliseconds(900), "done");
    granted(at("22T09:00"), "refused");
    granted(at("22T11:00"), "done");
    assert_eq!(watched(&opened.store).await, [(ids[0], at("22T08:00"))], "as mail servers count");
}

#[tokio::test]
async fn a_reason_of_a_newer_roost_proves_nothing() {
    let (_place, opened, ids) = with_incidents(&["22T10:00"]).await;
    keep(&opened.store, ids[0], 1, mail(7, "Locked", MailReason::Dmarc)).await.unwrap();
    side_door(&opened.folder).execute("UPDATE mail_found SET reason = 'bimi'", []).unwrap();
    let read = kept(&opened.store, ids[0]).await;
    assert_eq!(read, [(7, "Locked".to_owned(), MailReason::Unreadable)]);
}
