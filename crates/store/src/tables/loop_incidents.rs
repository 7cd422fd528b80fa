//! What holds whom, and how far is the way out? Opening incidents, moving them by their legal moves
//! only, their log, and the ramps that follow them.

use crate::tables::unread::{KNOWN_KINDS, understood};
use crate::time::{instant, ms};
use crate::{Result, StoreError, Tx};
use roost_domain::Timestamp;
use roost_domain::ids::{AccountId, AppId, AttemptId, DeliveryId, IncidentId};
use roost_domain::incident::IncidentState;
use roost_domain::ramp::{Ladder, Share, Stages};
use roost_domain::refusal::RefusalKind;
use rusqlite::{OptionalExtension, Row};

/// What an incident row holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// One account.
    Account(AccountId),
    /// An app and every account on it.
    App(AppId),
    /// Everything on this machine.
    Machine,
}

/// What is written when an incident opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// What it is.
    pub kind: RefusalKind,
    /// What it holds.
    pub holding: Holding,
    /// Status of the first sign.
    pub http_status: Option<u16>,
    /// Codes of the first sign.
    pub codes: Vec<u32>,
    /// The network's own words.
    pub message: String,
    /// The attempt that met it.
    pub attempt: Option<AttemptId>,
    /// The one before it, if this is a lock again.
    pub relock_of: Option<IncidentId>,
    /// When Roost may look by itself.
    pub probe_at: Option<Timestamp>,
}

/// An incident as the loop sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoopIncident {
    /// Its id.
    pub id: IncidentId,
    /// What it is.
    pub kind: RefusalKind,
    /// What it holds.
    pub holding: Holding,
    /// How far the way out is.
    pub state: IncidentState,
    /// What stands for its kind or state and is no word of this Roost.
    pub unread: Option<String>,
    /// When its first sign came.
    pub opened_at: Timestamp,
    /// The one quiet post.
    pub quiet: Option<DeliveryId>,
    /// The one before it.
    pub relock_of: Option<IncidentId>,
}

/// Opens an incident and writes its first line.
pub fn open_incident(tx: &Tx<'_>, opening: &Opening, now: Timestamp) -> Result<IncidentId> {
    let (scope, account, app) = match opening.holding {
        Holding::Account(id) => ("account", Some(id.0), None),
        Holding::App(id) => ("app", None, Some(id.0)),
        Holding::Machine => ("machine", None, None),
    };
    tx.db()
        .prepare_cached(
            "INSERT INTO incidents (kind, scope, account_id, app_id, state, opened_at, http_status,
                codes, message, attempt_id, relock_of, probe_at, own_look_at)
             VALUES (?1, ?2, ?3, ?4, 'open', ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11)",
        )?
        .execute((
            opening.kind.word(),
            scope,
            account,
            app,
            ms(now),
            opening.http_status,
            super::loop_attempts::codes_text(&opening.codes),
            &opening.message,
            opening.attempt.map(|id| id.0),
            opening.relock_of.map(|id| id.0),
            opening.probe_at.map(ms),
        ))?;
    let id = IncidentId(tx.db().last_insert_rowid());
    log(tx, id, "opened", "", now)?;
    Ok(id)
}

/// One incident.
pub fn loop_incident(tx: &Tx<'_>, id: IncidentId) -> Result<LoopIncident> {
    let mut query = tx.db().prepare_cached(
        "SELECT kind, scope, account_id, app_id, state, quiet_delivery_id, relock_of,
            opened_at FROM incidents WHERE id = ?1",
    )?;
    let mut rows = query.query([id.0])?;
    let Some(row) = rows.next()? else {
        return Err(StoreError::NotFound { what: "incident", id: id.to_string() });
    };
    let (account, app): (Option<i64>, Option<i64>) = (row.get(2)?, row.get(3)?);
    let (quiet, relock_of): (Option<i64>, Option<i64>) = (row.get(5)?, row.get(6)?);
    let holding = match (account, app) {
        (Some(account), _) => Holding::Account(AccountId(account)),
        (None, Some(app)) => Holding::App(AppId(app)),
        (None, None) => Holding::Machine,
    };
    let said = understood(row, 0, 4)?;
    Ok(LoopIncident {
        id,
        kind: said.kind,
        holding,
        state: said.state,
        opened_at: instant(row.get(7)?)?,
        quiet: said.trusted(quiet.map(DeliveryId)),
        relock_of: relock_of.map(IncidentId),
        unread: said.unread,
    })
}

