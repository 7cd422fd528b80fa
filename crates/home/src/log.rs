//! What does a run leave in `logs/`? One file a day, a week of them kept, for the owner alone. Only
//! Roost's own rooms write there: libraries below them (the keyring's among them) may say more than
//! anybody should keep. Texts of posts are not logged.

use roost_domain::Timestamp;
use roost_domain::ports::Clock;
use roost_engine::clock::SystemClock;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// How many days are kept.
const DAYS: usize = 7;

/// The rooms that may log.
const ROOMS: [&str; 5] = ["roost", "roost_api", "roost_engine", "roost_networks", "roost_store"];

/// Logs into the folder from now on. A process that logs already goes on as it does.
pub fn begin(logs: &Path) {
    let rooms = Targets::new().with_targets(ROOMS.map(|room| (room, LevelFilter::INFO)));
    let daily = Mutex::new(Daily { logs: logs.to_owned(), open: None });
    let lines = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(daily);
    // Only a second call in one process is refused, and then the first one's log goes on.
    let _ = tracing_subscriber::registry().with(rooms).with(lines).try_init();
}

/// The file of today.
struct Daily {
    logs: PathBuf,
    open: Option<(String, File)>,
}

impl Daily {
    fn file(&mut self, now: Timestamp) -> io::Result<&mut File> {
        let day = now.format("%Y-%m-%d").to_string();
        if self.open.as_ref().is_none_or(|(open, _)| *open != day) {
            let file = private(&self.logs.join(format!("roost-{day}.log")))?;
            self.open = Some((day, file));
            prune(&self.logs)?;
        }
        let open = self.open.as_mut().map(|(_, file)| file);
        open.ok_or_else(|| io::Error::other("no log file"))
    }
}

impl Write for Daily {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.file(SystemClock.now())?.write(line)
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.open {
            Some((_, file)) => file.flush(),
            None => Ok(()),
        }
    }
}

fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Removes all but the newest days; names sort by date.
fn prune(logs: &Path) -> io::Result<()> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(logs)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("roost-")
                && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("log"))
        })
        .collect();
    files.sort();
    for old in files.iter().rev().skip(DAYS) {
        std::fs::remove_file(old)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn each_day_has_its_file_and_a_week_of_them_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let mut daily = Daily { logs: folder.path().to_owned(), open: None };
        let first = Timestamp::UNIX_EPOCH;
        for day in 0..10 {
            writeln!(daily.file(first + TimeDelta::days(day)).unwrap(), "day {day}").unwrap();
        }
        let mut names: Vec<String> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        assert_eq!(names.len(), DAYS);
        assert_eq!(names[0], "roost-1970-01-04.log");
        assert_eq!(names[6], "roost-1970-01-10.log");
    }
}
