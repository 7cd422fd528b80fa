//! What holds accounts and apps, and what has happened since? Listing, showing, and the owner's notes.

use crate::desk::Desk;
use crate::desk::cascade::{self, Cascade};
use crate::desk::casefile_read::{CaseFile, case_file};
use crate::desk::names::{Names, app_of};
use crate::desk::posts::{DeliveryCard, cards};
use crate::error::EngineError;
use roost_domain::Timestamp;
use roost_domain::account::NetworkKind;
use roost_domain::delivery::DeliveryState;
use roost_domain::ids::IncidentId;
use roost_store::Tx;
use roost_store::tables::attempts::AttemptRecord;
use roost_store::tables::deliveries::DeliveryFilter;
use roost_store::tables::incidents::{IncidentRecord, IncidentScope, LogLine};
use roost_store::tables::mail::FoundRecord;

/// One incident as lists show it.
#[derive(Debug, Clone)]
pub struct IncidentCard {
    /// The incident.
    pub record: IncidentRecord,
    /// What the account is called that it holds.
    pub account: Option<String>,
    /// The app that it holds, or whose account it holds.
    pub app: Option<String>,
    /// On which network.
    pub network: Option<NetworkKind>,
    /// The zone its times are told in.
    pub zone: chrono_tz::Tz,
}

/// One incident with everything.
#[derive(Debug, Clone)]
pub struct IncidentDetails {
    /// As lists show it.
    pub card: IncidentCard,
    /// The attempt that brought the first sign.
    pub attempt: Option<AttemptRecord>,
    /// What happened since.
    pub diary: Vec<LogLine>,
    /// What it holds, by due time.
    pub deliveries: Vec<DeliveryCard>,
    /// Mails that claim to be of X and came since it began.
    pub mails: Vec<FoundRecord>,
    /// What lies in its case file.
    pub case: CaseFile,
    /// The offer to slow accounts whose posts are alike.
    pub cascade: Option<Cascade>,
}

impl Desk {
    /// Every incident, newest first.
    pub async fn incident_list(&self) -> Result<Vec<IncidentCard>, EngineError> {
        self.read(|tx| {
            let incidents = tx.all_incidents()?;
            incident_cards(tx, incidents)
        })
        .await
    }

    /// One incident.
    pub async fn incident_show(&self, id: IncidentId) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.read(move |tx| incident_details(tx, id, now)).await
    }

    /// Writes into an incident's diary.
    pub async fn incident_note(
        &self,
        id: IncidentId,
        text: String,
    ) -> Result<IncidentDetails, EngineError> {
        let now = self.now();
        self.write(move |tx| {
            get_incident(tx, id)?;
            tx.note_incident(id, "note", &text, now)?;
            tx.touch_incident(id)?;
            incident_details(tx, id, now)
        })
        .await
    }
}

pub(crate) fn get_incident(tx: &Tx<'_>, id: IncidentId) -> Result<IncidentRecord, EngineError> {
    tx.find_incident_record(id)?.ok_or_else(|| EngineError::NoIncident { id: id.to_string() })
}

pub(crate) fn incident_cards(
    tx: &Tx<'_>,
    incidents: Vec<IncidentRecord>,
) -> Result<Vec<IncidentCard>, EngineError> {
    let names = Names::read(tx)?;
    incidents.into_iter().map(|record| card(tx, &names, record)).collect()
}

/// One incident as lists show it.
pub(crate) fn incident_card(
    tx: &Tx<'_>,
    record: IncidentRecord,
) -> Result<IncidentCard, EngineError> {
    card(tx, &Names::read(tx)?, record)
}

fn card(tx: &Tx<'_>, names: &Names, record: IncidentRecord) -> Result<IncidentCard, EngineError> {
    let mut card =
        IncidentCard { account: None, app: None, network: None, zone: chrono_tz::UTC, record };
    match card.record.scope {
        IncidentScope::Account(id) => {
            if let Some(account) = tx.find_account(id)? {
                card.app = Some(app_of(tx, account.app)?.name);
                card.account = Some(names.of_account(&account));
                card.network = Some(account.network);
                card.zone = account.rules.zone;
            }
        }
        IncidentScope::App(id) => {
            let app = app_of(tx, id)?;
            card.network = Some(app.network);
            card.app = Some(app.name);
        }
        IncidentScope::Machine => {}
    }
    Ok(card)
}

pub(crate) fn incident_details(
    tx: &Tx<'_>,
    id: IncidentId,
    now: Timestamp,
) -> Result<IncidentDetails, EngineError> {
    let record = get_incident(tx, id)?;
    let attempt = match record.attempt {
        Some(attempt) => tx.find_attempt(attempt)?,
        None => None,
    };
    let filter = DeliveryFilter {
        incident: Some(id),
        state: Some(DeliveryState::Held),
        ..DeliveryFilter::default()
    };
    let lines = tx.list_deliveries(&filter)?;
    let names = Names::read(tx)?;
    let diary = tx.incident_diary(id)?;
    Ok(IncidentDetails {
        case: case_file(tx, &names, &record, &diary)?,
        cascade: cascade::offer(tx, &record, now)?,
        card: card(tx, &names, record)?,
        attempt,
        diary,
        deliveries: cards(tx, lines)?,
        mails: tx.mails_of(id)?,
    })
}
