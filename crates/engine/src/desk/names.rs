//! Which account or app is meant by a name, and what is it called? A handle alone where it is on
//! one network only, `practice:h` or `x:h` where two share it.

use crate::error::EngineError;
use roost_domain::account::{Account, App, NetworkKind};
use roost_domain::ids::{AccountId, AppId};
use roost_store::Tx;
use std::collections::HashMap;

/// What every account is called.
pub(crate) struct Names {
    by_id: HashMap<AccountId, String>,
    shared: Vec<String>,
}

impl Names {
    pub(crate) fn read(tx: &Tx<'_>) -> Result<Self, EngineError> {
        let accounts = tx.all_accounts()?;
        let is_shared = |handle: &str| {
            let same = |account: &&Account| account.handle.eq_ignore_ascii_case(handle);
            accounts.iter().filter(same).count() > 1
        };
        let shared: Vec<String> = accounts
            .iter()
            .filter(|account| is_shared(&account.handle))
            .map(|account| account.handle.to_ascii_lowercase())
            .collect();
        let by_id = accounts
            .iter()
            .map(|account| (account.id, called(account.network, &account.handle, &shared)))
            .collect();
        Ok(Self { by_id, shared })
    }

    /// What an account is called; one that is removed keeps its handle.
    pub(crate) fn of(&self, id: AccountId, network: NetworkKind, handle: &str) -> String {
        match self.by_id.get(&id) {
            Some(name) => name.clone(),
            None => called(network, handle, &self.shared),
        }
    }

    pub(crate) fn of_account(&self, account: &Account) -> String {
        self.of(account.id, account.network, &account.handle)
    }
}

fn called(network: NetworkKind, handle: &str, shared: &[String]) -> String {
    if shared.contains(&handle.to_ascii_lowercase()) {
        format!("{}:{handle}", network.word())
    } else {
        handle.to_owned()
    }
}

/// A name as it was typed: an optional network, and the rest without @.
fn parted(name: &str) -> (Option<NetworkKind>, &str) {
    let name = name.trim();
    let (network, rest) = match name.split_once(':') {
        Some(("x", rest)) => (Some(NetworkKind::X), rest),
        Some(("practice", rest)) => (Some(NetworkKind::Practice), rest),
        Some(_) | None => (None, name),
    };
    (network, rest.strip_prefix('@').unwrap_or(rest))
}

/// The account of a name.
pub(crate) fn account_named(tx: &Tx<'_>, name: &str) -> Result<Account, EngineError> {
    let (network, handle) = parted(name);
    let mut found: Vec<Account> = tx
        .all_accounts()?
        .into_iter()
        .filter(|account| account.handle.eq_ignore_ascii_case(handle))
        .filter(|account| network.is_none_or(|network| account.network == network))
        .collect();
    match (found.pop(), found.len()) {
        (Some(account), 0) => Ok(account),
        (Some(_), _) => Err(EngineError::TwoAccounts { name: handle.to_owned() }),
        (None, _) => Err(EngineError::NoAccount { name: name.to_owned() }),
    }
}

/// The app of a name.
pub(crate) fn app_named(tx: &Tx<'_>, name: &str) -> Result<App, EngineError> {
    let (network, bare) = parted(name);
    let apps = tx.all_apps()?;
    let exact = apps.iter().find(|app| app.name == name).cloned();
    let mut found: Vec<App> = apps
        .into_iter()
        .filter(|app| app.name == bare)
        .filter(|app| network.is_none_or(|network| app.network == network))
        .collect();
    match (found.pop(), found.len()) {
        (Some(app), 0) => Ok(app),
        (Some(_), _) => Err(EngineError::TwoApps { name: bare.to_owned() }),
        (None, _) => exact.ok_or_else(|| EngineError::NoApp { name: name.to_owned() }),
    }
}

/// The app that an account points at.
pub(crate) fn app_of(tx: &Tx<'_>, id: AppId) -> Result<App, EngineError> {
    tx.find_app(id)?.ok_or_else(|| EngineError::NoApp { name: id.to_string() })
}

/// A handle as X takes them: 1 to 15 letters, digits and underscores, without @.
pub(crate) fn handle_of(text: &str) -> Result<String, EngineError> {
    let bare = text.trim();
    let bare = bare.strip_prefix('@').unwrap_or(bare);
    let fits = (1..=15).contains(&bare.len())
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if fits { Ok(bare.to_owned()) } else { Err(EngineError::BadHandle { handle: text.to_owned() }) }
}

/// A zone of the IANA list.
pub(crate) fn zone_of(text: &str) -> Result<chrono_tz::Tz, EngineError> {
    text.trim().parse().map_err(|_| EngineError::BadZone { zone: text.to_owned() })
}

/// Whether a base URL is on this machine: only then plain http is fine, and lapsed time too.
pub fn is_loopback(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://")) else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority.rsplit_once(':').map_or(authority, |(host, _)| host),
    };
    if host == "localhost" {
        return true;
    }
    host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// A base URL: https, or plain http on loopback; without a slash at its end.
pub(crate) fn base_of(text: &str) -> Result<String, EngineError> {
    let url = text.trim().trim_end_matches('/');
    let bad = || EngineError::BadBase { url: text.to_owned() };
    let (scheme, rest) = url.split_once("://").ok_or_else(bad)?;
    let is_plain = rest.bytes().all(|byte| byte.is_ascii_graphic());
    let has_user = rest.split('/').next().is_some_and(|authority| authority.contains('@'));
    if rest.is_empty() || !is_plain || has_user || rest.contains(['?', '#']) {
        return Err(bad());
    }
    match scheme {
        "https" => Ok(url.to_owned()),
        "http" if is_loopback(url) => Ok(url.to_owned()),
        _ => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_taken_on_loopback_only() {
        assert_eq!(base_of("http://127.0.0.1:4010/").unwrap(), "http://127.0.0.1:4010");
        assert!(base_of("http://localhost:80").is_ok());
        assert!(base_of("http://[::1]:80").is_ok());
        assert!(base_of("https://api.x.com").is_ok());
        for bad in [
            "http://api.x.com",
            "http://127.0.0.1.evil.com",
            "http://localhost@evil.com",
            "ftp://127.0.0.1",
            "api.x.com",
            "https://",
            "https://a b",
        ] {
            assert!(base_of(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_handle_loses_its_at_and_nothing_else() {
        assert_eq!(handle_of(" @News_1").unwrap(), "News_1");
        for bad in ["", "@", "sixteen_letters_", "no spaces", "ümlaut"] {
            assert!(handle_of(bad).is_err(), "{bad}");
        }
    }
}
