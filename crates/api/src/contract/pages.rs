//! How does a set of Rust types become pages of TypeScript? Each type goes to the page of its module,
//! with its comments; what a page names of another it imports.

use super::CommandListener;
use super::words::WordSet;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use ts_rs::{Config, TS, TypeVisitor};

const HEAD: &str = "// Made from the Rust types; don't edit. `./dev fix` makes it anew.\n";

/// A contract being written.
pub struct Contract {
    config: Config,
    /// What every module of ours begins with; other types have no page.
    root: &'static str,
    /// Another crate, whose types stand among those of a crate's own commands.
    beside: Option<&'static str>,
    words: Vec<WordSet>,
    /// Page → type → its declaration.
    declared: BTreeMap<String, BTreeMap<String, String>>,
    /// Type → its page.
    homes: BTreeMap<String, String>,
    commands: Vec<Command>,
}

struct Command {
    name: &'static str,
    does: &'static [&'static str],
    request: String,
    view: String,
}

impl Contract {
    /// An empty contract of the types below a module path, e.g. `roost_api::`.
    pub(super) fn new(root: &'static str, words: Vec<WordSet>) -> Self {
        let config = Config::new().with_large_int("number");
        let (declared, homes, commands) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        Self { config, root, beside: None, words, declared, homes, commands }
    }

    /// An empty contract without words of its own, for another crate's commands. Types of the crate
    /// `beside` stand on the page `types` with those of its own.
    pub fn of_crate(root: &'static str, beside: &'static str) -> Self {
        Self { beside: Some(beside), ..Self::new(root, Vec::new()) }
    }

    /// Adds a type and everything that it is made of.
    pub fn add<T: TS + 'static + ?Sized>(&mut self) {
        let path = std::any::type_name::<T>();
        let is_ours = path.starts_with(self.root) || self.is_beside(path);
        if is_ours && T::output_path().is_some() {
            let name = T::ident(&self.config);
            if self.homes.contains_key(&name) {
                return;
            }
            let page = self.page_of(path);
            let mut text = T::docs().unwrap_or_default();
            let _ = writeln!(text, "export {}", T::decl(&self.config));
            let text = laid_out(&text);
            self.homes.insert(name.clone(), page.clone());
            self.declared.entry(page).or_default().insert(name, text);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }

    /// Every page: its place below the contract's folder, and its text.
    pub fn pages(&self) -> BTreeMap<PathBuf, String> {
        let mut pages = BTreeMap::new();
        for (page, types) in &self.declared {
            let body: String = types.values().flat_map(|text| ["\n", text]).collect();
            let text = format!("{HEAD}{}{body}", self.imports(page, &body));
            pages.insert(PathBuf::from(format!("{page}.ts")), text);
        }
        if !self.words.is_empty() {
            pages.insert(PathBuf::from("words.ts"), self.word_page());
        }
        pages.insert(PathBuf::from("commands.ts"), self.command_page("Commands", "COMMANDS"));
        pages.insert(PathBuf::from("index.ts"), index(pages.keys()));
        pages
    }

    /// The page of all commands, under names of its own: another crate has them beside the door's.
    pub fn command_page(&self, interface: &str, list: &str) -> String {
        let mut body = String::new();
        let _ = writeln!(body, "\nexport interface {interface} {{");
        for command in &self.commands {
            let does: String =
                command.does.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
            let (name, request, view) = (command.name, &command.request, &command.view);
            let _ = writeln!(body, "  /** {does} */");
            let _ = writeln!(body, "  {name}: {{ request: {request}; view: {view} }};");
        }
        let _ = writeln!(body, "}}\n\nexport const {list} = [");
        for command in &self.commands {
            let _ = writeln!(body, "  \"{}\",", command.name);
        }
        let _ = writeln!(body, "] as const satisfies readonly (keyof {interface})[];");
        format!("{HEAD}{}{body}", self.imports("commands", &body))
    }

    /// `roost_api::views::posts::DeliveryView` is on the page `views/posts`, what stands in a module's
    /// own file on that of the module.
    fn page_of(&self, path: &str) -> String {
        if self.is_beside(path) {
            return "types".to_owned();
        }
        let inside = path.strip_prefix(self.root).unwrap_or(path);
        let module = inside.rsplit_once("::").map_or("types", |(module, _)| module);
        module.replace("::", "/")
    }

    fn is_beside(&self, path: &str) -> bool {
        self.beside.is_some_and(|beside| path.starts_with(beside))
    }

    fn imports(&self, page: &str, body: &str) -> String {
        let named: BTreeSet<&str> =
            body.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, home) in &self.homes {
            if home != page && named.contains(name.as_str()) {
                wanted.entry(home).or_default().push(name);
            }
        }
        let words: Vec<&str> =
            self.words.iter().map(|set| set.name).filter(|name| named.contains(name)).collect();
        if !words.is_empty() {
            wanted.insert("words", words);
        }
        let up = "../".repeat(page.matches('/').count());
        let up = if up.is_empty() { "./" } else { &up };
        let mut text = String::new();
        for (home, names) in wanted {
            let _ = writeln!(text, "import type {{ {} }} from \"{up}{home}\";", names.join(", "));
        }
        text
    }

    fn word_page(&self) -> String {
        let mut text = HEAD.to_owned();
        for WordSet { name, list, words } in &self.words {
            let said: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            let _ = match list {
                None => writeln!(text, "\nexport type {name} = {};", said.join(" | ")),
                Some(list) => writeln!(
                    text,
                    "\nexport const {list} = [\n  {},\n] as const;\nexport type {name} = (typeof {list})[number];",
                    said.join(",\n  ")
                ),
            };
        }
        text
    }
}

impl TypeVisitor for Contract {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}

impl CommandListener for Contract {
    fn command<Q, V>(&mut self, name: &'static str, does: &'static [&'static str])
    where
        Q: TS + 'static,
        V: TS + 'static,
    {
        self.add::<Q>();
        self.add::<V>();
        let (request, view) = (Q::name(&self.config), V::name(&self.config));
        self.commands.push(Command { name, does, request, view });
    }
}

fn index<'a>(pages: impl Iterator<Item = &'a PathBuf>) -> String {
    let mut text = HEAD.to_owned();
    text.push('\n');
    for page in pages {
        let name = page.with_extension("");
        let _ = writeln!(text, "export * from \"./{}\";", name.display());
    }
    text
}

/// ts-rs writes a type as one line, broken by its comments. Comments of one line become short, and
/// what is in braces is set in.
fn laid_out(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut comment: Vec<&str> = Vec::new();
    let mut depth = 0;
    for line in text.lines().map(str::trim) {
        match line {
            "/**" => comment.clear(),
            "*/" => {
                let inset = "  ".repeat(depth);
                match comment.as_slice() {
                    [one] => lines.push(format!("{inset}/** {one} */")),
                    many => {
                        lines.push(format!("{inset}/**"));
                        lines.extend(many.iter().map(|one| format!("{inset} * {one}")));
                        lines.push(format!("{inset} */"));
                    }
                }
            }
            line if line.starts_with("* ") => comment.push(&line[2..]),
            line => {
                // What ends on this line stands where it began.
                let ends = line.chars().filter(|c| *c == '}').count();
                let begins = line.chars().filter(|c| *c == '{').count();
                lines.push(format!("{}{line}", "  ".repeat(depth)));
                depth = (depth + begins).saturating_sub(ends);
            }
        }
    }
    lines.join("\n") + "\n"
}
