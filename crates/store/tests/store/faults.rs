//! Does the store fail exactly as a simulation asks, and does a simulated crash lose exactly what
//! was not committed?

use roost_store::tables::meta;
use roost_store::{CommitFaults, Fault, NoFaults, Pause, Source, Store, StoreError};
use rstest::rstest;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// Plays a list of faults, then none.
struct Listed(Mutex<VecDeque<Fault>>);

impl CommitFaults for Listed {
    fn next(&self) -> Fault {
        self.0.lock().unwrap().pop_front().unwrap_or(Fault::None)
    }
}

fn listed(faults: &[Fault]) -> Arc<dyn CommitFaults> {
    Arc::new(Listed(Mutex::new(faults.iter().copied().collect())))
}

#[rstest]
#[case::nothing(Fault::None, true, true)]
#[case::before(Fault::Before, false, false)]
#[case::instead(Fault::Instead, false, false)]
#[case::after(Fault::After, false, true)]
#[tokio::test]
async fn a_fault_is_seen_by_the_caller_and_by_the_database_as_it_says(
    #[case] fault: Fault,
    #[case] says_ok: bool,
    #[case] is_there: bool,
) {
    let store = Store::inline(Source::memory().unwrap(), listed(&[fault]));
    let changed = store.changed();
    let gave = store.write(|tx| meta::set_vault(tx, "keyring")).await;
    match gave {
        Ok(()) => assert!(says_ok),
        Err(StoreError::Faulted) => assert!(!says_ok),
        Err(other) => panic!("{other:?}"),
    }
    assert_eq!(store.read(meta::vault).await.unwrap().is_some(), is_there);
    assert_eq!(changed.has_changed().unwrap(), is_there, "what is committed is heard of");
}

#[rstest]
#[case::before(Fault::Before, false)]
#[case::instead(Fault::Instead, true)]
#[tokio::test]
async fn the_work_runs_unless_the_fault_comes_before_it(#[case] fault: Fault, #[case] runs: bool) {
    let store = Store::inline(Source::memory().unwrap(), listed(&[fault]));
    let ran = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&ran);
    let gave = store.write(move |_| Ok(count.fetch_add(1, Ordering::SeqCst))).await;
    assert!(matches!(gave, Err(StoreError::Faulted)), "{gave:?}");
    assert_eq!(ran.load(Ordering::SeqCst), usize::from(runs));
}

#[tokio::test]
async fn faults_are_asked_once_per_write_and_never_for_a_read() {
    let faults = [Fault::None, Fault::Before, Fault::None];
    let store = Store::inline(Source::memory().unwrap(), listed(&faults));
    store.write(|tx| meta::set_vault(tx, "1")).await.unwrap();
    store.read(meta::vault).await.unwrap();
    store.write(|tx| meta::set_vault(tx, "2")).await.unwrap_err();
    store.read(meta::vault).await.unwrap();
    store.write(|tx| meta::set_vault(tx, "3")).await.unwrap();
    assert_eq!(store.read(meta::vault).await.unwrap(), Some("3".to_owned()));
}

#[tokio::test]
async fn an_inline_store_runs_on_the_callers_thread() {
    let store = Store::inline(Source::memory().unwrap(), Arc::new(NoFaults));
    let here = std::thread::current().id();
    let there = store.write(|_| Ok(std::thread::current().id())).await.unwrap();
    assert_eq!(there, here);
}

/// Lets `passes` pauses through; the next one never ends.
fn crash_after(passes: usize) -> Pause {
    let left = Arc::new(AtomicUsize::new(passes));
    Arc::new(move || -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let passed = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1));
        match passed {
            Ok(_) => Box::pin(std::future::ready(())),
            Err(_) => Box::pin(std::future::pending()),
        }
    })
}

#[rstest]
#[case::before_the_work(0, false)]
#[case::after_the_commit(1, true)]
fn a_crash_at_an_await_point_keeps_what_was_committed(#[case] passes: usize, #[case] kept: bool) {
    let source = Source::memory().unwrap();
    let store = Store::inline_paused(source.clone(), Arc::new(NoFaults), crash_after(passes));
    let mut write = Box::pin(store.write(|tx| meta::set_vault(tx, "keyring")));
    let mut context = Context::from_waker(Waker::noop());
    assert!(matches!(write.as_mut().poll(&mut context), Poll::Pending));
    drop(write);
    drop(store);

    let again = Store::inline(source, Arc::new(NoFaults));
    assert_eq!(again.read_blocking(meta::vault).unwrap().is_some(), kept);
}

#[tokio::test]
async fn a_source_in_a_file_outlives_its_stores() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("simulated.db");
    let store = Store::inline(Source::file(&path).unwrap(), Arc::new(NoFaults));
    store.write(|tx| meta::set_vault(tx, "keyring")).await.unwrap();
    drop(store);
    let again = Store::inline(Source::file(&path).unwrap(), Arc::new(NoFaults));
    assert_eq!(again.read(meta::vault).await.unwrap(), Some("keyring".to_owned()));
}
