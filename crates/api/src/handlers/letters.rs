//! The command that drafts letters. It reads, and asks no network and no vault.

use crate::commands::Door;
use crate::error::{ApiError, ErrorCode};
use crate::guide::{Draft, Known, LetterTexts, Refused, Wanted, draft};
use crate::handlers::{id_of, incidents};
use crate::requests::{IncidentLetter, IncidentNamed, LetterLanguage};
use crate::views::{IncidentDetail, LetterView};
use roost_domain::account::App;
use roost_domain::checklist::{Checklists, LetterId, Screen};
use roost_domain::refusal::RefusalKind;
use roost_engine::error::EngineError;

/// Drafts a letter with what is known of an incident.
pub(crate) async fn letter(door: &Door, asked: IncidentLetter) -> Result<LetterView, ApiError> {
    let _: roost_domain::ids::IncidentId = id_of(&asked.id)?;
    let named = IncidentNamed { id: asked.id.clone() };
    let shown = incidents::show(door, named).await?;
    let kind = RefusalKind::from_word(shown.incident.kind).unwrap_or(RefusalKind::Doubtful);
    let letter = chosen(kind, &asked.letter)?;
    let language = asked.language.unwrap_or_else(|| match door.words().language() {
        "de" => LetterLanguage::De,
        _ => LetterLanguage::En,
    });
    let (texts, language) = match language {
        LetterLanguage::En => (LetterTexts::english(), "en"),
        LetterLanguage::De => (LetterTexts::german(), "de"),
    };
    let screen = shown.screen.as_deref().and_then(Screen::from_word);
    let known = known(door, shown, asked).await?;
    let Draft { place, to, subject, body, mailto, missing } =
        draft(texts, Wanted { letter, kind, screen }, &known);
    let letter = letter.word().to_owned();
    Ok(LetterView { letter, place, to, subject, body, mailto, language, missing })
}

/// The letter of a word, if a step of this kind offers it.
fn chosen(kind: RefusalKind, word: &str) -> Result<LetterId, ApiError> {
    let offered = Checklists::shipped().of(kind).letters();
    offered.iter().copied().find(|letter| letter.word() == word).ok_or_else(|| {
        let choices: Vec<&str> = offered.iter().map(|letter| letter.word()).collect();
        let choices = if choices.is_empty() { "-".to_owned() } else { choices.join(", ") };
        ApiError::new(
            ErrorCode::BadLetter,
            &[("text", word.to_owned()), ("kind", kind.word().to_owned()), ("choices", choices)],
        )
    })
}

/// What is known of the incident; an account or an app that was removed leaves gaps.
async fn known(
    door: &Door,
    shown: IncidentDetail,
    asked: IncidentLetter,
) -> Result<Known, ApiError> {
    let account = match shown.incident.account.clone() {
        Some(name) => there(door.desk.account_show(name).await)?,
        None => None,
    };
    let app = match shown.incident.app.clone() {
        Some(name) => there(door.desk.app_show(name).await)?,
        None => None,
    };
    let first = Refused {
        at: shown.incident.opened_at,
        account: None,
        http_status: shown.incident.http_status,
        codes: shown.incident.codes.clone(),
    };
    let refusals: Vec<Refused> = shown
        .evidence
        .into_iter()
        .filter(|one| one.outcome == "refused")
        .map(|one| Refused {
            at: one.at,
            account: Some(one.account).filter(|name| !name.is_empty()),
            http_status: one.http_status,
            codes: one.codes,
        })
        .collect();
    let (accounts, app): (Vec<String>, Option<App>) = match app {
        Some(card) => (card.accounts, Some(card.app)),
        None => (Vec::new(), None),
    };
    Ok(Known {
        account: account.as_ref().map(|found| found.card.account.handle.clone()),
        user_id: account.as_ref().and_then(|found| found.card.account.user_id.clone()),
        app: app.as_ref().map(|app| app.name.clone()),
        consumer_key: app.map(|app| app.consumer_key).filter(|key| !key.is_empty()),
        accounts,
        since: shown.incident.opened_at,
        zone: account.map_or(chrono_tz::UTC, |found| found.card.account.rules.zone),
        message: shown.message,
        refusals: if refusals.is_empty() { vec![first] } else { refusals },
        changed: asked.changed,
        purpose: asked.purpose,
    })
}

/// What was found; `None` for what was removed meanwhile.
fn there<T>(found: Result<T, EngineError>) -> Result<Option<T>, ApiError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(EngineError::NoAccount { .. } | EngineError::NoApp { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
