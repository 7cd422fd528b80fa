//! Does the real window do what it promises? The real `roost-desktop` on a display of its own, with a
//! panel and a notification server that the tests can see into, and a driver that uses the page as a
//! person would.
//!
//! `./dev test` sets the machine up and says so with `ROOST_TEST_DISPLAY=1`. Without it these journeys
//! say that they looked away; with it, whatever is missing makes them fail.

mod kit;

mod lock;
mod tray;
mod window;
