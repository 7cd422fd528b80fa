//! How does the owner set up the mail watch from the terminal, and look into the mailbox?

use crate::args::{MailCommand, MailSet};
use crate::compose::Home;
use crate::escape::{lines, one_line};
use crate::failure::Failure;
use crate::input;
use crate::output::{Output, style, styled, time};
use roost_api::requests::{self as ask, Nothing, SecretText};
use roost_api::views::{MailCheckedView, MailView, MailWatchView};
use std::fmt::Write as _;

/// `roost mail ...`.
pub(crate) async fn mail(out: &Output, home: &Home, asked: MailCommand) -> Result<(), Failure> {
    match asked {
        MailCommand::Show => {
            let watch = home.door.mail_show(Nothing {}).await?;
            out.answer(&watch, |watch| shown(out, watch))?;
        }
        MailCommand::Set(asked) => set(out, home, asked).await?,
        MailCommand::Check => {
            let checked = home.door.mail_check(Nothing {}).await?;
            out.answer(&checked, |checked| told(out, checked))?;
        }
        MailCommand::Off { forget } => {
            let watch = home.door.mail_off(ask::MailOff { forget: Some(forget) }).await?;
            out.answer(&watch, |watch| shown(out, watch))?;
        }
    }
    Ok(())
}

async fn set(out: &Output, home: &Home, asked: MailSet) -> Result<(), Failure> {
    let before = home.door.mail_show(Nothing {}).await?;
    let user = asked.user.as_ref().or(before.user.as_ref()).cloned();
    let password = if asked.password_stdin {
        Some(input::text("-".to_owned())?)
    } else {
        match user.filter(|_| wants_password(&asked, &before)) {
            Some(user) => {
                let question = out.say("ask_mail_password", &[("user", &one_line(&user))]);
                Some(input::secret(&question)?)
            }
            None => None,
        }
    };
    let authserv_id = match asked.authserv_id.as_deref() {
        Some("learn") => Some(String::new()),
        Some(_) | None => asked.authserv_id,
    };
    let request = ask::MailSet {
        host: asked.host,
        port: asked.port,
        user: asked.user,
        password: password.map(SecretText::from),
        authserv_id,
    };
    let watch = home.door.mail_set(request).await?;
    out.answer(&watch, |watch| format!("{}\n{}", shown(out, watch), out.say("mail_set", &[])))?;
    Ok(())
}

/// Whether the password is to be asked for: the first, one for another mailbox, or a better one.
fn wants_password(asked: &MailSet, before: &MailWatchView) -> bool {
    let differs = |new: &Option<String>, old: &Option<String>| new.is_some() && new != old;
    before.host.is_none()
        || differs(&asked.host, &before.host)
        || differs(&asked.user, &before.user)
        || before.trouble == Some("wrong_password")
}

fn shown(out: &Output, watch: &MailWatchView) -> String {
    let mut text = lines(&watch.sentence);
    let (Some(host), Some(user), Some(port)) = (&watch.host, &watch.user, watch.port) else {
        return text;
    };
    let (host, user, port) = (one_line(host), one_line(user), port.to_string());
    let params = [("host", &*host), ("port", &*port), ("user", &*user)];
    let _ = write!(text, "\n{}", out.say("mail_at", &params));
    let provider = match (&watch.authserv_id, watch.authserv_learned) {
        (Some(id), true) => out.say("mail_provider_learned", &[("id", &one_line(id))]),
        (Some(id), false) => out.say("mail_provider", &[("id", &one_line(id))]),
        (None, _) => out.say("mail_provider_unknown", &[]),
    };
    let _ = write!(text, "\n{provider}");
    if let Some(at) = watch.looked_at {
        let _ = write!(text, "\n{}", out.say("mail_looked", &[("at", &time(at))]));
    }
    if let Some(at) = watch.retry_at {
        let _ = write!(text, "\n{}", out.say("mail_retry", &[("at", &time(at))]));
    }
    text
}

fn told(out: &Output, checked: &MailCheckedView) -> String {
    let (new, incidents) = (checked.new.to_string(), checked.incidents.to_string());
    let said = match (checked.incidents, checked.new) {
        (0, _) => out.say("mail_nothing_held", &[]),
        (_, 0) => out.say("mail_none", &[("incidents", &incidents)]),
        _ => out.say("mail_new", &[("new", &new), ("incidents", &incidents)]),
    };
    format!("{said}\n{}", shown(out, &checked.watch))
}

/// The mails of an incident, each with its verdict. All of it is foreign text.
pub(super) fn mails(out: &Output, mails: &[MailView]) -> String {
    let mut text = format!("{}\n", out.say("incident_mails", &[]));
    for mail in mails {
        let verdict = match mail.verdict {
            "proven" => styled(style::GOOD, &out.say("mail_proven", &[])),
            "failed" => styled(style::STOP, &out.say("mail_failed", &[])),
            _ => styled(style::WAIT, &out.say("mail_not_proven", &[])),
        };
        let at = styled(style::DIM, &time(mail.at));
        let _ = writeln!(text, "  {at} {verdict} {}", one_line(&mail.from));
        let _ = writeln!(text, "    {}", one_line(&mail.subject));
        let _ = writeln!(text, "    {}", styled(style::DIM, &one_line(&mail.why)));
    }
    text
}
