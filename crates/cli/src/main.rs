//! The `roost` binary: the same engine without a window, for terminals, servers and scripts.
//!
//! `args` reads the command line, `compose` puts the rooms together (one of three places that know
//! them all), `commands` ask the door and show the answer, `run` is the loop, `drill` plays an
//! incident. Deliberately absent: decisions, SQL, signing; they are in the rooms below.

mod args;
mod commands;
mod escape;
mod failure;
mod input;
mod output;
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
        Command::Simulator(asked) => commands::simulator::serve(out, asked).await,
        Command::Completions(asked) => completions(asked.shell),
        _ => {
            let _ = data_dir;
            Ok(())
        }
    }
}

fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "roost", &mut script);
    std::io::Write::write_all(&mut std::io::stdout(), &script)?;
    Ok(())
}
