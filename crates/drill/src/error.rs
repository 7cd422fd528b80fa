//! Why did a drill end early? Nothing of the owner's is touched by one, whatever happens.

use roost_api::ApiError;
use roost_engine::error::EngineError;
use roost_engine::networks::PracticeError;
use roost_home::HomeError;
use roost_store::StoreError;

/// What ended a drill early.
#[derive(Debug, thiserror::Error)]
pub enum DrillError {
    /// The drill's folder did not open, or its clock could not be changed.
    #[error(transparent)]
    Home(#[from] HomeError),
    /// The door refused something.
    #[error(transparent)]
    Api(Box<ApiError>),
    /// The simulator refused something.
    #[error(transparent)]
    Practice(#[from] PracticeError),
    /// The database said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The loop ended badly.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// Something did not happen within three real minutes.
    #[error("the drill waited too long for {what}")]
    Hung {
        /// What.
        what: &'static str,
    },
    /// The simulator answered something else than it promises.
    #[error("the simulator's answer to {what} can't be read")]
    Unreadable {
        /// What was asked.
        what: &'static str,
    },
}

impl From<ApiError> for DrillError {
    fn from(error: ApiError) -> Self {
        Self::Api(Box::new(error))
    }
}
