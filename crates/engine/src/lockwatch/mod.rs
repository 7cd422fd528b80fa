//! Is an account locked, and how does it get back? `meet` opens the incident at the first sign and
//! holds the queue without losing a post; `settle_answer` hears what a probe found; the quiet post
//! and the ramp bring posting back.

mod alike;
mod answer;
pub(crate) mod looks;
mod normal;
mod open;
mod owner;
mod ramp;
pub(crate) mod resume;

pub(crate) use answer::{meet_if_held, settle_answer};
pub(crate) use normal::normal_of;
pub(crate) use open::{Sign, meet};
pub use owner::{Unlocked, unlocked};
pub(crate) use ramp::{quiet_post_failed, quiet_post_is_out, ramp_of, running_ramp, step_back};
pub use resume::Wishes;

use roost_domain::Timestamp;
use roost_domain::ids::AccountId;
use roost_domain::ports::NetworkError;
use roost_domain::refusal::RefusalKind;
use roost_store::tables::loop_account;
use roost_store::{Result, Tx};

/// Whether an incident of this kind is over with the first good read: that proves that keys, money,
/// setting and clock are right again, and no ramp is needed.
pub(crate) fn ends_without_ramp(kind: RefusalKind) -> bool {
    matches!(
        kind,
        RefusalKind::Credentials
            | RefusalKind::Money
            | RefusalKind::Setup
            | RefusalKind::Clock
            | RefusalKind::Retired
    )
}

/// What a refusal says of the account's keys: refused for them, or not.
pub(crate) fn note_keys(
    tx: &Tx<'_>,
    account: AccountId,
    error: &NetworkError,
    now: Timestamp,
) -> Result<()> {
    match error {
        NetworkError::Refused { refusal, .. } => match refusal.kind {
            RefusalKind::Credentials => loop_account::keys_failed(tx, account, now),
            // An overloaded or broken server may not have looked at the keys.
            RefusalKind::OverCapacity | RefusalKind::ServerError | RefusalKind::Clock => Ok(()),
            RefusalKind::Locked
            | RefusalKind::Suspended
            | RefusalKind::Automated
            | RefusalKind::WriteBlocked
            | RefusalKind::AppSuspended
            | RefusalKind::Setup
            | RefusalKind::Money
            | RefusalKind::Allowance
            | RefusalKind::RateLimit
            | RefusalKind::Duplicate
            | RefusalKind::Content
            | RefusalKind::Media
            | RefusalKind::ReplyGate
            | RefusalKind::TargetGone
            | RefusalKind::Retired
            | RefusalKind::Doubtful
            | RefusalKind::None => loop_account::keys_worked(tx, account, now),
        },
        NetworkError::NotSent { .. } | NetworkError::Lost { .. } | NetworkError::Media { .. } => {
            Ok(())
        }
    }
}
