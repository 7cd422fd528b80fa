//! How do keys look inside a vault? As small JSON objects; the vault itself sees opaque text.

use roost_domain::secret::{AccountKeys, AppKeys, Secret};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// A vault entry that does not hold what it should. The cause is left out: it could quote the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadKeys {
    /// Not an app's keys.
    #[error("the vault entry of the app does not hold its keys: add the app's keys again")]
    App,
    /// Not an account's token pair.
    #[error("the vault entry of the account does not hold its tokens: renew the account")]
    Account,
}

#[derive(Serialize, Deserialize)]
struct AppText<S> {
    consumer_key: S,
    consumer_secret: S,
}

#[derive(Serialize, Deserialize)]
struct AccountText<S> {
    token: S,
    token_secret: S,
}

/// An app's keys as text for a vault.
pub fn encode_app_keys(keys: &AppKeys) -> Secret {
    sealed(&AppText {
        consumer_key: keys.consumer_key.as_str(),
        consumer_secret: keys.consumer_secret.expose(),
    })
}

/// The way back.
pub fn decode_app_keys(text: &Secret) -> Result<AppKeys, BadKeys> {
    let text: AppText<String> = serde_json::from_str(text.expose()).map_err(|_| BadKeys::App)?;
    Ok(AppKeys {
        consumer_key: text.consumer_key,
        consumer_secret: Secret::new(text.consumer_secret),
    })
}

/// An account's token pair as text for a vault.
pub fn encode_account_keys(keys: &AccountKeys) -> Secret {
    sealed(&AccountText { token: keys.token.expose(), token_secret: keys.token_secret.expose() })
}

/// The way back.
pub fn decode_account_keys(text: &Secret) -> Result<AccountKeys, BadKeys> {
    let text: AccountText<String> =
        serde_json::from_str(text.expose()).map_err(|_| BadKeys::Account)?;
    Ok(AccountKeys { token: Secret::new(text.token), token_secret: Secret::new(text.token_secret) })
}

fn sealed(text: &impl Serialize) -> Secret {
    // Two strings always make JSON; were it otherwise, the empty text would be refused on reading.
    let json = Zeroizing::new(serde_json::to_string(text).unwrap_or_default());
    Secret::new(json.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn keys_come_back_as_they_went_in() {
        let app = AppKeys {
            consumer_key: "ck".to_owned(),
            consumer_secret: Secret::new("\"quoted\" \\ é\u{1F980}\n"),
        };
        assert_eq!(decode_app_keys(&encode_app_keys(&app)), Ok(app));
        let pair = AccountKeys { token: Secret::new("7-t"), token_secret: Secret::new("ts") };
        assert_eq!(decode_account_keys(&encode_account_keys(&pair)), Ok(pair));
    }

    #[rstest]
    #[case("")]
    #[case("hush")]
    #[case(r#"{"token":"hush"}"#)]
    #[case(r#"{"consumer_key":1,"consumer_secret":"hush","token":["hush"],"token_secret":2}"#)]
    fn what_is_no_key_is_refused_without_quoting_it(#[case] text: &str) {
        let text = Secret::new(text);
        let app = decode_app_keys(&text).unwrap_err();
        let account = decode_account_keys(&text).unwrap_err();
        let shown = format!("{app} {app:?} {account} {account:?}");
        assert!(!shown.contains("hush"), "{shown}");
    }
}
