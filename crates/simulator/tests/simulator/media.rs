//! Uploads in one shot and in chunks, processing, descriptions, and what a post may carry.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::TimeDelta;
use roost_simulator::{Answer, Keys, MediumKind};
use rstest::rstest;
use serde_json::{Value, json};

use crate::kit::{Desk, Signer, sent};

/// The header of a PNG, 3 by 2 pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\0\0\0\0";
const GIF: &[u8] = b"GIF89a\x04\0\x05\0\0\0\0";
const VIDEO: &[u8] = b"\0\0\0\x18ftypmp42........";

fn one_shot(desk: &mut Desk, keys: &Keys, bytes: &[u8], category: &str) -> Answer {
    let body = json!({ "media": BASE64.encode(bytes), "media_category": category });
    desk.call_with(keys, "POST", "/2/media/upload", &body)
}

fn id_of(answer: &Answer) -> String {
    assert_eq!(answer.status, 200, "{}", answer.value());
    answer.value()["data"]["id"].as_str().unwrap().to_owned()
}

fn initialize(desk: &mut Desk, keys: &Keys, total_bytes: usize, category: &str) -> Answer {
    let media_type = if category == "tweet_gif" { "image/gif" } else { "video/mp4" };
    let body =
        json!({ "media_type": media_type, "total_bytes": total_bytes, "media_category": category });
    desk.call_with(keys, "POST", "/2/media/upload/initialize", &body)
}

fn append(desk: &mut Desk, keys: &Keys, id: &str, index: usize, bytes: &[u8]) -> Answer {
    let body = json!({ "segment_index": index, "media": BASE64.encode(bytes) });
    desk.call_with(keys, "POST", &format!("/2/media/upload/{id}/append"), &body)
}

fn finalize(desk: &mut Desk, keys: &Keys, id: &str) -> Answer {
    desk.call(keys, "POST", &format!("/2/media/upload/{id}/finalize"))
}

fn status(desk: &mut Desk, keys: &Keys, id: &str) -> Value {
    let target = format!("/2/media/upload?command=STATUS&media_id={id}");
    desk.call(keys, "GET", &target).value()["data"]["processing_info"]["state"].clone()
}

fn post_with(desk: &mut Desk, keys: &Keys, ids: &[&str]) -> Answer {
    let body = json!({ "text": "look", "media": { "media_ids": ids } });
    desk.call_with(keys, "POST", "/2/tweets", &body)
}

#[test]
fn a_picture_with_its_description_is_in_the_ground_truth() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let uploaded = one_shot(&mut desk, &keys, PNG, "tweet_image");
    let id = id_of(&uploaded);
    assert_eq!(uploaded.value()["data"]["image"], json!({ "w": 3, "h": 2 }));
    let metadata = json!({ "id": id, "metadata": { "alt_text": { "text": "grey <box>" } } });
    assert_eq!(desk.call_with(&keys, "POST", "/2/media/metadata", &metadata).status, 200);
    let posted = post_with(&mut desk, &keys, &[&id]);
    assert_eq!(posted.status, 201);
    assert!(posted.value()["data"]["text"].as_str().unwrap().starts_with("look https://t.co/"));
    let medium = desk.simulator.accepted_posts()[0].media[0].clone();
    assert_eq!((medium.id, medium.kind), (id, MediumKind::Photo));
    assert_eq!(medium.alt.as_deref(), Some("grey <box>"));
    assert_eq!(medium.bytes, PNG.len() as u64);
    assert_eq!(medium.sha256.len(), 64);
}

#[test]
fn a_picture_alone_is_a_post_and_shows_as_its_link() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = id_of(&one_shot(&mut desk, &keys, PNG, "tweet_image"));
    let body = json!({ "media": { "media_ids": [id] } });
    let answer = desk.call_with(&keys, "POST", "/2/tweets", &body);
    let post = answer.value()["data"]["id"].as_str().unwrap().to_owned();
    assert!(answer.value()["data"]["text"].as_str().unwrap().starts_with("https://t.co/"));
    let target =
        format!("/2/tweets/{post}?tweet.fields=entities&expansions=attachments.media_keys");
    let read = desk.call(&keys, "GET", &target).value();
    let expanded = json!(format!("https://x.com/news/status/{post}/photo/1"));
    assert_eq!(read["data"]["entities"]["urls"][0]["expanded_url"], expanded);
    assert_eq!(read["data"]["attachments"]["media_keys"][0], json!(format!("3_{id}")));
    assert_eq!(read["includes"]["media"][0]["type"], json!("photo"));
}

#[test]
fn a_multipart_upload_is_taken_like_one_in_json() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let mut body = b"--line\r\nContent-Disposition: form-data; name=\"media_category\"\r\n\r\n\
        tweet_image\r\n--line\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a\"\r\n\
        Content-Type: application/octet-stream\r\n\r\n"
        .to_vec();
    body.extend_from_slice(PNG);
    body.extend_from_slice(b"\r\n--line--\r\n");
    let signer = Signer::account(&keys.token, &keys.token_secret, desk.now.timestamp());
    let mut request = signer
        .request("POST", "/2/media/upload", None)
        .with_header("content-type", "multipart/form-data; boundary=line");
    request.body = body;
    let answer = sent(desk.handle(&request));
    let id = id_of(&answer);
    assert_eq!(answer.value()["data"]["size"], json!(PNG.len()));
    assert_eq!(post_with(&mut desk, &keys, &[&id]).status, 201);
}

