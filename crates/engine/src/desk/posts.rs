//! How does a post come onto the plan, and how is it looked at? Adding, listing, showing; what
//! changes a planned delivery is in `changes` and `settle`.

use crate::desk::account_state::Standing;
use crate::desk::changes::may_edit;
use crate::desk::compositions::tidy_labels;
use crate::desk::drafts::{self, Draft};
use crate::desk::history::UndoCode;
use crate::desk::media::{self, Kept};
use crate::desk::names::{Names, account_named, zone_of};
use crate::desk::plan::{Finding, finding_for};
use crate::desk::{Desk, account_rules};
use crate::error::{DraftError, EngineError};
use roost_domain::Timestamp;
use roost_domain::account::{Account, AccountState};
use roost_domain::delivery::{DeliveryState, Timing};
use roost_domain::ids::{AccountId, DeliveryId, PostId};
use roost_domain::plan::{Timetable, next_free, split_draw};
use roost_domain::post::{Media, Post, Segment};
use roost_domain::walltime::{parse_at, parse_wall_at};
use roost_store::Tx;
use roost_store::tables::attempts::{AttemptRecord, SegmentOut};
use roost_store::tables::deliveries::{DeliveryFilter, DeliveryLine, DeliveryRecord, Placed};

/// When a post goes out, as the owner said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// At this time, read in the account's zone.
    At(String),
    /// At this time on the wall of a zone: `YYYY-MM-DDTHH:MM` and an IANA name.
    Wall {
        /// The time.
        time: String,
        /// The zone.
        zone: String,
    },
    /// In the next free slot.
    Next,
    /// Not yet.
    Draft,
}

/// Whether a post goes first against cap and ramp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pinning {
    /// It waits its turn.
    Loose,
    /// It must go at its time.
    Pinned,
}

/// What a post has beside its words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddExtras {
    /// The owner's labels.
    pub labels: Vec<String>,
    /// Its category.
    pub category: Option<String>,
    /// The composition that it was written in: it goes with it.
    pub composition: Option<i64>,
}

/// A post that was added.
#[derive(Debug, Clone)]
pub struct AddedPost {
    /// The post.
    pub post: PostId,
    /// Its deliveries and when each goes out, in the order of the accounts asked.
    pub deliveries: Vec<(DeliveryId, Option<Timestamp>)>,
    /// What is worth knowing.
    pub findings: Vec<Finding>,
}

/// One delivery as lists show it.
#[derive(Debug, Clone)]
pub struct DeliveryCard {
    /// The delivery with its text.
    pub line: DeliveryLine,
    /// What its account is called.
    pub account: String,
}

/// One delivery with everything.
#[derive(Debug, Clone)]
pub struct DeliveryDetails {
    /// As lists show it.
    pub card: DeliveryCard,
    /// What it says.
    pub post: Post,
    /// Its segments that are out.
    pub out: Vec<SegmentOut>,
    /// Its attempts, in order.
    pub attempts: Vec<AttemptRecord>,
    /// The owner's labels.
    pub labels: Vec<String>,
    /// The post's category.
    pub category: Option<String>,
    /// Its account's zone.
    pub zone: chrono_tz::Tz,
    /// The other deliveries of the post whose words an edit changes too.
    pub siblings: Vec<DeliveryCard>,
}

impl Desk {
    /// Adds a post: one delivery for each account. Media are checked and copied first; a refusal
    /// leaves nothing behind but, at most, copies that housekeeping takes away.
    pub async fn post_add(
        &self,
        accounts: Vec<String>,
        when: When,
        pinning: Pinning,
        draft: Draft,
    ) -> Result<AddedPost, EngineError> {
        self.post_add_with(accounts, when, pinning, draft, AddExtras::default()).await
    }

    /// Adds a post with what it has beside its words.
    pub async fn post_add_with(
        &self,
        accounts: Vec<String>,
        when: When,
        pinning: Pinning,
        draft: Draft,
        extras: AddExtras,
    ) -> Result<AddedPost, EngineError> {
        drafts::check(&draft)?;
        if accounts.is_empty() {
            return Err(DraftError::NoAccount.into());
        }
        let now = self.now();
        // Checked before files are copied, so that a wrong name or time costs nothing.
        let named = accounts.clone();
        let asked = when.clone();
        self.read(move |tx| {
            for account in named_once(tx, &named)? {
                time_of(&asked, &account, now)?;
            }
            Ok(())
        })
        .await?;
        let segments = self.segments_of(draft).await?;
        let seed = (self.parts.dice)();
        self.change_plan(UndoCode::Added, move |tx| {
            let accounts = named_once(tx, &accounts)?;
            let segments = with_media_rows(tx, segments, now)?;
            let post = tx.add_post(&segments, now)?;
            let labels = tidy_labels(&extras.labels);
            if !labels.is_empty() {
                tx.set_labels(post, &labels)?;
            }
            if extras.category.is_some() {
                tx.set_category(post, extras.category.as_deref())?;
            }
            if let Some(composition) = extras.composition {
                tx.discard_composition(composition)?;
            }
            let order = (pinning, extras.category.as_deref());
            let mut added = AddedPost { post, deliveries: Vec::new(), findings: Vec::new() };
            for (index, account) in accounts.iter().enumerate() {
                let draw = split_draw(seed, index as u64);
                let placed = place(tx, account, &when, order, now, draw)?;
                let id = tx.add_delivery(post, account.id, &placed, now)?;
                added.findings.extend(finding_for(tx, account, id, &placed, now)?);
                added.deliveries.push((id, placed.due));
            }
            Ok(added)
        })
        .await
    }

