//! What the window keeps and hears: compositions, drafts, settings, media, copies, facts.

use crate::kit::{Room, at, code, nothing};
use roost_api::requests::{
    Composition, CompositionNamed, CompositionSave, CompositionSegment, MediaAddBytes, PostAdd,
    SegmentText, SettingsSet, When,
};
use roost_api::{ErrorCode, Fact};
use roost_domain::settings::{Language, Theme};

const PNG_BASE64: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

fn written(text: &str) -> Composition {
    let segment = CompositionSegment { text: text.to_owned(), ..CompositionSegment::default() };
    Composition {
        accounts: vec!["news".to_owned(), "nobody".to_owned()],
        segments: vec![segment],
        ..Composition::default()
    }
}

fn save(id: Option<&str>, revision: Option<i64>, text: &str) -> CompositionSave {
    CompositionSave { id: id.map(str::to_owned), revision, content: written(text) }
}

#[tokio::test]
async fn what_is_being_written_is_kept_as_it_came_and_goes_with_its_post() {
    let room = Room::with_accounts(&["news"]).await;
    let kept = room.door.composition_save(save(None, None, "ha")).await.unwrap();
    let id = kept.id.as_str();
    let kept =
        room.door.composition_save(save(Some(id), Some(kept.revision), "half a")).await.unwrap();
    let stale = room.door.composition_save(save(Some(id), Some(kept.revision - 1), "old")).await;
    assert_eq!(code(stale), ErrorCode::Conflict);
    let shown = room.door.composition_show(CompositionNamed { id: id.to_owned() }).await.unwrap();
    assert_eq!(shown.content, written("half a"), "an account that is gone is kept too");
    room.add("news", When::Draft, "a draft").await;
    let drafts = room.door.drafts_list(nothing()).await.unwrap();
    let kinds: Vec<&str> = drafts.iter().map(|one| one.kind).collect();
    assert_eq!(kinds.len(), 2);
    assert!(kinds.contains(&"delivery") && kinds.contains(&"composition"));
    let segment = SegmentText { text: "half a post".to_owned(), ..SegmentText::default() };
    let mut post = PostAdd::of(vec!["news".to_owned()], at("2026-12-02 09:00"), vec![segment]);
    post.composition = Some(id.to_owned());
    post.labels = vec!["tips".to_owned()];
    let added = room.door.post_add(post).await.unwrap();
    assert_eq!(room.show(&added.deliveries[0]).await.labels, ["tips"]);
    let gone = room.door.composition_show(CompositionNamed { id: id.to_owned() }).await;
    assert_eq!(code(gone), ErrorCode::NoComposition);
}

#[tokio::test]
async fn a_post_that_is_refused_leaves_its_composition() {
    let room = Room::with_accounts(&["news"]).await;
    let kept = room.door.composition_save(save(None, None, "text")).await.unwrap();
    let segment = SegmentText { text: "text".to_owned(), ..SegmentText::default() };
    let mut post = PostAdd::of(vec!["news".to_owned()], at("2020-01-01 09:00"), vec![segment]);
    post.composition = Some(kept.id.clone());
    assert_eq!(code(room.door.post_add(post).await), ErrorCode::TimePast);
    assert!(room.door.composition_show(CompositionNamed { id: kept.id }).await.is_ok());
}

