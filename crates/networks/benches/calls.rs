//! What does one call cost in CPU, beside the wire? Signing a request, classifying an answer, and a
//! whole `publish` on a transport that answers at once.

#![expect(clippy::unwrap_used, reason = "a bench that can't start has nothing to measure")]

use divan::{Bencher, black_box};
use roost_domain::Timestamp;
use roost_domain::account::NetworkKind;
use roost_domain::ports::{BoxFuture, Network as _, Outgoing};
use roost_domain::post::ReplySettings;
use roost_domain::secret::{AccountKeys, AppKeys, Keys, Secret};
use roost_networks::http::{BaseUrl, Method, Request, Response, Transport, TransportError};
use roost_networks::x::XNetwork;
use roost_networks::x::refusals::{Rules, classify};
use roost_networks::x::signing::{Extra, Signer, Signing, authorization};
use std::sync::Arc;

fn main() {
    divan::main();
}

fn keys() -> Keys {
    Keys {
        app: AppKeys { consumer_key: "c".repeat(25), consumer_secret: Secret::new("s".repeat(50)) },
        account: AccountKeys {
            token: Secret::new("t".repeat(50)),
            token_secret: Secret::new("u".repeat(45)),
        },
    }
}

#[divan::bench]
fn sign(bencher: Bencher<'_, '_>) {
    let keys = keys();
    let signing = Signing::system();
    bencher.bench(|| {
        let url = black_box("https://api.x.com/2/tweets");
        authorization(Method::Post, url, &[], Signer::from(&keys), Extra::None, &signing.stamp())
    });
}

struct Ready;

impl Transport for Ready {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        black_box(request);
        let body = br#"{"data":{"id":"1990000000000000000","text":"hello","edit_history_post_ids":["1"]}}"#;
        let answer = Response { status: 201, headers: vec![], body: body.to_vec() };
        Box::pin(std::future::ready(Ok(answer)))
    }
}

#[divan::bench]
fn publish(bencher: Bencher<'_, '_>) {
    let network =
        XNetwork::new(BaseUrl::X, Arc::new(Ready), Signing::system(), NetworkKind::X).unwrap();
    let keys = keys();
    let segment = Outgoing {
        text: "hello".to_owned(),
        media: vec![],
        poll: None,
        reply_to: None,
        reply_settings: ReplySettings::Everyone,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    bencher.bench(|| runtime.block_on(network.publish(&keys, &segment)).unwrap());
}

const LOCK: &str = r#"{"errors":[{"code":326,"message":"To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://twitter.com to unlock your account."}]}"#;
const GENERIC: &str =
    r#"{"title":"Forbidden","detail":"Something new.","type":"about:blank","status":403}"#;
const HTML: &str =
    "<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>";

#[divan::bench(args = ["lock", "generic", "html"])]
fn classify_an_answer(bencher: Bencher<'_, '_>, name: &str) {
    let (status, body) = match name {
        "lock" => (403, LOCK),
        "generic" => (403, GENERIC),
        _ => (502, HTML),
    };
    let rules = Rules::shipped().unwrap();
    let answer = Response { status, headers: vec![], body: body.as_bytes().to_vec() };
    bencher.bench(|| classify(&rules, black_box(&answer), Timestamp::UNIX_EPOCH));
}
