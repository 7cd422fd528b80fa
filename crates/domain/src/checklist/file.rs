//! What stands in the data files? One file for each kind and one that names the sources; all of
//! them are read together, because a step points at a source, and a kind must have its checklist.

use super::choice::{Screen, StepAction};
use super::letters::LetterId;
use super::link::Link;
use super::reading::{Fault, FaultReason, Faults, Reader};
use super::source::SourcePlace;
use super::{Checklist, HOLDING, Step, StepId};
use crate::refusal::RefusalKind;
use chrono::NaiveDate;
use toml::Table;

/// The checklists of every kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checklists {
    all: Vec<Checklist>,
    sources: Vec<Source>,
}

/// What facts rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// What it is, for people, in English.
    pub title: String,
    /// Of which year, month or day it is: `2024`, `2026-04`, `2026-08-22`.
    pub dated: String,
    /// Who says so.
    pub standing: Standing,
    /// Where it can be read.
    pub place: SourcePlace,
}

/// The id of a source.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(String);

/// Who says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// X itself.
    Official,
    /// People who went through it, or who look after others who did.
    Reports,
    /// Roost's own judgement.
    Judgement,
}

impl SourceId {
    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 3] = [Self::Official, Self::Reports, Self::Judgement];

    /// The word of the data file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Reports => "reports",
            Self::Judgement => "judgement",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }
}

impl Checklists {
    /// Reads the file of sources and the checklists, each as file name and text.
    ///
    /// # Errors
    /// Every fault of every file, with file and key.
    pub fn parse(sources: (&str, &str), files: &[(&str, &str)]) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let sources = read_sources(sources.0, sources.1, &mut faults);
        let mut all: Vec<Checklist> = Vec::new();
        for (file, text) in files {
            let mut reader = Reader::new(file);
            let found = read_checklist(&mut reader, text, &sources);
            let whose = found.as_ref().map(|found| found.kind);
            if let Some(twice) = all.iter().map(|one| one.kind).find(|kind| Some(*kind) == whose) {
                reader.fault("kind", FaultReason::Twice(twice.word().to_owned()));
            }
            all.extend(found);
            faults.append(&mut reader.faults);
        }
        for kind in HOLDING {
            // A file with faults is no missing file.
            let name = file_of(kind);
            if !files.iter().any(|(file, _)| *file == name) {
                faults.push(Fault { file: name, key: "kind".into(), reason: FaultReason::Missing });
            }
        }
        if faults.is_empty() { Ok(Self { all, sources }) } else { Err(Faults(faults)) }
    }

    /// The checklist of a kind; one that has none of its own gets the general one, of `doubtful`.
    pub fn of(&self, kind: RefusalKind) -> &Checklist {
        let find = |kind| self.all.iter().find(|one| one.kind == kind);
        #[expect(clippy::expect_used, reason = "no set of files is read that lacks a kind")]
        find(kind).or_else(|| find(RefusalKind::Doubtful)).expect("every kind has a checklist")
    }

    /// Every checklist.
    pub fn iter(&self) -> impl Iterator<Item = &Checklist> {
        self.all.iter()
    }

    /// What a step's facts rest on.
    pub fn sources_of<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = &'a Source> {
        step.sources.iter().filter_map(|id| self.sources.iter().find(|source| source.id == *id))
    }

    /// Every source.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }
}

/// The name of a kind's file.
pub(super) fn file_of(kind: RefusalKind) -> String {
    format!("{}.toml", kind.word())
}

fn read_sources(file: &str, text: &str, faults: &mut Vec<Fault>) -> Vec<Source> {
    let mut reader = Reader::new(file);
    let table = reader.table(text);
    let mut sources = Vec::new();
    for (id, value) in &table {
        let at = format!("{id}.");
        let Some(one) = value.as_table() else {
            reader.fault(id.as_str(), FaultReason::WrongType("a table"));
            continue;
        };
        reader.known_only(one, &at, &["title", "dated", "standing", "link", "document"]);
        let title = reader.text(one, &at, "title");
        let dated = reader.text(one, &at, "dated");
        let standing = reader.text(one, &at, "standing").and_then(|word| {
            let choices = Standing::ALL.map(Standing::word);
            reader.word(format!("{at}standing"), &word, Standing::from_word, &choices)
        });
        let place = SourcePlace::read(&mut reader, one, &at, standing);
        if let Some(dated) = dated.as_ref().filter(|dated| !is_partial_date(dated)) {
            reader.fault(format!("{at}dated"), FaultReason::Date(dated.clone()));
        }
        if let (Some(title), Some(dated), Some(standing), Some(place)) =
            (title, dated, standing, place)
        {
            sources.push(Source { id: SourceId(id.clone()), title, dated, standing, place });
        }
    }
    faults.append(&mut reader.faults);
    sources
}

/// A year, a month or a day.
fn is_partial_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.parse::<NaiveDate>().is_ok_and(|date| date.to_string() == whole)
}

fn read_checklist(reader: &mut Reader<'_>, text: &str, sources: &[Source]) -> Option<Checklist> {
    let before = reader.faults.len();
    let table = reader.table(text);
    if reader.faults.len() > before {
        return None;
    }
    reader.known_only(&table, "", &["kind", "dated", "source", "screens", "steps"]);
    let kind = reader.text(&table, "", "kind").and_then(|word| reader.kind(&word));
    let dated = reader.date(&table);
    let source = reader.text(&table, "", "source");
    let screens = read_screens(reader, &table);
    let steps = read_steps(reader, &table, &screens, sources);
    Some(Checklist { kind: kind?, dated: dated?, source: source?, screens, steps })
}

