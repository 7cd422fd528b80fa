//! Does the vault file keep its promises? Real files, real encryption (with a cheap scrypt).

#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use roost_domain::ids::{AccountId, AppId};
use roost_domain::ports::{Vault, VaultError, VaultKey};
use roost_domain::secret::Secret;
use roost_vault::FileVault;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const CHEAP: u8 = 2;
const APP: VaultKey = VaultKey::App(AppId(3));
const ACCOUNT: VaultKey = VaultKey::Account(AccountId(3));

fn vault(path: &Path, passphrase: &'static str) -> FileVault {
    FileVault::with_work_factor(path, move || Some(Secret::new(passphrase)), CHEAP)
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.age");
    (folder, path)
}

#[tokio::test]
async fn what_was_set_is_there_for_the_next_process_and_not_in_plain_text() {
    let (_folder, path) = folder();
    let first = vault(&path, "open sesame");
    first.set(APP, Secret::new("app-hush")).await.unwrap();
    first.set(ACCOUNT, Secret::new("account-hush")).await.unwrap();
    first.set(APP, Secret::new("app-hush-2")).await.unwrap();

    let next = vault(&path, "open sesame");
    assert_eq!(next.get(APP).await.unwrap(), Some(Secret::new("app-hush-2")));
    assert_eq!(next.get(ACCOUNT).await.unwrap(), Some(Secret::new("account-hush")));
    assert_eq!(next.get(VaultKey::App(AppId(4))).await.unwrap(), None);
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    assert!(!bytes.windows(4).any(|window| window == b"hush"));
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_may_read_the_file_even_if_it_was_laxer_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, path) = folder();
    let vault = vault(&path, "p");
    vault.set(APP, Secret::new("x")).await.unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    vault.set(ACCOUNT, Secret::new("y")).await.unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&path.with_file_name("vault.age.lock")), 0o600);
}

#[tokio::test]
async fn an_erased_secret_is_gone_and_erasing_nothing_is_fine() {
    let (_folder, path) = folder();
    let here = vault(&path, "p");
    here.erase(APP).await.unwrap();
    assert!(!path.exists(), "erasing nothing made a file");
    here.set(APP, Secret::new("x")).await.unwrap();
    here.set(ACCOUNT, Secret::new("y")).await.unwrap();
    here.erase(APP).await.unwrap();
    here.erase(APP).await.unwrap();
    let next = vault(&path, "p");
    assert_eq!(next.get(APP).await.unwrap(), None);
    assert_eq!(next.get(ACCOUNT).await.unwrap(), Some(Secret::new("y")));
}

