//! The state file: one line of JSON per lasting change, appended before the answer that depends on
//! it leaves. What was written to the system survives the death of this process; a power cut is not
//! what it is for, so nothing is synced.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use crate::changes::Change;
use crate::error::SimulatorError;

/// An open state file. It is locked: two simulators never share one.
#[derive(Debug)]
pub(crate) struct Journal {
    file: File,
    path: PathBuf,
}

impl Journal {
    /// Opens or creates the file and reads the changes in it. A last line without its end was being
    /// written when a simulator died, so no answer has left for it: it is cut off.
    pub(crate) fn open(path: &Path) -> Result<(Self, Vec<Change>), SimulatorError> {
        let failed = |source| SimulatorError::State { path: path.to_owned(), source };
        let mut options = OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        // It holds tokens, and may lie among its owner's own files.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
        let mut file = options.open(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(SimulatorError::StateInUse { path: path.to_owned() });
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        file.set_len(whole as u64).map_err(failed)?;
        file.seek(SeekFrom::Start(whole as u64)).map_err(failed)?;
        let lines = bytes[..whole].split_inclusive(|byte| *byte == b'\n').enumerate();
        let changes = lines.map(|(number, line)| {
            serde_json::from_slice(line).map_err(|source| SimulatorError::StateLine {
                path: path.to_owned(),
                line: number + 1,
                source,
            })
        });
        let changes = changes.collect::<Result<Vec<_>, _>>()?;
        Ok((Self { file, path: path.to_owned() }, changes))
    }

    /// Appends changes in one write.
    pub(crate) fn write(&mut self, changes: &[Change]) -> Result<(), SimulatorError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(changes.len() * 256);
        let written = changes.iter().try_for_each(|change| {
            serde_json::to_writer(&mut bytes, change).map_err(io::Error::from)?;
            bytes.push(b'\n');
            Ok(())
        });
        let written = written.and_then(|()| self.file.write_all(&bytes));
        written.map_err(|source| SimulatorError::State { path: self.path.clone(), source })
    }
}
