//! Reads a `multipart/form-data` body (RFC 7578): names and bytes of its parts.

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    pub(crate) name: String,
    pub(crate) bytes: &'a [u8],
}

/// All parts, or nothing if the body does not follow the form that `content_type` announces.
pub(crate) fn parts<'a>(content_type: &str, body: &'a [u8]) -> Option<Vec<Part<'a>>> {
    let boundary = content_type.split(';').map(str::trim).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"'))
    })?;
    let delimiter = format!("--{boundary}");
    let mut rest = body.get(find(body, delimiter.as_bytes())? + delimiter.len()..)?;
    let ending = format!("\r\n{delimiter}");
    let mut parts = Vec::new();
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, ending.as_bytes())?;
        parts.push(part(&rest[..end])?);
        rest = &rest[end + ending.len()..];
    }
    Some(parts)
}

fn part(bytes: &[u8]) -> Option<Part<'_>> {
    let end = find(bytes, b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let disposition = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("content-disposition"))?
        .1;
    let name = disposition.split(';').map(str::trim).find_map(|parameter| {
        Some(parameter.strip_prefix("name=")?.trim_matches('"').to_owned())
    })?;
    Some(Part { name, bytes: &bytes[end + 4..] })
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, others) = needle.split_first()?;
    let mut from = 0;
    // Looking for the first byte alone is quick; only there the rest is compared.
    while let Some(step) = haystack.get(from..)?.iter().position(|byte| byte == first) {
        let at = from + step;
        if haystack[at + 1..].starts_with(others) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_bytes_with_line_ends_and_dashes_in_them() {
        let body = b"--xyz\r\nContent-Disposition: form-data; name=\"segment_index\"\r\n\r\n0\r\n\
            --xyz\r\nContent-Disposition: form-data; name=\"media\"; filename=\"a\"\r\n\
            Content-Type: image/png\r\n\r\n\r\n--xy\r\n\r\n--xyz--\r\n";
        let parts = parts("multipart/form-data; boundary=xyz", body).unwrap();
        assert_eq!(parts[0], Part { name: "segment_index".to_owned(), bytes: b"0" });
        assert_eq!(parts[1], Part { name: "media".to_owned(), bytes: b"\r\n--xy\r\n" });
    }

    #[test]
    fn a_body_without_its_end_is_none() {
        assert_eq!(parts("multipart/form-data; boundary=x", b"--x\r\nA: b\r\n\r\nc"), None);
    }
}
