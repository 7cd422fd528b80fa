//! Does Roost lose a post, or send one twice, when it is killed? `crash --kills N` kills the real
//! binary while posts are in flight, starts it again until all is done, and asks the simulator what
//! was really posted. Its exit code is 1 where anything was lost or went out twice.

use clap::Parser;
use roost_tests::crash::{Plan, run};
use std::process::ExitCode;

/// Kills the real `roost run` while posts are in flight and counts what was really posted.
#[derive(Parser)]
#[command(name = "crash")]
struct Asked {
    /// Kills that must each come while a delivery is in flight.
    #[arg(long, default_value_t = 20)]
    kills: u32,
    /// Deliveries to be sent in all; seven for each kill where nothing is said.
    #[arg(long)]
    deliveries: Option<u32>,
    /// Accounts that they are spread over.
    #[arg(long, default_value_t = 60)]
    accounts: u32,
    /// Determines the moments of the kills and what is sent.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[expect(clippy::print_stdout, reason = "it is a tool for the terminal")]
fn main() -> ExitCode {
    let asked = Asked::parse();
    let plan = Plan {
        kills: asked.kills.max(1),
        deliveries: asked.deliveries.unwrap_or(asked.kills.max(1) * 7).max(asked.kills),
        accounts: asked.accounts.max(1),
        seed: asked.seed,
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.to_string()),
    };
    match runtime.block_on(run(plan, &|line| println!("{line}"))) {
        Ok(outcome) => {
            println!("{outcome}");
            if outcome.is_whole() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => fail(&error.to_string()),
    }
}

#[expect(clippy::print_stderr, reason = "it is a tool for the terminal")]
fn fail(why: &str) -> ExitCode {
    eprintln!("crash: {why}");
    ExitCode::FAILURE
}
