//! What is answered about what came before incidents, and about the evidence pack.

use roost_domain::Timestamp;
use serde::Serialize;
use ts_rs::TS;

/// What came before one incident.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BeforeView {
    /// Which incident.
    pub incident: String,
    /// Whose posts were looked at; `null` where an incident holds the whole machine.
    pub account: Option<String>,
    /// The 14 days, oldest first; the last is the incident's own.
    pub days: Vec<BeforeDay>,
    /// What was measured, in the order in which it is shown.
    pub features: Vec<FeatureView>,
    /// Which days were compared.
    pub windows: Option<BeforeWindows>,
    /// What the figures rest on, in plain words: how many posts, which accounts, what is missing.
    pub note: String,
}

/// One day before an incident.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BeforeDay {
    /// `YYYY-MM-DD` in the account's zone.
    pub date: String,
    /// Posts that went out on it; of the last day, before the incident.
    pub posts: u32,
    /// Posts a day usually, the same for every day; `null` without an earlier history.
    pub usual: Option<f64>,
}

/// The days that were compared.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BeforeWindows {
    /// The first of the days before, `YYYY-MM-DD`.
    pub before_from: String,
    /// When the incident began.
    pub until: Timestamp,
    /// How many days before.
    pub before_days: u32,
    /// How many earlier days are the normal: at most 28, and fewer where Roost knows fewer or other
    /// incidents held the account.
    pub normal_days: u32,
    /// Posts in the days before.
    pub before_posts: u32,
    /// Posts in the earlier days.
    pub normal_posts: u32,
    /// The accounts that were not locked and are compared with.
    pub others: Vec<String>,
}

/// One thing that was measured.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FeatureView {
    /// A word.
    #[ts(type = "Feature")]
    pub id: &'static str,
    /// What it is called.
    pub label: String,
    /// What its figures count.
    #[ts(type = "FeatureUnit")]
    pub unit: &'static str,
    /// In the 14 days before; `null` with too few posts.
    pub before: Option<f64>,
    /// In the days before those.
    pub normal: Option<f64>,
    /// The middle of the accounts that were not locked, in the same 14 days.
    pub others: Option<f64>,
    /// How it differs from the normal.
    #[ts(type = "Direction")]
    pub direction: &'static str,
    /// How it differs from the others.
    #[ts(type = "Direction")]
    pub direction_others: &'static str,
    /// All of it in one sentence.
    pub sentence: String,
}

/// What came before all incidents that may come from what an account posts.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BeforeAllView {
    /// How many incidents count.
    pub cases: u32,
    /// Which, newest first.
    pub incidents: Vec<String>,
    /// That they are too few to prove anything; `null` where they are not.
    pub warning: Option<String>,
    /// The name of the statistic and how to read it.
    pub statistic: String,
    /// Every feature, the clearest difference first.
    pub features: Vec<FeatureOverAllView>,
}

/// One feature over all cases.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FeatureOverAllView {
    /// A word.
    #[ts(type = "Feature")]
    pub id: &'static str,
    /// What it is called.
    pub label: String,
    /// What its figures count.
    #[ts(type = "FeatureUnit")]
    pub unit: &'static str,
    /// The middle of the cases before their incidents.
    pub before: Option<f64>,
    /// The middle of their normals.
    pub normal: Option<f64>,
    /// The differences from the account's own normal; `null` where no case has both figures.
    pub against_normal: Option<SignsView>,
    /// The differences from the accounts that were not locked.
    pub against_others: Option<SignsView>,
    /// All of it in one sentence.
    pub sentence: String,
}

/// The sign test of one feature.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SignsView {
    /// Cases in which both figures are known.
    pub cases: u32,
    /// Those with the higher figure before the incident.
    pub higher: u32,
    /// Those with the lower one.
    pub lower: u32,
    /// The median of the differences.
    pub median_difference: f64,
    /// The exact two-sided p.
    pub p: f64,
}

/// An evidence pack that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReportView {
    /// Where it is.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of it, in hex.
    pub sha256: String,
    /// The names of the files in it.
    pub files: Vec<String>,
}
