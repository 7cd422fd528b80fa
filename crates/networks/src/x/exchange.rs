//! How does one call go? Signed, sent once, its answer cleaned of secrets, then either the value
//! that was asked for or a classified refusal.

use super::XNetwork;
use super::evidence::{Redaction, evidence};
use super::limits;
use super::refusals::{classify_without_value, lock_sign};
use super::signing::{Extra, Signer, authorization, with_query};
use crate::http::{Method, Request, Response, TransportError};
use chrono::DateTime;
use roost_domain::Timestamp;
use roost_domain::ports::{NetworkError, Reply};
use serde_json::Value;

/// One call on its way.
pub(super) struct Asking<'a> {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Body,
    pub(super) extra: Extra<'a>,
    /// The post's own text, where there is one: an echo of it means nothing.
    pub(super) sent: &'a str,
    /// Strings of this request that are secret besides its keys.
    pub(super) secrets: Vec<&'a str>,
}

pub(super) enum Body {
    None,
    Json(Value),
    /// A content type and bytes.
    Form(String, Vec<u8>),
}

impl<'a> Asking<'a> {
    pub(super) fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            query: Vec::new(),
            body: Body::None,
            extra: Extra::None,
            sent: "",
            secrets: Vec::new(),
        }
    }

    pub(super) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path)
    }

    pub(super) fn post(path: impl Into<String>, body: Body) -> Self {
        Self { body, ..Self::new(Method::Post, path) }
    }

    pub(super) fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    pub(super) fn extra(mut self, extra: Extra<'a>) -> Self {
        self.extra = extra;
        self
    }

    pub(super) fn sent(mut self, text: &'a str) -> Self {
        self.sent = text;
        self
    }

    pub(super) fn secret(mut self, secret: &'a str) -> Self {
        self.secrets.push(secret);
        self
    }
}

impl XNetwork {
    /// Sends a call once. A 2xx in which `value` finds nothing is a refusal too: what it did is unclear.
    pub(super) async fn ask<T>(
        &self,
        signer: Signer<'_>,
        asking: Asking<'_>,
        value: impl FnOnce(&Response) -> Option<T>,
    ) -> Result<Reply<T>, NetworkError> {
        let redaction = Redaction::of(signer, &asking.secrets);
        let sent = asking.sent;
        let (request, now) = self.signed(signer, asking);
        let answer = self.transport.send(request).await.map_err(|error| match error {
            TransportError::NotSent { reason } => {
                NetworkError::NotSent { reason: redaction.clean(&reason) }
            }
            TransportError::Lost { reason } => {
                NetworkError::Lost { reason: redaction.clean(&reason) }
            }
        })?;
        let clean = redaction.clean_answer(&answer);
        let limits = limits::read(&clean, limits::date(&clean).unwrap_or(now));
        let found = if answer.is_success() { value(&answer) } else { None };
        match found {
            Some(value) => Ok(Reply {
                value,
                warning: lock_sign(&self.rules, &clean, sent, now),
                evidence: evidence(&clean),
                limits,
            }),
            None => Err(NetworkError::Refused {
                refusal: classify_without_value(&self.rules, &clean, sent, now),
                evidence: Box::new(evidence(&clean)),
                limits,
            }),
        }
    }

    fn signed(&self, signer: Signer<'_>, asking: Asking<'_>) -> (Request, Timestamp) {
        let stamp = self.signing.stamp();
        let seconds = i64::try_from(stamp.seconds).unwrap_or_default();
        let now = DateTime::from_timestamp(seconds, 0).unwrap_or_default();
        let url = self.base.join(&asking.path);
        let header =
            authorization(asking.method, &url, &asking.query, signer, asking.extra, &stamp);
        let mut headers =
            vec![("authorization", header), ("accept", "application/json".to_owned())];
        let body = match asking.body {
            Body::None => Vec::new(),
            Body::Json(value) => {
                headers.push(("content-type", "application/json".to_owned()));
                value.to_string().into_bytes()
            }
            Body::Form(kind, bytes) => {
                headers.push(("content-type", kind));
                bytes
            }
        };
        let url = with_query(url, &asking.query);
        (Request { method: asking.method, url, headers, body }, now)
    }
}

/// The JSON of an answer, read leniently: invalid UTF-8 in a text must not hide the id beside it.
pub(super) fn json(answer: &Response) -> Option<Value> {
    let text = String::from_utf8_lossy(&answer.body);
    serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()
}

/// A text or a number, as a text that is not empty.
pub(super) fn id_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
            None
        }
    }
}
