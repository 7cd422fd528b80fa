//! Does `roost incident report` write its pack where it was told to, in the language that was asked
//! for, and where it can't, does it say so and leave nothing behind?

use crate::locked::Locked;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Every file of a pack, by name.
fn files(pack: &Path) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(pack).unwrap()).unwrap();
    let mut files = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.push((file.name().unwrap().into_owned(), text));
    }
    files
}

/// What lies in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let name = |one: std::fs::DirEntry| one.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|one| name(one.unwrap())).collect();
    names.sort();
    names
}

fn folder(locked: &Locked, name: &str) -> PathBuf {
    let folder = locked.place.data().with_file_name(name);
    std::fs::create_dir(&folder).unwrap();
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_pack_is_written_where_it_was_told_to_in_the_language_that_was_asked_for() {
    let locked = Locked::new();
    let requests = locked.requests();
    let out = folder(&locked, "packs");

    let written = locked.json(&["report", "ID"]);
    let path = Path::new(written["path"].as_str().unwrap()).to_owned();
    assert_eq!(path.parent().unwrap(), locked.place.data().join("reports"));
    assert_eq!(written["bytes"], std::fs::metadata(&path).unwrap().len());
    assert_eq!(written["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(written["files"][0], "report.md");
    let english = files(&path);
    assert!(english[0].1.contains("## What happened"), "{}", english[0].1);

    let pack = out.join("lock.zip");
    let plain = locked.roost(&["report", "ID", "--out", text(&pack)]).done().out;
    assert!(plain.contains("lock.zip") && plain.contains("sha256"), "{plain}");
    assert_eq!(names(&out), ["lock.zip"]);

    let written = locked.json(&["report", "ID", "--language", "de", "--out", text(&out)]);
    let path = Path::new(written["path"].as_str().unwrap()).to_owned();
    assert_eq!(path.parent().unwrap(), out);
    assert!(text(&path).contains(&format!("roost-incident-{}-", locked.id)), "{written}");
    is_german(&files(&path));
    assert_eq!(locked.requests(), requests, "a pack asks the network nothing");
}

fn is_german(files: &[(String, String)]) {
    let [(_, report), (_, machine), ..] = files else { panic!("{files:?}") };
    for heading in ["# Vorfall ", "## Was geschah", "## Verlauf", "## Was vorausging"] {
        assert!(report.contains(heading), "no '{heading}' in {report}");
    }
    for english in ["What happened", "Refused requests", "Timeline", "None.", " is locked"] {
        assert!(!report.contains(english), "'{english}' is in {report}");
    }
    // The network's own words stay as they are.
    assert!(report.contains("temporarily locked"), "{report}");
    let machine: serde_json::Value = serde_json::from_str(machine).unwrap();
    assert_eq!(machine["language"], "de");
    let source = machine["incident"]["checklist"][0]["source"].as_str().unwrap();
    assert!(source.contains("Konto gesperrt wurde"), "{source}");
}

#[test]
fn a_pack_that_can_not_be_written_says_where_and_leaves_nothing_behind() {
    let locked = Locked::new();
    let out = folder(&locked, "packs");
    let taken = out.join("taken.zip");
    std::fs::write(&taken, "mine").unwrap();
    let report = |path: &Path, kind: &str, parts: &[&str]| {
        let parts = [&[text(path)], parts].concat();
        locked.refused(&["report", "ID", "--out", text(path)], kind, &parts);
        assert_eq!(names(&out), ["taken.zip"], "nothing is left behind");
        assert_eq!(std::fs::read(&taken).unwrap(), b"mine");
    };
    report(&taken, "report_exists", &["Name another file"]);
    let folder_that_may = "Name a folder";
    report(&out.join("no/such/lock.zip"), "report_unwritable", &[folder_that_may]);
    // A file where a folder should be holds for everybody, whoever they are.
    report(&taken.join("lock.zip"), "report_unwritable", &[folder_that_may]);
    report(&out.join("nowhere/"), "report_unwritable", &[folder_that_may]);
    let long = out.join(format!("{}.zip", "a".repeat(300)));
    report(&long, "report_unwritable", &[folder_that_may]);
    if cfg!(target_os = "linux") {
        // The kernel takes no new file there, from root neither.
        report(Path::new("/proc/lock.zip"), "report_unwritable", &[folder_that_may]);
        assert!(!Path::new("/proc/lock.zip").exists());
    }
    let reports = locked.place.data().join("reports");
    std::fs::write(&reports, "a file of that name").unwrap();
    locked.refused(&["report", "ID"], "report_unwritable", &[text(&reports), folder_that_may]);
    assert_eq!(std::fs::read(&reports).unwrap(), b"a file of that name");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read_gets_a_whole_pack_or_none() {
    use std::os::unix::fs::PermissionsExt as _;
    let locked = Locked::new();
    let out = folder(&locked, "packs");
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o555)).unwrap();
    let pack = out.join("lock.zip");
    let ran = locked.roost(&["report", "ID", "--out", text(&pack)]);
    // Such a folder doesn't stop root: what then has to be there is the whole pack, and only that.
    if std::fs::write(out.join("probe"), "").is_ok() {
        std::fs::remove_file(out.join("probe")).unwrap();
        ran.done();
        assert_eq!(files(&pack)[0].0, "report.md");
        assert_eq!(names(&out), ["lock.zip"]);
    } else {
        ran.refused(&[text(&pack), "Name a folder"]);
        assert_eq!(names(&out), [] as [&str; 0]);
    }
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o755)).unwrap();
}