    /// Deliveries by due time, then id; all, or those of a state or an account.
    pub async fn post_list(
        &self,
        state: Option<DeliveryState>,
        account: Option<String>,
    ) -> Result<Vec<DeliveryCard>, EngineError> {
        self.read(move |tx| {
            let account = match account {
                Some(name) => Some(account_named(tx, &name)?.id),
                None => None,
            };
            let lines = tx.list_deliveries(&DeliveryFilter { state, account, incident: None })?;
            cards(tx, lines)
        })
        .await
    }

    /// One delivery.
    pub async fn post_show(&self, id: DeliveryId) -> Result<DeliveryDetails, EngineError> {
        self.read(move |tx| delivery_details(tx, id)).await
    }

    /// Checks and copies a draft's files and makes segments of it; media ids are not known yet.
    pub(crate) async fn segments_of(
        &self,
        draft: Draft,
    ) -> Result<Vec<(Segment, Vec<Kept>)>, EngineError> {
        let mut segments = Vec::new();
        for segment in &draft.segments {
            segments.push(Segment {
                text: segment.text.clone(),
                media: Vec::new(),
                poll: segment.poll.clone(),
                reply_settings: drafts::reply_settings(segment.reply_settings.as_deref())?,
            });
        }
        let has_media = draft.segments.iter().any(|segment| !segment.media.is_empty());
        let kept = if has_media {
            // A video takes a while to copy; other work goes on meanwhile.
            let folder = self.parts.media.clone();
            let path = folder.clone();
            let copied = tokio::task::spawn_blocking(move || media::keep_all(&draft, &folder));
            copied.await.map_err(|died| DraftError::MediaUnreadable {
                path,
                source: std::io::Error::other(died),
            })??
        } else {
            vec![Vec::new(); segments.len()]
        };
        Ok(segments.into_iter().zip(kept).collect())
    }
}

/// Gives kept files their rows.
pub(crate) fn with_media_rows(
    tx: &Tx<'_>,
    segments: Vec<(Segment, Vec<Kept>)>,
    now: Timestamp,
) -> Result<Vec<Segment>, EngineError> {
    let mut finished = Vec::new();
    for (mut segment, kept) in segments {
        for file in kept {
            let id = tx.keep_media(&file.sha256, file.mime, file.bytes, now)?;
            segment.media.push(Media {
                id,
                sha256: file.sha256,
                mime: file.mime.to_owned(),
                bytes: file.bytes,
                alt: file.alt,
            });
        }
        finished.push(segment);
    }
    Ok(finished)
}

/// The accounts named, each once, in the order asked.
fn named_once(tx: &Tx<'_>, names: &[String]) -> Result<Vec<Account>, EngineError> {
    let mut accounts: Vec<Account> = Vec::new();
    for name in names {
        let account = account_named(tx, name)?;
        if accounts.iter().all(|known| known.id != account.id) {
            accounts.push(account);
        }
    }
    Ok(accounts)
}

/// When that is; `None` where no time is said.
pub(crate) fn time_of(
    when: &When,
    account: &Account,
    now: Timestamp,
) -> Result<Option<Timestamp>, EngineError> {
    match when {
        When::At(text) => Ok(Some(parse_at(text, account.rules.zone, now)?)),
        When::Wall { time, zone } => Ok(Some(parse_wall_at(time, zone_of(zone)?, now)?)),
        When::Next | When::Draft => Ok(None),
    }
}

/// Where a delivery comes to stand: at its time, in the next free slot, or among the drafts; held
/// where its account is.
pub(crate) fn place(
    tx: &Tx<'_>,
    account: &Account,
    when: &When,
    (pinning, category): (Pinning, Option<&str>),
    now: Timestamp,
    draw: u64,
) -> Result<Placed, EngineError> {
    let mut placed = Placed {
        state: DeliveryState::Draft,
        timing: match pinning {
            Pinning::Loose => Timing::Chosen,
            Pinning::Pinned => Timing::Pinned,
        },
        due: time_of(when, account, now)?,
        original_due: None,
        slot_at: None,
        incident: None,
        held_at: None,
        reason: None,
        ended_at: None,
    };
    match when {
        When::At(_) | When::Wall { .. } => placed.state = DeliveryState::Scheduled,
        When::Next => {
            placed.state = DeliveryState::Queued;
            if pinning == Pinning::Loose {
                placed.timing = Timing::Slot;
            }
            into_next_slot(tx, account, &mut placed, (None, category), now, draw)?;
        }
        When::Draft => return Ok(placed),
    }
    placed.original_due = placed.due;
    hold_if_held(tx, account, &mut placed, now)?;
    Ok(placed)
}