#[test]
fn a_video_in_chunks_can_be_posted_once_it_is_processed() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = id_of(&initialize(&mut desk, &keys, VIDEO.len(), "tweet_video"));
    // Segments may come in any order, and again.
    assert_eq!(append(&mut desk, &keys, &id, 1, &VIDEO[10..]).status, 200);
    assert_eq!(append(&mut desk, &keys, &id, 0, &VIDEO[..10]).status, 200);
    assert_eq!(append(&mut desk, &keys, &id, 1, &VIDEO[10..]).status, 200);
    let done = finalize(&mut desk, &keys, &id);
    let expected = json!({ "state": "pending", "check_after_secs": 1 });
    assert_eq!(done.value()["data"]["processing_info"], expected);
    let early = post_with(&mut desk, &keys, &[&id]);
    assert_eq!(early.status, 400);
    assert!(early.value().to_string().contains("Your media IDs are invalid."));
    assert_eq!(status(&mut desk, &keys, &id), json!("in_progress"));
    assert_eq!(status(&mut desk, &keys, &id), json!("succeeded"));
    assert_eq!(post_with(&mut desk, &keys, &[&id]).status, 201);
    let medium = desk.simulator.accepted_posts()[0].media[0].clone();
    assert_eq!((medium.kind, medium.bytes), (MediumKind::Video, VIDEO.len() as u64));
}

#[test]
fn a_broken_video_fails_while_it_is_processed() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = id_of(&initialize(&mut desk, &keys, 5, "tweet_video"));
    append(&mut desk, &keys, &id, 0, b"hello");
    assert_eq!(finalize(&mut desk, &keys, &id).status, 200);
    desk.pass(TimeDelta::seconds(5));
    assert_eq!(status(&mut desk, &keys, &id), json!("failed"));
    assert_eq!(post_with(&mut desk, &keys, &[&id]).status, 400);
}

#[rstest]
#[case::gap(&[(0, "abc"), (2, "def")], "A segment is missing.")]
#[case::short(&[(0, "abc")], "The segments are not total_bytes long.")]
#[case::none(&[], "The segments are not total_bytes long.")]
fn an_incomplete_upload_is_refused(#[case] segments: &[(usize, &str)], #[case] sentence: &str) {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = id_of(&initialize(&mut desk, &keys, 6, "tweet_video"));
    for (index, text) in segments {
        assert_eq!(append(&mut desk, &keys, &id, *index, text.as_bytes()).status, 200);
    }
    let answer = finalize(&mut desk, &keys, &id);
    assert_eq!(answer.status, 400);
    assert!(answer.value().to_string().contains(sentence));
}

#[rstest]
#[case::text_as_picture(b"hello", "tweet_image")]
#[case::video_as_picture(VIDEO, "tweet_image")]
#[case::png_as_gif(PNG, "tweet_gif")]
fn a_file_of_the_wrong_kind_is_refused(#[case] bytes: &[u8], #[case] category: &str) {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    assert_eq!(one_shot(&mut desk, &keys, bytes, category).status, 400);
}

#[test]
fn files_above_x_s_limits_are_refused() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let mut large = PNG.to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    assert_eq!(one_shot(&mut desk, &keys, &large, "tweet_image").status, 400);
    let answer = initialize(&mut desk, &keys, 512 * 1024 * 1024 + 1, "tweet_video");
    assert_eq!(answer.status, 400);
    let id = id_of(&initialize(&mut desk, &keys, 3, "tweet_video"));
    assert_eq!(append(&mut desk, &keys, &id, 0, b"four").status, 400);
}

#[test]
fn a_post_carries_four_pictures_or_one_gif() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let picture = id_of(&one_shot(&mut desk, &keys, PNG, "tweet_image"));
    let gif = id_of(&one_shot(&mut desk, &keys, GIF, "tweet_gif"));
    desk.pass(TimeDelta::seconds(5));
    assert_eq!(post_with(&mut desk, &keys, &[&gif, &picture]).status, 400);
    assert_eq!(post_with(&mut desk, &keys, &[&gif]).status, 201);
    let four = [picture.as_str(); 4];
    let body = json!({ "text": "four", "media": { "media_ids": four } });
    assert_eq!(desk.call_with(&keys, "POST", "/2/tweets", &body).status, 201);
}

#[test]
fn media_belong_to_their_account_and_last_a_day() {
    let mut desk = Desk::new();
    let (news, other) = (desk.account("news"), desk.account("other"));
    let id = id_of(&one_shot(&mut desk, &news, PNG, "tweet_image"));
    assert_eq!(post_with(&mut desk, &other, &[&id]).status, 400);
    let metadata = json!({ "id": id, "metadata": { "alt_text": { "text": "mine" } } });
    assert_eq!(desk.call_with(&other, "POST", "/2/media/metadata", &metadata).status, 404);
    desk.pass(TimeDelta::hours(24));
    assert_eq!(post_with(&mut desk, &news, &[&id]).status, 400);
}

#[test]
fn a_description_has_at_most_a_thousand_characters() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let id = id_of(&one_shot(&mut desk, &keys, PNG, "tweet_image"));
    let mut describe = |length: usize| {
        let text = "ä".repeat(length);
        let body = json!({ "id": id, "metadata": { "alt_text": { "text": text } } });
        desk.call_with(&keys, "POST", "/2/media/metadata", &body).status
    };
    assert_eq!((describe(1000), describe(1001)), (200, 400));
}

#[test]
fn the_old_upload_is_switched_off() {
    let mut desk = Desk::new();
    let keys = desk.account("news");
    let answer = desk.call(&keys, "POST", "/1.1/media/upload.json");
    assert_eq!(answer.status, 403);
}