#[tokio::test]
async fn what_is_pasted_is_checked_kept_and_attached_by_its_content() {
    let room = Room::with_accounts(&["news"]).await;
    let paste =
        |base64: &str| MediaAddBytes { name: "cat.png".to_owned(), base64: base64.to_owned() };
    let kept = room.door.media_add_bytes(paste(PNG_BASE64)).await.unwrap();
    assert_eq!(
        (kept.kind, kept.mime.as_str(), kept.name.as_str()),
        ("image", "image/png", "cat.png")
    );
    let files = || std::fs::read_dir(room.world.folder.media()).unwrap().count();
    assert_eq!(files(), 1, "the pasted file is kept once and nothing else is left");
    let media =
        roost_api::requests::MediaKept { sha256: kept.sha256.clone(), alt: "a cat".to_owned() };
    let segment = SegmentText {
        text: "look".to_owned(),
        media: vec![roost_api::requests::MediaText::Kept(media)],
        ..SegmentText::default()
    };
    let post = PostAdd::of(vec!["news".to_owned()], at("2026-12-02 09:00"), vec![segment]);
    let added = room.door.post_add(post).await.unwrap();
    let shown = room.show(&added.deliveries[0]).await;
    assert_eq!(shown.segments[0].media[0].sha256, kept.sha256);
    assert_eq!(code(room.door.media_add_bytes(paste("aGVsbG8=")).await), ErrorCode::MediaKind);
    assert_eq!(
        code(room.door.media_add_bytes(paste("no base64")).await),
        ErrorCode::MediaUnreadable
    );
    assert_eq!(files(), 1);
}

#[tokio::test]
async fn settings_are_kept_and_the_door_speaks_their_language() {
    let room = Room::with_accounts(&["news"]).await;
    let before = room.door.settings_show(nothing()).await.unwrap();
    assert_eq!(
        (before.theme, before.zone.as_deref(), before.first_run_done),
        (Theme::System, None, false)
    );
    assert!(before.zones.contains(&"Europe/Berlin"));
    room.door.follow_settings(Language::English).await.unwrap();
    let changes = SettingsSet {
        theme: Some(Theme::Dark),
        language: Some(Language::German),
        zone: Some(Some("Europe/Berlin".to_owned())),
        ..SettingsSet::default()
    };
    let set = room.door.clone().settings_set(changes).await.unwrap();
    assert_eq!((set.theme, set.effective_zone.as_str()), (Theme::Dark, "Europe/Berlin"));
    let id = room.add("news", When::Draft, "one").await.deliveries.remove(0);
    let why = room.door.post_why(crate::kit::delivery(&id)).await.unwrap();
    assert_eq!(
        why.sentence,
        "Er ist ein Entwurf. Geben Sie ihm eine Zeit oder den nächsten freien Slot."
    );
    let status = room.door.status_show(nothing()).await.unwrap();
    assert_eq!(status.now_wall, "2026-12-01T09:00");
    let back = SettingsSet { zone: Some(None), ..SettingsSet::default() };
    assert_eq!(room.door.settings_set(back).await.unwrap().zone, None);
    let bad = SettingsSet { zone: Some(Some("Mars".to_owned())), ..SettingsSet::default() };
    assert_eq!(code(room.door.settings_set(bad).await), ErrorCode::BadZone);
}

#[tokio::test]
async fn a_copy_of_the_database_is_made_by_hand_and_listed() {
    let room = Room::with_accounts(&["news"]).await;
    let made = room.door.backup_now(nothing()).await.unwrap();
    assert!(std::path::Path::new(&made.path).exists() && made.bytes > 0);
    let listed = room.door.backup_list(nothing()).await.unwrap();
    assert_eq!((listed.len(), listed[0].kind, &listed[0].path), (1, "owner", &made.path));
}

#[tokio::test]
async fn what_changes_is_told_after_its_commit() {
    let room = Room::with_accounts(&["news"]).await;
    let mut facts = room.door.facts(None);
    let id = room.add("news", at("2026-12-02 09:00"), "one").await.deliveries.remove(0);
    let told = facts.next().await.unwrap();
    assert_eq!(told, Fact::Deliveries { ids: vec![id.clone()] });
    assert_eq!(facts.next().await.unwrap(), Fact::Plan, "its post is new too");
    let dark = SettingsSet { theme: Some(Theme::Dark), ..SettingsSet::default() };
    room.door.settings_set(dark).await.unwrap();
    assert_eq!(facts.next().await.unwrap(), Fact::Settings);
    let pause = roost_api::requests::AccountPause { account: "news".to_owned(), until: None };
    room.door.account_pause(pause).await.unwrap();
    assert_eq!(facts.next().await.unwrap(), Fact::Accounts);
    room.door.pause_all(nothing()).await.unwrap();
    assert_eq!(facts.next().await.unwrap(), Fact::Plan);
}