fn read_screens(reader: &mut Reader<'_>, table: &Table) -> Vec<Screen> {
    let mut screens = Vec::new();
    for (index, one) in reader.tables(table, "screens").iter().enumerate() {
        let at = format!("screens[{index}].");
        reader.known_only(one, &at, &["id"]);
        let Some(word) = reader.text(one, &at, "id") else { continue };
        let Some(screen) = reader.screen(format!("{at}id"), &word) else { continue };
        if screens.contains(&screen) {
            reader.fault(format!("{at}id"), FaultReason::Twice(word));
        } else {
            screens.push(screen);
        }
    }
    if screens.last().is_some_and(|last| *last != Screen::Unsure) {
        reader.fault("screens", FaultReason::Rule("the last must be 'unsure'"));
    }
    screens
}

fn read_steps(
    reader: &mut Reader<'_>,
    table: &Table,
    offered: &[Screen],
    sources: &[Source],
) -> Vec<Step> {
    let tables = reader.tables(table, "steps");
    let mut steps: Vec<Step> = Vec::new();
    for (index, one) in tables.iter().enumerate() {
        let at = format!("steps[{index}].");
        let Some(step) = read_step(reader, one, &at, sources) else { continue };
        if steps.iter().any(|other| other.id == step.id) {
            reader.fault(format!("{at}id"), FaultReason::Twice(step.id.to_string()));
        }
        if step.screens.iter().any(|screen| !offered.contains(screen)) {
            let reason = "it names a screen that this file does not offer";
            reader.fault(format!("{at}screens"), FaultReason::Rule(reason));
        }
        steps.push(step);
    }
    let is_empty_on = |screen: Screen| !steps.iter().any(|step| step.is_shown_on(screen));
    if is_empty_on(Screen::Unsure) || offered.iter().any(|screen| is_empty_on(*screen)) {
        reader.fault("steps", FaultReason::Rule("somebody would be left without any step"));
    }
    steps
}

fn read_step(reader: &mut Reader<'_>, one: &Table, at: &str, sources: &[Source]) -> Option<Step> {
    reader.known_only(one, at, &["id", "link", "action", "letter", "screens", "sources"]);
    let id = reader.text(one, at, "id").and_then(|word| reader.step_id(at, &word));
    let link = reader.find_text(one, at, "link").and_then(|text| reader.link(at, &text));
    let action = match reader.find_text(one, at, "action") {
        Some(word) => {
            let choices = StepAction::ALL.map(StepAction::word);
            reader.word(format!("{at}action"), &word, StepAction::from_word, &choices)
        }
        None => Some(StepAction::None),
    };
    let letter = reader.find_text(one, at, "letter").and_then(|word| {
        let choices = LetterId::ALL.map(LetterId::word);
        reader.word(format!("{at}letter"), &word, LetterId::from_word, &choices)
    });
    let screens = reader.texts(one, at, "screens");
    let screens = screens
        .iter()
        .filter_map(|word| reader.screen(format!("{at}screens"), word))
        .collect::<Vec<_>>();
    let named = reader.texts(one, at, "sources");
    if named.is_empty() {
        reader.fault(format!("{at}sources"), FaultReason::Missing);
    }
    let choices: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
    let find = |word: &str| sources.iter().find(|source| source.id.as_str() == word);
    let sources = named
        .iter()
        .filter_map(|word| reader.word(format!("{at}sources"), word, find, &choices))
        .map(|source| source.id.clone())
        .collect();
    let action = action?;
    if (action == StepAction::Letter) != letter.is_some() {
        let reason = "action 'letter' and a letter go together";
        reader.fault(format!("{at}letter"), FaultReason::Rule(reason));
    }
    Some(Step { id: id?, link, action, letter, screens, sources })
}

impl Reader<'_> {
    /// The date of a file.
    pub(super) fn date(&mut self, table: &Table) -> Option<NaiveDate> {
        let text = self.text(table, "", "dated")?;
        let date = text.parse().ok();
        if date.is_none() {
            self.fault("dated", FaultReason::Date(text));
        }
        date
    }

    fn kind(&mut self, word: &str) -> Option<RefusalKind> {
        let from_word = |word: &str| HOLDING.into_iter().find(|kind| kind.word() == word);
        let kind = self.word("kind".into(), word, from_word, &HOLDING.map(RefusalKind::word))?;
        if file_of(kind) != self.file() {
            self.fault("kind", FaultReason::Rule("it is not the kind that the file is named by"));
        }
        Some(kind)
    }

    fn screen(&mut self, key: String, word: &str) -> Option<Screen> {
        self.word(key, word, Screen::from_word, &Screen::ALL.map(Screen::word))
    }

    fn step_id(&mut self, at: &str, word: &str) -> Option<StepId> {
        let id = StepId::parse(word);
        if id.is_none() {
            let reason = "it must be lower-case letters, digits and '_', at most 40";
            self.fault(format!("{at}id"), FaultReason::Rule(reason));
        }
        id
    }

    fn link(&mut self, at: &str, text: &str) -> Option<Link> {
        match Link::parse(text) {
            Ok(link) => Some(link),
            Err(bad) => {
                self.fault(format!("{at}link"), bad);
                None
            }
        }
    }
}
