//! An X lookalike on loopback: for practice, for drills, and for the tests.
//!
//! The core is [`Simulator`]: a request and the time go in, a [`Verdict`] comes out. It opens no
//! socket, reads no clock and draws nothing by chance, so a simulation test can call it in-process
//! and get the same answers for the same seed. [`start`] puts it behind a real port, where verdicts
//! such as a cut connection happen on the wire.
//!
//! A request passes, in this order: the signature (`signature`, `callers`), trouble of its account
//! or app (`accounts`), the fault rules (`faults`), the rate limits (`limits`), and then its
//! endpoint (`posting`, `reading`, `media`, `login`). `/_control` (`control`) is the second door:
//! ground truth and the request log are read there, and faults are set.
//!
//! It shares no code with the crates that speak to X: signatures are checked and texts counted here
//! by another hand. Deliberately absent: OAuth 2.0, likes, follows, direct messages, search, and
//! the part windows of X's daily cap, whose sizes are not published.

mod accounts;
mod callers;
mod changes;
mod clock;
mod control;
mod error;
mod exchange;
mod faults;
mod ids;
mod journal;
mod limits;
mod login;
mod media;
mod page;
mod posting;
mod posts;
mod reading;
mod record;
mod refusals;
mod rendering;
mod route;
mod running;
mod server;
mod shape;
mod signature;
mod simulator;
mod view;
mod wording;

pub use accounts::{
    BadHandle, FIRST_HANDLE, Keys, PRACTICE_CONSUMER_KEY, PRACTICE_CONSUMER_SECRET,
};
pub use callers::SIGNATURE_WINDOW_S;
pub use control::{AcceptedMedium, AcceptedPost};
pub use error::SimulatorError;
pub use exchange::{Answer, Postponed, Request, Verdict};
pub use faults::BadRule;
pub use ids::SNOWFLAKE_EPOCH_MS;
pub use limits::Limits;
pub use login::SIGN_IN_WINDOW;
pub use media::MediumKind;
pub use record::LoggedRequest;
pub use running::{Options, Running, start};
pub use simulator::Simulator;
