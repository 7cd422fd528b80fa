//! What does one call cost in CPU, beside the wire? Signing a request, and classifying an answer.

#![expect(clippy::unwrap_used, reason = "a bench that can't start has nothing to measure")]

use divan::{Bencher, black_box};
use roost_domain::Timestamp;
use roost_domain::secret::{AccountKeys, AppKeys, Secret};
use roost_networks::http::{Method, Response};
use roost_networks::x::refusals::{Rules, classify};
use roost_networks::x::signing::{Extra, Signer, Signing, authorization};

fn main() {
    divan::main();
}

#[divan::bench]
fn sign(bencher: Bencher<'_, '_>) {
    let app =
        AppKeys { consumer_key: "c".repeat(25), consumer_secret: Secret::new("s".repeat(50)) };
    let pair = AccountKeys {
        token: Secret::new("t".repeat(50)),
        token_secret: Secret::new("u".repeat(45)),
    };
    let signing = Signing::system();
    bencher.bench(|| {
        let signer = Signer::Pair(&app, &pair);
        let url = black_box("https://api.x.com/2/tweets");
        authorization(Method::Post, url, &[], signer, Extra::None, &signing.stamp())
    });
}

const LOCK: &str = r#"{"errors":[{"code":326,"message":"To protect our users from spam and other malicious activity, this account is temporarily locked. Please log in to https://twitter.com to unlock your account."}]}"#;
const GENERIC: &str =
    r#"{"title":"Forbidden","detail":"Something new.","type":"about:blank","status":403}"#;
const HTML: &str =
    "<html><head><title>502 Bad Gateway</title></head><body>cloudflare</body></html>";

#[divan::bench(args = [(403, LOCK), (403, GENERIC), (502, HTML)])]
fn classify_an_answer(bencher: Bencher<'_, '_>, (status, body): (u16, &str)) {
    let rules = Rules::shipped().unwrap();
    let answer = Response { status, headers: vec![], body: body.as_bytes().to_vec() };
    bencher.bench(|| classify(&rules, black_box(&answer), Timestamp::UNIX_EPOCH));
}
