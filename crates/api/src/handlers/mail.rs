//! Commands about the owner's mailbox.

use crate::commands::Door;
use crate::error::ApiError;
use crate::render::mail::{checked_view, watch_view};
use crate::requests as ask;
use crate::views::{MailCheckedView, MailWatchView};
use roost_engine::desk::{MailWishes, MailboxThen};

pub(crate) async fn show(door: &Door, _: ask::Nothing) -> Result<MailWatchView, ApiError> {
    Ok(watch_view(&door.words(), door.desk.mail_show().await?))
}

pub(crate) async fn set(door: &Door, asked: ask::MailSet) -> Result<MailWatchView, ApiError> {
    let wishes = MailWishes {
        host: asked.host,
        port: asked.port,
        user: asked.user,
        password: asked.password.map(|password| password.0),
        provider: asked.authserv_id,
    };
    Ok(watch_view(&door.words(), door.desk.mail_set(wishes).await?))
}

pub(crate) async fn check(door: &Door, _: ask::Nothing) -> Result<MailCheckedView, ApiError> {
    Ok(checked_view(&door.words(), door.desk.mail_check().await?))
}

pub(crate) async fn off(door: &Door, asked: ask::MailOff) -> Result<MailWatchView, ApiError> {
    let then = match asked.forget {
        Some(true) => MailboxThen::Forgotten,
        Some(false) | None => MailboxThen::Kept,
    };
    Ok(watch_view(&door.words(), door.desk.mail_off(then).await?))
}
