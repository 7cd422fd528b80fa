//! Roost keeps its secrets here.
//!
//! Three implementations of the domain's `Vault` port: [`KeyringVault`] (the OS keyring; on Linux the
//! Secret Service), [`FileVault`] (one file, encrypted by age with a passphrase, for machines without
//! a keyring) and [`MemoryVault`] (tests). What they hold is opaque text.
//!
//! Deliberately absent: what the text says (the engine packs it); the choice between them, which is
//! recorded per data folder and never made silently; prompts; any log of what is kept.

mod file;
mod keyring;
mod memory;
mod sealed;

pub use file::FileVault;
pub use keyring::{KeyringVault, probe_keyring};
pub use memory::MemoryVault;

use roost_domain::ports::VaultKey;

/// A key as a name within one data folder: `app/3`, `account/7`, `mail`.
fn name_of(key: VaultKey) -> String {
    match key {
        VaultKey::App(id) => format!("app/{id}"),
        VaultKey::Account(id) => format!("account/{id}"),
        VaultKey::Mail => "mail".to_owned(),
    }
}
