//! The disk is full while the result of a send is written down: the post is out, and Roost must not
//! forget it nor send it again.
//!
//! A limit on file sizes is a thing of a whole process, so a child bears it: this same test, started
//! once more. Linux only, where the limit of a running process can be set (`prlimit`).

use crate::kit::{POST, minutes, on_post, plan, seconds, states};
use roost_tests::world::World;
use serde_json::json;
use std::process::Command;

const CHILD: &str = "ROOST_SCENARIO_ON_A_FULL_DISK";
const NAME: &str =
    "disk::a_result_that_the_full_disk_refused_is_found_again_and_nothing_goes_out_twice";

/// From now on no file of this process may be longer than this.
fn limit_files(to: &str) {
    let pid = std::process::id().to_string();
    let limit = format!("--fsize={to}:unlimited");
    assert!(Command::new("prlimit").args(["--pid", &pid, &limit]).status().unwrap().success());
}

#[tokio::test]
async fn a_result_that_the_full_disk_refused_is_found_again_and_nothing_goes_out_twice() {
    if std::env::var_os(CHILD).is_none() {
        // The signal that would end the process is ignored: the error is wanted.
        let own = std::env::current_exe().unwrap();
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
            .arg(own)
            .args(["--exact", NAME, "--test-threads=1", "--nocapture"])
            .env(CHILD, "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && said.contains("1 passed"), "{said}{output:?}");
        return;
    }
    let world = World::with_accounts(&["news"]).await;
    let posts = plan(&world, "news", 2, minutes(5)).await;
    let mut rule = on_post("news", 0, "delay");
    rule["ms"] = json!(300);
    world.faults(rule).await;
    world.pass(minutes(4)).await;
    world.pass_to_post(minutes(1), "news", 1).await;
    limit_files("0");
    world.pass(seconds(2)).await;
    assert_eq!(states(&world, &posts).await, ["sending", "scheduled"], "nothing was written down");
    limit_files("unlimited");
    world.pass(minutes(1)).await;
    assert_eq!(states(&world, &posts).await, ["published", "scheduled"]);
    world.pass(minutes(5)).await;
    assert_eq!(world.texts_of("news").await, ["news 1", "news 2"]);
    let sent = world.requests_of("news").await;
    assert_eq!(sent.iter().filter(|line| *line == POST).count(), 2);
}
