//! How is an errand carried out? [`Courier`] makes the network calls that a turn promised, and only
//! those: it decides nothing and writes nothing.

use crate::access::{Access, Signed};
use crate::error::EngineError;
use crate::turn::errand::{Done, Errand, Failure, Publish, Read};
use roost_domain::Timestamp;
use roost_domain::ids::AccountId;
use roost_domain::ports::{MediaFile, NetworkError, Outgoing, RemoteMediaId, RemoteUserId};
use std::path::PathBuf;

/// Carries out errands.
#[derive(Clone)]
pub(crate) struct Courier {
    access: Access,
    media: PathBuf,
}

impl Courier {
    /// `media` is the folder of Roost's own copies.
    pub(crate) fn new(access: Access, media: PathBuf) -> Self {
        Self { access, media }
    }

    /// The way to sign for an account.
    pub(crate) async fn sign_for(
        &self,
        account: AccountId,
        now: Timestamp,
    ) -> Result<Signed, EngineError> {
        self.access.signed(account, now).await
    }

    /// Carries an errand out.
    pub(crate) async fn run(&self, errand: Errand, signed: &Signed) -> Done {
        match errand {
            Errand::Publish(publish) => self.publish(publish, signed).await,
            Errand::Read(read) => Self::read(read, signed).await,
            Errand::Ask(ask) => Done::Asked(ask, signed.network.whoami(&signed.keys).await),
        }
    }

    async fn publish(&self, publish: Publish, signed: &Signed) -> Done {
        let media = match self.upload(&publish, signed).await {
            Ok(media) => media,
            Err(error) => return Done::Published(publish, Err(Failure::Before(error))),
        };
        let outgoing = Outgoing {
            text: publish.segment.text.clone(),
            media,
            poll: publish.segment.poll.clone(),
            reply_to: publish.reply_to.clone(),
            reply_settings: publish.segment.reply_settings,
        };
        let answer = signed.network.publish(&signed.keys, &outgoing).await;
        Done::Published(publish, answer.map_err(Failure::During))
    }

    /// Files go up just before their segment; uploading publishes nothing.
    async fn upload(
        &self,
        publish: &Publish,
        signed: &Signed,
    ) -> Result<Vec<RemoteMediaId>, NetworkError> {
        let mut ids = Vec::new();
        for media in &publish.segment.media {
            let file = MediaFile {
                path: self.media.join(&media.sha256),
                mime: media.mime.clone(),
                bytes: media.bytes,
                alt: media.alt.clone(),
            };
            ids.push(signed.network.upload(&signed.keys, &file).await?.value);
        }
        Ok(ids)
    }

    async fn read(read: Read, signed: &Signed) -> Done {
        let user = RemoteUserId(signed.account.user_id.clone().unwrap_or_default());
        let posts = signed.network.recent(&signed.keys, &user, read.since).await;
        Done::Read(read, posts)
    }
}

/// What an errand comes to when there is nothing to sign with: nothing was sent.
pub(crate) fn unsigned(errand: Errand, error: &EngineError) -> Done {
    let reason = error.to_string();
    let not_sent = NetworkError::NotSent { reason };
    match errand {
        Errand::Publish(publish) => Done::Published(publish, Err(Failure::Before(not_sent))),
        Errand::Read(read) => Done::Read(read, Err(not_sent)),
        Errand::Ask(ask) => Done::Asked(ask, Err(not_sent)),
    }
}
