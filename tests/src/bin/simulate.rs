//! Plays seeded weeks: `simulate --seeds 50 --days 28`, or one seed again: `simulate --seed 17`.
//! A seed that breaks a law is printed with its last events and the command that plays it again. The
//! first one ends the run, unless `--keep-going` asks for all of them; either way the exit code is 1.

use roost_tests::sim::{Bug, Counts, Outcome, Plan, play};
use std::process::ExitCode;
use std::time::Instant;

struct Asked {
    seeds: u64,
    days: u32,
    first: u64,
    bug: Option<Bug>,
    at_first_red: AtFirstRed,
}

/// What a red seed does to the rest of the run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AtFirstRed {
    Stop,
    GoOn,
}

const USAGE: &str = "simulate [--seeds N] [--days D] [--start-seed S] [--seed S] \
                     [--bug resend|forget|burst] [--keep-going]";

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a tool for the terminal")]
fn main() -> ExitCode {
    let Some(asked) = read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let began = Instant::now();
    let mut total = Counts::default();
    let mut red = Vec::new();
    let mut played = 0;
    for seed in asked.first..asked.first + asked.seeds {
        let plan = Plan { seed, days: asked.days, bug: asked.bug };
        let outcome = match play(plan) {
            Ok(outcome) => outcome,
            Err(error) => {
                eprintln!("seed {seed}: no runtime: {error}");
                return ExitCode::FAILURE;
            }
        };
        played += 1;
        total.add(outcome.counts);
        if outcome.broken.is_some() {
            eprintln!("{}", report(&plan, &outcome));
            red.push(seed);
            if asked.at_first_red == AtFirstRed::Stop {
                break;
            }
        }
        if asked.seeds == 1 {
            println!("seed {seed}: fingerprint {:016x}", outcome.fingerprint);
        } else if played % 50 == 0 {
            println!("{played} seeds, {:.0} s", began.elapsed().as_secs_f64());
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    let verdict = if red.is_empty() {
        "no law broken".to_owned()
    } else {
        format!("{} broke a law: {red:?}", red.len())
    };
    println!("{played} seeds of {} days in {seconds:.1} s: {total}; {verdict}", asked.days);
    if red.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read(arguments: impl Iterator<Item = String>) -> Option<Asked> {
    let at_first_red = AtFirstRed::Stop;
    let mut asked = Asked { seeds: 50, days: 28, first: 0, bug: None, at_first_red };
    let mut arguments = arguments;
    while let Some(name) = arguments.next() {
        if name == "--keep-going" {
            asked.at_first_red = AtFirstRed::GoOn;
            continue;
        }
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
