//! What did the owner hand in, besides arguments? Texts and files, which must be UTF-8, and answers
//! to questions.

use crate::failure::Failure;
use crate::output::{Format, Output};
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;

/// The argument itself, or standard input where it is `-`. One line break at the end of standard
/// input is the shell's, not the text's.
pub(crate) fn text(argument: String) -> Result<String, Failure> {
    if argument != "-" {
        return Ok(argument);
    }
    let text = utf8(stdin_bytes()?, "standard input")?;
    Ok(text.strip_suffix('\n').map_or(text.as_str(), |text| text.trim_end_matches('\r')).to_owned())
}

/// A file's bytes; `-` is standard input.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        return stdin_bytes();
    }
    std::fs::read(path)
        .map_err(|source| Failure::Unreadable { what: path.display().to_string(), source })
}

/// A file's text, which must be UTF-8.
pub(crate) fn file_text(path: &Path) -> Result<String, Failure> {
    utf8(bytes(path)?, &path.display().to_string())
}

/// The segments of a thread, parted by lines of `---`. Blank lines and white space at a segment's
/// ends are dropped, and so are segments without anything in them.
pub(crate) fn segments(text: &str) -> Vec<String> {
    let mut segments = vec![String::new()];
    for line in text.lines() {
        if line.trim_end() == "---" {
            segments.push(String::new());
        } else if let Some(segment) = segments.last_mut() {
            segment.push_str(line);
            segment.push('\n');
        }
    }
    segments
        .iter()
        .map(|segment| segment.trim())
        .filter(|segment| !segment.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Asks a question and takes `y` or `yes` as the only yes. A script is not asked in words: its
/// standard error holds JSON and nothing else.
pub(crate) fn confirmed(out: &Output, question: &str) -> Result<(), Failure> {
    let answer = match out.format {
        Format::Plain => {
            put(question)?;
            answer_from(&mut io::stdin().lock())?
        }
        Format::Json => {
            let mut answer = String::new();
            io::stdin().lock().read_line(&mut answer).map_err(no_answer)?;
            answer
        }
    };
    match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure::NotConfirmed),
    }
}

/// Asks for a line of the owner's: the next one of standard input, or, where that is a file that has
/// nothing more to say, one typed on the terminal.
pub(crate) fn ask_on_terminal(question: &str) -> Result<String, Failure> {
    // Asked before anything is waited for: who writes into a pipe must see the question first.
    put(question)?;
    if io::stdin().is_terminal() || has_more_input() {
        return answer_from(&mut io::stdin().lock());
    }
    match File::open(TERMINAL) {
        Ok(terminal) => answer_from(&mut BufReader::new(terminal)),
        Err(source) => Err(no_answer(source)),
    }
}

/// The terminal of this process.
const TERMINAL: &str = if cfg!(windows) { "CONIN$" } else { "/dev/tty" };

/// Asks for a secret without showing it; without a terminal it is the next line of standard input.
pub(crate) fn secret(question: &str) -> Result<String, Failure> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password(format!("{question} ")).map_err(no_answer);
    }
    put(question)?;
    answer_from(&mut io::stdin().lock())
}

/// Whether standard input holds anything after what was read; blanks between are passed over.
fn has_more_input() -> bool {
    let mut input = io::stdin().lock();
    loop {
        match input.fill_buf() {
            Ok([first, ..]) if first.is_ascii_whitespace() => input.consume(1),
            Ok(bytes) => return !bytes.is_empty(),
            Err(_) => return false,
        }
    }
}

/// Puts a question on standard error, so that standard output stays the answer's.
fn put(question: &str) -> Result<(), Failure> {
    let mut err = io::stderr().lock();
    write!(err, "{question} ").and_then(|()| err.flush()).map_err(no_answer)
}

fn answer_from(from: &mut impl BufRead) -> Result<String, Failure> {
    let mut answer = String::new();
    from.read_line(&mut answer).map_err(no_answer)?;
    if !answer.ends_with('\n') {
        // Nobody pressed return: the next message begins on its own line.
        let _ = writeln!(io::stderr());
    }
    Ok(answer.trim_end_matches(['\n', '\r']).to_owned())
}

fn no_answer(source: io::Error) -> Failure {
    Failure::Unreadable { what: "the answer".to_owned(), source }
}

fn stdin_bytes() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|source| Failure::Unreadable { what: "standard input".to_owned(), source })?;
    Ok(bytes)
}

fn utf8(bytes: Vec<u8>, what: &str) -> Result<String, Failure> {
    let text = String::from_utf8(bytes).map_err(|error| Failure::NotUtf8 {
        what: what.to_owned(),
        at: error.utf8_error().valid_up_to(),
    })?;
    // A byte-order mark belongs to the file, not to what it says.
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thread_is_parted_by_lines_of_three_dashes() {
        let thread = "\n\none\n\nstill one \n---\n  two\n---  \r\n\n---\n--- not\nthree\n\n";
        assert_eq!(segments(thread), ["one\n\nstill one", "two", "--- not\nthree"]);
    }

    #[test]
    fn a_file_of_blank_lines_has_no_segments() {
        assert!(segments("\n \n---\n\n").is_empty());
    }

    #[test]
    fn text_that_is_no_utf8_is_refused_with_the_place() {
        let failure = utf8(vec![b'a', 0xff], "f.txt").unwrap_err();
        assert!(matches!(failure, Failure::NotUtf8 { at: 1, .. }));
    }
}
