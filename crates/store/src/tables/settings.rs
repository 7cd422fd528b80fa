//! What did the owner set? Words by key; what they mean is the engine's to say.

use crate::{StoreError, Tx};
use std::collections::BTreeMap;

impl Tx<'_> {
    /// Everything that was set.
    pub fn all_settings(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let mut rows = self.db().prepare_cached("SELECT key, value FROM settings")?;
        let all =
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(all)
    }

    /// Sets one, or forgets it.
    pub fn set_setting(&self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        match value {
            Some(value) => self
                .db()
                .prepare_cached(
                    "INSERT INTO settings (key, value) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                )?
                .execute((key, value))?,
            None => {
                self.db().prepare_cached("DELETE FROM settings WHERE key = ?1")?.execute([key])?
            }
        };
        Ok(())
    }
}
