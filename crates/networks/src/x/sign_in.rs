//! How does an account sign in by PIN? OAuth 1.0a, three legs, `oauth_callback=oob` (X docs, OAuth
//! 1.0a): a temporary pair, a page where the owner reads a PIN, the lasting pair. Desktop apps must
//! send people to `authorize`, not `authenticate`.

use super::XNetwork;
use super::exchange::{Asking, Body};
use super::signing::{Extra, Signer};
use crate::http::Response;
use roost_domain::ports::{Identity, NetworkError, RemoteUserId, Reply, SignInRequest, SignedIn};
use roost_domain::secret::{AccountKeys, AppKeys, Secret};

impl XNetwork {
    pub(super) async fn request_token(
        &self,
        app: &AppKeys,
    ) -> Result<Reply<SignInRequest>, NetworkError> {
        let asking = Asking::post("/oauth/request_token", Body::None).extra(Extra::Callback("oob"));
        self.ask(Signer::App(app), asking, |answer| {
            let pair = pair(answer)?;
            // A temporary token is letters, digits, - and _: anything else is not put into a URL.
            let token = pair.token.expose();
            let is_plain = token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
            let url = self.base.join(&format!("/oauth/authorize?oauth_token={token}"));
            is_plain.then_some(SignInRequest { url, pair })
        })
        .await
    }

    pub(super) async fn access_token(
        &self,
        app: &AppKeys,
        request: &SignInRequest,
        pin: &str,
    ) -> Result<Reply<SignedIn>, NetworkError> {
        let pin = pin.trim();
        let asking =
            Asking::post("/oauth/access_token", Body::None).extra(Extra::Verifier(pin)).secret(pin);
        self.ask(Signer::Pair(app, &request.pair), asking, |answer| {
            Some(SignedIn {
                keys: pair(answer)?,
                identity: Identity {
                    user_id: RemoteUserId(field(answer, "user_id")?),
                    handle: field(answer, "screen_name")?,
                },
            })
        })
        .await
    }
}

fn pair(answer: &Response) -> Option<AccountKeys> {
    Some(AccountKeys {
        token: Secret::new(field(answer, "oauth_token")?),
        token_secret: Secret::new(field(answer, "oauth_token_secret")?),
    })
}

/// One field of a form-encoded answer.
fn field(answer: &Response, name: &str) -> Option<String> {
    let text = std::str::from_utf8(&answer.body).ok()?;
    let query = reqwest::Url::parse(&format!("form:?{}", text.trim())).ok()?;
    let value = query.query_pairs().find(|(key, _)| key == name)?.1.into_owned();
    (!value.is_empty()).then_some(value)
}
