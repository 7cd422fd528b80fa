//! What of an answer may be kept? Headers that mean something and the body, without a secret.

use super::limits;
use super::signing::Signer;
use crate::http::Response;
use roost_domain::ports::Evidence;

/// How much of a body is kept.
const KEEP_LIMIT: usize = 64 * 1024;

/// Shorter 'secrets' are placeholders; cutting them out would shred the body.
const SHORTEST_SECRET: usize = 4;

const REDACTED: &str = "[redacted]";

/// Names whose values are secret wherever they are echoed: `name=value`, `name="value"`,
/// `"name":"value"`.
const SECRET_NAMES: [&str; 4] =
    ["oauth_token_secret", "oauth_token", "oauth_signature", "oauth_verifier"];

/// Strings that must never be kept or shown.
#[derive(Clone)]
pub(crate) struct Redaction(Vec<String>);

impl Redaction {
    /// The strings of the keys, and whatever else was secret in the request.
    pub(crate) fn of(signer: Signer<'_>, more: &[&str]) -> Self {
        let mut secrets: Vec<&str> = more.to_vec();
        let app = match signer {
            Signer::App(app) => app,
            Signer::Pair(app, pair) => {
                secrets.push(pair.token.expose());
                secrets.push(pair.token_secret.expose());
                app
            }
        };
        secrets.push(&app.consumer_key);
        secrets.push(app.consumer_secret.expose());
        let mut forms: Vec<String> = Vec::new();
        for secret in secrets.into_iter().filter(|secret| secret.len() >= SHORTEST_SECRET) {
            forms.push(secret.to_owned());
            forms.push(percent_encoded(secret));
            forms.push(percent_encoded(&percent_encoded(secret)));
            forms.extend(roost_domain::redaction::forms(secret));
        }
        // Longest first: a secret that contains another must go as a whole.
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        Self(forms)
    }

    /// A text without secrets.
    pub(crate) fn clean(&self, text: &str) -> String {
        let mut clean = text.to_owned();
        for secret in self.0.iter().filter(|secret| !secret.is_empty()) {
            if clean.contains(secret.as_str()) {
                clean = clean.replace(secret.as_str(), REDACTED);
            }
        }
        for name in SECRET_NAMES {
            if clean.contains(name) {
                clean = without_value(&clean, name);
            }
        }
        clean
    }

    /// An answer without secrets; the classifier and the record see only this one.
    pub(crate) fn clean_answer(&self, answer: &Response) -> Response {
        let body = String::from_utf8_lossy(&answer.body);
        Response {
            status: answer.status,
            headers: answer
                .headers
                .iter()
                .filter(|(name, _)| is_meant(name))
                .map(|(name, value)| (name.clone(), self.clean(value)))
                .collect(),
            body: self.clean(&body).into_bytes(),
        }
    }
}

/// The record of a clean answer.
pub(crate) fn evidence(clean: &Response) -> Evidence {
    let body = String::from_utf8_lossy(&clean.body);
    Evidence {
        status: Some(clean.status),
        headers: clean.headers.clone(),
        body: body[..body.floor_char_boundary(KEEP_LIMIT)].to_owned(),
        date: limits::date(clean),
    }
}

fn is_meant(name: &str) -> bool {
    matches!(
        name,
        "date"
            | "content-type"
            | "retry-after"
            | "api-version"
            | "x-transaction-id"
            | "x-access-level"
    ) || name.starts_with("x-rate-limit-")
        || name.starts_with("x-user-limit-24hour-")
        || name.starts_with("x-app-limit-24hour-")
}

/// Cuts the value out after each whole `name`.
fn without_value(text: &str, name: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, after) = rest.split_at(at + name.len());
        clean.push_str(before);
        let value = after.trim_start_matches(['"', '\\', ' ', '=', ':']);
        rest = after;
        // Without a sign of assignment it is only a word in a sentence.
        if after[..after.len() - value.len()].contains(['=', ':']) {
            let end = value.find(['&', '"', ',', ' ', '\\', '<', '\n', '}']).unwrap_or(value.len());
            clean.push_str(&after[..after.len() - value.len()]);
            clean.push_str(REDACTED);
            rest = &value[end..];
        }
    }
    clean.push_str(rest);
    clean
}

fn percent_encoded(text: &str) -> String {
    let pair = [("", text.to_owned())];
    let encoded = super::signing::with_query(String::new(), &pair);
    encoded.trim_start_matches(['?', '=']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use roost_domain::secret::{AccountKeys, AppKeys, Secret};

    fn redaction() -> Redaction {
        let app = AppKeys {
            consumer_key: "planted-ck".to_owned(),
            consumer_secret: Secret::new("planted+cs/="),
        };
        let pair = AccountKeys {
            token: Secret::new("7-planted-token"),
            token_secret: Secret::new("planted-ts"),
        };
        Redaction::of(Signer::Pair(&app, &pair), &["1234567"])
    }

    #[test]
    fn planted_secrets_go_in_every_form() {
        let body = "a planted-ck b planted+cs/= c planted%2Bcs%2F%3D d 7-planted-token e planted-ts f \
            planted%252Bcs%252F%253D pin 1234567";
        let clean = redaction().clean(body);
        assert_eq!(
            clean,
            "a [redacted] b [redacted] c [redacted] d [redacted] e [redacted] f [redacted] pin [redacted]"
        );
    }

    #[test]
    fn an_echoed_authorization_header_loses_its_values() {
        let echo = "OAuth oauth_nonce=\"n\", oauth_signature=\"abc%3D\", oauth_token=\"other\" \
            {\"oauth_token_secret\":\"fresh\",\"x\":1} oauth_token=A&oauth_token_secret=B&user_id=5";
        let clean = redaction().clean(echo);
        for secret in ["abc", "other", "fresh", "=A", "=B"] {
            assert!(!clean.contains(secret), "{secret} in {clean}");
        }
        assert!(clean.contains("user_id=5") && clean.contains("\"x\":1"), "{clean}");
    }

    #[test]
    fn a_sentence_about_tokens_keeps_its_words() {
        let sentence = "The oauth_token parameter is missing.";
        assert_eq!(redaction().clean(sentence), sentence);
    }

    #[test]
    fn only_headers_that_mean_something_are_kept() {
        let answer = Response {
            status: 200,
            headers: vec![
                ("set-cookie".to_owned(), "guest=1".to_owned()),
                ("x-rate-limit-remaining".to_owned(), "3".to_owned()),
                ("date".to_owned(), "Sun, 22 Nov 2026 10:00:00 GMT".to_owned()),
            ],
            body: b"{}".to_vec(),
        };
        let kept = evidence(&redaction().clean_answer(&answer));
        let names: Vec<&str> = kept.headers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["x-rate-limit-remaining", "date"]);
        assert_eq!(kept.date.unwrap().timestamp(), 1_795_341_600);
    }

    #[test]
    fn a_huge_body_is_kept_up_to_64_kib_at_a_whole_character() {
        let answer =
            Response { status: 500, headers: vec![], body: "é".repeat(50_000).into_bytes() };
        let kept = evidence(&redaction().clean_answer(&answer));
        assert_eq!(kept.body.len(), KEEP_LIMIT);
    }
}
