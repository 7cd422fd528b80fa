//! Does a real keyring keep secrets? `./dev test` runs this in a D-Bus session of its own with an
//! unlocked gnome-keyring and sets `ROOST_TEST_KEYRING=1`; then a keyring that does not answer is a
//! failure. Elsewhere the owner's own keyring is left alone.

use roost_domain::ids::{AccountId, AppId};
use roost_domain::ports::{Vault, VaultKey};
use roost_domain::secret::Secret;
use roost_vault::{KeyringVault, probe_keyring};

/// Whether there is a keyring for tests. A closed door is a reason, not a pass: it is printed.
#[expect(clippy::print_stderr, reason = "the one place that says why nothing was tested")]
fn is_meant_to_run() -> bool {
    let is_set = std::env::var("ROOST_TEST_KEYRING").is_ok_and(|value| value == "1");
    if !is_set {
        eprintln!(
            "not run: ROOST_TEST_KEYRING=1 is not set, so this keyring may be somebody's own"
        );
    }
    is_set
}

#[tokio::test]
async fn a_keyring_gives_back_replaces_and_erases() {
    if !is_meant_to_run() {
        return;
    }
    probe_keyring().await.expect("a keyring was promised");
    let vault = KeyringVault::new("test-folder");
    let other = KeyringVault::new("other-folder");
    let (app, account) = (VaultKey::App(AppId(3)), VaultKey::Account(AccountId(3)));

    assert_eq!(vault.get(app).await.unwrap(), None);
    vault.set(app, Secret::new("first")).await.unwrap();
    vault.set(app, Secret::new("second \"é\u{1F980}\"")).await.unwrap();
    vault.set(account, Secret::new("pair")).await.unwrap();
    assert_eq!(vault.get(app).await.unwrap(), Some(Secret::new("second \"é\u{1F980}\"")));
    assert_eq!(vault.get(account).await.unwrap(), Some(Secret::new("pair")));
    assert_eq!(other.get(app).await.unwrap(), None, "folders have entries of their own");

    vault.erase(app).await.unwrap();
    vault.erase(app).await.unwrap();
    assert_eq!(vault.get(app).await.unwrap(), None);
    assert_eq!(vault.get(account).await.unwrap(), Some(Secret::new("pair")));
    vault.erase(account).await.unwrap();
}
