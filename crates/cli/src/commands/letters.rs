//! How does a letter to X reach the owner? The letter alone on standard output, so that it can go
//! into a file; where it is sent and what is missing on standard error.

use crate::args::IncidentLetter;
use crate::compose::Home;
use crate::escape::{lines, one_line};
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use roost_api::requests::IncidentLetter as Asked;

/// `roost incident letter`.
pub(super) async fn letter(
    out: &Output,
    home: &Home,
    asked: IncidentLetter,
) -> Result<(), Failure> {
    let request = Asked {
        id: asked.id,
        letter: asked.letter,
        language: Some(asked.language.into()),
        changed: asked.changed.map(input::text).transpose()?,
        purpose: asked.purpose,
    };
    let drafted = home.door.incident_letter(request).await?;
    out.answer(&drafted, |drafted| {
        format!("{}\n\n{}", one_line(&drafted.subject), lines(&drafted.body))
    })?;
    out.remark("");
    if let Some(to) = &drafted.to {
        out.remark(&out.say("letter_mail", &[("to", &one_line(to))]));
    }
    out.remark(&out.say("letter_page", &[("page", &one_line(&drafted.place))]));
    for what in &drafted.missing {
        out.remark(&out.say("letter_missing", &[("what", &one_line(what))]));
    }
    Ok(())
}
