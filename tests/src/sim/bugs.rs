//! Would the laws notice? Bugs that are planted around the engine, never in it: each does what an
//! engine with that bug would do.

use roost_domain::Timestamp;
use roost_domain::account::NetworkKind;
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::IncidentId;
use roost_domain::ports::{
    Call, Identity, MediaFile, Network, NetworkError, Outgoing, Receipt, RemoteId, RemoteMediaId,
    RemotePost, RemoteUserId, SignInRequest, SignedIn,
};
use roost_domain::secret::{AppKeys, Keys};
use roost_engine::networks::Networks;
use roost_store::tables::{
    loop_account, loop_attempts, loop_deliveries, loop_incidents, loop_plan,
};
use roost_store::{Result, Tx};
use std::sync::Arc;

/// A bug to plant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bug {
    /// After a lost answer it just sends again.
    ResendsAfterLostAnswer,
    /// It keeps the promise to send in its head only: a crash forgets it.
    ForgetsIntent,
    /// After an unlock everything held goes out as fast as the gap allows.
    ReleasesInBurst,
}

impl Bug {
    /// Every bug.
    pub const ALL: [Self; 3] =
        [Self::ResendsAfterLostAnswer, Self::ForgetsIntent, Self::ReleasesInBurst];

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::ResendsAfterLostAnswer => "resend",
            Self::ForgetsIntent => "forget",
            Self::ReleasesInBurst => "burst",
        }
    }

    /// The bug of a name.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bug| bug.word() == word)
    }
}

/// [`Bug::ForgetsIntent`]: what stood as sending was never written down.
pub(super) fn forget_intents(tx: &Tx<'_>, now: Timestamp) -> Result<()> {
    for account in loop_account::account_ids(tx)? {
        if let Some(delivery) = loop_deliveries::left_sending(tx, account)? {
            loop_attempts::abandon(tx, delivery, now)?;
            let when = (now, chrono::TimeDelta::zero());
            let from = (delivery, DeliveryState::Sending);
            loop_deliveries::again(tx, from, when, ("forgotten", ""), now)?;
        }
    }
    Ok(())
}

/// [`Bug::ReleasesInBurst`]: no ramp, and everything is due now.
pub(super) fn burst(tx: &Tx<'_>, incident: IncidentId, now: Timestamp) -> Result<()> {
    for account in loop_incidents::ramps_of(tx, incident)? {
        for held in loop_plan::held_by(tx, account, incident)? {
            loop_plan::plan_held(tx, held.waiting.delivery, now)?;
        }
        loop_incidents::end_ramp(tx, account, now)?;
    }
    Ok(())
}

/// [`Bug::ResendsAfterLostAnswer`]: adapters that try twice.
pub(super) struct Stubborn(pub(super) Arc<dyn Networks>);

impl Networks for Stubborn {
    fn at(&self, kind: NetworkKind, api_base: Option<&str>) -> Option<Arc<dyn Network>> {
        Some(Arc::new(TriesTwice(self.0.at(kind, api_base)?)))
    }
}

struct TriesTwice(Arc<dyn Network>);

impl Network for TriesTwice {
    fn whoami<'a>(&'a self, keys: &'a Keys) -> Call<'a, Identity> {
        self.0.whoami(keys)
    }

    fn upload<'a>(&'a self, keys: &'a Keys, file: &'a MediaFile) -> Call<'a, RemoteMediaId> {
        self.0.upload(keys, file)
    }

    fn publish<'a>(&'a self, keys: &'a Keys, segment: &'a Outgoing) -> Call<'a, Receipt> {
        Box::pin(async move {
            match self.0.publish(keys, segment).await {
                Err(NetworkError::Lost { .. }) => self.0.publish(keys, segment).await,
                answer => answer,
            }
        })
    }

    fn recent<'a>(
        &'a self,
        keys: &'a Keys,
        user: &'a RemoteUserId,
        since: Timestamp,
    ) -> Call<'a, Vec<RemotePost>> {
        self.0.recent(keys, user, since)
    }

    fn delete<'a>(&'a self, keys: &'a Keys, post: &'a RemoteId) -> Call<'a, ()> {
        self.0.delete(keys, post)
    }

    fn begin_sign_in<'a>(&'a self, app: &'a AppKeys) -> Call<'a, SignInRequest> {
        self.0.begin_sign_in(app)
    }

    fn finish_sign_in<'a>(
        &'a self,
        app: &'a AppKeys,
        request: &'a SignInRequest,
        pin: &'a str,
    ) -> Call<'a, SignedIn> {
        self.0.finish_sign_in(app, request, pin)
    }
}
