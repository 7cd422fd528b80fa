//! What must never stand in what an owner hands to others? Known secrets in every form in which an
//! answer may echo them, and whatever stands where a secret usually does.
//!
//! Answers are cleaned before they are kept. What leaves the house (the evidence pack) is cleaned once
//! more by this, so that two mistakes are needed for a leak.

use std::fmt;

/// Shorter ones are placeholders; cutting them out would shred the text.
const SHORTEST: usize = 6;

/// What stands in a secret's place.
pub const REDACTED: &str = "[redacted]";

/// Names whose values are secret: `name=value`, `name="value"`, `"name":"value"`, `name: value`.
const NAMES: [&str; 11] = [
    "oauth_token_secret",
    "oauth_consumer_secret",
    "oauth_consumer_key",
    "oauth_token",
    "oauth_signature",
    "oauth_verifier",
    "access_token",
    "refresh_token",
    "client_secret",
    "consumer_secret",
    "password",
];

/// Words after which the rest of a header's value is secret.
const SCHEMES: [&str; 2] = ["Bearer ", "Basic "];

/// Takes secrets out of texts.
#[derive(Clone)]
pub struct Redactor {
    forms: Vec<String>,
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Redactor({} forms)", self.forms.len())
    }
}

impl Redactor {
    /// For these secrets, beside what is secret by its place.
    pub fn of(secrets: impl IntoIterator<Item = String>) -> Self {
        let mut forms: Vec<String> = secrets
            .into_iter()
            .filter(|one| one.len() >= SHORTEST)
            .flat_map(|one| forms(&one))
            .collect();
        // Longest first: a form that contains another must go as a whole.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        Self { forms }
    }

    /// A text without secrets.
    pub fn clean(&self, text: &str) -> String {
        let mut clean = text.to_owned();
        for form in self.forms.iter().filter(|form| !form.is_empty()) {
            if clean.contains(form.as_str()) {
                clean = clean.replace(form.as_str(), REDACTED);
            }
        }
        for name in NAMES {
            clean = without_value(&clean, name);
        }
        for scheme in SCHEMES {
            clean = without_credentials(&clean, scheme);
        }
        clean
    }
}

/// A secret as it is, percent-encoded once and twice (RFC 3986, in capitals and small letters), and
/// in base64 (RFC 4648, both alphabets) wherever it begins within a longer text.
pub fn forms(secret: &str) -> Vec<String> {
    let once = percent(secret);
    let twice = percent(&once);
    let mut forms = vec![secret.to_owned(), once.to_lowercase(), twice.to_lowercase(), once, twice];
    for before in 0..3 {
        let core = base64_core(secret.as_bytes(), before);
        forms.push(core.replace('+', "-").replace('/', "_"));
        forms.push(core);
    }
    forms.retain(|form| form.len() >= SHORTEST);
    forms.sort();
    forms.dedup();
    forms
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The letters of base64 that only these bytes decide, where so many (0 to 2) other bytes of a group
/// of three come before them.
fn base64_core(bytes: &[u8], before: usize) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bit = |at: usize| -> u8 {
        let Some(byte) = (at / 8).checked_sub(before).and_then(|at| bytes.get(at)) else {
            return 0;
        };
        byte >> (7 - at % 8) & 1
    };
    let first = (before * 8).div_ceil(6);
    let end = (before + bytes.len()) * 8 / 6;
    let letter = |place: usize| {
        let six = (0..6).fold(0, |six, n| six << 1 | bit(place * 6 + n));
        char::from(LETTERS[usize::from(six)])
    };
    (first..end).map(letter).collect()
}