/// The owner says that an incident which can't be read is unlocked: from now on it is a doubtful one
/// that goes its way from the start. Nothing happens to one that can be read.
pub fn take_as_doubtful(tx: &Tx<'_>, id: IncidentId, now: Timestamp) -> Result<()> {
    let known = loop_incident(tx, id)?;
    let Some(unread) = known.unread else { return Ok(()) };
    tx.db()
        .prepare_cached(
            "UPDATE incidents SET kind = ?2, state = ?3, quiet_delivery_id = NULL, probe_at = NULL,
               own_look_at = NULL, revision = revision + 1 WHERE id = ?1",
        )?
        .execute((id.0, RefusalKind::Doubtful.word(), known.state.word()))?;
    log(tx, id, "taken_as_doubtful", &unread, now)
}

/// The open incident of a kind that holds exactly this, if there is one; one that recovers is not
/// open.
pub fn holding_incident(
    tx: &Tx<'_>,
    holding: Holding,
    kind: RefusalKind,
) -> Result<Option<IncidentId>> {
    let (account, app) = match holding {
        Holding::Account(id) => (Some(id.0), None),
        Holding::App(id) => (None, Some(id.0)),
        Holding::Machine => (None, None),
    };
    Ok(tx
        .db()
        .prepare_cached(
            "SELECT id FROM incidents WHERE kind = ?1 AND account_id IS ?2 AND app_id IS ?3
                AND state IN ('open', 'waiting', 'verifying') ORDER BY id LIMIT 1",
        )?
        .query_row((kind.word(), account, app), |row| row.get(0).map(IncidentId))
        .optional()?)
}

/// The newest incident of an account that opened since an instant, of one of some kinds.
pub fn newest_since(
    tx: &Tx<'_>,
    account: AccountId,
    kinds: &[RefusalKind],
    since: Timestamp,
) -> Result<Option<IncidentId>> {
    let mut query = tx.db().prepare_cached(
        "SELECT id, kind FROM incidents WHERE account_id = ?1 AND opened_at >= ?2
         ORDER BY id DESC",
    )?;
    let mut rows = query.query((account.0, ms(since)))?;
    while let Some(row) = rows.next()? {
        let kind: String = row.get(1)?;
        if kinds.iter().any(|wanted| wanted.word() == kind) {
            return Ok(Some(IncidentId(row.get(0)?)));
        }
    }
    Ok(None)
}

/// How many incidents of a kind an account had since an instant.
pub fn count_since(
    tx: &Tx<'_>,
    account: AccountId,
    kind: RefusalKind,
    since: Timestamp,
) -> Result<u32> {
    Ok(tx
        .db()
        .prepare_cached(
            "SELECT count(*) FROM incidents WHERE account_id = ?1 AND kind = ?2 AND opened_at >= ?3",
        )?
        .query_row((account.0, kind.word(), ms(since)), |row| row.get(0))?)
}

