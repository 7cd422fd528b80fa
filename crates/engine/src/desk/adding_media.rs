//! How does a file come in before its post does? It is checked and copied as `post add --media` does
//! it, and named by its content from then on: the original may vanish while the post is being
//! written.

use crate::desk::Desk;
use crate::desk::media::{check_file, keep_file};
use crate::error::{DraftError, EngineError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaAdded {
    /// SHA-256 of its content.
    pub sha256: String,
    /// Its MIME type, told by its content.
    pub mime: &'static str,
    /// Its length.
    pub bytes: u64,
    /// `image`, `gif` or `video`.
    pub kind: &'static str,
    /// The name it came with.
    pub name: String,
}

impl Desk {
    /// Checks and keeps a file.
    pub async fn media_add(&self, path: PathBuf) -> Result<MediaAdded, EngineError> {
        let folder = self.parts.media.clone();
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        self.keep_added(name, move |name| keep_checked(&path, name, &folder)).await
    }

    /// Checks and keeps what came without a file.
    pub async fn media_add_bytes(
        &self,
        name: String,
        content: Vec<u8>,
    ) -> Result<MediaAdded, EngineError> {
        let folder = self.parts.media.clone();
        self.keep_added(name, move |name| {
            let unwritable = |source| DraftError::MediaUnreadable { path: name.into(), source };
            let file = write_aside(&content, &folder).map_err(unwritable)?;
            let kept = keep_checked(&file, name, &folder);
            // It is kept under its hash by now, or not at all.
            drop(std::fs::remove_file(&file));
            kept
        })
        .await
    }

    /// Does the disk's part beside other work, then gives the file its row.
    async fn keep_added(
        &self,
        name: String,
        work: impl FnOnce(&str) -> Result<MediaAdded, DraftError> + Send + 'static,
    ) -> Result<MediaAdded, EngineError> {
        let path = PathBuf::from(&name);
        let kept = tokio::task::spawn_blocking(move || work(&name)).await;
        let kept = kept.map_err(|died| DraftError::MediaUnreadable {
            path,
            source: io::Error::other(died),
        })??;
        let now = self.now();
        self.write(move |tx| {
            tx.keep_media(&kept.sha256, kept.mime, kept.bytes, now)?;
            Ok(kept)
        })
        .await
    }
}

fn keep_checked(path: &Path, name: &str, folder: &Path) -> Result<MediaAdded, DraftError> {
    let (kind, _) = check_file(path, path)?;
    let (sha256, bytes) = keep_file(path, folder)?;
    let (mime, word) = (kind.mime(), kind.word());
    Ok(MediaAdded { sha256, mime, bytes, kind: word, name: name.to_owned() })
}

/// A file of the owner's alone, beside the kept ones.
fn write_aside(content: &[u8], folder: &Path) -> io::Result<PathBuf> {
    let path = crate::desk::media::unfinished_path(folder);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path)?.write_all(content)?;
    Ok(path)
}
