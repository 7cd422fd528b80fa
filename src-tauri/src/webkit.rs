//! How is WebKit told what to leave out? By its environment, which it reads when GTK starts.
//!
//! The entry of the desktop's menu can't do it: the window is also started at login, in a terminal, and
//! by a test. So the program sets it for itself, before it has a second thread, as nobody else may read
//! the environment meanwhile.

/// What was measured to be best (docs/decisions/0014). Whoever has set it already keeps their value.
#[cfg(target_os = "linux")]
const LEFT_OUT: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Sets WebKit's variable, unless it is set. Call it first of all.
#[cfg(target_os = "linux")]
pub(crate) fn settle() {
    const KEEP: bool = false;
    // Fails only where the machine has no memory for it; the window then costs more, and works.
    let _ = glib::setenv(LEFT_OUT, "1", KEEP);
}

/// WebKit has no such variable elsewhere.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_variable_is_there_for_webkit_and_for_what_it_starts() {
        settle();
        let seen = std::process::Command::new("env").output().unwrap();
        let seen = String::from_utf8(seen.stdout).unwrap();
        assert!(seen.lines().any(|line| line.starts_with("WEBKIT_DISABLE_DMABUF_RENDERER=")));
    }
}
