//! What is answered? One view per question, as it travels on the wire. Scripts are written against
//! these: fields may be added, never renamed (docs/words.md). Ids are texts, instants RFC 3339 in
//! UTC, `account` the handle without @ (`practice:h`, `x:h` where two networks share it).

mod accounts;
mod before;
mod casefile;
mod composing;
mod incidents;
mod letters;
mod mail;
mod overview;
mod planning;
mod posts;
mod settings;

pub use accounts::{
    AccountAdded, AccountDetail, AccountRemoved, AccountView, AppRemoved, AppView, RampView,
    SignInBegun, SlotView, SlotsView,
};
pub use before::{
    BeforeAllView, BeforeDay, BeforeView, BeforeWindows, FeatureOverAllView, FeatureView,
    ReportView, SignsView,
};
pub use casefile::{
    CascadeAccount, CascadeView, CountdownView, CountsView, EvidenceView, MailView, ReminderView,
    ScreenView, StepView, TicketView,
};
pub use composing::{
    CapView, CompositionSaved, CompositionView, CostView, MediaAdded, NextSlotView, PostCheck,
    SegmentCheck, TextRange,
};
pub use incidents::{
    CurveDay, IncidentDetail, IncidentView, LogView, RampPlanView, ResumeLine, ResumeView,
    UnlockedView,
};
pub use letters::LetterView;
pub use mail::{MailCheckedView, MailWatchView};
pub use overview::{
    CheckView, DoctorView, FolderConfirmed, PausedView, StatusView, VaultEntryView, VaultMoved,
    VaultView,
};
pub use planning::{
    CalendarDay, CalendarEntry, CalendarForecast, CalendarGhost, CalendarLimit, CalendarView,
    DraftView, HistoryDone, HistoryView, Moved, QueueEntry, QueueView, UndoStep,
};
pub use posts::{
    AttemptView, DeliveryDetail, DeliveryView, FindingView, MediaView, PlanDay, PollView,
    PostAdded, SegmentView, SiblingView, WhyView,
};
pub use settings::{BackupView, Settings};
