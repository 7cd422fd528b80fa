//! How does the evidence of an incident leave the house? As one zip that never overwrites anything:
//! written beside its place under another name, for the owner alone, and put there when it is whole.

use crate::desk::Desk;
use crate::error::EngineError;
use roost_domain::Timestamp;
use roost_domain::ids::IncidentId;
use roost_domain::redaction::Redactor;
use roost_store::Tx;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Cursor, Write as _};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An evidence pack that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackWritten {
    /// Where.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of it, in hex.
    pub sha256: String,
    /// The names of its files.
    pub files: Vec<String>,
}

impl Desk {
    /// What takes secrets out of what is handed to others: all that are known without opening the
    /// vault, and whatever stands in a secret's place. Answers were cleaned of the vault's secrets
    /// when they came.
    pub async fn redactor(&self) -> Result<Redactor, EngineError> {
        self.read(|tx| Ok(Redactor::of(known_secrets(tx)?))).await
    }

    /// Writes an evidence pack of named texts: to a file that is not there yet, into a folder, or
    /// into `reports/` in the data folder.
    pub fn pack_write(
        &self,
        id: IncidentId,
        to: Option<&Path>,
        files: &[(String, String)],
    ) -> Result<PackWritten, EngineError> {
        let now = self.now();
        let path = match to {
            Some(place) if place.is_dir() => free_name(place, id, now),
            Some(file) => file.to_owned(),
            None => {
                let folder = self.parts.store.folder().ok_or(EngineError::NoFolder)?;
                let reports = folder.root().join("reports");
                private_folder(&reports).map_err(|error| unwritable(&reports, &error))?;
                free_name(&reports, id, now)
            }
        };
        let bytes = zipped(files, now).map_err(|error| unwritable(&path, &error))?;
        put(&path, &bytes).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => EngineError::ReportExists { path: path.clone() },
            _ => unwritable(&path, &error),
        })?;
        let sha256 = Sha256::digest(&bytes).iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        let names = files.iter().map(|(name, _)| name.clone()).collect();
        Ok(PackWritten { path, bytes: bytes.len() as u64, sha256, files: names })
    }
}

/// Practice keys lie in the database; consumer keys are no secrets, and nobody's business either.
fn known_secrets(tx: &Tx<'_>) -> Result<Vec<String>, EngineError> {
    let mut secrets = tx.practice_secrets()?;
    secrets.extend(tx.all_apps()?.into_iter().map(|app| app.consumer_key));
    Ok(secrets)
}

fn unwritable(path: &Path, error: &io::Error) -> EngineError {
    EngineError::ReportUnwritable { path: path.to_owned(), reason: error.to_string() }
}

/// A name in a folder that no file has.
fn free_name(folder: &Path, id: IncidentId, now: Timestamp) -> PathBuf {
    let stem = format!("roost-incident-{id}-{}", now.format("%Y%m%dT%H%M%SZ"));
    let numbered = (2_u32..).map(|n| folder.join(format!("{stem}-{n}.zip")));
    let mut names = std::iter::once(folder.join(format!("{stem}.zip"))).chain(numbered);
    names.find(|path| !path.exists()).unwrap_or_else(|| folder.join(stem))
}

fn zipped(files: &[(String, String)], now: Timestamp) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let naive = now.naive_utc();
    let stamp = zip::DateTime::from_date_and_time(
        chrono::Datelike::year(&naive) as u16,
        chrono::Datelike::month(&naive) as u8,
        chrono::Datelike::day(&naive) as u8,
        chrono::Timelike::hour(&naive) as u8,
        chrono::Timelike::minute(&naive) as u8,
        chrono::Timelike::second(&naive) as u8,
    );
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .unix_permissions(0o600)
        // A year that zip can't write leaves its own earliest one.
        .last_modified_time(stamp.unwrap_or_default());
    for (name, text) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Puts a whole file at a place where none is.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if path.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(".part");
    let unfinished = path.with_file_name(hidden);
    let written = write_whole(&unfinished, bytes).and_then(|()| place(&unfinished, path));
    if written.is_err() {
        // What is half written is of no use to anybody.
        let _ = fs::remove_file(&unfinished);
    }
    written
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A link is refused where a file has come meanwhile; a rename would overwrite it. Where a file
/// system knows no links the rename has to do.
fn place(unfinished: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(unfinished, path) {
        Ok(()) => fs::remove_file(unfinished),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => fs::rename(unfinished, path),
    }
}

fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T13:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_pack_never_overwrites_and_leaves_nothing_half_written() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("pack.zip");
        put(&path, b"first").unwrap();
        assert_eq!(put(&path, b"second").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"first");
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_pack_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("pack.zip");
        put(&path, b"pack").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_and_makes_none() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("no/pack.zip");
        assert_eq!(put(&path, b"pack").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_said() {
        // Every write to this device fails as on a full disk.
        let full = write_whole(Path::new("/dev/full"), &[0; 8_192]).unwrap_err();
        assert_eq!(full.kind(), io::ErrorKind::StorageFull, "{full}");
    }

    #[test]
    fn a_second_pack_of_the_same_second_gets_a_name_of_its_own() {
        let place = tempfile::tempdir().unwrap();
        let first = free_name(place.path(), IncidentId(3), now());
        assert_eq!(first.file_name().unwrap(), "roost-incident-3-20261122T130000Z.zip");
        put(&first, b"pack").unwrap();
        let second = free_name(place.path(), IncidentId(3), now());
        assert_eq!(second.file_name().unwrap(), "roost-incident-3-20261122T130000Z-2.zip");
    }

    #[test]
    fn what_is_packed_can_be_read_again() {
        let files = [("report.md".to_owned(), "words ".repeat(1000))];
        let bytes = zipped(&files, now()).unwrap();
        assert!(bytes.len() < 1000, "{} bytes are not deflated", bytes.len());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        io::Read::read_to_string(&mut archive.by_name("report.md").unwrap(), &mut text).unwrap();
        assert_eq!(text, files[0].1);
    }
}
