//! What may the owner ask of the mail watch? To set it up, to look now, to switch it off. The password
//! goes to the vault and nowhere else.

use crate::desk::Desk;
use crate::error::EngineError;
use crate::mailwatch::{first, keep, open};
use roost_domain::ids::MailId;
use roost_domain::mail::{
    IMAPS, LookFor, MailFailure, MailTrouble, MailWatchState, Mailbox, Provider,
};
use roost_domain::ports::VaultKey;
use roost_domain::secret::Secret;
use roost_store::Tx;
use roost_store::tables::mail::{FoundRecord, MailWatchRecord};
use roost_store::tables::meta;

/// What the owner sets; what is not said stays.
#[derive(Debug, Clone, Default)]
pub struct MailWishes {
    /// The IMAP server.
    pub host: Option<String>,
    /// Its port; 993 where none was ever said.
    pub port: Option<u16>,
    /// The owner's name there.
    pub user: Option<String>,
    /// The password; needed where server or name change.
    pub password: Option<Secret>,
    /// Under which name the provider writes its results; empty: learn it.
    pub provider: Option<String>,
}

/// What becomes of the mailbox when the watch is switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailboxThen {
    /// It stays known, and its password in the vault.
    Kept,
    /// It is forgotten, and the password is erased.
    Forgotten,
}

/// How the mail watch stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailCard {
    /// What is written down, once it was set up.
    pub watch: Option<MailWatchRecord>,
    /// What it does now: what is written down may be of a loop that has ended.
    pub state: MailWatchState,
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailChecked {
    /// How the watch stands.
    pub card: MailCard,
    /// How many incidents mails were looked for.
    pub incidents: usize,
    /// How many mails were found that were not known.
    pub new: usize,
}

impl Desk {
    /// How the mail watch stands. Opens no vault and no mailbox.
    pub async fn mail_show(&self) -> Result<MailCard, EngineError> {
        let is_running = (self.parts.is_running)();
        self.read(move |tx| card(tx, is_running)).await
    }

    /// Sets the mail watch up and switches it on.
    pub async fn mail_set(&self, wishes: MailWishes) -> Result<MailCard, EngineError> {
        let (before, is_lapsed) =
            self.read(|tx| Ok((tx.mail_watch()?, meta::lapse(tx)?.is_some()))).await?;
        if is_lapsed {
            return Err(EngineError::LapsedFolder);
        }
        let record = wanted(before.as_ref(), &wishes, self.now())?;
        if let Some(password) = wishes.password {
            self.parts.vault.set(VaultKey::Mail, password).await?;
        }
        self.write(move |tx| Ok(tx.set_mail_watch(&record)?)).await?;
        self.mail_show().await
    }

    /// Looks into the mailbox now, once, whether the watch is on or off.
    pub async fn mail_check(&self) -> Result<MailChecked, EngineError> {
        let (watch, incidents) =
            self.read(|tx| Ok((tx.mail_watch()?, tx.watched_incidents()?))).await?;
        let watch = watch.ok_or(EngineError::NoMailbox)?;
        let wanted = LookFor {
            received: first(&incidents).unwrap_or_else(|| self.now()),
            above_uid: 0,
            provider: watch.provider.clone(),
        };
        let opened = open(&*self.parts.vault, &*self.parts.mail, &watch.mailbox).await;
        let looked = match opened {
            Ok(mut inbox) => {
                let looked = inbox.look(&wanted).await;
                inbox.leave().await;
                looked
            }
            Err(failure) => Err(failure),
        };
        let now = self.now();
        let looked = match looked {
            Ok(looked) => looked,
            Err(failure) => return Err(self.mail_failed(watch, failure).await),
        };
        let count = incidents.len();
        let new = self
            .write(move |tx| {
                let new = keep(tx, &incidents, &looked, now)?;
                tx.set_mail_looked(now)?;
                // Whatever was wrong before is mended.
                if watch.failure.is_some() {
                    let state =
                        if watch.is_on { MailWatchState::Resting } else { MailWatchState::Off };
                    tx.tell_mail_state(state, None, now, None)?;
                }
                Ok(new.len())
            })
            .await?;
        Ok(MailChecked { card: self.mail_show().await?, incidents: count, new })
    }

