//! Do files arrive whole, with their alt text?

use crate::kit::{World, plain};
use roost_domain::ports::{MediaFile, Network as _, NetworkError, Outgoing};
use rstest::rstest;
use serde_json::json;
use std::path::Path;

/// A PNG as far as its header goes: 1 x 1 pixels.
pub(crate) const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";

const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0";

fn file(folder: &Path, mime: &str, bytes: &[u8], alt: &str) -> MediaFile {
    let path = folder.join("file");
    std::fs::write(&path, bytes).unwrap();
    MediaFile { path, mime: mime.to_owned(), bytes: bytes.len() as u64, alt: alt.to_owned() }
}

/// A video by its first bytes, long enough for three chunks.
fn video() -> Vec<u8> {
    let mut bytes = b"\0\0\0\x18ftypmp42".to_vec();
    bytes.extend((0..9 * 1024 * 1024_u32).map(|number| (number % 251) as u8));
    bytes
}

#[rstest]
#[case::one_shot("image/png", PNG.to_vec(), "photo")]
#[case::gif("image/gif", GIF.to_vec(), "animated_gif")]
#[case::chunked("video/mp4", video(), "video")]
#[tokio::test]
async fn a_file_arrives_whole(#[case] mime: &str, #[case] bytes: Vec<u8>, #[case] kind: &str) {
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path(), mime, &bytes, "what \"is\" seen & heard");
    let id = world.network.upload(&world.keys, &file).await.unwrap().value;
    let segment = Outgoing { media: vec![id.clone()], ..plain("look") };
    world.network.publish(&world.keys, &segment).await.unwrap();
    let medium = &world.truth().await[0]["media"][0];
    assert_eq!(medium["id"], json!(id.0));
    assert_eq!(medium["type"], json!(kind));
    assert_eq!(medium["bytes"], json!(bytes.len()));
    assert_eq!(medium["alt"], json!("what \"is\" seen & heard"));
}

#[tokio::test]
async fn a_file_that_x_refuses_for_certain_is_refused_before_any_request() {
    let world = World::new().await;
    let folder = tempfile::tempdir().unwrap();
    let large = vec![0; 5 * 1024 * 1024 + 1];
    let missing = MediaFile {
        path: folder.path().join("missing"),
        mime: "image/png".to_owned(),
        bytes: 1,
        alt: String::new(),
    };
    let files = [
        file(folder.path(), "application/pdf", b"%PDF", ""),
        missing,
        file(folder.path(), "image/png", &large, ""),
    ];
    for file in files {
        let refused = world.network.upload(&world.keys, &file).await.unwrap_err();
        assert!(matches!(refused, NetworkError::Media { .. }), "{refused:?}");
    }
    assert_eq!(world.count("POST", "/2/media/upload").await, 0);
}
