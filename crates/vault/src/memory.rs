//! Where do tests keep secrets? In memory, for as long as the value lives.

use roost_domain::ports::{BoxFuture, Vault, VaultError, VaultKey};
use roost_domain::secret::Secret;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// A vault that forgets everything when dropped.
#[derive(Debug, Default)]
pub struct MemoryVault {
    entries: Mutex<HashMap<VaultKey, Secret>>,
}

impl MemoryVault {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn entries(&self) -> std::sync::MutexGuard<'_, HashMap<VaultKey, Secret>> {
        // A map is whole after any panic between its calls.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Vault for MemoryVault {
    fn get(&self, key: VaultKey) -> BoxFuture<'_, Result<Option<Secret>, VaultError>> {
        let found = self.entries().get(&key).cloned();
        Box::pin(std::future::ready(Ok(found)))
    }

    fn set(&self, key: VaultKey, secret: Secret) -> BoxFuture<'_, Result<(), VaultError>> {
        self.entries().insert(key, secret);
        Box::pin(std::future::ready(Ok(())))
    }

    fn erase(&self, key: VaultKey) -> BoxFuture<'_, Result<(), VaultError>> {
        self.entries().remove(&key);
        Box::pin(std::future::ready(Ok(())))
    }
}
