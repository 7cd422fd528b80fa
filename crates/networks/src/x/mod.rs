//! How does Roost speak to X? [`XNetwork`] is the `Network` port at one base URL: X itself, or the
//! Practice network, which speaks the same language.

mod account;
mod evidence;
mod exchange;
mod limits;
mod media;
mod post;
pub mod refusals;
mod sign_in;
pub mod signing;
mod timeline;
mod timeline_text;

use crate::AdapterError;
use crate::http::{BaseUrl, Transport};
use refusals::Rules;
use roost_domain::Timestamp;
use roost_domain::account::NetworkKind;
use roost_domain::ports::{
    Call, Identity, MediaFile, Network, Outgoing, Receipt, RemoteId, RemoteMediaId, RemotePost,
    RemoteUserId, SignInRequest, SignedIn,
};
use roost_domain::secret::{AppKeys, Keys};
use signing::Signing;
use std::sync::Arc;
use timeline::Dialect;

/// X, or Practice, at one base URL.
pub struct XNetwork {
    base: BaseUrl,
    kind: NetworkKind,
    transport: Arc<dyn Transport>,
    signing: Signing,
    rules: Rules,
    dialect: Dialect,
}

impl XNetwork {
    /// An adapter for the server at `base_url`, e.g. [`BaseUrl::X`].
    pub fn new(
        base_url: &str,
        transport: Arc<dyn Transport>,
        signing: Signing,
        kind: NetworkKind,
    ) -> Result<Self, AdapterError> {
        Ok(Self {
            base: BaseUrl::parse(base_url)?,
            kind,
            transport,
            signing,
            rules: Rules::shipped()?,
            dialect: Dialect::default(),
        })
    }

    /// Where a post can be looked at, by its id alone: X redirects `/i/` to the author's handle.
    pub fn post_url(&self, id: &RemoteId) -> String {
        match self.kind {
            NetworkKind::X => format!("https://x.com/i/status/{}", id.0),
            NetworkKind::Practice => self.base.join(&format!("/i/status/{}", id.0)),
        }
    }
}

impl std::fmt::Debug for XNetwork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "XNetwork({} at {})", self.kind.word(), self.base)
    }
}

impl Network for XNetwork {
    fn whoami<'a>(&'a self, keys: &'a Keys) -> Call<'a, Identity> {
        Box::pin(self.ask_whoami(keys))
    }

    fn upload<'a>(&'a self, keys: &'a Keys, file: &'a MediaFile) -> Call<'a, RemoteMediaId> {
        Box::pin(self.upload_file(keys, file))
    }

    fn publish<'a>(&'a self, keys: &'a Keys, segment: &'a Outgoing) -> Call<'a, Receipt> {
        Box::pin(self.publish_segment(keys, segment))
    }

    fn recent<'a>(
        &'a self,
        keys: &'a Keys,
        user: &'a RemoteUserId,
        since: Timestamp,
    ) -> Call<'a, Vec<RemotePost>> {
        Box::pin(self.own_posts(keys, user, since))
    }

    fn delete<'a>(&'a self, keys: &'a Keys, post: &'a RemoteId) -> Call<'a, ()> {
        Box::pin(self.delete_post(keys, post))
    }

    fn begin_sign_in<'a>(&'a self, app: &'a AppKeys) -> Call<'a, SignInRequest> {
        Box::pin(self.request_token(app))
    }

    fn finish_sign_in<'a>(
        &'a self,
        app: &'a AppKeys,
        request: &'a SignInRequest,
        pin: &'a str,
    ) -> Call<'a, SignedIn> {
        Box::pin(self.access_token(app, request, pin))
    }
}
