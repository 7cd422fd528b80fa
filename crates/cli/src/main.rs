//! The `roost` binary: the same engine without a window, for terminals, servers and scripts.
//!
//! `args` reads the command line, `compose` opens a data folder with all its rooms, `commands` ask the
//! door and show the answer, `run` is the loop, `drill` plays an incident. Deliberately absent:
//! decisions, SQL, signing; they are in the rooms below.

mod args;
mod checkup;
mod commands;
mod compose;
mod drill;
mod escape;
mod failure;
mod input;
mod output;
mod run;
mod signals;
mod words;

use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use failure::Failure;
use output::{Format, Output};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use words::Words;

fn main() -> ExitCode {
    let line: Vec<OsString> = std::env::args_os().collect();
    if line.len() < 2 {
        // Nothing was asked: that is wrong usage, and the help says what could be.
        let _ = Cli::command().print_help();
        return ExitCode::from(2);
    }
    let wants_json = line.iter().skip(1).any(|word| word == "--json");
    let format = if wants_json { Format::Json } else { Format::Plain };
    let parsed = Cli::command().try_get_matches_from(line).and_then(|matches| {
        Cli::from_arg_matches(&matches).map_err(|e| e.format(&mut Cli::command()))
    });
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage(&error, format),
    };
    let format = if cli.json { Format::Json } else { Format::Plain };
    let out = Output { format, words: Words::english() };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Failure::Output(error).report(format, &out.words),
    };
    match runtime.block_on(obey(&out, cli.command, cli.data_dir)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(format, &out.words),
    }
}

/// Help and version go to standard output with 0; everything else is wrong usage, 2.
fn usage(error: &clap::Error, format: Format) -> ExitCode {
    if format == Format::Json && error.use_stderr() {
        let text = error.render().to_string();
        let text = text.trim_start_matches("error: ").trim_end();
        failure::tell(format, "usage", text);
    } else {
        // A closed terminal leaves nobody to tell.
        let _ = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Commands that need no data folder first, then those that open it.
async fn obey(out: &Output, command: Command, data_dir: Option<PathBuf>) -> Result<(), Failure> {
    match command {
        Command::Count(asked) => commands::texts::count(out, asked),
        Command::Explain(asked) => commands::texts::explain(out, &asked),
        Command::Simulator(asked) => commands::simulator::serve(out, asked).await,
        Command::Completions(asked) => completions(asked.shell),
        Command::Run(asked) => run::run(out, &compose::data_folder(data_dir)?, asked).await,
        Command::Drill(asked) => drill::drill(out, asked).await,
        command => at_home(out, command, &compose::data_folder(data_dir)?).await,
    }
}

async fn at_home(out: &Output, command: Command, folder: &std::path::Path) -> Result<(), Failure> {
    let home = compose::open(out, folder).await?;
    match command {
        Command::App(asked) => commands::apps::app(out, &home, asked).await,
        Command::Account(asked) => commands::accounts::account(out, &home, asked).await,
        Command::Post(asked) => commands::posts::post(out, &home, asked).await,
        Command::Why { id } => commands::overview::why(out, &home, id).await,
        Command::Plan { days } => commands::overview::plan(out, &home, days).await,
        Command::Status => commands::overview::status(out, &home).await,
        Command::Pause => commands::overview::pause(out, &home).await,
        Command::Resume => commands::overview::resume(out, &home).await,
        Command::Incident(asked) => commands::incidents::incident(out, &home, asked).await,
        Command::Mail(asked) => commands::mail::mail(out, &home, asked).await,
        Command::Vault(asked) => commands::vault::vault(out, &home, asked).await,
        Command::Doctor => commands::doctor::doctor(out, &home).await,
        Command::ConfirmFolder => commands::overview::confirm_folder(out, &home).await,
        _ => Ok(()),
    }
}

fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "roost", &mut script);
    std::io::Write::write_all(&mut std::io::stdout(), &script)?;
    Ok(())
}