/// The incidents that an account recovers from.
pub fn recovering(tx: &Tx<'_>, account: AccountId) -> Result<Vec<IncidentId>> {
    let mut query = tx.db().prepare_cached(
        "SELECT DISTINCT i.id FROM incidents i LEFT JOIN ramps r ON r.incident_id = i.id
         WHERE i.state = 'recovering' AND (i.account_id = ?1 OR r.account_id = ?1) ORDER BY i.id",
    )?;
    let rows = query.query_map([account.0], |row| row.get(0).map(IncidentId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Moves an incident by one of its legal moves and logs it.
pub fn move_incident(
    tx: &Tx<'_>,
    id: IncidentId,
    to: IncidentState,
    (event, note): (&str, &str),
    now: Timestamp,
) -> Result<()> {
    let from = loop_incident(tx, id)?.state;
    if from != to {
        if from.check_move(to).is_err() {
            return Err(StoreError::Conflict { what: "incident", id: id.to_string() });
        }
        let closed_at = (to == IncidentState::Closed).then(|| ms(now));
        tx.db()
            .prepare_cached(
                "UPDATE incidents SET state = ?2, closed_at = ?3, revision = revision + 1
                 WHERE id = ?1",
            )?
            .execute((id.0, to.word(), closed_at))?;
    }
    log(tx, id, event, note, now)
}

/// What the evidence now says it is (the diagnose ladder, or a probe that heard another refusal).
pub fn set_kind(tx: &Tx<'_>, id: IncidentId, kind: RefusalKind) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE incidents SET kind = ?2, revision = revision + 1 WHERE id = ?1")?
        .execute((id.0, kind.word()))?;
    Ok(())
}

/// When Roost may look by itself next.
pub fn set_probe_at(tx: &Tx<'_>, id: IncidentId, at: Option<Timestamp>) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE incidents SET probe_at = ?2 WHERE id = ?1")?
        .execute((id.0, at.map(ms)))?;
    Ok(())
}

/// Which delivery is the one quiet post.
pub fn set_quiet(tx: &Tx<'_>, id: IncidentId, quiet: Option<DeliveryId>) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE incidents SET quiet_delivery_id = ?2 WHERE id = ?1")?
        .execute((id.0, quiet.map(|delivery| delivery.0)))?;
    Ok(())
}

/// When the owner last said that it is unlocked.
pub fn set_unlocked_at(tx: &Tx<'_>, id: IncidentId, at: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE incidents SET unlocked_at = ?2 WHERE id = ?1")?
        .execute((id.0, ms(at)))?;
    Ok(())
}

/// Writes a line into an incident's log. `event` is a word of the message file.
pub fn log(tx: &Tx<'_>, id: IncidentId, event: &str, note: &str, now: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "INSERT INTO incident_log (incident_id, at, event, note) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((id.0, ms(now), event, note))?;
    Ok(())
}

/// A running ramp as it lies in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RampRow {
    /// Whose.
    pub account: AccountId,
    /// After which incident.
    pub incident: IncidentId,
    /// Which shares it climbs.
    pub ladder: Ladder,
    /// Posts a day before the surge, in thousandths.
    pub baseline_milli: u32,
    /// The stage, counted from 0, that began at `stage_began`.
    pub stage: u32,
    /// When that stage began.
    pub stage_began: Timestamp,
}

/// The running ramp of an account.
pub fn running_ramp(tx: &Tx<'_>, account: AccountId) -> Result<Option<RampRow>> {
    let mut query = tx.db().prepare_cached(
        "SELECT incident_id, shape, baseline_milli, stage, stage_began_at, shares, stage_days
         FROM ramps WHERE account_id = ?1 AND ended_at IS NULL",
    )?;
    let mut rows = query.query([account.0])?;
    rows.next()?.map(|row| ramp_row(account, row)).transpose()
}

/// Columns in the order of the queries of ramps.
fn ramp_row(account: AccountId, row: &Row<'_>) -> Result<RampRow> {
    let (shape, shares): (String, Option<String>) = (row.get(1)?, row.get(5)?);
    let days: Option<u32> = row.get(6)?;
    let bad = || StoreError::BadRow { what: "a ramp's ladder", value: shape.clone() };
    let adjusted = match (&shares, days) {
        (Some(shares), Some(days)) => Some(stages(shares, days).ok_or_else(bad)?),
        (_, _) => None,
    };
    Ok(RampRow {
        account,
        incident: IncidentId(row.get(0)?),
        ladder: Ladder::from_word(&shape, adjusted).ok_or_else(bad)?,
        baseline_milli: row.get(2)?,
        stage: row.get(3)?,
        stage_began: instant(row.get(4)?)?,
    })
}

fn stages(shares: &str, days: u32) -> Option<Stages> {
    let shares: Option<Vec<Share>> =
        shares.split(',').map(|share| share.parse().ok().map(Share)).collect();
    Stages::from_shares(&shares?, days).ok()
}

/// Begins a ramp; one that still runs for the account ends.
pub fn begin_ramp(tx: &Tx<'_>, ramp: &RampRow) -> Result<()> {
    end_ramp(tx, ramp.account, ramp.stage_began)?;
    let adjusted = ramp.ladder.adjusted();
    let shares = adjusted.map(|stages| {
        stages.shares().iter().map(|share| share.0.to_string()).collect::<Vec<_>>().join(",")
    });
    tx.db()
        .prepare_cached(
            "INSERT INTO ramps (account_id, incident_id, shape, baseline_milli, stage,
                stage_began_at, shares, stage_days) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            ramp.account.0,
            ramp.incident.0,
            ramp.ladder.word(),
            ramp.baseline_milli,
            ramp.stage,
            ms(ramp.stage_began),
            shares,
            adjusted.map(Stages::days),
        ))?;
    Ok(())
}

