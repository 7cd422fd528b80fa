//! Which words does the terminal use? Those that only `roost` needs, from `words/en.toml`; the rest
//! comes from the door. A line names its gaps in braces, as in `{account}`.

use roost_home::lines::fill;
use std::collections::BTreeMap;

const ENGLISH: &str = include_str!("../words/en.toml");

/// The terminal's lines in one language.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    lines: BTreeMap<String, String>,
}

impl Words {
    /// English, the language that is always there. A file that can't be read gives no lines, and
    /// then each key stands for itself; a test sees to it that this does not happen.
    pub(crate) fn english() -> Self {
        Self { lines: toml::from_str(ENGLISH).unwrap_or_default() }
    }

    /// The line of a key, its gaps filled in.
    pub(crate) fn line(&self, key: &str, params: &[(&str, &str)]) -> String {
        let template = self.lines.get(key).map_or(key, String::as_str);
        fill(template, params)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// What the source says.
    #[derive(Default)]
    struct Uses {
        /// Every `say("key"` and `line("key"`, with the names of its gaps where they stand in the
        /// call itself.
        calls: Vec<(String, Option<BTreeSet<String>>)>,
        /// The source itself: a key may be chosen before it is said.
        source: String,
    }

    fn uses(folder: &Path, found: &mut Uses) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                uses(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let source = source.split("#[cfg(test)]").next().unwrap();
                for call in ["say(", "words.line("] {
                    for piece in source.split(call).skip(1) {
                        let Some(piece) = piece.trim_start().strip_prefix('"') else { continue };
                        let (key, rest) = piece.split_once('"').unwrap();
                        found.calls.push((key.to_owned(), gaps(rest)));
                    }
                }
                found.source.push_str(source);
            }
        }
    }

    /// The gaps that a call names, when it names them in place: `, &[("account", ...), ...]`.
    fn gaps(rest: &str) -> Option<BTreeSet<String>> {
        let list = rest.trim_start_matches(',').trim_start().strip_prefix("&[")?;
        let list = list.split(']').next()?;
        let names = list.split('(').filter_map(|pair| {
            let (name, after) = pair.trim_start().strip_prefix('"')?.split_once('"')?;
            after.starts_with(',').then(|| name.to_owned())
        });
        Some(names.collect())
    }

    #[test]
    fn every_line_that_is_said_stands_in_the_file_with_the_same_gaps() {
        let lines: BTreeMap<String, String> = toml::from_str(ENGLISH).unwrap();
        let mut found = Uses::default();
        uses(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        assert!(found.calls.len() > 50, "{}", found.calls.len());
        let mut said = BTreeSet::new();
        for (key, given) in found.calls {
            let line = lines.get(&key).unwrap_or_else(|| panic!("no line for {key}"));
            let wanted: BTreeSet<String> = line
                .split('{')
                .skip(1)
                .map(|piece| piece.split_once('}').unwrap().0.to_owned())
                .collect();
            if let Some(given) = given {
                assert_eq!(wanted, given, "gaps of {key}");
            }
            said.insert(key);
        }
        let is_chosen = |key: &String| found.source.contains(&format!("\"{key}\""));
        let idle: Vec<&String> =
            lines.keys().filter(|key| !said.contains(*key) && !is_chosen(key)).collect();
        assert!(idle.is_empty(), "lines that nothing says: {idle:?}");
    }
}
