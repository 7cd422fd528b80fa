//! What does Roost promise when something goes wrong? One file per group of promises, each played
//! on a manual clock with a real database file, real HTTP and the real engine.

#![expect(clippy::unwrap_used, reason = "what fails in a scenario's own steps fails the scenario")]

mod adjusted;
mod apps;
mod automated;
mod before;
mod casefile;
mod clock;
mod credentials;
#[cfg(target_os = "linux")]
mod disk;
mod doubtful;
mod held_silence;
mod kit;
mod late;
mod lock;
mod lock_variants;
mod lost_answers;
mod media;
mod money;
mod pack;
mod pauses;
mod power;
mod reminders;
mod secrets;
mod slowed;
mod threads;
mod unread;
mod waits;
mod whose_matter;
mod write_block;
