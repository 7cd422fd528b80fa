//! What may be asked? One request per command, as it travels on the wire. Times, durations and zones
//! are texts here, because how they read depends on the account; they are parsed once, behind the
//! door.

mod accounts;
mod before;
mod casefile;
mod compositions;
mod letters;
mod mail;
mod overview;
mod planning;
mod posts;
mod settings;

pub use accounts::{
    AccountAddPractice, AccountAddX, AccountNamed, AccountPause, AccountRenew, AccountSet,
    AccountSlots, AppNamed, FourStrings, SecretText, SignInBegin, SignInFinish, SignInPurpose,
    TwoStrings,
};
pub use before::{IncidentReport, IncidentSlow};
pub use casefile::{
    IncidentCountdown, IncidentLookDaily, IncidentSee, IncidentStep, IncidentTicketAdd,
    IncidentTicketAnswer, StepMark,
};
pub use compositions::{
    Composition, CompositionMedia, CompositionNamed, CompositionSave, CompositionSegment, MediaAdd,
    MediaAddBytes, PostToCheck,
};
pub use letters::{IncidentLetter, LetterLanguage};
pub use mail::{MailOff, MailSet};
pub use overview::{IncidentNamed, IncidentNote, IncidentResume, PlanDays, VaultMove};
pub use planning::{
    CalendarShow, DeliveryMove, PostCancelMany, PostMoveMany, PostShift, QueueReorder, QueueShow,
};
pub use posts::{
    DeliveryNamed, DeliverySeen, EditMedia, MediaKept, MediaPath, MediaText, Pin, PollText,
    PostAdd, PostConfirm, PostEdit, PostList, PostMove, PostRetry, Seen, SegmentText, When,
};
pub use settings::SettingsSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request, or an answer, without anything in it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Nothing {}
