//! What is in a file, told from its first bytes: as X does, the name and the claimed type are not
//! believed.

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Its media type.
    pub(crate) media_type: &'static str,
    /// Width and height, where the header says so.
    pub(crate) pixels: Option<(u32, u32)>,
}

impl Picture {
    /// Nothing for a file of no known kind.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        let known = |media_type, pixels| Some(Self { media_type, pixels });
        match bytes {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => {
                known("image/png", png_pixels(bytes))
            }
            [0xff, 0xd8, 0xff, ..] => known("image/jpeg", jpeg_pixels(bytes)),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', w1, w2, h1, h2, ..] => {
                let side = |low, high| u32::from(u16::from_le_bytes([low, high]));
                known("image/gif", Some((side(*w1, *w2), side(*h1, *h2))))
            }
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                known("image/webp", None)
            }
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => known("video/mp4", None),
            [0x1a, 0x45, 0xdf, 0xa3, ..] => known("video/webm", None),
            _ => None,
        }
    }

    pub(crate) fn is_video(self) -> bool {
        self.media_type.starts_with("video/")
    }
}

/// Width and height stand in the header chunk, the first of every PNG.
fn png_pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    let side = |from: usize| {
        let four: [u8; 4] = bytes.get(from..from + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(four))
    };
    Some((side(16)?, side(20)?))
}

/// Walks the segments of a JPEG up to its frame header.
fn jpeg_pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    let pair = |at: usize| Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let mut at = 2;
    loop {
        let marker = pair(at)?;
        let is_frame =
            matches!(marker, 0xffc0..=0xffcf) && !matches!(marker, 0xffc4 | 0xffc8 | 0xffcc);
        if is_frame {
            return Some((u32::from(pair(at + 7)?), u32::from(pair(at + 5)?)));
        }
        if marker < 0xff00 {
            return None;
        }
        at += 2 + usize::from(pair(at + 2)?);
    }
}
