//! What came before incidents, as views: figures with their names, and one sentence for each.

use crate::views::{
    BeforeAllView, BeforeDay, BeforeView, BeforeWindows, CascadeAccount, CascadeView,
    FeatureOverAllView, FeatureView, SignsView,
};
use crate::words::{Blanks, Words};
use roost_domain::before::compare::{Direction, ENOUGH_CASES, Signs};
use roost_domain::before::{BEFORE_DAYS, Feature, NORMAL_DAYS, Unit};
use roost_domain::slowdown::LASTS;
use roost_engine::desk::{Before, BeforeAll, Cascade, FeatureNow, FeatureOverAll};

pub(crate) fn before_view(words: &Words, found: &Before) -> BeforeView {
    let usual = found.usual.map(rounded);
    let days = found.days.iter().map(|(day, posts)| BeforeDay {
        date: day.to_string(),
        posts: *posts,
        usual,
    });
    let windows = found.windows.as_ref().map(|windows| BeforeWindows {
        before_from: windows.before().first().map(ToString::to_string).unwrap_or_default(),
        until: windows.span().1,
        before_days: windows.before().len() as u32,
        normal_days: windows.normal().len() as u32,
        before_posts: found.posts.0 as u32,
        normal_posts: found.posts.1 as u32,
        others: found.others.clone(),
    });
    BeforeView {
        incident: found.incident.to_string(),
        account: found.account.clone(),
        days: days.collect(),
        features: found.features.iter().map(|one| feature(words, one)).collect(),
        note: note(words, found),
        windows,
    }
}

fn feature(words: &Words, one: &FeatureNow) -> FeatureView {
    let unit = one.feature.unit();
    let say = |figure: Option<f64>| told(words, figure, unit);
    let blanks = Blanks::from([
        ("before", say(one.before)),
        ("normal", say(one.normal)),
        ("others", say(one.others)),
    ]);
    let key = match (one.before, one.against_normal) {
        (None, _) => "too_few",
        (Some(_), Direction::Higher) => "higher",
        (Some(_), Direction::Lower) => "lower",
        (Some(_), Direction::Same) => "same",
        (Some(_), Direction::Unknown) => "no_normal",
    };
    let mut sentence = Words::fill(&words.file().before, key, &blanks);
    if one.before.is_some() && one.others.is_some() {
        let key = match one.against_others {
            Direction::Higher => "others_lower",
            Direction::Lower => "others_higher",
            Direction::Same | Direction::Unknown => "others_same",
        };
        sentence = format!("{sentence} {}", Words::fill(&words.file().before, key, &blanks));
    }
    FeatureView {
        id: one.feature.word(),
        label: label(words, one.feature),
        unit: unit.word(),
        before: one.before.map(rounded),
        normal: one.normal.map(rounded),
        others: one.others.map(rounded),
        direction: one.against_normal.word(),
        direction_others: one.against_others.word(),
        sentence,
    }
}

fn note(words: &Words, found: &Before) -> String {
    let Some(windows) = &found.windows else {
        return Words::fill(&words.file().before, "note_no_account", &Blanks::new());
    };
    let blanks = Blanks::from([
        ("account", found.account.clone().unwrap_or_default()),
        ("before_posts", found.posts.0.to_string()),
        ("before_days", windows.before().len().to_string()),
        ("normal_posts", found.posts.1.to_string()),
        ("normal_days", windows.normal().len().to_string()),
        ("others", found.others.iter().map(|one| format!("@{one}")).collect::<Vec<_>>().join(", ")),
    ]);
    let normal_days = windows.normal().len() as u64;
    let mut keys = vec!["note"];
    if (windows.before().len() as u64) < BEFORE_DAYS {
        keys.push("note_short");
    }
    keys.push(match normal_days {
        0 => "note_no_normal",
        days if days < NORMAL_DAYS => "note_few_normal",
        _ => "note_normal",
    });
    keys.push(if found.others.is_empty() { "note_no_others" } else { "note_others" });
    let said: Vec<String> =
        keys.iter().map(|key| Words::fill(&words.file().before, key, &blanks)).collect();
    said.join(" ")
}

pub(crate) fn before_all_view(words: &Words, found: &BeforeAll) -> BeforeAllView {
    let blanks = Blanks::from([
        ("cases", found.cases.len().to_string()),
        ("enough", ENOUGH_CASES.to_string()),
        ("features", Feature::ALL.len().to_string()),
    ]);
    let say = |key: &str| Words::fill(&words.file().before, key, &blanks);
    let warning = match found.cases.len() {
        0 => Some(say("no_cases")),
        few if few < ENOUGH_CASES => Some(say("few_cases")),
        _ => None,
    };
    BeforeAllView {
        cases: found.cases.len() as u32,
        incidents: found.cases.iter().map(ToString::to_string).collect(),
        warning,
        statistic: say("statistic"),
        features: found.features.iter().map(|one| over_all(words, one)).collect(),
    }
}

