//! How is a mail handed to the owner's mail program? As a `mailto:` link (RFC 6068): everything but
//! unreserved characters percent-encoded as UTF-8, line breaks as `%0D%0A`.

use std::fmt::Write as _;

/// Longer links are cut or refused by some systems: Windows hands at most 2,083 characters to the
/// program that opens a link.
pub(super) const LONGEST: usize = 2_000;

/// A link for a mail. Where it would be too long, the body is `instead`, and the owner pastes.
pub(super) fn link(to: &str, subject: &str, body: &str, instead: &str) -> String {
    let whole = compose(to, subject, body);
    if whole.len() <= LONGEST { whole } else { compose(to, subject, instead) }
}

fn compose(to: &str, subject: &str, body: &str) -> String {
    let to: Vec<String> = to.split('@').map(encode).collect();
    format!("mailto:{}?subject={}&body={}", to.join("@"), encode(subject), encode(body))
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.replace('\n', "\r\n").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_plain_letters_is_encoded_and_lines_end_as_in_mails() {
        let link = link("access-support@x.com", "a & b?", "Grüße\nüber 50 %", "");
        assert_eq!(
            link,
            "mailto:access-support@x.com?subject=a%20%26%20b%3F\
             &body=Gr%C3%BC%C3%9Fe%0D%0A%C3%BCber%2050%20%25"
        );
    }

    #[test]
    fn a_body_that_is_too_long_for_a_link_is_left_to_paste() {
        let link = link("a@x.com", "s", &"ü".repeat(1_000), "paste");
        assert!(link.ends_with("&body=paste"));
        assert!(link.len() <= LONGEST);
    }
}
