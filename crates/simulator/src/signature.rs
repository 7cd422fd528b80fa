//! Is this OAuth 1.0a signature the right one? RFC 5849, HMAC-SHA1, written for this crate alone so
//! that the client's signing is checked by another hand.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha1::Sha1;

use crate::exchange::Request;

/// Everything but RFC 3986's unreserved characters is encoded (RFC 5849, 3.6).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Why an `Authorization` header can't be used at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// No header, or not in the form RFC 5849 asks for.
    Missing,
    /// A bearer token, which no endpoint here takes.
    Bearer,
}

/// The `oauth_` parameters of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Credentials {
    pub(crate) consumer_key: String,
    pub(crate) token: Option<String>,
    pub(crate) nonce: String,
    /// Seconds since the Unix epoch.
    pub(crate) timestamp: i64,
    signature: Vec<u8>,
    /// All parameters of the header but the signature and the realm.
    parameters: Vec<(String, String)>,
}

impl Credentials {
    /// Reads the `Authorization` header. Every parameter may stand once; the method must be
    /// HMAC-SHA1 and the version, where it is said, 1.0.
    pub(crate) fn read(request: &Request) -> Result<Self, Unreadable> {
        let header = request.header("authorization").ok_or(Unreadable::Missing)?;
        let (scheme, rest) = header.split_once(' ').ok_or(Unreadable::Missing)?;
        if scheme.eq_ignore_ascii_case("bearer") {
            return Err(Unreadable::Bearer);
        }
        if !scheme.eq_ignore_ascii_case("oauth") {
            return Err(Unreadable::Missing);
        }
        let mut parameters: Vec<(String, String)> = Vec::with_capacity(8);
        for part in rest.split(',') {
            let (key, value) = parameter(part).ok_or(Unreadable::Missing)?;
            let is_repeated = parameters.iter().any(|(known, _)| *known == key);
            if is_repeated {
                return Err(Unreadable::Missing);
            }
            parameters.push((key, value));
        }
        Self::from_parameters(parameters).ok_or(Unreadable::Missing)
    }

    fn from_parameters(mut parameters: Vec<(String, String)>) -> Option<Self> {
        parameters.retain(|(key, _)| key != "realm");
        let find = |name: &str| {
            parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
        };
        let is_version_right = find("oauth_version").is_none_or(|version| version == "1.0");
        if find("oauth_signature_method")? != "HMAC-SHA1" || !is_version_right {
            return None;
        }
        let signature = find("oauth_signature").and_then(|text| BASE64.decode(text).ok())?;
        let nonce = find("oauth_nonce").filter(|nonce| !nonce.is_empty())?;
        let timestamp = find("oauth_timestamp")?.parse().ok()?;
        let consumer_key = find("oauth_consumer_key")?;
        let token = find("oauth_token").filter(|token| !token.is_empty());
        parameters.retain(|(key, _)| key != "oauth_signature");
        Some(Self { consumer_key, token, nonce, timestamp, signature, parameters })
    }

    /// A further parameter of the header, such as `oauth_callback`.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Was `request` signed with these two secrets? The comparison takes the same time wherever
    /// the first difference lies.
    pub(crate) fn is_signed_by(
        &self,
        request: &Request,
        consumer_secret: &str,
        token_secret: &str,
    ) -> bool {
        let key = format!("{}&{}", encode(consumer_secret), encode(token_secret));
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.as_bytes()) else { return false };
        mac.update(self.base_string(request).as_bytes());
        mac.verify_slice(&self.signature).is_ok()
    }

    /// RFC 5849, 3.4.1: method, base URL and the sorted parameters of header, query and form body.
    /// The scheme is http: the simulator listens on loopback only.
    fn base_string(&self, request: &Request) -> String {
        let (query, body) = (request.query_pairs(), request.body_pairs());
        let all = self.parameters.iter().chain(&query).chain(&body);
        let mut pairs: Vec<_> = all.map(|(key, value)| (encode(key), encode(value))).collect();
        pairs.sort_unstable();
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let host = request.header("host").unwrap_or_default().to_ascii_lowercase();
        let host = host.strip_suffix(":80").unwrap_or(&host);
        let url = format!("http://{host}{}", request.path);
        format!("{}&{}&{}", request.method, encode(&url), encode(&pairs.join("&")))
    }
}

fn parameter(part: &str) -> Option<(String, String)> {
    let (key, value) = part.trim().split_once('=')?;
    let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    let decode = |text: &str| percent_decode_str(text).decode_utf8().ok().map(String::from);
    Some((decode(key.trim())?, decode(value)?))
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of RFC 5849, 3.4.1.1, which is about the base string alone.
    #[test]
    fn the_base_string_of_the_rfc_is_rebuilt() {
        let header = "OAuth realm=\"Example\", oauth_consumer_key=\"9djdj82h48djs9d2\", \
             oauth_token=\"kkk9d7dh3k39sjv7\", oauth_signature_method=\"HMAC-SHA1\", \
             oauth_timestamp=\"137131201\", oauth_nonce=\"7d8f3e4a\", oauth_signature=\"AAAA\"";
        let mut request = Request::new("POST", "/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b")
            .with_header("host", "example.com:80")
            .with_header("authorization", header)
            .with_header("content-type", "application/x-www-form-urlencoded");
        request.body = b"c2&a3=2+q".to_vec();
        let expected = "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7";
        let credentials = Credentials::read(&request).unwrap();
        assert_eq!(credentials.base_string(&request), expected);
    }

    #[test]
    fn a_parameter_that_stands_twice_is_refused() {
        let header = "OAuth oauth_nonce=\"a\", oauth_nonce=\"b\"";
        let request = Request::new("GET", "/").with_header("authorization", header);
        assert_eq!(Credentials::read(&request), Err(Unreadable::Missing));
    }
}