    /// Switches the mail watch off.
    pub async fn mail_off(&self, then: MailboxThen) -> Result<MailCard, EngineError> {
        let watch = self.read(|tx| Ok(tx.mail_watch()?)).await?;
        let Some(watch) = watch else { return self.mail_show().await };
        if then == MailboxThen::Forgotten {
            self.erase_checked(VaultKey::Mail, &watch.mailbox.user).await?;
        }
        let now = self.now();
        self.write(move |tx| {
            match then {
                MailboxThen::Forgotten => tx.forget_mail_watch()?,
                MailboxThen::Kept => tx.set_mail_watch(&MailWatchRecord {
                    is_on: false,
                    state: MailWatchState::Off,
                    state_at: now,
                    ..watch
                })?,
            }
            Ok(())
        })
        .await?;
        self.mail_show().await
    }

    /// One mail that was found.
    pub async fn mail_found(&self, id: MailId) -> Result<Option<FoundRecord>, EngineError> {
        self.read(move |tx| Ok(tx.find_mail(id)?)).await
    }

    /// A watch whose password is refused is not to try it again by itself.
    async fn mail_failed(&self, watch: MailWatchRecord, failure: MailFailure) -> EngineError {
        let told = failure.clone();
        let now = self.now();
        if watch.is_on && failure.trouble.ends_the_watch() {
            let written = self
                .write(move |tx| {
                    Ok(tx.tell_mail_state(MailWatchState::Stopped, Some(&told), now, None)?)
                })
                .await;
            if let Err(error) = written {
                return error;
            }
        }
        EngineError::Mail { host: watch.mailbox.host, failure }
    }
}

/// What is to be written down, from what was and what the owner says.
fn wanted(
    before: Option<&MailWatchRecord>,
    wishes: &MailWishes,
    now: roost_domain::Timestamp,
) -> Result<MailWatchRecord, EngineError> {
    let old = before.map(|before| &before.mailbox);
    let host = wishes.host.as_ref().or(old.map(|old| &old.host)).ok_or(EngineError::NoMailbox)?;
    let user = wishes.user.as_ref().or(old.map(|old| &old.user)).ok_or(EngineError::NoMailbox)?;
    let port = wishes.port.or(old.map(|old| old.port)).unwrap_or(IMAPS);
    let mailbox = Mailbox::new(host, port, user)?;
    // A password is never sent to another server than the one it was given for.
    let is_same = old.is_some_and(|old| old.host == mailbox.host && old.user == mailbox.user);
    let has_password = before.is_some_and(|before| before.has_password) && is_same;
    if wishes.password.as_ref().is_some_and(|password| password.expose().is_empty())
        || (wishes.password.is_none() && !has_password)
    {
        return Err(EngineError::Mail {
            host: mailbox.host,
            failure: MailFailure { trouble: MailTrouble::NoPassword, detail: String::new() },
        });
    }
    let (provider, is_learned) = match &wishes.provider {
        Some(id) if id.trim().is_empty() => (None, false),
        Some(id) => (Some(Provider::new(id)?), false),
        None if is_same => {
            before.map_or((None, false), |before| (before.provider.clone(), before.is_learned))
        }
        None => (None, false),
    };
    Ok(MailWatchRecord {
        is_on: true,
        mailbox,
        has_password: true,
        provider,
        is_learned,
        state: MailWatchState::Resting,
        failure: None,
        state_at: now,
        retry_at: None,
        looked_at: None,
        revision: 0,
    })
}

fn card(tx: &Tx<'_>, is_running: bool) -> Result<MailCard, EngineError> {
    let watch = tx.mail_watch()?;
    let state = match &watch {
        Some(watch) if !watch.is_on => MailWatchState::Off,
        Some(watch) if is_running || watch.state == MailWatchState::Stopped => watch.state,
        Some(_) => MailWatchState::Resting,
        None => MailWatchState::Off,
    };
    Ok(MailCard { watch, state })
}
