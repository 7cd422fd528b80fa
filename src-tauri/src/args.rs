//! What was asked on the command line? The data folder, a drill, a place to open, and whether to start
//! without the window. A second start hands its line over to the first one, which reads it the same way.

use roost_drill::{BadPlay, Play};
use std::ffi::OsString;
use std::path::PathBuf;

/// What a start asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Args {
    /// `--data-dir DIR`, else `ROOST_DATA_DIR`; `None`: the platform's place.
    pub(crate) data_dir: Option<PathBuf>,
    /// `--drill KIND[:SCREEN]`: a drill in a folder of its own below the data folder.
    pub(crate) drill: Option<Play>,
    /// `--open PLACE`, such as `recovery/12` or `composer/new`.
    pub(crate) open: Option<String>,
    /// `--hidden`: start in the tray, as at login.
    pub(crate) start: Start,
}

/// Whether a start shows the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Start {
    /// It does.
    #[default]
    Shown,
    /// It waits in the tray.
    Hidden,
}

/// A line that can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadArgs {
    /// A word that means nothing here.
    #[error("'{0}' is not an argument of roost-desktop")]
    Unknown(String),
    /// A word that needs another behind it.
    #[error("{0} needs a value")]
    Unfinished(&'static str),
    /// A place that can't be one.
    #[error("'{0}' is no place in Roost")]
    BadPlace(String),
    /// A drill that can't be played.
    #[error(transparent)]
    BadPlay(#[from] BadPlay),
}

impl Args {
    /// Reads a line without the program's name; `from_env` is the value of `ROOST_DATA_DIR`.
    pub(crate) fn read(
        line: impl IntoIterator<Item = OsString>,
        from_env: Option<OsString>,
    ) -> Result<Self, BadArgs> {
        let mut args = Self { data_dir: from_env.map(PathBuf::from), ..Self::default() };
        let mut words = line.into_iter();
        while let Some(word) = words.next() {
            let text = word.to_string_lossy().into_owned();
            let (name, joined) = match text.split_once('=') {
                Some((name, value)) => (name, Some(OsString::from(value))),
                None => (text.as_str(), None),
            };
            match name {
                "--hidden" => args.start = Start::Hidden,
                "--data-dir" => {
                    let value = joined.or_else(|| words.next());
                    args.data_dir = Some(value.ok_or(BadArgs::Unfinished("--data-dir"))?.into());
                }
                "--drill" => {
                    let value = joined.or_else(|| words.next());
                    let value = value.ok_or(BadArgs::Unfinished("--drill"))?;
                    args.drill = Some(value.to_string_lossy().parse()?);
                }
                "--open" => {
                    let value = joined.or_else(|| words.next());
                    let value = value.ok_or(BadArgs::Unfinished("--open"))?;
                    args.open = Some(place(&value.to_string_lossy())?);
                }
                _ => return Err(BadArgs::Unknown(text)),
            }
        }
        Ok(args)
    }
}

/// A place is words of letters, digits, `-` and `_` with slashes between: it goes to the page as text,
/// and must not be mistaken for anything else there.
fn place(text: &str) -> Result<String, BadArgs> {
    let is_word = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
    };
    if text.len() <= 100 && text.split('/').all(is_word) {
        Ok(text.to_owned())
    } else {
        Err(BadArgs::BadPlace(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn read(line: &[&str]) -> Result<Args, BadArgs> {
        Args::read(line.iter().map(OsString::from), Some("from-env".into()))
    }

    #[test]
    fn the_folder_of_the_line_wins_over_that_of_the_environment() {
        assert_eq!(read(&[]).unwrap().data_dir, Some("from-env".into()));
        assert_eq!(read(&["--data-dir", "a=b"]).unwrap().data_dir, Some("a=b".into()));
        assert_eq!(read(&["--data-dir=c"]).unwrap().data_dir, Some("c".into()));
    }

    #[test]
    fn a_start_at_login_is_hidden() {
        assert_eq!(read(&["--hidden"]).unwrap().start, Start::Hidden);
        assert_eq!(read(&["--open", "recovery/12"]).unwrap().start, Start::Shown);
    }

    #[test]
    fn a_drill_is_asked_for_by_its_kind_and_screen() {
        let drill = read(&["--drill", "locked:phone"]).unwrap().drill.unwrap();
        assert_eq!(drill.name(), "locked-phone");
        assert!(matches!(read(&["--drill=lost"]), Err(BadArgs::BadPlay(_))));
    }

    #[rstest]
    #[case("recovery/12")]
    #[case("composer/new")]
    #[case("calendar")]
    fn a_place_may_be_opened(#[case] place: &str) {
        assert_eq!(read(&["--open", place]).unwrap().open.as_deref(), Some(place));
    }

    #[rstest]
    #[case("")]
    #[case("../etc")]
    #[case("a//b")]
    #[case("javascript:alert(1)")]
    #[case("https://example.com")]
    fn what_is_no_place_is_refused(#[case] place: &str) {
        assert_eq!(read(&["--open", place]), Err(BadArgs::BadPlace(place.to_owned())));
    }

    #[test]
    fn an_unknown_word_is_refused_by_name() {
        assert_eq!(read(&["--loud"]), Err(BadArgs::Unknown("--loud".to_owned())));
        assert_eq!(read(&["--open"]), Err(BadArgs::Unfinished("--open")));
    }
}
