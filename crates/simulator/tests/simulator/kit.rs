//! A client for the tests: it signs by a third-party crate and calls the simulator in-process.

use std::num::NonZeroU64;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use oauth1_request::{Builder, Credentials, HmacSha1, ParameterList};
use roost_simulator::{
    Answer, Keys, Limits, PRACTICE_CONSUMER_KEY, PRACTICE_CONSUMER_SECRET, Request, Simulator,
    Verdict,
};
use serde_json::{Value, json};

/// The host that in-process requests are sent and signed for.
pub(crate) const HOST: &str = "127.0.0.1:8080";

static NONCE: AtomicU64 = AtomicU64::new(1);

/// What a request is signed with.
#[derive(Clone)]
pub(crate) struct Signer {
    pub(crate) consumer: (String, String),
    pub(crate) token: Option<(String, String)>,
    pub(crate) nonce: Option<String>,
    pub(crate) timestamp: i64,
    pub(crate) callback: Option<String>,
    pub(crate) verifier: Option<String>,
}

impl Signer {
    /// Signs for the practice app alone.
    pub(crate) fn app(timestamp: i64) -> Self {
        let (key, secret) = (PRACTICE_CONSUMER_KEY, PRACTICE_CONSUMER_SECRET);
        let consumer = (key.to_owned(), secret.to_owned());
        Self { consumer, token: None, nonce: None, timestamp, callback: None, verifier: None }
    }

    /// Signs for an account on the practice app.
    pub(crate) fn account(token: &str, secret: &str, timestamp: i64) -> Self {
        let token = Some((token.to_owned(), secret.to_owned()));
        Self { token, ..Self::app(timestamp) }
    }

    /// The `Authorization` header for a request to `url` (without query).
    pub(crate) fn sign(&self, method: &str, url: &str, pairs: &[(String, String)]) -> String {
        let (key, secret) = &self.consumer;
        let consumer = Credentials::new(key.as_str(), secret.as_str());
        let mut builder = Builder::<_, _, _>::new(consumer, HmacSha1::new());
        let token = self.token.as_ref();
        builder.token(token.map(|(key, secret)| Credentials::new(key.as_str(), secret.as_str())));
        let fresh = NONCE.fetch_add(1, Ordering::Relaxed).to_string();
        builder.nonce(self.nonce.as_deref().unwrap_or(&fresh));
        builder.timestamp(NonZeroU64::new(self.timestamp as u64));
        builder.callback(self.callback.as_deref());
        builder.verifier(self.verifier.as_deref());
        builder.authorize(method, url, &ParameterList::new(pairs.to_vec()))
    }

    /// A request of this signer. `target` may have a query without anything to be decoded.
    pub(crate) fn request(&self, method: &str, target: &str, body: Option<&Value>) -> Request {
        let request = Request::new(method, target).with_header("host", HOST);
        let pairs: Vec<_> = request
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .collect();
        let url = format!("http://{HOST}{}", request.path);
        let header = self.sign(method, &url, &pairs);
        let request = request.with_header("authorization", &header);
        match body {
            Some(body) => request.with_json(body),
            None => request,
        }
    }
}

/// A simulator with a clock by hand.
pub(crate) struct Desk {
    pub(crate) simulator: Simulator,
    pub(crate) now: DateTime<Utc>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(Limits::AsOnX)
    }

    pub(crate) fn with(limits: Limits) -> Self {
        let now = Utc.with_ymd_and_hms(2026, 11, 22, 12, 0, 0).unwrap();
        Self { simulator: Simulator::new(7, limits, now), now }
    }

    pub(crate) fn pass(&mut self, time: TimeDelta) {
        self.now += time;
    }

    pub(crate) fn account(&mut self, handle: &str) -> Keys {
        self.simulator.add_account(handle, self.now).unwrap()
    }

    pub(crate) fn handle(&mut self, request: &Request) -> Verdict {
        self.simulator.handle(request, self.now, self.now)
    }

    /// What comes of a signed request.
    pub(crate) fn verdict(
        &mut self,
        keys: &Keys,
        method: &str,
        target: &str,
        body: Option<&Value>,
    ) -> Verdict {
        let signer = Signer::account(&keys.token, &keys.token_secret, self.now.timestamp());
        let request = signer.request(method, target, body);
        self.handle(&request)
    }

    /// The answer to a signed request that is answered at once.
    pub(crate) fn call(&mut self, keys: &Keys, method: &str, target: &str) -> Answer {
        sent(self.verdict(keys, method, target, None))
    }

    pub(crate) fn call_with(
        &mut self,
        keys: &Keys,
        method: &str,
        target: &str,
        body: &Value,
    ) -> Answer {
        sent(self.verdict(keys, method, target, Some(body)))
    }

    pub(crate) fn post(&mut self, keys: &Keys, text: &str) -> Answer {
        self.call_with(keys, "POST", "/2/tweets", &json!({ "text": text }))
    }

    /// Posts, expects it to be accepted, and gives the id.
    pub(crate) fn posted(&mut self, keys: &Keys, text: &str) -> String {
        let answer = self.post(keys, text);
        assert_eq!(answer.status, 201, "{}", answer.value());
        answer.value()["data"]["id"].as_str().unwrap().to_owned()
    }

    pub(crate) fn control(&mut self, method: &str, target: &str, body: &Value) -> Answer {
        sent(self.handle(&Request::new(method, target).with_json(body)))
    }

    /// Sets fault rules that must be taken.
    pub(crate) fn faults(&mut self, rules: &Value) {
        let answer = self.control("POST", "/_control/faults", rules);
        assert_eq!(answer.status, 200, "{}", answer.value());
    }

    /// The texts of the ground truth.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.simulator.accepted_posts().into_iter().map(|post| post.text).collect()
    }
}

/// The answer of a verdict that is to be sent at once.
pub(crate) fn sent(verdict: Verdict) -> Answer {
    match verdict {
        Verdict::Send(answer) => answer,
        other => panic!("an answer was expected, not {other:?}"),
    }
}

/// The first code of the old envelope.
pub(crate) fn code(answer: &Answer) -> u64 {
    answer.value()["errors"][0]["code"].as_u64().unwrap_or_default()
}
