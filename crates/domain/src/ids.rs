//! Which thing is meant? One newtype per table, so that a post's number can't be passed where a
//! delivery's is wanted. Numbers are positive and printed as strings on the wire.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The text is not a positive whole number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an id: ids are whole numbers such as 42")]
pub struct BadId(pub String);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
        impl FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                match text.parse::<i64>() {
                    Ok(n) if n > 0 => Ok(Self(n)),
                    Ok(_) | Err(_) => Err(BadId(text.to_owned())),
                }
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }
        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                text.parse()
            }
        }
    )+};
}

ids! {
    /// A developer app.
    AppId,
    /// An account.
    AccountId,
    /// A weekly slot of an account.
    SlotId,
    /// A post: what is to be said.
    PostId,
    /// A copied media file.
    MediaId,
    /// A delivery: one post going to one account.
    DeliveryId,
    /// One try at a delivery, or one read.
    AttemptId,
    /// An incident.
    IncidentId,
    /// A form or mail that the owner sent about an incident.
    TicketId,
    /// A reminder of an incident.
    ReminderId,
    /// A mail that was found for an incident.
    MailId,
}