fn over_all(words: &Words, one: &FeatureOverAll) -> FeatureOverAllView {
    let unit = one.feature.unit();
    let sentence = match &one.against_normal {
        None => Words::fill(&words.file().before, "no_pair", &Blanks::new()),
        Some(signs) => {
            let difference = told(words, Some(signs.median_difference.abs()), unit);
            let blanks = Blanks::from([
                ("cases", signs.cases.to_string()),
                ("higher", signs.higher.to_string()),
                ("lower", signs.lower.to_string()),
                ("difference", difference),
                ("p", p_value(words, signs.p)),
            ]);
            let key = match signs.higher.cmp(&signs.lower) {
                std::cmp::Ordering::Greater => "signs_higher",
                std::cmp::Ordering::Less => "signs_lower",
                std::cmp::Ordering::Equal => "signs_even",
            };
            Words::fill(&words.file().before, key, &blanks)
        }
    };
    FeatureOverAllView {
        id: one.feature.word(),
        label: label(words, one.feature),
        unit: unit.word(),
        before: one.before.map(rounded),
        normal: one.normal.map(rounded),
        against_normal: one.against_normal.as_ref().map(signs_view),
        against_others: one.against_others.as_ref().map(signs_view),
        sentence,
    }
}

fn signs_view(signs: &Signs) -> SignsView {
    SignsView {
        cases: signs.cases as u32,
        higher: signs.higher as u32,
        lower: signs.lower as u32,
        median_difference: rounded(signs.median_difference),
        p: (signs.p * 10_000.0).round() / 10_000.0,
    }
}

pub(crate) fn cascade_view(words: &Words, cascade: &Cascade) -> CascadeView {
    let offered = cascade.offered.iter().map(|one| {
        let percent = |share: f64| format!("{:.0}", 100.0 * share);
        let blanks = Blanks::from([
            ("copies", percent(one.kinship.copies)),
            ("marks", percent(one.kinship.marks)),
        ]);
        let key = match one.kinship.copies >= one.kinship.marks {
            true if one.kinship.copies > 0.0 => "kin_copies",
            true => "kin_none",
            false => "kin_marks",
        };
        CascadeAccount {
            account: one.account.clone(),
            likeness: (one.kinship.likeness() * 100.0).round() / 100.0,
            why: Words::fill(&words.file().before, key, &blanks),
            slowed_until: one.slowed_until,
        }
    });
    CascadeView { until_hours: LASTS.num_hours() as u32, offered: offered.collect() }
}

fn label(words: &Words, feature: Feature) -> String {
    Words::fill(&words.file().before, feature.word(), &Blanks::new())
}

/// So many minutes and more are told in hours.
const HOURS_FROM: f64 = 120.0;

/// A figure with its unit, as the language writes it.
fn told(words: &Words, figure: Option<f64>, unit: Unit) -> String {
    let Some(figure) = figure else {
        return Words::fill(&words.file().before, "unknown", &Blanks::new());
    };
    let (figure, unit) = match unit {
        Unit::Minutes if figure.abs() >= HOURS_FROM => (figure / 60.0, "hours"),
        unit => (figure, unit.word()),
    };
    let figure = in_words(words, &plain(figure));
    Words::fill(&words.file().before, unit, &Blanks::from([("figure", figure)]))
}

/// One decimal below 100, none from there on, and no empty one.
fn plain(figure: f64) -> String {
    let text = if figure.abs() >= 100.0 { format!("{figure:.0}") } else { format!("{figure:.1}") };
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}

fn p_value(words: &Words, p: f64) -> String {
    let text = if p < 0.001 { "< 0.001".to_owned() } else { format!("= {p:.3}") };
    in_words(words, &text)
}

/// With the language's decimal mark.
fn in_words(words: &Words, figure: &str) -> String {
    let mark = Words::fill(&words.file().before, "decimal_mark", &Blanks::new());
    figure.replace('.', &mark)
}

/// Hundredths are more than the figures can bear.
fn rounded(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_and_unit_has_a_name_in_both_languages() {
        for words in [Words::english(), Words::german()] {
            for feature in Feature::ALL {
                for key in [feature.word(), feature.unit().word()] {
                    assert!(words.file().before.contains_key(key), "{key}");
                }
            }
        }
    }

    #[test]
    fn a_figure_is_written_as_the_language_does() {
        let say = |words: Words, figure| told(&words, Some(figure), Unit::Number);
        for (figure, english, german) in
            [(3.0, "3", "3"), (3.24, "3.2", "3,2"), (1234.4, "1234", "1234"), (10.0, "10", "10")]
        {
            assert_eq!(say(Words::english(), figure), english);
            assert_eq!(say(Words::german(), figure), german);
        }
    }

    #[test]
    fn what_came_before_is_told_in_one_sentence() {
        let one = FeatureNow {
            feature: Feature::PostsADay,
            before: Some(31.0),
            normal: Some(12.5),
            others: Some(12.0),
            against_normal: Direction::Higher,
            against_others: Direction::Higher,
        };
        assert_eq!(
            feature(&Words::english(), &one).sentence,
            "31 a day, more than the usual 12.5 a day. Your accounts that were not locked had less: \
             12 a day."
        );
        assert_eq!(
            feature(&Words::german(), &one).sentence,
            "31 am Tag, mehr als die üblichen 12,5 am Tag. Ihre nicht gesperrten Konten hatten \
             weniger: 12 am Tag."
        );
    }
}
