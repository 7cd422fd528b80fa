//! Commands about where the secrets lie.

use crate::commands::Door;
use crate::error::ApiError;
use crate::requests::{Nothing, VaultMove};
use crate::views::{VaultEntryView, VaultMoved, VaultView};
use roost_domain::ports::VaultKey;
use roost_engine::desk::VaultPlace;

pub(crate) async fn status(door: &Door, _: Nothing) -> Result<VaultView, ApiError> {
    let contents = door.desk.vault_status().await?;
    let secrets = contents
        .keys
        .into_iter()
        .map(|(key, name)| match key {
            VaultKey::App(_) => VaultEntryView { what: "app", name },
            VaultKey::Account(_) => VaultEntryView { what: "account", name },
            VaultKey::Mail => VaultEntryView { what: "mailbox", name },
        })
        .collect();
    Ok(VaultView { place: contents.place, secrets })
}

pub(crate) async fn relocate(door: &Door, request: VaultMove) -> Result<VaultMoved, ApiError> {
    let to = VaultPlace::from_word(request.to.trim())?;
    let moved = door.desk.vault_move(to).await?;
    Ok(VaultMoved { place: to.word().to_owned(), moved })
}
