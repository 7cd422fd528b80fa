//! Are signatures right? X's own example, and vectors made with another library (oauthlib 4.0.1).

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use roost_domain::secret::{AccountKeys, AppKeys, Secret};
use roost_networks::http::Method;
use roost_networks::x::signing::{Extra, Signer, Signing, Stamp, authorization, with_query};
use rstest::rstest;
use std::collections::HashSet;

fn app(key: &str, secret: &str) -> AppKeys {
    AppKeys { consumer_key: key.to_owned(), consumer_secret: Secret::new(secret) }
}

fn pair(token: &str, secret: &str) -> AccountKeys {
    AccountKeys { token: Secret::new(token), token_secret: Secret::new(secret) }
}

fn stamp(nonce: &str, seconds: u64) -> Stamp {
    Stamp { nonce: nonce.to_owned(), seconds }
}

fn signature(header: &str) -> &str {
    header.split("oauth_signature=\"").nth(1).unwrap().split('"').next().unwrap()
}

/// X docs, 'Creating a signature'; the first host is that of the page's older versions.
#[rstest]
#[case("https://api.twitter.com/1.1/statuses/update.json", "hCtSmYh%2BiHYCEqBWrE7C7hYmtUk%3D")]
#[case("https://api.x.com/1.1/statuses/update.json", "Ls93hJiZbQ3akF3HF3x1Bz8%2FzU4%3D")]
fn the_example_of_xs_docs_comes_out_as_printed_there(#[case] url: &str, #[case] wanted: &str) {
    let app = app("xvz1evFS4wEEPTGEFPHBog", "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw");
    let pair = pair(
        "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
    );
    let query = [
        ("include_entities", "true".to_owned()),
        ("status", "Hello Ladies + Gentlemen, a signed OAuth request!".to_owned()),
    ];
    let stamp = stamp("kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", 1_318_622_958);
    let signer = Signer::Pair(&app, &pair);
    let header = authorization(Method::Post, url, &query, signer, Extra::None, &stamp);
    assert_eq!(signature(&header), wanted);
}

const LOCAL: &str = "http://127.0.0.1:8080";
const X: &str = "https://api.x.com";

#[rstest]
#[case::json_body(Method::Post, LOCAL, "/2/tweets", &[], "2ZpbDrVM4r6u4yZ3hJUv8G0vKEc%3D")]
#[case::query(
    Method::Get, LOCAL, "/2/users/7/tweets",
    &[("max_results", "100"), ("start_time", "2026-11-22T10:00:00Z"), ("post.fields", "created_at,entities")],
    "Bq6RNqMb2XjtthmrpRBn1z6VDbk%3D"
)]
#[case::odd_characters(
    Method::Get, X, "/2/x", &[("b", "\u{1F980} a+b"), ("a", "~-._!*'()")],
    "jCfixKWgXyCUMlGhi1WL%2BQAzYVo%3D"
)]
#[case::delete(Method::Delete, X, "/2/tweets/123", &[], "XyrpCYuoTKtjxmLa34ZihB39Mkc%3D")]
fn another_library_signs_the_same(
    #[case] method: Method,
    #[case] base: &str,
    #[case] path: &str,
    #[case] query: &[(&str, &str)],
    #[case] wanted: &str,
) {
    let (app, pair) = (app("ck", "c&s+/="), pair("7-tok", "t s~é"));
    let query: Vec<(&str, String)> =
        query.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let stamp = stamp("abc123", 1_795_341_600);
    let url = format!("{base}{path}");
    let signer = Signer::Pair(&app, &pair);
    let header = authorization(method, &url, &query, signer, Extra::None, &stamp);
    assert_eq!(signature(&header), wanted, "{header}");
}

#[test]
fn the_steps_of_a_sign_in_are_signed_the_same_too() {
    let (app, pair) = (app("ck", "c&s+/="), pair("7-tok", "t s~é"));
    let stamp = stamp("abc123", 1_795_341_600);
    let first = authorization(
        Method::Post,
        "https://api.x.com/oauth/request_token",
        &[],
        Signer::App(&app),
        Extra::Callback("oob"),
        &stamp,
    );
    assert_eq!(signature(&first), "nYROWor5WUN3aadwr4Kx2xKFmlk%3D");
    assert!(first.contains("oauth_callback=\"oob\"") && !first.contains("oauth_token="), "{first}");
    let last = authorization(
        Method::Post,
        "https://api.x.com/oauth/access_token",
        &[],
        Signer::Pair(&app, &pair),
        Extra::Verifier("1234567"),
        &stamp,
    );
    assert_eq!(signature(&last), "DyfbmR98916mV9utdmdoeCV%2Bcoc%3D");
}

#[test]
fn the_query_on_the_wire_is_encoded_as_it_was_signed() {
    let query = [("a", "x y,z:\u{1F980}".to_owned())];
    let url = with_query("https://api.x.com/2/x".to_owned(), &query);
    assert_eq!(url, "https://api.x.com/2/x?a=x%20y%2Cz%3A%F0%9F%A6%80");
}

#[test]
fn no_two_stamps_of_the_system_have_one_nonce() {
    let signing = Signing::system();
    let nonces: HashSet<String> = (0..1_000).map(|_| signing.stamp().nonce).collect();
    assert_eq!(nonces.len(), 1_000);
    assert!(nonces.iter().all(|nonce| nonce.bytes().all(|byte| byte.is_ascii_alphanumeric())));
}
