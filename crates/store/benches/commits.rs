//! What does a durable write cost, alone and beside a hundred others? Each write is the size of an
//! intent: one row, synced to the disk of the temporary folder.
#![expect(clippy::unwrap_used, reason = "a bench that fails may say so by a panic")]

use roost_store::tables::meta;
use roost_store::{Machine, Role, Store};
use std::hint::black_box;

fn main() {
    divan::main();
}

fn opened() -> (tempfile::TempDir, Store) {
    let place = tempfile::tempdir().unwrap();
    let machine = Machine::of("0123456789abcdef0123456789abcdef");
    let now = chrono::DateTime::UNIX_EPOCH;
    let opened = Store::open_on(place.path(), Role::Owner, Some(&machine), now).unwrap();
    (place, opened.store)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().unwrap()
}

/// One caller that waits for each of its writes.
#[divan::bench(sample_count = 200)]
fn one_write_alone(bencher: divan::Bencher<'_, '_>) {
    let (_place, store) = opened();
    let mut n = 0_u64;
    bencher.bench_local(|| {
        n += 1;
        store.write_blocking(move |tx| meta::set_vault(tx, &n.to_string())).unwrap();
    });
}

/// A hundred accounts, two hundred writes each, each waiting for its last: 20,000 writes.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn twenty_thousand_writes_of_a_hundred_accounts(bencher: divan::Bencher<'_, '_>) {
    let (_place, store) = opened();
    let runtime = runtime();
    bencher.counter(divan::counter::ItemsCount::new(20_000_u32)).bench_local(|| {
        runtime.block_on(async {
            let mut accounts = tokio::task::JoinSet::new();
            for account in 0..100 {
                let store = store.clone();
                accounts.spawn(async move {
                    for n in 0..200 {
                        let word = (account * 1000 + n).to_string();
                        store.write(move |tx| meta::set_vault(tx, &word)).await.unwrap();
                    }
                });
            }
            while let Some(done) = accounts.join_next().await {
                done.unwrap();
            }
        });
    });
}

/// One look at one row.
#[divan::bench(sample_count = 200)]
fn one_read(bencher: divan::Bencher<'_, '_>) {
    let (_place, store) = opened();
    bencher.bench_local(|| black_box(store.read_blocking(meta::vault).unwrap()));
}
