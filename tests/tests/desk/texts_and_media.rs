//! What can be a post: only what X refuses for certain is refused, with what, where and what to do,
//! and nothing of it is left behind.

use crate::kit::{Room, at, code, delivery};
use roost_api::requests::{MediaPath, PollText, PostAdd, SegmentText};
use roost_api::{ApiError, ErrorCode};
use std::fs;
use std::path::{Path, PathBuf};

/// The header of a PNG; what follows it is nobody's business but X's.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89 and then pixels";

fn file(room: &Room, name: &str, bytes: &[u8]) -> PathBuf {
    let path = room.world.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn attached(path: &Path, alt: &str) -> MediaPath {
    MediaPath { path: path.to_owned(), alt: alt.to_owned() }
}

async fn add(
    room: &Room,
    segments: Vec<SegmentText>,
) -> Result<roost_api::views::PostAdded, ApiError> {
    let accounts = vec!["news".to_owned()];
    let request = PostAdd::of(accounts, at("2026-12-02 09:00"), segments);
    room.door.post_add(request).await
}

fn segment(text: &str, media: Vec<MediaPath>) -> SegmentText {
    let media = media.into_iter().map(Into::into).collect();
    SegmentText { text: text.to_owned(), media, ..SegmentText::default() }
}

fn kept(room: &Room) -> usize {
    fs::read_dir(room.world.folder.media()).unwrap().count()
}

#[tokio::test]
async fn a_file_is_copied_by_its_content_and_its_original_may_vanish() {
    let room = Room::with_accounts(&["news"]).await;
    let path = file(&room, "photo.txt", PNG);
    let media = vec![attached(&path, "a cat")];
    let added = add(&room, vec![segment("look", media)]).await.unwrap();
    fs::remove_file(&path).unwrap();
    let shown = room.door.post_show(delivery(&added.deliveries[0])).await.unwrap();
    let media = &shown.segments[0].media[0];
    assert_eq!((media.mime.as_str(), media.alt.as_str()), ("image/png", "a cat"));
    let copy = room.world.folder.media().join(&media.sha256);
    assert_eq!(fs::read(copy).unwrap(), PNG);
}

#[tokio::test]
async fn the_same_file_twice_is_kept_once() {
    let room = Room::with_accounts(&["news"]).await;
    let one = file(&room, "one.png", PNG);
    let two = file(&room, "two.png", PNG);
    add(&room, vec![segment("1", vec![attached(&one, "")])]).await.unwrap();
    add(&room, vec![segment("2", vec![attached(&two, "")])]).await.unwrap();
    assert_eq!(kept(&room), 1);
}

#[tokio::test]
async fn files_that_x_would_refuse_are_refused_and_none_of_them_is_kept() {
    let room = Room::with_accounts(&["news"]).await;
    let good = file(&room, "good.png", PNG);
    let text = file(&room, "notes.png", b"plain text under a wrong name");
    let mut large = PNG.to_vec();
    large.resize(5 * 1024 * 1024 + 1, 0);
    let large = file(&room, "large.png", &large);
    let mp4 = file(&room, "film.mp4", b"\x00\x00\x00\x18ftypisom and so on");
    let broken = file(&room, "broken.png", &PNG[..8]);
    let missing = room.world.path().join("missing.png");
    let cases = [
        (vec![attached(&good, ""), attached(&text, "")], ErrorCode::MediaKind),
        (vec![attached(&large, "")], ErrorCode::MediaTooLarge),
        (vec![attached(&missing, "")], ErrorCode::MediaUnreadable),
        (vec![attached(&broken, "")], ErrorCode::MediaUnreadable),
        (vec![attached(&good, ""), attached(&mp4, "")], ErrorCode::MediaMix),
        ((0..5).map(|_| attached(&good, "")).collect(), ErrorCode::MediaMix),
        (vec![attached(&good, &"a".repeat(1_001))], ErrorCode::AltTooLong),
    ];
    for (media, expected) in cases {
        assert_eq!(code(add(&room, vec![segment("look", media)]).await), expected);
    }
    assert_eq!(kept(&room), 0);
    assert!(room.all().await.is_empty());
}

#[tokio::test]
async fn a_segment_that_is_empty_or_too_long_is_named_by_its_place() {
    let room = Room::with_accounts(&["news"]).await;
    let thread = vec![segment("first", vec![]), segment(&"a".repeat(300), vec![])];
    let refused = add(&room, thread).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::TooLong);
    let said = room.door.words().error(&refused);
    assert!(said.starts_with("Segment 2 is too long: it counts 300 of 280."), "{said}");
    let empty = vec![segment(" \n ", vec![])];
    assert_eq!(code(add(&room, empty).await), ErrorCode::EmptySegment);
}

#[tokio::test]
async fn a_thread_s_text_is_one_text_in_the_list() {
    let room = Room::with_accounts(&["news"]).await;
    add(&room, vec![segment("one", vec![]), segment("two", vec![])]).await.unwrap();
    assert_eq!(room.all().await[0].text, "one\n---\ntwo");
}

#[tokio::test]
async fn a_poll_is_kept_and_a_wrong_one_is_refused() {
    let room = Room::with_accounts(&["news"]).await;
    let poll = |options: &[&str]| SegmentText {
        poll: Some(PollText {
            options: options.iter().map(|&option| option.to_owned()).collect(),
            minutes: 60,
        }),
        ..segment("which?", vec![])
    };
    assert_eq!(code(add(&room, vec![poll(&["only"])]).await), ErrorCode::PollOptions);
    let added = add(&room, vec![poll(&["tea", "coffee"])]).await.unwrap();
    let shown = room.door.post_show(delivery(&added.deliveries[0])).await.unwrap();
    assert_eq!(shown.segments[0].poll.as_ref().unwrap().options, ["tea", "coffee"]);
}