/// Cuts the value out after each whole `name` that is assigned to.
fn without_value(text: &str, name: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.to_ascii_lowercase().find(name) {
        let (before, after) = rest.split_at(at + name.len());
        clean.push_str(before);
        let value = after.trim_start_matches(['"', '\'', '\\', ' ', '=', ':']);
        let between = &after[..after.len() - value.len()];
        rest = after;
        if between.contains(['=', ':']) && !value.starts_with(REDACTED) {
            let ends = ['&', '"', '\'', ',', ' ', '\\', '<', '\n', '\r', '}'];
            let end = value.find(ends).unwrap_or(value.len());
            clean.push_str(between);
            clean.push_str(if end > 0 { REDACTED } else { "" });
            rest = &value[end..];
        }
    }
    clean.push_str(rest);
    clean
}

/// Cuts out what follows a scheme of the Authorization header, where it looks like credentials.
fn without_credentials(text: &str, scheme: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(scheme) {
        let (before, after) = rest.split_at(at + scheme.len());
        clean.push_str(before);
        let is_token = |c: char| c.is_ascii_alphanumeric() || "-._~+/=%".contains(c);
        let end = after.find(|c| !is_token(c)).unwrap_or(after.len());
        // A word of a sentence is shorter.
        if end >= 16 {
            clean.push_str(REDACTED);
            rest = &after[end..];
        } else {
            rest = after;
        }
    }
    clean.push_str(rest);
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const SECRET: &str = "planted+secret/7=";

    #[rstest]
    #[case::as_it_is("a planted+secret/7= b")]
    #[case::percent("a planted%2Bsecret%2F7%3D b")]
    #[case::percent_in_small_letters("a planted%2bsecret%2f7%3d b")]
    #[case::percent_twice("a planted%252Bsecret%252F7%253D b")]
    #[case::base64("cGxhbnRlZCtzZWNyZXQvNz0=")]
    // Of "x:planted+secret/7=" and of "xy:planted+secret/7=".
    #[case::base64_after_two("eDpwbGFudGVkK3NlY3JldC83PQ==")]
    #[case::base64_after_three("eHk6cGxhbnRlZCtzZWNyZXQvNz0=")]
    fn a_known_secret_goes_in_every_form(#[case] text: &str) {
        let clean = Redactor::of([SECRET.to_owned()]).clean(text);
        assert!(clean.contains(REDACTED), "{clean}");
        for form in forms(SECRET) {
            assert!(!clean.contains(&form), "{form} in {clean}");
        }
    }

    #[rstest]
    #[case::header("OAuth oauth_nonce=\"n\", oauth_token=\"abcdef\", oauth_signature=\"s%3D\"", &["abcdef", "s%3D"])]
    #[case::json("{\"access_token\":\"abcdef\",\"x\":1}", &["abcdef"])]
    #[case::form("oauth_token=AAA111&oauth_token_secret=BBB222&user_id=5", &["AAA111", "BBB222"])]
    #[case::bearer("Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAMLheAAAAAAA0%2BuSeid", &["MLhe"])]
    #[case::capitals("Password: hunter22", &["hunter22"])]
    fn what_stands_in_a_secrets_place_goes(#[case] text: &str, #[case] secrets: &[&str]) {
        let clean = Redactor::of([]).clean(text);
        for secret in secrets {
            assert!(!clean.contains(secret), "{secret} in {clean}");
        }
    }

    #[rstest]
    #[case("The oauth_token parameter is missing.")]
    #[case("You have to reset your password; then log in.")]
    #[case("Basic access is refused")]
    #[case("user_id=5")]
    fn sentences_keep_their_words(#[case] text: &str) {
        assert_eq!(Redactor::of([]).clean(text), text);
    }

    proptest! {
        #[test]
        fn no_form_of_a_secret_is_left_whatever_is_around_it(
            secret in "[!-~]{8,40}", before in "[a-z ]{0,9}", after in "[a-z ]{0,9}"
        ) {
            let clean = Redactor::of([secret.clone()]).clean(&format!("{before}{secret}{after}"));
            prop_assert!(!clean.contains(&secret) || REDACTED.contains(&secret));
        }
    }
}
