//! Where do the secrets lie, and how do they move?

use crate::args::{VaultCommand, VaultPlace};
use crate::compose::Home;
use crate::escape::one_line;
use crate::failure::Failure;
use crate::output::Output;
use roost_api::requests::{Nothing, VaultMove};
use std::fmt::Write as _;

/// `roost vault ...`.
pub(crate) async fn vault(out: &Output, home: &Home, asked: VaultCommand) -> Result<(), Failure> {
    match asked {
        VaultCommand::Status => {
            let status = home.door.vault_status(Nothing {}).await?;
            out.answer(&status, |status| {
                let mut text = match status.place.as_deref() {
                    Some("keyring") => out.say("vault_keyring", &[]),
                    Some("file") => out.say("vault_in_file", &[]),
                    Some(_) | None => out.say("vault_nowhere", &[]),
                };
                for secret in &status.secrets {
                    let _ = write!(text, "\n  {} {}", secret.what, one_line(&secret.name));
                }
                text
            })?;
        }
        VaultCommand::Move { place } => {
            let to = match place {
                VaultPlace::Keyring => "keyring",
                VaultPlace::File => "file",
            };
            let moved = home.door.vault_move(VaultMove { to: to.to_owned() }).await?;
            out.answer(&moved, |moved| {
                out.say(
                    "vault_moved",
                    &[("moved", &moved.moved.to_string()), ("place", &moved.place)],
                )
            })?;
        }
    }
    Ok(())
}
