//! How does one request reach a server, and what is known when no answer comes? [`Transport`] is
//! the seam: reqwest here, the simulator in the same process for the simulation runs.

mod base;
mod client;
mod multipart;

pub use base::BaseUrl;
pub use client::{HttpTransport, Patience, Trust};
pub use multipart::Multipart;

use roost_domain::ports::BoxFuture;
use std::fmt;

/// The methods that the adapters use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Takes away.
    Delete,
}

impl Method {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

/// One request, complete: signed, encoded, ready for the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// Its method.
    pub method: Method,
    /// The absolute URL, query included and encoded.
    pub url: String,
    /// Headers, lower-case names.
    pub headers: Vec<(&'static str, String)>,
    /// The bytes of the body; empty for none.
    pub body: Vec<u8>,
}

/// Without headers, body and query: those carry secrets and the owner's words.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.url.split('?').next().unwrap_or_default();
        write!(f, "{} {path} ({} bytes)", self.method.word(), self.body.len())
    }
}

/// An answer that came whole, or up to [`READ_LIMIT`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Headers, lower-case names, in the order they came.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// The first value of a header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the status says success.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// The most of a body that is read; the rest is left on the wire. A page of 100 posts is under 400 kB.
pub const READ_LIMIT: usize = 1024 * 1024;

/// No answer came. Which of the two it is decides whether a post may exist twice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// Nothing of the request left this machine: no name, no connection, no TLS.
    #[error("nothing was sent: {reason}")]
    NotSent {
        /// The transport's words, without URL, headers and body.
        reason: String,
    },
    /// The request may have arrived.
    #[error("no answer came: {reason}")]
    Lost {
        /// The transport's words, without URL, headers and body.
        reason: String,
    },
}

/// Carries one request to a server and brings its answer. Sends at most once and follows no redirect.
pub trait Transport: Send + Sync {
    /// Sends it.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>>;
}
