//! The mail watch and its mails as views: what the verdict is, why, and what to do.

use crate::views::{MailCheckedView, MailView, MailWatchView};
use crate::words::{Blanks, Words};
use roost_engine::desk::records::FoundRecord;
use roost_engine::desk::{MailCard, MailChecked};

pub(crate) fn watch_view(words: &Words, card: MailCard) -> MailWatchView {
    let state = card.state.word();
    let shown = card.watch;
    // What was wrong before the watch was switched off is over.
    let failure =
        shown.as_ref().filter(|watch| watch.is_on).and_then(|watch| watch.failure.clone());
    let mut blanks = Blanks::from([("host", String::new()), ("user", String::new())]);
    if let Some(watch) = &shown {
        blanks.insert("host", watch.mailbox.host.clone());
        blanks.insert("user", watch.mailbox.user.clone());
    }
    let mut sentence = Words::fill(&words.file().mail_states, state, &blanks);
    if let Some(failure) = &failure {
        let trouble = words.mail_trouble(failure.trouble.word());
        sentence = format!("{trouble} {sentence}");
    }
    let provider = shown.as_ref().and_then(|watch| watch.provider.as_ref());
    MailWatchView {
        on: shown.as_ref().is_some_and(|watch| watch.is_on),
        host: shown.as_ref().map(|watch| watch.mailbox.host.clone()),
        port: shown.as_ref().map(|watch| watch.mailbox.port),
        user: shown.as_ref().map(|watch| watch.mailbox.user.clone()),
        authserv_id: provider.map(|provider| provider.as_str().to_owned()),
        authserv_learned: shown.as_ref().is_some_and(|watch| watch.is_learned),
        state,
        trouble: failure.map(|failure| failure.trouble.word()),
        sentence,
        since: shown.as_ref().map(|watch| watch.state_at),
        retry_at: shown.as_ref().and_then(|watch| watch.retry_at),
        looked_at: shown.as_ref().and_then(|watch| watch.looked_at),
    }
}

pub(crate) fn checked_view(words: &Words, checked: MailChecked) -> MailCheckedView {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    MailCheckedView {
        incidents: count(checked.incidents),
        new: count(checked.new),
        watch: watch_view(words, checked.card),
    }
}

pub(crate) fn mail_view(words: &Words, found: FoundRecord) -> MailView {
    let judged = found.mail.judged;
    let blanks = Blanks::from([("domain", judged.domain), ("provider", judged.provider)]);
    MailView {
        id: found.id.to_string(),
        from: found.mail.from,
        subject: found.mail.subject,
        at: found.mail.received,
        verdict: judged.reason.verdict().word(),
        why: Words::fill(&words.file().mail_reasons, judged.reason.word(), &blanks),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::blanks_of;
    use roost_domain::mail::{MailReason, MailTrouble, MailWatchState};

    #[test]
    fn every_reason_trouble_and_state_of_the_mail_watch_has_words_in_each_language() {
        for words in [Words::english(), Words::english_of_the_window(), Words::german()] {
            let file = words.file();
            for reason in MailReason::ALL {
                for blank in blanks_of(&file.mail_reasons[reason.word()]) {
                    assert!(["domain", "provider"].contains(&blank), "{}", reason.word());
                }
            }
            for trouble in MailTrouble::ALL {
                assert_eq!(blanks_of(&file.mail_troubles[trouble.word()]).len(), 0);
            }
            for state in MailWatchState::ALL {
                for blank in blanks_of(&file.mail_states[state.word()]) {
                    assert!(["host", "user"].contains(&blank), "{}", state.word());
                }
            }
            assert_eq!(file.mail_reasons.len(), MailReason::ALL.len());
            assert_eq!(file.mail_troubles.len(), MailTrouble::ALL.len());
            assert_eq!(file.mail_states.len(), MailWatchState::ALL.len());
        }
    }
}