/// Restarts a running ramp at a stage: the quiet post is out, or a warning stepped it back.
pub fn set_stage(tx: &Tx<'_>, account: AccountId, stage: u32, began: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE ramps SET stage = ?2, stage_began_at = ?3
             WHERE account_id = ?1 AND ended_at IS NULL",
        )?
        .execute((account.0, stage, ms(began)))?;
    Ok(())
}

/// Ends the running ramp of an account, if there is one.
pub fn end_ramp(tx: &Tx<'_>, account: AccountId, now: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached(
            "UPDATE ramps SET ended_at = ?2 WHERE account_id = ?1 AND ended_at IS NULL",
        )?
        .execute((account.0, ms(now)))?;
    Ok(())
}

/// The accounts whose running ramps follow an incident.
pub fn ramps_of(tx: &Tx<'_>, incident: IncidentId) -> Result<Vec<AccountId>> {
    let mut query = tx.db().prepare_cached(
        "SELECT account_id FROM ramps WHERE incident_id = ?1 AND ended_at IS NULL ORDER BY id",
    )?;
    let rows = query.query_map([incident.0], |row| row.get(0).map(AccountId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest ramp of an account that followed another incident than `but`, and when it ended, if it
/// did.
pub fn earlier_ramp(
    tx: &Tx<'_>,
    account: AccountId,
    but: IncidentId,
) -> Result<Option<(RampRow, Option<Timestamp>)>> {
    let mut query = tx.db().prepare_cached(
        "SELECT incident_id, shape, baseline_milli, stage, stage_began_at, shares, stage_days,
            ended_at FROM ramps
         WHERE account_id = ?1 AND incident_id <> ?2 ORDER BY id DESC LIMIT 1",
    )?;
    let mut rows = query.query((account.0, but.0))?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let ended: Option<i64> = row.get(7)?;
    Ok(Some((ramp_row(account, row)?, ended.map(instant).transpose()?)))
}

/// When other incidents than `but` held an account or kept it on a ramp, from their first sign to
/// their close; what lasts to this day has no end. Those that closed before `since` are left out.
pub fn bound_spans(
    tx: &Tx<'_>,
    (account, app): (AccountId, AppId),
    but: IncidentId,
    since: Timestamp,
) -> Result<Vec<(Timestamp, Option<Timestamp>)>> {
    let mut query = tx.db().prepare_cached(
        "SELECT opened_at, closed_at FROM incidents
         WHERE (account_id = ?1 OR app_id = ?2 OR (account_id IS NULL AND app_id IS NULL))
            AND id <> ?3 AND ifnull(closed_at, ?4) >= ?4 ORDER BY id",
    )?;
    let rows = query.query_map((account.0, app.0, but.0, ms(since)), |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?))
    })?;
    rows.map(|row| {
        let (opened, closed) = row?;
        Ok((instant(opened)?, closed.map(instant).transpose()?))
    })
    .collect()
}

/// The verifying incidents whose quiet post a delivery is: one post may prove the way out of several.
pub fn verifying_by(tx: &Tx<'_>, quiet: DeliveryId) -> Result<Vec<IncidentId>> {
    let sql = format!(
        "SELECT id FROM incidents WHERE quiet_delivery_id = ?1 AND state <> 'closed'
           AND state = 'verifying' AND kind IN ({}) ORDER BY id",
        *KNOWN_KINDS
    );
    let mut query = tx.db().prepare_cached(&sql)?;
    let rows = query.query_map([quiet.0], |row| row.get(0).map(IncidentId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Incidents that are not closed and that the owner was not told of: those that opened just before
/// a crash, or in another process.
pub fn untold(tx: &Tx<'_>) -> Result<Vec<IncidentId>> {
    let mut query = tx.db().prepare_cached(
        "SELECT id FROM incidents WHERE state <> 'closed' AND told_at IS NULL ORDER BY id",
    )?;
    let rows = query.query_map([], |row| row.get(0).map(IncidentId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The owner was told of an incident.
pub fn set_told_at(tx: &Tx<'_>, id: IncidentId, now: Timestamp) -> Result<()> {
    tx.db()
        .prepare_cached("UPDATE incidents SET told_at = ?2 WHERE id = ?1 AND told_at IS NULL")?
        .execute((id.0, ms(now)))?;
    Ok(())
}
