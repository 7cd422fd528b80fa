//! What is a media file, and where does Roost keep it? Kinds are told by the first bytes, never by
//! the name; a copy named by its content's hash is made when the file is added, because the
//! original may vanish before the post goes out.

mod header;

use crate::desk::drafts::{Draft, DraftMedia, MediaSource};
use crate::error::DraftError;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

const MIB: u64 = 1024 * 1024;

/// What a file is: X's kinds and their largest sizes (X docs, media best practices, August 2026).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Jpeg,
    Png,
    Webp,
    StillGif,
    AnimatedGif,
    Mp4,
}

/// A file that is kept in the media folder, not yet in any row.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) sha256: String,
    pub(crate) mime: &'static str,
    pub(crate) bytes: u64,
    pub(crate) alt: String,
}

impl Kind {
    pub(crate) fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::StillGif | Self::AnimatedGif => "image/gif",
            Self::Mp4 => "video/mp4",
        }
    }

    fn most(self) -> u64 {
        match self {
            Self::Jpeg | Self::Png | Self::Webp | Self::StillGif => 5 * MIB,
            Self::AnimatedGif => 15 * MIB,
            Self::Mp4 => 512 * MIB,
        }
    }

    /// What X takes it as.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Jpeg | Self::Png | Self::Webp | Self::StillGif => "image",
            Self::AnimatedGif => "gif",
            Self::Mp4 => "video",
        }
    }

    fn is_photo(self) -> bool {
        match self {
            Self::Jpeg | Self::Png | Self::Webp | Self::StillGif => true,
            Self::AnimatedGif | Self::Mp4 => false,
        }
    }
}

/// Checks every file of a draft and copies them into the media folder: one list per segment, in
/// order. Nothing is copied until all of them are found good.
pub(crate) fn keep_all(draft: &Draft, folder: &Path) -> Result<Vec<Vec<Kept>>, DraftError> {
    let mut checked = Vec::new();
    for (index, segment) in draft.segments.iter().enumerate() {
        let kinds: Vec<(Kind, u64)> =
            segment.media.iter().map(|media| check(media, folder)).collect::<Result<_, _>>()?;
        let all_photos = kinds.iter().all(|(kind, _)| kind.is_photo());
        if kinds.len() > if all_photos { 4 } else { 1 } {
            return Err(DraftError::MediaMix { segment: index + 1 });
        }
        checked.push(kinds);
    }
    let mut kept = Vec::new();
    for (segment, kinds) in draft.segments.iter().zip(checked) {
        let files = segment.media.iter().zip(kinds);
        kept.push(
            files.map(|(media, found)| keep(media, found, folder)).collect::<Result<_, _>>()?,
        );
    }
    Ok(kept)
}

fn check(media: &DraftMedia, folder: &Path) -> Result<(Kind, u64), DraftError> {
    match &media.source {
        MediaSource::Path(path) => check_file(path, path),
        MediaSource::Kept(sha256) if is_hash(sha256) => {
            check_file(&folder.join(sha256), Path::new(sha256))
        }
        MediaSource::Kept(sha256) => Err(DraftError::MediaUnreadable {
            path: sha256.into(),
            source: io::Error::other("it is no SHA-256"),
        }),
    }
}

/// A hash is taken for a file's name, so it must be one and nothing else.
pub(crate) fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Checks a file that lies at `at`; words about it call it `called`.
pub(crate) fn check_file(at: &Path, called: &Path) -> Result<(Kind, u64), DraftError> {
    let unreadable = |source| DraftError::MediaUnreadable { path: called.to_owned(), source };
    let mut file = File::open(at).map_err(unreadable)?;
    let about = file.metadata().map_err(unreadable)?;
    if !about.is_file() {
        return Err(unreadable(io::Error::other("it is not a file")));
    }
    let kind = kind_of(&mut file).map_err(unreadable)?;
    let Some(kind) = kind else {
        return Err(DraftError::MediaKind { path: called.to_owned() });
    };
    check_header(&mut file, kind).map_err(unreadable)?;
    let bytes = about.len();
    if bytes > kind.most() {
        let (path, max) = (called.to_owned(), kind.most());
        return Err(DraftError::MediaTooLarge { path, kind: kind.mime(), bytes, max });
    }
    Ok((kind, bytes))
}

/// A picture must say how large it is. A video's header may lie at its end; X looks at that.
fn check_header(file: &mut File, kind: Kind) -> io::Result<()> {
    match kind {
        Kind::Mp4 => return Ok(()),
        Kind::Jpeg | Kind::Png | Kind::Webp | Kind::StillGif | Kind::AnimatedGif => {}
    }
    file.rewind()?;
    let mut bytes = Vec::new();
    file.take(kind.most()).read_to_end(&mut bytes)?;
    let broken = "it breaks off before it says how large the picture is";
    header::size(&bytes).map(drop).ok_or_else(|| io::Error::other(broken))
}

