//! Does a write that says `Ok` stay, and does one that fails leave nothing, even where many share
//! one commit?

use roost_store::tables::meta;
use roost_store::{Store, StoreError};
use std::pin::Pin;
use std::sync::mpsc;
use std::task::Poll;

/// Holds the store's thread inside a write until the sender speaks, so that what is asked
/// meanwhile waits and shares the next commit.
fn hold_the_thread(store: &Store) -> (mpsc::Sender<()>, std::thread::JoinHandle<()>) {
    let (go, wait) = mpsc::channel();
    let (began, begun) = mpsc::channel();
    let store = store.clone();
    let held = std::thread::spawn(move || {
        store
            .write_blocking(move |_| {
                began.send(()).unwrap();
                wait.recv().unwrap();
                Ok(())
            })
            .unwrap();
    });
    begun.recv().unwrap();
    (go, held)
}

/// Polls once: the write is in the queue now. Says whether it still waits.
async fn ask<F: Future + Unpin>(write: &mut F) -> bool {
    std::future::poll_fn(|context| Poll::Ready(Pin::new(&mut *write).poll(context).is_pending()))
        .await
}

#[tokio::test]
async fn a_failing_write_takes_back_only_itself() {
    let store = Store::in_memory().unwrap();
    let (go, held) = hold_the_thread(&store);
    let good = tokio::join!(
        store.write(|tx| meta::set_vault(tx, "keyring")),
        store.write(|tx| {
            meta::set_lapse(tx, "lost")?;
            Err::<(), _>(StoreError::NotFound { what: "delivery", id: "7".to_owned() })
        }),
        store.write(|tx| meta::set_machine_id(tx, "m")),
        async { go.send(()).unwrap() },
    );
    held.join().unwrap();
    good.0.unwrap();
    good.2.unwrap();
    assert!(matches!(good.1, Err(StoreError::NotFound { what: "delivery", .. })), "{:?}", good.1);
    let seen = store
        .read(|tx| Ok((meta::vault(tx)?, meta::lapse(tx)?, meta::machine_id(tx)?)))
        .await
        .unwrap();
    assert_eq!(seen, (Some("keyring".to_owned()), None, Some("m".to_owned())));
}

#[tokio::test]
async fn writes_that_wait_together_share_one_commit() {
    let store = Store::in_memory().unwrap();
    let (go, held) = hold_the_thread(&store);
    let before = *store.changed().borrow();
    let mut writes: Vec<_> = (0..50)
        .map(|n| Box::pin(store.write(move |tx| meta::set_vault(tx, &n.to_string()))))
        .collect();
    for write in &mut writes {
        assert!(ask(write).await, "it waits behind the held write");
    }
    go.send(()).unwrap();
    for write in writes {
        write.await.unwrap();
    }
    held.join().unwrap();
    assert_eq!(*store.changed().borrow() - before, 1, "fifty writes, one commit");
    assert_eq!(store.read(meta::vault).await.unwrap(), Some("49".to_owned()), "in order");
}

#[tokio::test]
async fn a_panic_in_a_write_is_an_error_and_leaves_nothing() {
    let store = Store::in_memory().unwrap();
    let gave = store
        .write(|tx| -> Result<(), StoreError> {
            meta::set_vault(tx, "lost")?;
            panic!("a mistake");
        })
        .await;
    assert!(matches!(&gave, Err(StoreError::Panicked(words)) if words == "a mistake"), "{gave:?}");
    assert_eq!(store.read(meta::vault).await.unwrap(), None);
    store.write(|tx| meta::set_vault(tx, "kept")).await.unwrap();
    assert_eq!(store.read(meta::vault).await.unwrap(), Some("kept".to_owned()));
}

#[tokio::test]
async fn a_read_can_change_nothing() {
    let store = Store::in_memory().unwrap();
    let gave = store.read(|tx| meta::set_vault(tx, "sneaked")).await;
    assert!(matches!(gave, Err(StoreError::ReadOnly(_))), "{gave:?}");
    assert_eq!(store.read(meta::vault).await.unwrap(), None);
    store.write(|tx| meta::set_vault(tx, "open")).await.unwrap();
}

#[tokio::test]
async fn a_write_is_done_even_if_nobody_waits_for_it() {
    let store = Store::in_memory().unwrap();
    let (go, held) = hold_the_thread(&store);
    let mut write = Box::pin(store.write(|tx| meta::set_vault(tx, "kept")));
    assert!(ask(&mut write).await, "it waits behind the held write");
    drop(write);
    go.send(()).unwrap();
    held.join().unwrap();
    assert_eq!(store.read(meta::vault).await.unwrap(), Some("kept".to_owned()));
}

#[tokio::test]
async fn only_a_commit_that_changed_something_is_counted() {
    let store = Store::in_memory().unwrap();
    let mut changed = store.changed();
    store.write(|_| Ok(())).await.unwrap();
    let refused = store.write(|tx| {
        meta::set_vault(tx, "x")?;
        Err::<(), _>(StoreError::NotFound { what: "delivery", id: "7".to_owned() })
    });
    refused.await.unwrap_err();
    assert!(!changed.has_changed().unwrap());
    store.write(|tx| meta::set_vault(tx, "x")).await.unwrap();
    changed.changed().await.unwrap();
}
