//! Which steps does an incident show? Those of its kind and of what the owner sees, in order, each
//! with what the owner said of it; steps that this Roost no longer has come last, for what was done
//! was done.

use super::texts::GuideTexts;
use crate::views::{ScreenView, StepView};
use crate::words::{Blanks, fill};
use roost_domain::casefile::StepMark;
use roost_domain::checklist::{Checklist, Checklists, Screen, Source, Step};
use roost_domain::refusal::RefusalKind;
use roost_engine::desk::records::StepRow;

/// Whose checklist is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// The incident's kind.
    pub(crate) kind: RefusalKind,
    /// What the owner sees, as its word; one that this kind doesn't have counts as none.
    pub(crate) screen: Option<&'a str>,
    /// Whom it holds.
    pub(crate) whom: Whom<'a>,
    /// Whether it is over: then only what was marked is shown.
    pub(crate) is_over: bool,
    /// What the owner said of steps.
    pub(crate) marks: &'a [StepRow],
}

/// Whom an incident holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Whom<'a> {
    /// The incident's id.
    pub(crate) incident: &'a str,
    /// The account's handle, where it holds one.
    pub(crate) account: Option<&'a str>,
    /// The app's name.
    pub(crate) app: Option<&'a str>,
}

/// A checklist in words.
#[derive(Debug)]
pub(crate) struct Guided {
    /// What the owner sees.
    pub(crate) screen: Option<String>,
    /// What may be seen.
    pub(crate) screens: Vec<ScreenView>,
    /// The steps.
    pub(crate) steps: Vec<StepView>,
    /// `YYYY-MM-DD`: of when its facts are.
    pub(crate) dated: String,
    /// Where they come from.
    pub(crate) source: String,
}

/// The checklist of an incident.
pub(crate) fn checklist(texts: GuideTexts, asked: &Asked<'_>) -> Guided {
    let list = Checklists::shipped().of(asked.kind);
    let screen = asked.screen.and_then(|word| list.find_screen(word));
    let blanks = blanks(texts, asked.whom);
    let mark_of = |id: &str| asked.marks.iter().find(|mark| mark.step == id);
    let mut steps: Vec<StepView> = chosen(list, screen, asked)
        .into_iter()
        .map(|step| step_view(texts, list.kind, step, &blanks, mark_of(step.id.as_str())))
        .collect();
    let is_gone = |mark: &&StepRow| is_said(mark) && list.find_step(&mark.step).is_none();
    steps.extend(asked.marks.iter().filter(is_gone).map(gone));
    Guided {
        screen: screen.map(|screen| screen.word().to_owned()),
        screens: list.screens.iter().filter_map(|one| screen_view(texts, *one)).collect(),
        steps,
        dated: list.dated.to_string(),
        source: texts.source_of_all(list),
    }
}

/// The steps to show. What is over shows what was marked, whatever was seen then.
fn chosen<'a>(list: &'a Checklist, screen: Option<Screen>, asked: &Asked<'_>) -> Vec<&'a Step> {
    if asked.is_over {
        let is_marked = |step: &&Step| {
            asked.marks.iter().any(|mark| is_said(mark) && mark.step == step.id.as_str())
        };
        list.steps.iter().filter(is_marked).collect()
    } else {
        list.steps_for(screen).collect()
    }
}

fn screen_view(texts: GuideTexts, screen: Screen) -> Option<ScreenView> {
    let words = texts.screen(screen)?;
    Some(ScreenView {
        id: screen.word().to_owned(),
        label: words.label.clone(),
        hint: words.hint.clone(),
    })
}

fn step_view(
    texts: GuideTexts,
    kind: RefusalKind,
    step: &Step,
    blanks: &Blanks,
    mark: Option<&StepRow>,
) -> StepView {
    let mut blanks = blanks.clone();
    let letter = step.letter.map(|letter| letter.word().to_owned());
    // The phrase for drafting names the letter of this very step.
    if let (Some(id), Some(phrase)) = (&letter, texts.doing().get("letter")) {
        let mut inner = blanks.clone();
        inner.insert("letter", id.clone());
        blanks.insert("letter", fill(phrase, &inner));
    }
    let words = texts.step(kind, step.id.as_str());
    let sources: Vec<&Source> = Checklists::shipped().sources_of(step).collect();
    let named: Vec<String> = sources.iter().map(|source| texts.source(source)).collect();
    let say = |text: &str| fill(text, &blanks);
    StepView {
        id: step.id.to_string(),
        title: words.map_or_else(|| step.id.to_string(), |words| say(&words.title)),
        text: words.map(|words| say(&words.text)).unwrap_or_default(),
        why: words.map(|words| say(&words.why)).unwrap_or_default(),
        avoid: words.and_then(|words| words.avoid.as_deref()).map(say),
        link: step.link.as_ref().map(ToString::to_string),
        link_label: step.link.as_ref().and(words.and_then(|words| words.link_label.clone())),
        action: step.action.word(),
        state: mark.map_or(StepMark::Todo, |mark| mark.mark).word(),
        at: mark.filter(|mark| is_said(mark)).map(|mark| mark.at),
        note: mark.map(|mark| mark.note.clone()).unwrap_or_default(),
        letter,
        source: (!named.is_empty()).then(|| named.join("; ")),
        source_link: sources.iter().find_map(|one| one.place.page()).map(ToString::to_string),
        gone: false,
    }
}

/// Whether the owner did it or left it out.
fn is_said(mark: &StepRow) -> bool {
    mark.mark != StepMark::Todo
}

/// A step that was marked before, and is no longer in the data.
fn gone(mark: &StepRow) -> StepView {
    StepView {
        id: mark.step.clone(),
        title: mark.title.clone(),
        text: String::new(),
        why: String::new(),
        avoid: None,
        link: None,
        link_label: None,
        action: "none",
        state: mark.mark.word(),
        at: Some(mark.at),
        note: mark.note.clone(),
        letter: None,
        source: None,
        source_link: None,
        gone: true,
    }
}

/// The blanks of every step: who is held, and how things are done here.
fn blanks(texts: GuideTexts, whom: Whom<'_>) -> Blanks {
    let account = whom.account.filter(|handle| !handle.is_empty());
    let mut blanks = Blanks::from([
        ("id", whom.incident.to_owned()),
        ("whom", account.map_or_else(|| texts.name("account"), |handle| format!("@{handle}"))),
        ("handle", account.map_or_else(|| texts.name("handle"), str::to_owned)),
        ("app", whom.app.map_or_else(|| texts.name("app"), str::to_owned)),
    ]);
    for key in ["see", "unlocked", "resume", "renew", "renew_each", "ticket", "countdown"] {
        if let Some(phrase) = texts.doing().get(key) {
            let filled = fill(phrase, &blanks);
            blanks.insert(key, filled);
        }
    }
    blanks
}
