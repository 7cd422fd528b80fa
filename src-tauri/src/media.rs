//! How does the page show a picture of a post? By `roost-media://localhost/SHA256`: a name is 64
//! hexadecimal digits and nothing else, the file is one of Roost's own copies, and its type is told by
//! its first bytes.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use tauri::http::{Request, Response, StatusCode, header};

/// The scheme's name.
pub(crate) const SCHEME: &str = "roost-media";

/// The most of a film that one answer carries; the page asks for the rest.
const PART: u64 = 4 * 1024 * 1024;

/// Answers a request from the media folder.
pub(crate) fn answer(folder: &Path, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let Some(name) = hash(request.uri().path()) else { return empty(StatusCode::NOT_FOUND) };
    let range = request.headers().get(header::RANGE).and_then(|range| range.to_str().ok());
    match read(&folder.join(name), range) {
        Ok(found) => found,
        Err(_) => empty(StatusCode::NOT_FOUND),
    }
}

/// The hash that a path names: one slash, 64 lower-case hexadecimal digits.
fn hash(path: &str) -> Option<&str> {
    let name = path.strip_prefix('/')?;
    let is_hash = name.len() == 64 && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then_some(name)
}

fn read(path: &Path, range: Option<&str>) -> io::Result<Response<Vec<u8>>> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(16).read_to_end(&mut head)?;
    let Some(kind) = kind(&head) else { return Ok(empty(StatusCode::NOT_FOUND)) };
    let mut answer = Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CACHE_CONTROL, "max-age=31536000, immutable")
        .header(header::ACCEPT_RANGES, "bytes");
    let (from, to) = match range {
        None => (0, length),
        Some(range) => match asked(range, length) {
            Some((from, to)) => {
                let place = format!("bytes {from}-{}/{length}", to - 1);
                answer =
                    answer.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, place);
                (from, to)
            }
            None => return Ok(empty(StatusCode::RANGE_NOT_SATISFIABLE)),
        },
    };
    let mut body = Vec::new();
    file.seek(SeekFrom::Start(from))?;
    file.take(to - from).read_to_end(&mut body)?;
    answer.body(body).map_err(io::Error::other)
}

/// The part that a `Range` header asks for, from and up to but not including; the first part of a list.
fn asked(range: &str, length: u64) -> Option<(u64, u64)> {
    let first = range.strip_prefix("bytes=")?.split(',').next()?;
    let (from, to) = first.trim().split_once('-')?;
    let (from, to) = match (from.parse::<u64>(), to.parse::<u64>()) {
        (Ok(from), Ok(last)) => (from, last.saturating_add(1)),
        (Ok(from), Err(_)) => (from, length),
        (Err(_), Ok(last)) => (length.saturating_sub(last), length),
        (Err(_), Err(_)) => return None,
    };
    let to = to.min(length).min(from.saturating_add(PART));
    (from < to).then_some((from, to))
}

/// What a file is, by its first bytes: the kinds that a post can carry.
fn kind(head: &[u8]) -> Option<&'static str> {
    match head {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("video/mp4"),
        _ => None,
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut answer = Response::new(Vec::new());
    *answer.status_mut() = status;
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const NAME: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    fn ask(folder: &Path, path: &str, range: Option<&str>) -> Response<Vec<u8>> {
        let mut request = Request::builder().uri(format!("roost-media://localhost{path}"));
        if let Some(range) = range {
            request = request.header(header::RANGE, range);
        }
        answer(folder, &request.body(Vec::new()).unwrap())
    }

    fn folder_with(bytes: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(NAME), bytes).unwrap();
        folder
    }

    #[test]
    fn a_picture_comes_with_its_type() {
        let folder = folder_with(PNG);
        let answer = ask(folder.path(), &format!("/{NAME}"), None);
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "image/png");
        assert_eq!(answer.body(), PNG);
    }

    #[test]
    fn a_page_among_the_media_is_not_served() {
        let folder = folder_with(b"<html><script>");
        assert_eq!(ask(folder.path(), &format!("/{NAME}"), None).status(), StatusCode::NOT_FOUND);
    }

    #[rstest]
    #[case("/")]
    #[case("/../roost.db")]
    #[case("/%2e%2e/roost.db")]
    #[case("//etc/passwd")]
    #[case("/0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF")]
    #[case("/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde/")]
    #[case("/0123")]
    fn only_a_hash_is_a_name(#[case] path: &str) {
        let folder = folder_with(PNG);
        std::fs::write(folder.path().join("0123"), PNG).unwrap();
        assert_eq!(ask(folder.path(), path, None).status(), StatusCode::NOT_FOUND);
    }

    #[rstest]
    #[case("bytes=0-3", Some((0, 4)))]
    #[case("bytes=4-", Some((4, 12)))]
    #[case("bytes=-2", Some((10, 12)))]
    #[case("bytes=4-99", Some((4, 12)))]
    #[case("bytes=12-", None)]
    #[case("lines=1-2", None)]
    fn a_film_is_read_in_parts(#[case] range: &str, #[case] part: Option<(usize, usize)>) {
        let folder = folder_with(PNG);
        let answer = ask(folder.path(), &format!("/{NAME}"), Some(range));
        match part {
            Some((from, to)) => {
                assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
                assert_eq!(answer.body(), &PNG[from..to]);
            }
            None => assert_eq!(answer.status(), StatusCode::RANGE_NOT_SATISFIABLE),
        }
    }
}