/// Gives a delivery, or one to come, the next free slot that takes its category, or says that none
/// is there.
pub(crate) fn into_next_slot(
    tx: &Tx<'_>,
    account: &Account,
    placed: &mut Placed,
    (itself, category): (Option<DeliveryId>, Option<&str>),
    now: Timestamp,
    draw: u64,
) -> Result<(), EngineError> {
    let slots = account_rules::slots_of(tx, account.id)?;
    let taken = taken_times(tx, account.id, itself, now)?;
    let timetable = Timetable { slots: &slots, rules: &account.rules, category };
    if let Some(assigned) = next_free(&timetable, &taken, now, draw) {
        placed.due = Some(assigned.due);
        placed.slot_at = Some(assigned.occurrence.at);
        placed.reason = None;
    } else {
        placed.due = None;
        placed.slot_at = None;
        placed.reason = Some("no_slot".to_owned());
    }
    Ok(())
}

/// What is added to a held account is held with it, its time kept. One without a time stays
/// queued: it can't go out anyway, and gets its slot when there is one.
pub(crate) fn hold_if_held(
    tx: &Tx<'_>,
    account: &Account,
    placed: &mut Placed,
    now: Timestamp,
) -> Result<(), EngineError> {
    let standing = Standing::read(tx, account, now)?;
    let AccountState::Held { incidents } = &standing.state else { return Ok(()) };
    if placed.due.is_some() {
        placed.state = DeliveryState::Held;
        placed.incident = incidents.first().copied();
        placed.held_at = Some(now);
    }
    Ok(())
}

/// The planned times of an account and its last published one, sorted, without one delivery.
pub(crate) fn taken_times(
    tx: &Tx<'_>,
    account: AccountId,
    except: Option<DeliveryId>,
    now: Timestamp,
) -> Result<Vec<Timestamp>, EngineError> {
    let mut taken: Vec<Timestamp> = tx
        .planned_deliveries(account)?
        .iter()
        .filter(|record| Some(record.delivery.id) != except)
        .filter_map(|record| record.delivery.due)
        .collect();
    // The gap is at most a day in practice; what went out before can't matter.
    let recent = tx.published_since(account, now - chrono::TimeDelta::days(1))?;
    taken.extend(recent.last().copied());
    taken.sort_unstable();
    Ok(taken)
}

pub(crate) fn cards(
    tx: &Tx<'_>,
    lines: Vec<DeliveryLine>,
) -> Result<Vec<DeliveryCard>, EngineError> {
    let names = Names::read(tx)?;
    Ok(lines.into_iter().map(|line| card(&names, line)).collect())
}

fn card(names: &Names, line: DeliveryLine) -> DeliveryCard {
    let account = names.of(line.record.delivery.account, line.network, &line.handle);
    DeliveryCard { line, account }
}

pub(crate) fn get_line(tx: &Tx<'_>, id: DeliveryId) -> Result<DeliveryLine, EngineError> {
    tx.find_delivery_line(id)?.ok_or_else(|| EngineError::NoDelivery { id: id.to_string() })
}

/// A delivery as it was looked at; one that changed meanwhile is a conflict.
pub(crate) fn get_seen(
    tx: &Tx<'_>,
    id: DeliveryId,
    seen: Option<i64>,
) -> Result<DeliveryRecord, EngineError> {
    let record = get_line(tx, id)?.record;
    let found = record.delivery.revision;
    match seen {
        Some(seen) if seen != found => Err(EngineError::Conflict { id, seen, found }),
        Some(_) | None => Ok(record),
    }
}

pub(crate) fn delivery_details(
    tx: &Tx<'_>,
    id: DeliveryId,
) -> Result<DeliveryDetails, EngineError> {
    let line = get_line(tx, id)?;
    let post = tx.get_post(line.record.delivery.post)?;
    let account = line.record.delivery.account;
    let missing = || EngineError::NoAccount { name: account.to_string() };
    let others: Vec<DeliveryId> = tx
        .deliveries_of_post(post.id)?
        .into_iter()
        .filter(|other| other.delivery.id != id && may_edit(other).is_ok())
        .map(|other| other.delivery.id)
        .collect();
    let lines = others.into_iter().map(|other| get_line(tx, other)).collect::<Result<_, _>>()?;
    Ok(DeliveryDetails {
        siblings: cards(tx, lines)?,
        card: card(&Names::read(tx)?, line),
        labels: tx.labels_of(post.id)?,
        category: tx.category_of(post.id)?,
        zone: tx.find_account(account)?.ok_or_else(missing)?.rules.zone,
        post,
        out: tx.segments_out_of(id)?,
        attempts: tx.attempts_of(id)?,
    })
}
