//! How is WebKit told what to leave out? By its environment, which it reads when GTK starts: before
//! anything else the program begins once more as itself, with the variable set. The process stays the
//! same, and so do its number, its line and its files.
//!
//! A variable can't be set from within safely once there are threads, and the entry of the desktop's menu
//! can't do it either: the window is also started at login, in a terminal, and by a test.

/// What was measured to be best (docs/decisions/0014). Whoever has set it already keeps their value.
#[cfg(target_os = "linux")]
const LEFT_OUT: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Begins again with WebKit's variable, unless it is set. Returns where that is so, and where the program
/// can't begin again: the window then costs more, and works.
#[cfg(target_os = "linux")]
pub(crate) fn settle() {
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    if std::env::var_os(LEFT_OUT).is_some() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    let mut line = std::env::args_os();
    let mut again = Command::new(program);
    if let Some(name) = line.next() {
        again.arg0(name);
    }
    // Comes back only with a reason why it did not happen.
    let _ = again.args(line).env(LEFT_OUT, "1").exec();
}

/// WebKit has no such variable elsewhere.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle() {}
