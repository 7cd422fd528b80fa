//! How is a drill played in a window? In a process of its own, on a folder of its own below the owner's,
//! which begins empty each time and takes over how the owner set their own to look and speak. Here is
//! where that folder lies, how fast time passes in it, and how the processes end that were opened from
//! the ordinary window.

use crate::shell::refused;
use roost_api::ApiError;
use roost_api::requests::{Nothing, SettingsSet};
use roost_drill::{Play, Stage};
use roost_home::{AskPassphrase, Home};
use roost_store::{Folder, StoreError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Until the fault comes, an hour passes in a second: it is there within a quarter of a minute.
pub(crate) const UNTIL_THE_FAULT: f64 = 3_600.0;
/// While the owner reads and does what the checklist says, a minute in a second.
const WHILE_READING: f64 = 60.0;
/// The fastest that a page may ask for: a week in a second and a quarter.
pub(crate) const FASTEST: f64 = 483_840.0;
/// The commands by which the owner asks the network for one read.
pub(crate) const LOOKS: [&str; 3] =
    ["incident_unlocked", "account_renew", "account_sign_in_finish"];
/// How often it is looked for a new incident.
const LOOK: Duration = Duration::from_millis(100);
/// How long a drill's process may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where a drill is played.
pub(crate) fn folder(owners: &Path, play: Play) -> PathBuf {
    owners.join("drills").join(play.name())
}

/// The owner's folder, whose drill is played in this one: the other way round.
fn owners(folder: &Path) -> Option<&Path> {
    folder.parent()?.parent()
}

/// Lets a drill look and speak as its owner set it: what the window looks like, its language, the
/// calendar's zone. Read as a guest, beside a loop that may run there. A drill without an owner's
/// folder, or beside one that can't be read, goes by the system.
pub(crate) async fn take_over_settings(drill: &Home, ask: AskPassphrase) {
    if let Err(error) = as_the_owner_set(drill, ask).await {
        tracing::warn!(?error, "the owner's settings could not be taken over");
    }
}

async fn as_the_owner_set(drill: &Home, ask: AskPassphrase) -> Result<(), ApiError> {
    let database = drill.folder.database();
    let (Some(owners), Some(name)) = (owners(drill.folder.root()), database.file_name()) else {
        return Ok(());
    };
    // Opening one that isn't there would make it.
    if !owners.join(name).exists() {
        return Ok(());
    }
    let mine = Home::open(owners, ask).await.map_err(refused)?;
    let set = mine.door.settings_show(Nothing {}).await?;
    let same = SettingsSet {
        theme: Some(set.theme),
        contrast: Some(set.contrast),
        language: Some(set.language),
        zone: Some(set.zone),
        week_start: Some(set.week_start),
        ..SettingsSet::default()
    };
    drill.door.settings_set(same).await?;
    Ok(())
}

/// The folder's drill could not begin.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotClear {
    /// Another process is at work in it.
    #[error("another process plays this drill: {0}")]
    InUse(PathBuf),
    /// What an earlier drill left can't be looked at.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What an earlier drill left can't be taken away.
    #[error("what an earlier drill left can't be taken away: {0}")]
    Io(#[from] io::Error),
}

/// Takes away what an earlier drill of the same kind left.
pub(crate) fn clear(folder: &Path) -> Result<(), NotClear> {
    if !folder.exists() {
        return Ok(());
    }
    if Folder::create(folder)?.is_in_use() {
        return Err(NotClear::InUse(folder.to_owned()));
    }
    Ok(std::fs::remove_dir_all(folder)?)
}

/// Watches a drill, and slows it down when something has happened.
pub(crate) async fn attend(stage: Arc<Stage>) {
    let slow_down = async {
        let mut known = None;
        loop {
            tokio::time::sleep(LOOK).await;
            let newest = stage.incident();
            if newest == known {
                continue;
            }
            if let Err(error) = stage.pace(WHILE_READING).await {
                tracing::warn!(%error, "the drill could not be slowed down");
            }
            known = newest;
        }
    };
    tokio::join!(stage.watch(), slow_down);
}

/// The drills that were opened from this window.
#[derive(Default)]
pub(crate) struct Opened(Mutex<Vec<Child>>);

impl Opened {
    /// Opens a drill in a process of its own. A second one of the same play brings the first forward.
    pub(crate) fn open(&self, owners: &Path, play: Play) -> io::Result<()> {
        let child = Command::new(std::env::current_exe()?)
            .arg("--drill")
            .arg(play.to_string())
            .arg("--data-dir")
            .arg(owners)
            .stdin(Stdio::null())
            .spawn()?;
        let mut opened = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Those that have ended meanwhile are let go.
        opened.retain_mut(|child| !matches!(child.try_wait(), Ok(Some(_))));
        opened.push(child);
        Ok(())
    }

    /// Asks them all to end, and ends those that don't.
    pub(crate) async fn end(&self) {
        let mut left = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        left.iter_mut().for_each(ask_to_end);
        let began = Instant::now();
        while !left.is_empty() && began.elapsed() < PATIENCE {
            left.retain_mut(|child| !matches!(child.try_wait(), Ok(Some(_))));
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        for mut child in left {
            // One that is gone by now is what was wanted.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[cfg(unix)]
fn ask_to_end(child: &mut Child) {
    // One that was waited for has no number any more that could be another's.
    if let (Ok(None), Some(pid)) =
        (child.try_wait(), rustix::process::Pid::from_raw(child.id() as i32))
    {
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
    }
}

#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) {
    let _ = child.kill();
}

#[cfg(test)]
mod tests {
    use super::*;
    use roost_domain::settings::{Contrast, Language, Theme, WeekStart};
    use roost_home::Timekeeping;
    use roost_store::Role;

    /// Of these folders nobody needs a passphrase.
    fn nobody() -> AskPassphrase {
        Arc::new(|_: &Path| None)
    }

    async fn drill_below(owners: &Path) -> Home {
        let folder = folder(owners, "money".parse().unwrap());
        let time = Stage::timekeeping();
        Home::open_as(&folder, Role::Owner, &time, nobody()).await.unwrap()
    }

    #[tokio::test]
    async fn a_drill_looks_and_speaks_as_its_owner_set_it() {
        let owners = tempfile::tempdir().unwrap();
        let time = Timekeeping::AsKept;
        let mine = Home::open_as(owners.path(), Role::Owner, &time, nobody()).await.unwrap();
        let wishes = SettingsSet {
            theme: Some(Theme::Dark),
            contrast: Some(Contrast::More),
            language: Some(Language::German),
            zone: Some(Some("Asia/Tokyo".to_owned())),
            week_start: Some(WeekStart::Sunday),
            ..SettingsSet::default()
        };
        mine.door.settings_set(wishes).await.unwrap();
        let drill = drill_below(owners.path()).await;
        take_over_settings(&drill, nobody()).await;
        let set = drill.door.settings_show(Nothing {}).await.unwrap();
        assert_eq!((set.theme, set.contrast), (Theme::Dark, Contrast::More));
        assert_eq!((set.language, set.week_start), (Language::German, WeekStart::Sunday));
        assert_eq!(set.zone.as_deref(), Some("Asia/Tokyo"));
    }

    #[tokio::test]
    async fn a_drill_without_an_owners_database_goes_by_the_system_and_makes_none() {
        let owners = tempfile::tempdir().unwrap();
        let drill = drill_below(owners.path()).await;
        take_over_settings(&drill, nobody()).await;
        let set = drill.door.settings_show(Nothing {}).await.unwrap();
        assert_eq!((set.language, set.zone), (Language::System, None));
        assert!(!owners.path().join("roost.db").exists());
    }

    #[test]
    fn a_drill_begins_in_an_empty_folder_below_the_owners() {
        let owners = tempfile::tempdir().unwrap();
        std::fs::write(owners.path().join("roost.db"), "the owner's").unwrap();
        let folder = folder(owners.path(), "locked:limited".parse().unwrap());
        assert_eq!(folder, owners.path().join("drills/locked-limited"));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("left"), "by an earlier drill").unwrap();
        clear(&folder).unwrap();
        assert!(!folder.exists());
        assert!(owners.path().join("roost.db").exists());
        clear(&folder).unwrap();
    }
}
