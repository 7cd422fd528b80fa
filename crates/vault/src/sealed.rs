//! What does the vault file look like? One age file (scrypt, a passphrase) around a JSON object of
//! names and texts. It is replaced whole and synced, so a crash leaves the old one or the new one.

use age::scrypt;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor};
use roost_domain::ports::VaultError;
use roost_domain::secret::Secret;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;
use zeroize::Zeroizing;

/// The most work that is done for a file: 2^22, 32 times what Roost itself asks for. Above it the
/// file is no vault of Roost's, but a way to stall it.
const MOST_WORK: u8 = 22;

/// All entries of a vault file by name.
pub(crate) type Entries = BTreeMap<String, Secret>;

#[derive(Serialize, Deserialize)]
struct Contents<'a> {
    version: u8,
    entries: BTreeMap<std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>>,
}

/// Opens the bytes of a vault file.
pub(crate) fn open(path: &Path, bytes: &[u8], passphrase: &Secret) -> Result<Entries, VaultError> {
    let broken = |reason: &str| unusable(path, reason);
    let decryptor = Decryptor::new_buffered(bytes).map_err(|error| broken(&error.to_string()))?;
    if !decryptor.is_scrypt() {
        return Err(broken("it is not encrypted with a passphrase"));
    }
    let mut identity = scrypt::Identity::new(secret_string(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    let mut reader = match decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)) {
        Ok(reader) => reader,
        Err(
            DecryptError::DecryptionFailed
            | DecryptError::NoMatchingKeys
            | DecryptError::KeyDecryptionFailed,
        ) => return Err(VaultError::WrongPassphrase { path: path.to_owned() }),
        Err(error) => return Err(broken(&error.to_string())),
    };
    let mut plain = Zeroizing::new(Vec::new());
    reader.read_to_end(&mut plain).map_err(|_| broken("it is damaged or cut short"))?;
    // Not the parser's words: they could quote a secret.
    let contents: Contents<'_> =
        serde_json::from_slice(&plain).map_err(|_| broken("it holds no vault"))?;
    if contents.version != 1 {
        return Err(broken("it was written by a newer Roost"));
    }
    let entries = contents.entries.into_iter();
    Ok(entries.map(|(name, text)| (name.into_owned(), Secret::new(text))).collect())
}

/// Encrypts entries and puts them in the place of the file.
pub(crate) fn write(
    path: &Path,
    entries: &Entries,
    passphrase: &Secret,
    work: u8,
) -> Result<(), VaultError> {
    let contents = Contents {
        version: 1,
        entries: entries.iter().map(|(name, text)| (name.into(), text.expose().into())).collect(),
    };
    let plain = serde_json::to_vec(&contents).map(Zeroizing::new);
    let plain = plain.map_err(|_| unusable(path, "its contents can't be written as JSON"))?;
    let sealed = seal(&plain, passphrase, work).map_err(|error| at(path, &error))?;
    replace(path, &sealed).map_err(|error| at(path, &error))
}

/// An input or output error as the vault's.
pub(crate) fn at(path: &Path, error: &std::io::Error) -> VaultError {
    unusable(path, &error.to_string())
}

fn unusable(path: &Path, reason: &str) -> VaultError {
    VaultError::File { path: path.to_owned(), reason: reason.to_owned() }
}

fn seal(plain: &[u8], passphrase: &Secret, work: u8) -> std::io::Result<Vec<u8>> {
    let mut recipient = scrypt::Recipient::new(secret_string(passphrase));
    recipient.set_work_factor(work);
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(std::io::Error::other)?;
    let mut sealed = Vec::new();
    let mut writer = encryptor.wrap_output(&mut sealed)?;
    writer.write_all(plain)?;
    writer.finish()?;
    Ok(sealed)
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    // Readable by its owner only from the first moment on: tempfile makes files of mode 0600.
    let mut file = tempfile::Builder::new().prefix(".vault-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Folders can't be opened or synced everywhere; the rename itself was atomic.
        Err(error)
            if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::InvalidInput) =>
        {
            Ok(())
        }
        result => result,
    }
}

fn secret_string(secret: &Secret) -> SecretString {
    SecretString::from(secret.expose().to_owned())
}
