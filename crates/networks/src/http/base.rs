//! Which server may signed requests go to? https anywhere, plain http only on this machine.

use crate::AdapterError;
use std::fmt;
use std::net::IpAddr;

/// The root of an API, checked and without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// X itself.
    pub const X: &'static str = "https://api.x.com";

    /// Parses and checks it.
    pub fn parse(text: &str) -> Result<Self, AdapterError> {
        let bad = |reason| AdapterError::BadBaseUrl { url: without_login(text), reason };
        let url = reqwest::Url::parse(text.trim()).map_err(|_| bad("it can't be parsed"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(bad("it carries a user or a password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(bad("it carries a query or a fragment"));
        }
        let Some(host) = url.host_str() else { return Err(bad("it names no host")) };
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(host) => {}
            "http" => return Err(AdapterError::InsecureBaseUrl { url: text.to_owned() }),
            _ => return Err(bad("only https and, on this machine, http are spoken")),
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }

    /// The URL of a path that begins with a slash.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What stands before an @ may be a password, and this text is shown.
fn without_login(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((_, rest)) => format!("…@{rest}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("https://api.x.com", "https://api.x.com")]
    #[case("https://API.X.com/", "https://api.x.com")]
    #[case("https://api.x.com:443/", "https://api.x.com")]
    #[case("http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    #[case("http://127.9.9.9:1/x/", "http://127.9.9.9:1/x")]
    #[case("http://localhost:9", "http://localhost:9")]
    #[case("http://[::1]:9", "http://[::1]:9")]
    fn a_safe_base_url_is_taken(#[case] text: &str, #[case] kept: &str) {
        assert_eq!(BaseUrl::parse(text).unwrap().to_string(), kept);
    }

    #[rstest]
    #[case("http://api.x.com")]
    #[case("http://192.168.1.4:80")]
    #[case("http://localhost.evil.example")]
    #[case("http://127.0.0.1.evil.example")]
    #[case("http://0.0.0.0:80")]
    fn plain_http_to_another_machine_is_refused(#[case] text: &str) {
        let refused = BaseUrl::parse(text).unwrap_err();
        assert!(matches!(refused, AdapterError::InsecureBaseUrl { .. }), "{refused:?}");
    }

    #[rstest]
    #[case("")]
    #[case("api.x.com")]
    #[case("ftp://127.0.0.1")]
    #[case("https://user:hush@api.x.com")]
    #[case("https://api.x.com?a=b")]
    fn what_is_no_base_url_is_refused_without_showing_a_password(#[case] text: &str) {
        let refused = BaseUrl::parse(text).unwrap_err();
        assert!(matches!(refused, AdapterError::BadBaseUrl { .. }), "{refused:?}");
        assert!(!format!("{refused:?} {refused}").contains("hush"));
    }
}
