//! Which alt text belongs to which file? `--alt` belongs to the `--media` before it, so this reads
//! the order in which they were given, which derived arguments do not keep.

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, value_parser};
use std::path::PathBuf;

/// One media file with its alt text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MediaChoice {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its alt text, empty for none.
    pub(crate) alt: String,
}

/// `[--media F [--alt T]]...`, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct MediaArgs(pub(crate) Vec<MediaChoice>);

impl Args for MediaArgs {
    fn augment_args(command: Command) -> Command {
        command
            .arg(
                Arg::new("media")
                    .long("media")
                    .value_name("F")
                    .value_parser(value_parser!(PathBuf))
                    .action(ArgAction::Append)
                    .help("A picture, GIF or video; up to four pictures, or one of the others"),
            )
            .arg(
                Arg::new("alt")
                    .long("alt")
                    .value_name("T")
                    .action(ArgAction::Append)
                    .help("Describes the media before it, for those who can't see it"),
            )
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for MediaArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut given: Vec<(usize, Given)> = Vec::new();
        if let (Some(places), Some(paths)) =
            (matches.indices_of("media"), matches.get_many::<PathBuf>("media"))
        {
            given.extend(places.zip(paths.cloned().map(Given::File)));
        }
        if let (Some(places), Some(alts)) =
            (matches.indices_of("alt"), matches.get_many::<String>("alt"))
        {
            given.extend(places.zip(alts.cloned().map(Given::Alt)));
        }
        given.sort_by_key(|(place, _)| *place);
        let mut choices: Vec<MediaChoice> = Vec::new();
        let mut may_have_alt = false;
        for (_, one) in given {
            match one {
                Given::File(path) => {
                    choices.push(MediaChoice { path, alt: String::new() });
                    may_have_alt = true;
                }
                Given::Alt(alt) => match choices.last_mut() {
                    Some(choice) if may_have_alt => {
                        choice.alt = alt;
                        may_have_alt = false;
                    }
                    Some(_) | None => return Err(misplaced_alt()),
                },
            }
        }
        Ok(Self(choices))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

enum Given {
    File(PathBuf),
    Alt(String),
}

fn misplaced_alt() -> Error {
    Error::raw(
        ErrorKind::ValueValidation,
        "each --alt follows the --media that it describes, and there is one for each\n",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[&str]) -> Result<MediaArgs, Error> {
        let command = MediaArgs::augment_args(Command::new("t"));
        MediaArgs::from_arg_matches(&command.try_get_matches_from(line)?)
    }

    #[test]
    fn an_alt_text_belongs_to_the_media_before_it() {
        let read = read(&["t", "--media", "a", "--media", "b", "--alt", "of b", "--media", "c"]);
        let alts: Vec<String> = read.unwrap().0.into_iter().map(|choice| choice.alt).collect();
        assert_eq!(alts, ["", "of b", ""]);
    }

    #[test]
    fn an_alt_text_without_its_media_is_wrong_usage() {
        assert!(read(&["t", "--alt", "x", "--media", "a"]).is_err());
        assert!(read(&["t", "--media", "a", "--alt", "x", "--alt", "y"]).is_err());
    }
}