#[tokio::test]
async fn a_wrong_passphrase_is_told_from_a_broken_file_and_changes_nothing() {
    let (_folder, path) = folder();
    vault(&path, "right").set(APP, Secret::new("x")).await.unwrap();
    let before = std::fs::read(&path).unwrap();

    let wrong = vault(&path, "wrong");
    let refused = Err(VaultError::WrongPassphrase { path: path.clone() });
    assert_eq!(wrong.get(APP).await, refused);
    assert_eq!(wrong.set(ACCOUNT, Secret::new("y")).await.err(), refused.clone().err());
    assert_eq!(wrong.unlock().await.err(), refused.err());
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_broken_file_is_said_to_be_broken_and_is_left_alone() {
    let (_folder, path) = folder();
    vault(&path, "p").set(APP, Secret::new("x")).await.unwrap();
    let whole = std::fs::read(&path).unwrap();
    let cut = whole[..whole.len() - 5].to_vec();
    let mut bent = whole.clone();
    *bent.last_mut().unwrap() ^= 1;
    for bytes in [Vec::new(), b"not a vault".to_vec(), cut, bent] {
        std::fs::write(&path, &bytes).unwrap();
        let here = vault(&path, "p");
        let read = here.get(APP).await.unwrap_err();
        assert!(matches!(read, VaultError::File { .. }), "{read:?} for {} bytes", bytes.len());
        let written = here.set(APP, Secret::new("y")).await.unwrap_err();
        assert!(matches!(written, VaultError::File { .. }), "{written:?}");
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}

#[tokio::test]
async fn a_file_made_to_stall_its_reader_is_refused_at_once() {
    let (_folder, path) = folder();
    let header = "age-encryption.org/v1\n-> scrypt bBjlhJVYZeE4aqUdmtRHfw 63\n\
        gKaEf2ZVuFTe4ZWWgtnUUlBIGAM2AaWGrGPcDKJ5wJc\n--- x\n";
    std::fs::write(&path, header).unwrap();
    let refused = vault(&path, "p").get(APP).await.unwrap_err();
    assert!(matches!(refused, VaultError::File { .. }), "{refused:?}");
}

#[tokio::test]
async fn without_a_passphrase_nothing_is_opened_or_made() {
    let (_folder, path) = folder();
    let missing = VaultError::NoPassphrase { path: path.clone() };
    for answer in [None, Some("")] {
        let none = FileVault::with_work_factor(&path, move || answer.map(Secret::new), CHEAP);
        assert_eq!(none.get(APP).await, Ok(None), "there is no file yet");
        assert_eq!(none.set(APP, Secret::new("x")).await, Err(missing.clone()));
        assert!(!path.exists());
    }
    vault(&path, "p").set(APP, Secret::new("x")).await.unwrap();
    let none = FileVault::with_work_factor(&path, || None, CHEAP);
    assert_eq!(none.get(APP).await, Err(missing));
}

#[tokio::test]
async fn the_passphrase_is_asked_for_once_and_another_process_change_is_seen() {
    let (_folder, path) = folder();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let here = FileVault::with_work_factor(
        &path,
        move || {
            count.fetch_add(1, Ordering::SeqCst);
            Some(Secret::new("p"))
        },
        CHEAP,
    );
    here.set(APP, Secret::new("1")).await.unwrap();
    let other = vault(&path, "p");
    other.set(ACCOUNT, Secret::new("2")).await.unwrap();
    assert_eq!(here.get(ACCOUNT).await.unwrap(), Some(Secret::new("2")));
    here.set(APP, Secret::new("3")).await.unwrap();
    assert_eq!(other.get(APP).await.unwrap(), Some(Secret::new("3")));
    assert_eq!(other.get(ACCOUNT).await.unwrap(), Some(Secret::new("2")));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_at_the_same_time_lose_nothing() {
    let (_folder, path) = folder();
    let writers: Vec<FileVault> = (0..8).map(|_| vault(&path, "p")).collect();
    let writes = writers.iter().zip(1..).map(|(writer, id)| async move {
        writer.set(VaultKey::Account(AccountId(id)), Secret::new(id.to_string())).await.unwrap();
    });
    let mut running: Vec<_> = writes.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        running.retain_mut(|write| write.as_mut().poll(context).is_pending());
        if running.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    let reader = vault(&path, "p");
    for id in 1..=8 {
        let found = reader.get(VaultKey::Account(AccountId(id))).await.unwrap();
        assert_eq!(found, Some(Secret::new(id.to_string())));
    }
}

#[tokio::test]
async fn nothing_shown_of_a_vault_holds_a_secret() {
    let (_folder, path) = folder();
    let here = vault(&path, "planted-passphrase");
    here.set(APP, Secret::new("planted-secret")).await.unwrap();
    let wrong = vault(&path, "planted-wrong").get(APP).await.unwrap_err();
    let shown = format!("{here:?} {wrong} {wrong:?}");
    assert!(!shown.contains("planted"), "{shown}");
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_said() {
    let here = vault(Path::new("/nonexistent-roost/vault.age"), "p");
    let refused = here.set(APP, Secret::new("x")).await.unwrap_err();
    assert!(matches!(refused, VaultError::File { .. }), "{refused:?}");
}
