//! Which copies of the database does the owner have? Made by hand or day by day; they lie in the data
//! folder.

use crate::desk::Desk;
use crate::error::EngineError;
use roost_store::CopyRow;

impl Desk {
    /// Makes a copy now.
    pub async fn backup_now(&self) -> Result<CopyRow, EngineError> {
        let now = self.now();
        self.parts.store.copy_now(now).await?.ok_or(EngineError::NoFolder)
    }

    /// Every copy, the newest first.
    pub async fn backup_list(&self) -> Result<Vec<CopyRow>, EngineError> {
        let store = self.parts.store.clone();
        let listed = tokio::task::spawn_blocking(move || store.copies()).await;
        listed.map_err(|_| EngineError::NoFolder)?.map_err(EngineError::Store)
    }
}
