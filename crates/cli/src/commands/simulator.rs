//! How does `roost simulator` serve? It prints one line of JSON, serves until SIGTERM or Ctrl-C, and
//! lets what it has accepted reach its state file.

use crate::args::SimulatorArgs;
use crate::failure::Failure;
use crate::output::Output;
use crate::signals;
use roost_simulator::Options;

/// `roost simulator`.
pub(crate) async fn serve(out: &Output, asked: SimulatorArgs) -> Result<(), Failure> {
    // Listened for before anything is announced, so that a stop right after the line is graceful.
    let stop = signals::listen()?;
    let running = roost_simulator::start(Options {
        port: asked.port,
        state: asked.state,
        no_limits: asked.no_limits,
        ..Options::default()
    })
    .await?;
    // Scripts read this line from standard output, with and without --json.
    out.json(&running.ready_line())?;
    stop.wait().await;
    running.shutdown().await;
    Ok(())
}
