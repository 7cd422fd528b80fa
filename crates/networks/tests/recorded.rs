//! What does the adapter do with answers that the simulator does not give? A transport that plays
//! them back and keeps what was asked.

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use chrono::{TimeZone, Utc};
use roost_domain::Timestamp;
use roost_domain::account::NetworkKind;
use roost_domain::ports::{
    BoxFuture, MediaFile, Network as _, NetworkError, RemoteId, RemoteUserId,
};
use roost_domain::refusal::RefusalKind;
use roost_domain::secret::{AccountKeys, AppKeys, Keys, Secret};
use roost_networks::http::{BaseUrl, Request, Response, Transport, TransportError};
use roost_networks::x::XNetwork;
use roost_networks::x::signing::{Signing, Stamp};
use std::sync::{Arc, Mutex};

/// Plays answers by the request's URL.
struct Player {
    play: Box<dyn Fn(&str) -> Response + Send + Sync>,
    asked: Mutex<Vec<String>>,
}

impl Transport for Player {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        let path = request.url.trim_start_matches(BaseUrl::X).to_owned();
        let answer = (self.play)(&path);
        self.asked.lock().unwrap().push(path);
        Box::pin(std::future::ready(Ok(answer)))
    }
}

fn network(play: impl Fn(&str) -> Response + Send + Sync + 'static) -> (XNetwork, Arc<Player>) {
    let player = Arc::new(Player { play: Box::new(play), asked: Mutex::default() });
    let signing = Signing::new(|| Stamp { nonce: "n".to_owned(), seconds: 1_795_341_600 });
    let transport: Arc<dyn Transport> = player.clone();
    (XNetwork::new(BaseUrl::X, transport, signing, NetworkKind::X).unwrap(), player)
}

fn answer(status: u16, body: &str) -> Response {
    Response { status, headers: vec![], body: body.as_bytes().to_vec() }
}

fn keys() -> Keys {
    Keys {
        app: AppKeys {
            consumer_key: "planted".to_owned(),
            consumer_secret: Secret::new("planted"),
        },
        account: AccountKeys {
            token: Secret::new("planted"),
            token_secret: Secret::new("planted"),
        },
    }
}

fn since() -> Timestamp {
    Utc.with_ymd_and_hms(2026, 11, 22, 10, 0, 0).unwrap()
}

fn user() -> RemoteUserId {
    RemoteUserId("7".to_owned())
}

const SHORT: &str = r#"{"data":[{"id":"1990000000000000000","text":"see https://t.co/a"}],"meta":{"result_count":1}}"#;
const LONG: &str = r#"{"data":[{"id":"1990000000000000000","text":"see https://t.co/a","entities":{"urls":[{"url":"https://t.co/a","expanded_url":"https://example.com"}]}}],"meta":{"result_count":1}}"#;
const UNKNOWN: &str = r#"{"errors":[{"message":"The query parameter [post.fields] is not one of [tweet.fields]"}],"type":"https://api.twitter.com/2/problems/invalid-request"}"#;

#[tokio::test]
async fn a_server_of_the_older_generation_is_asked_in_its_own_words_and_stays_so() {
    let (network, player) = network(|path| match path {
        path if path.contains("post.fields") => answer(400, UNKNOWN),
        _ => answer(200, LONG),
    });
    for _ in 0..2 {
        let posts = network.recent(&keys(), &user(), since()).await.unwrap().value;
        assert_eq!(posts[0].text, "see https://example.com");
    }
    let asked = player.asked.lock().unwrap();
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(asked[1].contains("tweet.fields") && asked[2].contains("tweet.fields"), "{asked:?}");
}

