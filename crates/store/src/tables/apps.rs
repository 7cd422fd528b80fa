//! Which developer apps are there? Rows of `apps`; a removed app keeps its row, because attempts
//! and old accounts point at it, and lets its name go.

use crate::tables::columns::{get_network, reserve};
use crate::{StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::account::{App, NetworkKind};
use roost_domain::ids::AppId;
use rusqlite::{OptionalExtension, Row, named_params};

/// An app that is to be added.
#[derive(Debug, Clone)]
pub struct NewApp {
    /// Its id, reserved before: the vault learnt its secret under it.
    pub id: AppId,
    /// On which network.
    pub network: NetworkKind,
    /// The owner's name for it.
    pub name: String,
    /// Where its API is; `None` only for Practice.
    pub api_base: Option<String>,
    /// Its public key; empty until a Practice app met its simulator.
    pub consumer_key: String,
    /// Practice keys are not secrets; `None` for every other network.
    pub practice_secret: Option<String>,
}

const COLUMNS: &str = "id, network, name, api_base, consumer_key";

fn app(row: &Row<'_>) -> rusqlite::Result<App> {
    Ok(App {
        id: AppId(row.get("id")?),
        network: get_network(row, "network")?,
        name: row.get("name")?,
        api_base: row.get("api_base")?,
        consumer_key: row.get("consumer_key")?,
    })
}

impl Tx<'_> {
    /// Reserves the id of an app to come. It is never given again, whatever becomes of it.
    pub fn reserve_app(&self) -> Result<AppId, StoreError> {
        Ok(AppId(reserve(self.db(), "apps")?))
    }

    /// Adds an app.
    pub fn add_app(&self, new: &NewApp, now: Timestamp) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "INSERT INTO apps (id, network, name, api_base, consumer_key, practice_secret,
                   created_at)
                 VALUES (:id, :network, :name, :base, :key, :secret, :now)",
            )?
            .execute(named_params! {
                ":id": new.id.0, ":network": new.network.word(), ":name": new.name, ":base": new.api_base,
                ":key": new.consumer_key, ":secret": new.practice_secret,
                ":now": now.timestamp_millis(),
            })?;
        Ok(())
    }

    /// Every app that is not removed, by id.
    pub fn all_apps(&self) -> Result<Vec<App>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM apps WHERE removed_at IS NULL ORDER BY id");
        let mut rows = self.db().prepare_cached(&sql)?;
        let apps = rows.query_map([], app)?.collect::<Result<_, _>>()?;
        Ok(apps)
    }

    /// One app, removed or not.
    pub fn find_app(&self, id: AppId) -> Result<Option<App>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM apps WHERE id = ?1");
        Ok(self.db().prepare_cached(&sql)?.query_row([id.0], app).optional()?)
    }

    /// A Practice app's secret.
    pub fn find_practice_secret(&self, id: AppId) -> Result<Option<String>, StoreError> {
        let secret = self
            .db()
            .prepare_cached("SELECT practice_secret FROM apps WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0))
            .optional()?;
        Ok(secret.flatten())
    }

    /// Writes down the keys of a Practice app, once its simulator named them.
    pub fn set_practice_app_keys(
        &self,
        id: AppId,
        consumer_key: &str,
        consumer_secret: &str,
    ) -> Result<(), StoreError> {
        self.db()
            .prepare_cached(
                "UPDATE apps SET consumer_key = ?2, practice_secret = ?3
                 WHERE id = ?1 AND network = 'practice'",
            )?
            .execute((id.0, consumer_key, consumer_secret))?;
        Ok(())
    }

    /// Changes an app's public key, when an account on it was renewed with another one's.
    pub fn set_consumer_key(&self, id: AppId, consumer_key: &str) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE apps SET consumer_key = ?2 WHERE id = ?1")?
            .execute((id.0, consumer_key))?;
        Ok(())
    }

    /// Removes an app.
    pub fn remove_app(&self, id: AppId, now: Timestamp) -> Result<(), StoreError> {
        self.db()
            .prepare_cached("UPDATE apps SET removed_at = ?2 WHERE id = ?1")?
            .execute((id.0, now.timestamp_millis()))?;
        Ok(())
    }
}
