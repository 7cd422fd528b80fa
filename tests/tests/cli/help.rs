//! Does every command say what it is for, with examples? And do the words of wrong usage come in the
//! promised form?

use crate::kit::Place;

/// Every command and sub-command that stands in the help of `args`, found by walking down.
fn commands(place: &Place, args: &[&str], found: &mut Vec<Vec<String>>) {
    let mut line = args.to_vec();
    line.push("--help");
    let help = place.roost(&line).done().out;
    let names = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .filter(|name| !name.is_empty());
    for name in names {
        let mut path = args.to_vec();
        path.push(name);
        found.push(path.iter().map(|word| (*word).to_owned()).collect());
        commands(place, &path, found);
    }
}

#[test]
fn every_help_text_stays_as_it_was_agreed() {
    let place = Place::new();
    let mut found = vec![Vec::new()];
    commands(&place, &[], &mut found);
    assert!(found.len() > 40, "{found:?}");
    for path in found {
        let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
        args.push("--help");
        let help = place.roost(&args).done().out;
        let name = if path.is_empty() { "roost".to_owned() } else { path.join("_") };
        insta::assert_snapshot!(format!("help_{name}"), help);
    }
}

#[test]
fn every_command_that_does_something_has_an_example() {
    let place = Place::new();
    let mut found = Vec::new();
    commands(&place, &[], &mut found);
    for path in &found {
        let is_group =
            found.iter().any(|other| other.len() > path.len() && other.starts_with(path));
        if is_group {
            continue;
        }
        let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
        args.push("--help");
        let help = place.roost(&args).done().out;
        let example = format!("  roost {}", path.join(" "));
        let has = help.contains("Example") && help.contains(&example);
        assert!(has || path == &["explain"], "no example for {path:?}:\n{help}");
    }
}

#[test]
fn wrong_usage_ends_with_two_and_says_so_as_json_where_asked() {
    let place = Place::new();
    let plain = place.roost(&["post", "add", "text"]);
    assert_eq!(plain.code, 2, "{plain:?}");
    let asked = place.roost(&["incident", "unlocked", "--json"]);
    assert_eq!(asked.code, 2);
    let error: serde_json::Value = serde_json::from_str(&asked.err).unwrap();
    assert_eq!(error["error"]["kind"], "usage");
    assert!(error["error"]["message"].as_str().unwrap().contains("ID"));
    assert_eq!(asked.out, "");
}

#[test]
fn completions_are_there_for_every_shell() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = place.roost(&["completions", shell]).done().out;
        assert!(script.contains("roost") && script.contains("incident"), "{shell}");
    }
}

#[test]
fn no_colour_codes_go_where_no_terminal_is() {
    let place = Place::new();
    for args in [&["--help"][..], &["status"], &["account", "list"], &["count", "x"]] {
        let ran = place.roost(args).done();
        assert!(!ran.out.contains('\u{1b}'), "{args:?}: {ran:?}");
    }
}