#[tokio::test]
async fn a_name_that_is_silently_ignored_is_noticed_by_links_left_short() {
    let (network, player) = network(|path| match path {
        path if path.contains("tweet.fields") => answer(200, LONG),
        _ => answer(200, SHORT),
    });
    let posts = network.recent(&keys(), &user(), since()).await.unwrap().value;
    assert_eq!(posts[0].text, "see https://example.com");
    assert_eq!(player.asked.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn links_that_nobody_explains_are_left_short_rather_than_lost() {
    let (network, _) = network(|_| answer(200, SHORT));
    let posts = network.recent(&keys(), &user(), since()).await.unwrap().value;
    assert_eq!(posts[0].text, "see https://t.co/a");
}

#[tokio::test]
async fn a_lock_met_while_reading_is_told_at_once() {
    let (network, player) = network(|_| answer(403, r#"{"errors":[{"code":326}]}"#));
    let refused = network.recent(&keys(), &user(), since()).await.unwrap_err();
    let NetworkError::Refused { refusal, .. } = refused else { unreachable!("{refused:?}") };
    assert_eq!(refusal.kind, RefusalKind::Locked);
    assert_eq!(player.asked.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_timeline_without_end_is_not_taken_for_absence() {
    let page = r#"{"data":[],"meta":{"result_count":0,"next_token":"more"}}"#;
    let (network, player) = network(move |_| answer(200, page));
    let lost = network.recent(&keys(), &user(), since()).await.unwrap_err();
    assert!(matches!(lost, NetworkError::Lost { .. }), "{lost:?}");
    assert_eq!(player.asked.lock().unwrap().len(), 10);
}

#[tokio::test]
async fn the_clock_may_differ_by_minutes_before_a_post_is_missed() {
    let (network, player) = network(|_| answer(200, r#"{"meta":{"result_count":0}}"#));
    network.recent(&keys(), &user(), since()).await.unwrap();
    let asked = player.asked.lock().unwrap();
    assert!(asked[0].contains("start_time=2026-11-22T09%3A55%3A00Z"), "{asked:?}");
    assert!(asked[0].contains("max_results=100"), "{asked:?}");
}

#[tokio::test]
async fn a_post_that_is_gone_counts_as_deleted() {
    let gone = r#"{"errors":[{"code":144,"message":"No status found with that ID."}]}"#;
    let (network, _) = network(move |_| answer(404, gone));
    let deleted = network.delete(&keys(), &RemoteId("5".to_owned())).await;
    assert_eq!(deleted.unwrap().evidence.status, Some(404));
}

#[tokio::test]
async fn a_post_of_another_author_does_not_count_as_deleted() {
    let foreign = r#"{"title":"Forbidden","type":"https://api.x.com/2/problems/not-authorized-for-resource"}"#;
    let (network, _) = network(move |_| answer(403, foreign));
    let refused = network.delete(&keys(), &RemoteId("5".to_owned())).await;
    assert!(matches!(refused, Err(NetworkError::Refused { .. })), "{refused:?}");
}

fn gif() -> (tempfile::TempDir, MediaFile) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.gif");
    std::fs::write(&path, b"GIF89a").unwrap();
    (folder, MediaFile { path, mime: "image/gif".to_owned(), bytes: 6, alt: String::new() })
}

fn processing(state: &str, wait: u64) -> String {
    format!(
        r#"{{"data":{{"id":"9","processing_info":{{"state":"{state}","check_after_secs":{wait}}}}}}}"#
    )
}

#[tokio::test(start_paused = true)]
async fn processing_that_never_ends_is_given_up_after_a_while() {
    let (network, player) = network(|_| answer(200, &processing("in_progress", 100_000)));
    let (_folder, file) = gif();
    let lost = network.upload(&keys(), &file).await.unwrap_err();
    assert!(matches!(lost, NetworkError::Lost { .. }), "{lost:?}");
    let asked = player.asked.lock().unwrap();
    let looks = asked.iter().filter(|path| path.contains("command=STATUS")).count();
    assert_eq!(looks, 15, "once a minute at the slowest, for 15 minutes");
}

#[tokio::test(start_paused = true)]
async fn a_file_that_x_cannot_process_is_a_matter_of_the_file() {
    let (network, _) = network(|path| match path {
        path if path.contains("STATUS") => answer(200, &processing("failed", 0)),
        _ => answer(200, &processing("pending", 0)),
    });
    let (_folder, file) = gif();
    let failed = network.upload(&keys(), &file).await.unwrap_err();
    assert!(matches!(failed, NetworkError::Media { .. }), "{failed:?}");
}
