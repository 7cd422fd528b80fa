//! Which of the mails that the mail watch found is the owner told of, and how? One notice for each look
//! that found some: of those that the owner's provider proves to be of X. Where nothing proves any mail
//! of an incident, the first that may be of X is told as such, once. Forged ones only stand with the
//! incident: a notice would lead to them.
//!
//! A mail is on disk before its notice, and is found once: a restart repeats none. What is said leaves
//! out who wrote and what about: that is foreign text, and a notice may be read by anybody.

use crate::notifications::{Message, show};
use crate::shell::Shell;
use crate::tray::view;
use crate::words::{Spoken, Words};
use roost_api::requests::{IncidentNamed, Nothing};
use roost_api::views::IncidentView;
use roost_domain::Timestamp;
use roost_domain::ids::{IncidentId, MailId};
use roost_domain::mail::MailVerdict;
use roost_engine::events::Event;
use roost_store::tables::mail::FoundRecord;
use std::collections::HashMap;
use std::sync::Arc;
use tauri::{AppHandle, Manager};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// What the mails of one look come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notice {
    /// So many are of X.
    Proven {
        /// How many.
        count: u64,
    },
    /// One may be of X, and nothing proves it.
    NotProven,
}

/// Follows the loop of this process until it ends.
pub(crate) async fn follow(app: AppHandle, shell: Arc<Shell>, mut events: Receiver<Event>) {
    let mut told = HashMap::new();
    loop {
        match events.recv().await {
            Ok(Event::MailFound(incident, mail)) => {
                let look = tell(&app, &shell, incident, mail, told.get(&incident).copied()).await;
                told.extend(look.map(|look| (incident, look)));
            }
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

/// Tells of the look that found a mail, unless it was the one that was `told` of last; gives the look.
async fn tell(
    app: &AppHandle,
    shell: &Shell,
    incident: IncidentId,
    mail: MailId,
    told: Option<Timestamp>,
) -> Option<Timestamp> {
    let mails = match shell.home.store.read(move |tx| tx.mails_of(incident)).await {
        Ok(mails) => mails,
        Err(error) => {
            tracing::warn!(%error, "the mails of an incident could not be read");
            return None;
        }
    };
    let look = mails.iter().find(|one| one.id == mail)?.found_at;
    if told == Some(look) {
        return None;
    }
    let Some(notice) = notice(&mails, look) else { return Some(look) };
    let door = &shell.home.door;
    let settings = door.settings_show(Nothing {}).await;
    if settings.is_ok_and(|settings| !settings.notify_incidents) {
        return Some(look);
    }
    match door.incident_show(IncidentNamed { id: incident.to_string() }).await {
        Ok(shown) => {
            let words = app.state::<Spoken>().words();
            if let Err(error) = show(app, message(&shown.incident, notice, &words)) {
                tracing::info!(%error, "no notification could be shown");
            }
        }
        Err(error) => tracing::warn!(%error, "an incident with a mail could not be read"),
    }
    Some(look)
}

/// What is to be told of a look, given all mails of its incident.
fn notice(mails: &[FoundRecord], look: Timestamp) -> Option<Notice> {
    let with = |verdict: MailVerdict| {
        mails.iter().filter(move |one| one.mail.judged.reason.verdict() == verdict)
    };
    let proven = with(MailVerdict::Proven).filter(|one| one.found_at == look).count();
    if proven > 0 {
        return Some(Notice::Proven { count: proven as u64 });
    }
    let may_be = with(MailVerdict::Proven).chain(with(MailVerdict::NotProven));
    let first = may_be.map(|one| one.found_at).min();
    (first == Some(look)).then_some(Notice::NotProven)
}

/// The words of a notice.
fn message(incident: &IncidentView, notice: Notice, words: &Words) -> Message {
    let whom = view::whom(incident, words);
    let (summary, body) = match notice {
        Notice::Proven { count } => ("mail_proven", words.counted("mail_proven_what", count)),
        Notice::NotProven => ("mail_not_proven", words.line("mail_not_proven_what", &[])),
    };
    let summary = words.line(summary, &[("whom", &whom)]);
    let action = words.line("remind_open", &[]);
    Message { summary, body, action, place: format!("recovery/{}", incident.id) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::a_lock;
    use crate::words::Language;
    use MailReason::{DisplayName, Dkim, Dmarc, DmarcFailed, NoResult, NothingPassed};
    use roost_domain::mail::{FoundMail, Judged, MailReason};
    use rstest::rstest;

    fn at(minute: u32) -> Timestamp {
        format!("2026-11-23T12:{minute:02}:00Z").parse().unwrap()
    }

    /// Mails, each found in a minute and judged for a reason.
    fn found(mails: &[(u32, MailReason)]) -> Vec<FoundRecord> {
        let mail = |(number, (minute, reason)): (usize, &(u32, MailReason))| FoundRecord {
            id: MailId(number as i64 + 1),
            mail: FoundMail {
                uid: number as u32 + 1,
                from: "X <info@x.com>".to_owned(),
                subject: "Open <a href='https://evil.example'>this</a>".to_owned(),
                received: at(*minute),
                judged: Judged { reason: *reason, domain: String::new(), provider: String::new() },
            },
            found_at: at(*minute),
        };
        mails.iter().enumerate().map(mail).collect()
    }

    const ONE: Option<Notice> = Some(Notice::Proven { count: 1 });

    #[rstest]
    #[case::one(&[(5, Dmarc)], ONE)]
    #[case::all_of_a_look_together(&[(5, Dmarc), (5, Dkim)], Some(Notice::Proven { count: 2 }))]
    #[case::only_the_proven_are_counted(&[(5, NoResult), (5, Dkim), (5, DmarcFailed)], ONE)]
    #[case::again_when_another_comes(&[(3, Dmarc), (5, Dmarc)], ONE)]
    #[case::proven_after_one_that_was_not(&[(3, NoResult), (5, Dmarc)], ONE)]
    #[case::nothing_is_proven(&[(5, NoResult), (5, NothingPassed)], Some(Notice::NotProven))]
    #[case::that_is_said_once(&[(3, NothingPassed), (5, NoResult)], None)]
    #[case::beside_a_proven_one_it_is_not_said(&[(3, Dmarc), (5, NoResult)], None)]
    #[case::a_forged_one_is_never_told(&[(5, DmarcFailed), (5, DisplayName)], None)]
    #[case::a_forged_one_takes_no_place(&[(3, DmarcFailed), (5, NoResult)], Some(Notice::NotProven))]
    fn a_look_is_told_of_once_by_what_is_proven(
        #[case] mails: &[(u32, MailReason)],
        #[case] told: Option<Notice>,
    ) {
        assert_eq!(notice(&found(mails), at(5)), told);
    }

    fn incident(account: Option<&str>) -> IncidentView {
        IncidentView {
            scope: if account.is_some() { "account" } else { "app" },
            account: account.map(str::to_owned),
            app: Some("wire".to_owned()),
            ..a_lock()
        }
    }

    #[test]
    fn a_proven_mail_is_told_without_its_words_and_leads_to_the_incident() {
        let words = Words::of(Language::English);
        let said = message(&incident(Some("news")), Notice::Proven { count: 1 }, &words);
        assert_eq!(said.summary, "@news: X has written to you");
        assert!(said.body.contains("confirms that the mail is from X"), "{}", said.body);
        let leads = (said.action.as_str(), said.place.as_str());
        assert_eq!(leads, ("Open the incident", "recovery/12"));
        let two = message(&incident(Some("news")), Notice::Proven { count: 2 }, &words);
        assert!(two.body.contains("2 mails"), "{}", two.body);
    }

    #[test]
    fn what_is_not_proven_is_told_as_such_and_with_what_not_to_do() {
        let words = Words::of(Language::German);
        let said = message(&incident(Some("news")), Notice::NotProven, &words);
        assert_eq!(said.summary, "@news: Eine Mail will von X sein");
        assert!(said.body.contains("Öffnen Sie keinen Link"), "{}", said.body);
        let english = message(&incident(None), Notice::NotProven, &Words::of(Language::English));
        assert!(english.summary.contains("wire"), "{}", english.summary);
    }
}
