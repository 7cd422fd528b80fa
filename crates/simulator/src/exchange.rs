//! What goes into the simulator and what comes out: requests, answers and the way they travel.
//!
//! The types know nothing of sockets, so that the same simulator can stand behind a real port or be
//! called in-process by a test that owns time.

use std::time::Duration;

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// A request that was read in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST` or `DELETE`, in capitals.
    pub method: String,
    /// The path as sent, percent-encoding included, without the query.
    pub path: String,
    /// The raw query without its question mark; empty where there is none.
    pub query: String,
    /// Header names and values in the order they came. Names are compared without regard to case.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Request {
    /// A request without headers and body. `target` is a path, with its query behind `?`.
    pub fn new(method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query.to_owned(),
            ..Self::default()
        }
    }

    /// The same request with one header more.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same request with `value` as its JSON body.
    #[must_use]
    pub fn with_json(mut self, value: &Value) -> Self {
        self.body = value.to_string().into_bytes();
        self.with_header("content-type", "application/json")
    }

    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
        self.headers.iter().find(named).map(|(_, value)| value.as_str())
    }

    /// The media type of the body, in lower case and without its parameters; empty if none was said.
    pub(crate) fn content_type(&self) -> String {
        let full = self.header("content-type").unwrap_or_default();
        full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The query's pairs, decoded.
    pub(crate) fn query_pairs(&self) -> Vec<(String, String)> {
        form_pairs(&self.query)
    }

    /// The body's pairs if it is a form (`application/x-www-form-urlencoded`), else none.
    pub(crate) fn body_pairs(&self) -> Vec<(String, String)> {
        if self.content_type() != "application/x-www-form-urlencoded" {
            return Vec::new();
        }
        form_pairs(&String::from_utf8_lossy(&self.body))
    }
}

/// Pairs of a query or a form body: `a=b&c`, `+` for a blank, percent-encoded UTF-8.
pub(crate) fn form_pairs(text: &str) -> Vec<(String, String)> {
    let decoded = |part: &str| {
        let blanks = part.replace('+', " ");
        percent_decode_str(&blanks).decode_utf8_lossy().into_owned()
    };
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (decoded(key), decoded(value)))
        .collect()
}

/// What the simulator says to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Header names in lower case, and their values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer with a JSON body.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::of_type(status, "application/json; charset=utf-8", body.to_string())
    }

    /// An answer with a problem body, as X's v2 sends its refusals.
    pub(crate) fn problem(status: u16, body: &Value) -> Self {
        Self::of_type(status, "application/problem+json", body.to_string())
    }

    /// An answer with any body.
    pub(crate) fn of_type(status: u16, content_type: &str, body: String) -> Self {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Self { status, headers, body: body.into_bytes() }
    }

    /// The same answer with a header set; an earlier one of that name is replaced.
    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.headers.retain(|(key, _)| !key.eq_ignore_ascii_case(name));
        self.headers.push((name.to_ascii_lowercase(), format!("{value}")));
        self
    }

    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = |(key, _): &&(String, String)| key.eq_ignore_ascii_case(name);
        self.headers.iter().find(named).map(|(_, value)| value.as_str())
    }

    /// The body as JSON, `Null` where it is none.
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

/// An answer and how it is to travel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Send the answer.
    Send(Answer),
    /// The request was carried out; send the answer after the wait.
    SendLate(Answer, Duration),
    /// Nothing was carried out: cut the connection without an answer.
    Cut,
    /// The request was carried out: drop the connection without an answer.
    Drop,
    /// Nothing was carried out yet: give it back after the wait
    /// ([`Simulator::resume`](crate::Simulator::resume)).
    Postpone(Postponed),
}

/// A request that the simulator has let in but not yet carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postponed {
    /// How long to wait.
    pub wait: Duration,
    pub(crate) request: Request,
    pub(crate) caller: crate::callers::Caller,
    pub(crate) switches: crate::faults::Switches,
    pub(crate) reading: crate::limits::Reading,
    pub(crate) entry: usize,
}
