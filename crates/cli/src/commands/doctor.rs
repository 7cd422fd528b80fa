//! Is all well? Shows what the door's checks found; exit code 1 if one is bad.

use crate::compose::Home;
use crate::escape::{lines, one_line};
use crate::failure::Failure;
use crate::output::{Output, state, table};
use roost_api::requests::Nothing;

/// `roost doctor`.
pub(crate) async fn doctor(out: &Output, home: &Home) -> Result<(), Failure> {
    let mut found = home.door.doctor_check(Nothing {}).await?;
    found.checks.extend(crate::checkup::machine(out, home).await);
    out.answer(&found, |found| {
        let rows: Vec<Vec<String>> = found
            .checks
            .iter()
            .map(|check| {
                vec![
                    state(check.verdict),
                    check.check.to_owned(),
                    check.about.as_deref().map_or_else(|| "-".to_owned(), one_line),
                    lines(&check.message),
                ]
            })
            .collect();
        table(&["", "check", "of", ""], &rows)
    })?;
    match found.checks.iter().filter(|check| check.verdict == "bad").count() {
        0 => Ok(()),
        bad => Err(Failure::Unwell { bad }),
    }
}
