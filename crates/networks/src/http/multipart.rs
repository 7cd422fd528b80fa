//! What does a form with a file look like on the wire? RFC 7578, encoded here, so that every
//! transport carries plain bytes.

use std::fmt::Write as _;

/// A form in the making.
#[derive(Debug)]
pub struct Multipart {
    boundary: String,
    body: Vec<u8>,
}

impl Multipart {
    /// An empty form. The boundary must not occur in the parts: give a random one.
    pub fn new(boundary: &str) -> Self {
        Self { boundary: format!("roost-{boundary}"), body: Vec::new() }
    }

    /// Adds a plain field.
    #[must_use]
    pub fn field(self, name: &str, value: &str) -> Self {
        self.part(&format!("name=\"{name}\""), None, value.as_bytes())
    }

    /// Adds a file.
    #[must_use]
    pub fn file(self, name: &str, mime: &str, bytes: &[u8]) -> Self {
        self.part(&format!("name=\"{name}\"; filename=\"{name}\""), Some(mime), bytes)
    }

    /// The value of the `content-type` header, and the body.
    pub fn finish(mut self) -> (String, Vec<u8>) {
        self.body.extend_from_slice(format!("--{}--\r\n", self.boundary).as_bytes());
        (format!("multipart/form-data; boundary={}", self.boundary), self.body)
    }

    fn part(mut self, disposition: &str, mime: Option<&str>, bytes: &[u8]) -> Self {
        let mut head =
            format!("--{}\r\ncontent-disposition: form-data; {disposition}\r\n", self.boundary);
        if let Some(mime) = mime {
            // Writing to a String can't fail.
            let _ = write!(head, "content-type: {mime}\r\n");
        }
        head.push_str("\r\n");
        self.body.reserve(head.len() + bytes.len() + 2);
        self.body.extend_from_slice(head.as_bytes());
        self.body.extend_from_slice(bytes);
        self.body.extend_from_slice(b"\r\n");
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_with_a_field_and_a_file_has_the_shape_of_rfc_7578() {
        let (kind, body) =
            Multipart::new("b").field("a", "1").file("media", "image/png", b"\x89P").finish();
        assert_eq!(kind, "multipart/form-data; boundary=roost-b");
        let wanted = b"--roost-b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n\
            --roost-b\r\ncontent-disposition: form-data; name=\"media\"; filename=\"media\"\r\n\
            content-type: image/png\r\n\r\n\x89P\r\n--roost-b--\r\n";
        assert_eq!(body, wanted);
    }
}
