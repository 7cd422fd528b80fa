//! Plays seeded weeks: `simulate --seeds 50 --days 28`, or one seed again: `simulate --seed 17`.
//! A seed that breaks a law is printed with its last events and the command that plays it again.

use roost_tests::sim::{Bug, Outcome, Plan, play};
use std::process::ExitCode;
use std::time::Instant;

struct Asked {
    seeds: u64,
    days: u32,
    first: u64,
    bug: Option<Bug>,
}

const USAGE: &str =
    "simulate [--seeds N] [--days D] [--start-seed S] [--seed S] [--bug resend|forget|burst]";

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a tool for the terminal")]
fn main() -> ExitCode {
    let Some(asked) = read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let began = Instant::now();
    let mut total = roost_tests::sim::Counts::default();
    for seed in asked.first..asked.first + asked.seeds {
        let plan = Plan { seed, days: asked.days, bug: asked.bug };
        let outcome = match play(plan) {
            Ok(outcome) => outcome,
            Err(error) => {
                eprintln!("seed {seed}: no runtime: {error}");
                return ExitCode::FAILURE;
            }
        };
        if outcome.broken.is_some() {
            eprintln!("{}", report(&plan, &outcome));
            return ExitCode::FAILURE;
        }
        total.add(outcome.counts);
        if asked.seeds == 1 {
            println!("seed {seed}: fingerprint {:016x}", outcome.fingerprint);
        } else if (seed + 1 - asked.first).is_multiple_of(50) {
            println!("{} seeds, {:.0} s", seed + 1 - asked.first, began.elapsed().as_secs_f64());
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{} seeds of {} days in {seconds:.1} s: {total}; no law broken",
        asked.seeds, asked.days
    );
    ExitCode::SUCCESS
}

fn read(arguments: impl Iterator<Item = String>) -> Option<Asked> {
    let mut asked = Asked { seeds: 50, days: 28, first: 0, bug: None };
    let mut arguments = arguments;
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--seeds" => asked.seeds = value.parse().ok()?,
            "--days" => asked.days = value.parse().ok()?,
            "--start-seed" => asked.first = value.parse().ok()?,
            "--seed" => (asked.first, asked.seeds) = (value.parse().ok()?, 1),
            "--bug" => asked.bug = Some(Bug::from_word(&value)?),
            _ => return None,
        }
    }
    Some(asked)
}

fn report(plan: &Plan, outcome: &Outcome) -> String {
    let bug = plan.bug.map(|bug| format!(" --bug {}", bug.word())).unwrap_or_default();
    let broken = outcome.broken.as_ref();
    let (law, by) = broken.map(|broken| (broken.law, broken.by.as_str())).unwrap_or_default();
    format!(
        "{}\n\nseed {} broke a law: {law}\n  {by}\n\nplay it again:\n  ./dev simulate --seed {} --days {}{bug}",
        outcome.last.join("\n"),
        plan.seed,
        plan.seed,
        plan.days,
    )
}
