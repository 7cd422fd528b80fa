//! What can only the composition root check? Whether a keyring can be reached, and whether the
//! recorded vault opens.

use crate::compose::Home;
use crate::output::Output;
use roost_api::views::CheckView;
use roost_domain::ports::VaultError;
use roost_engine::desk::VaultPlace;

/// The machine's own checks.
pub(crate) async fn machine(out: &Output, home: &Home) -> Vec<CheckView> {
    let recorded = home.vaults.recorded().await.ok().flatten();
    let reachable = roost_vault::probe_keyring().await;
    let mut checks = vec![keyring(out, reachable.as_ref().err(), recorded)];
    if recorded == Some(VaultPlace::File) {
        let opened = home.vaults.open_now().await;
        checks.push(match opened {
            Ok(()) => check("vault", "good", out.say("vault_opens", &[])),
            Err(error) => check("vault", "bad", error.to_string()),
        });
    }
    checks
}

fn keyring(out: &Output, error: Option<&VaultError>, recorded: Option<VaultPlace>) -> CheckView {
    match error {
        None => check("keyring", "good", out.say("keyring_good", &[])),
        Some(error) => {
            // Without a keyring Roost works all the same, unless the secrets lie in it.
            let verdict = match recorded {
                Some(VaultPlace::Keyring) => "bad",
                Some(VaultPlace::File) | None => "skipped",
            };
            let reason = error.to_string();
            check("keyring", verdict, out.say("keyring_away", &[("reason", &reason)]))
        }
    }
}

fn check(check: &'static str, verdict: &'static str, message: String) -> CheckView {
    CheckView { check, about: None, verdict, message }
}
