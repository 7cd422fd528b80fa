//! How large is a picture? Width and height as its header gives them. A file that broke off before
//! them (a download cut short, a disk that was full) is no picture, and X would say so only when the
//! post is due.
//!
//! Read by hand: four headers of fixed places are less than a decoder that would look at every byte.

/// Width and height in pixels; `None` where the header is not whole.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let (width, height) = match bytes {
        [0x89, b'P', b'N', b'G', ..] => png(bytes)?,
        [0xff, 0xd8, ..] => jpeg(bytes)?,
        [b'G', b'I', b'F', ..] => gif(bytes)?,
        [b'R', b'I', b'F', b'F', ..] => webp(bytes)?,
        _ => return None,
    };
    (width > 0 && height > 0).then_some((width, height))
}

/// The first chunk is IHDR, 13 bytes and a checksum (RFC 2083, 4.1.1).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let chunk = bytes.get(8..33)?;
    let numbers = |at: usize| chunk.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    (chunk.starts_with(&[0, 0, 0, 13]) && &chunk[4..8] == b"IHDR").then_some(())?;
    Some((numbers(8)?, numbers(12)?))
}

/// The logical screen descriptor follows the signature (`GIF89a`, 18).
fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    let screen = bytes.get(6..13)?;
    Some((little(&screen[..2]), little(&screen[2..4])))
}

/// Lossy, lossless or extended (RFC 9649, 2.5 to 2.7; RFC 6386, 9.1).
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => {
            let frame = bytes.get(20..30)?;
            (frame[3..6] == [0x9d, 0x01, 0x2a]).then_some(())?;
            Some((little(&frame[6..8]) & 0x3fff, little(&frame[8..10]) & 0x3fff))
        }
        b"VP8L" => {
            let stream = bytes.get(20..25)?;
            (stream[0] == 0x2f).then_some(())?;
            let sizes = little(&stream[1..5]);
            Some(((sizes & 0x3fff) + 1, ((sizes >> 14) & 0x3fff) + 1))
        }
        b"VP8X" => {
            let canvas = bytes.get(24..30)?;
            Some((little(&canvas[..3]) + 1, little(&canvas[3..6]) + 1))
        }
        _ => None,
    }
}

/// Segments are skipped by their lengths up to a frame header (ITU T.81, annex B).
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        (*bytes.get(at)? == 0xff).then_some(())?;
        let marker = *bytes.get(at + 1)?;
        match marker {
            // Fill bytes, and markers that stand alone.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            // The picture's data begins, or it ends, and no frame header came.
            0xd9 | 0xda => return None,
            _ => {
                let segment = bytes.get(at + 2..)?;
                let length = usize::from(u16::from_be_bytes(segment.get(..2)?.try_into().ok()?));
                let is_frame =
                    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
                if is_frame {
                    let frame = segment.get(..length.max(8))?;
                    let number = |at: usize| u32::from(frame[at]) << 8 | u32::from(frame[at + 1]);
                    return Some((number(5), number(3)));
                }
                at += 2 + length.max(2);
            }
        }
    }
}

fn little(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::size;

    const PNG: &[u8] =
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x06\0\0\0\x1f\x15\xc4\x89";
    const GIF: &[u8] = b"GIF89a\x02\0\x03\0\0\0\0";
    const JPEG: &[u8] =
        b"\xff\xd8\xff\xe0\0\x04JF\xff\xff\xc4\0\x03\0\xff\xc2\0\x0b\x08\0\x03\0\x02\x01\x01\x11\0";
    const LOSSY: &[u8] = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x02\0\x03\0";
    const LOSSLESS: &[u8] = b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x01\x80\0\0";
    const EXTENDED: &[u8] = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x01\0\0\x02\0\0";

    #[test]
    fn every_kind_of_picture_says_its_size_and_broken_off_none_of_them_does() {
        for whole in [PNG, GIF, JPEG, LOSSY, LOSSLESS, EXTENDED] {
            assert_eq!(size(whole), Some((2, 3)), "{whole:?}");
            for length in 0..whole.len() {
                assert_eq!(size(&whole[..length]), None, "{length} bytes of {whole:?}");
            }
        }
    }

    #[test]
    fn a_picture_without_width_or_height_is_none() {
        assert_eq!(size(b"GIF89a\0\0\x03\0\0\0\0"), None);
        assert_eq!(size(b"\xff\xd8\xff\xda\0\x02"), None, "data without a frame header");
        assert_eq!(size(b"no picture at all"), None);
    }
}