/// Told by the first bytes: JPEG (ISO 10918-1), PNG (RFC 2083), RIFF with WEBP (RFC 9649), GIF
/// (`GIF89a`), and an ISO base media file whose first box is `ftyp` (ISO 14496-12).
fn kind_of(file: &mut File) -> io::Result<Option<Kind>> {
    let mut head = Vec::with_capacity(16);
    file.take(16).read_to_end(&mut head)?;
    let kind = match head.as_slice() {
        [0xff, 0xd8, 0xff, ..] => Kind::Jpeg,
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Kind::Png,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Kind::Webp,
        [_, _, _, _, b'f', b't', b'y', b'p', b'q', b't', ..] => return Ok(None),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Kind::Mp4,
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => {
            // A still one must be small, an animated one may be larger; read no more than either.
            let mut all = head.clone();
            file.take(15 * MIB).read_to_end(&mut all)?;
            if gif_frames(&all) > 1 { Kind::AnimatedGif } else { Kind::StillGif }
        }
        _ => return Ok(None),
    };
    Ok(Some(kind))
}

/// Counts image blocks, up to two: extensions and sub-blocks are skipped by their lengths (`GIF89a`,
/// appendix A).
fn gif_frames(bytes: &[u8]) -> usize {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let Some(&flags) = bytes.get(10) else { return 0 };
    let mut at = 13 + table(flags);
    let mut frames = 0;
    let skip_blocks = |mut at: usize| {
        while let Some(&length) = bytes.get(at) {
            at += 1 + usize::from(length);
            if length == 0 {
                break;
            }
        }
        at
    };
    while frames < 2 {
        match bytes.get(at) {
            Some(0x21) => at = skip_blocks(at + 2),
            Some(0x2c) => {
                frames += 1;
                let Some(&flags) = bytes.get(at + 9) else { break };
                at = skip_blocks(at + 10 + table(flags) + 1);
            }
            Some(_) | None => break,
        }
    }
    frames
}

fn keep(media: &DraftMedia, (kind, bytes): (Kind, u64), folder: &Path) -> Result<Kept, DraftError> {
    let (sha256, bytes) = match &media.source {
        MediaSource::Path(path) => keep_file(path, folder)?,
        MediaSource::Kept(sha256) => (sha256.clone(), bytes),
    };
    Ok(Kept { sha256, mime: kind.mime(), bytes, alt: media.alt.clone() })
}

/// Copies a file into the media folder: its hash and length.
pub(crate) fn keep_file(path: &Path, folder: &Path) -> Result<(String, u64), DraftError> {
    let unreadable = |source| DraftError::MediaUnreadable { path: path.to_owned(), source };
    copy_by_hash(path, folder).map_err(unreadable)
}

/// Copies a file under its content's hash; one that is there already is left alone. The copy gets
/// its name only when it is whole and on the disk.
fn copy_by_hash(from: &Path, folder: &Path) -> io::Result<(String, u64)> {
    let mut source = File::open(from)?;
    let unfinished = unfinished_path(folder);
    let copied = copy_and_hash(&mut source, &unfinished);
    let (sha256, bytes) = match copied {
        Ok(copied) => copied,
        Err(error) => {
            drop(fs::remove_file(&unfinished));
            return Err(error);
        }
    };
    let kept = folder.join(&sha256);
    if kept.exists() {
        fs::remove_file(&unfinished)?;
    } else {
        fs::rename(&unfinished, &kept)?;
    }
    Ok((sha256, bytes))
}

/// A name that no other copy in this folder has: the process, and a count within it.
pub(crate) fn unfinished_path(folder: &Path) -> PathBuf {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    folder.join(format!("copying-{}-{number}", std::process::id()))
}

fn copy_and_hash(source: &mut File, to: &Path) -> io::Result<(String, u64)> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut copy = options.open(to)?;
    let mut hash = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = source.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        copy.write_all(&buffer[..read])?;
        bytes += read as u64;
    }
    copy.sync_all()?;
    let mut hex = String::with_capacity(64);
    for byte in hash.finalize() {
        // Writing into a String can't fail.
        let _ = write!(hex, "{byte:02x}");
    }
    Ok((hex, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A GIF of one pixel with so many frames.
    fn gif(frames: usize) -> Vec<u8> {
        let mut bytes = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff".to_vec();
        for _ in 0..frames {
            bytes.extend(b"\x21\xf9\x04\x00\x0a\x00\x00\x00");
            bytes.extend(b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00");
        }
        bytes.push(0x3b);
        bytes
    }

    #[test]
    fn an_animated_gif_is_told_from_a_still_one() {
        assert_eq!(gif_frames(&gif(1)), 1);
        assert_eq!(gif_frames(&gif(3)), 2);
        assert_eq!(gif_frames(b"GIF89a"), 0);
    }
}
