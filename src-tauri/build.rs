//! Prepares the window: one command may be called from the page, and the page itself must be built.

use std::path::Path;
use std::process::exit;

fn main() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/dist/index.html");
    println!("cargo::rerun-if-changed={}", page.display());
    if !page.exists() {
        println!(
            "cargo::error=ui/dist/index.html is missing, and it is embedded into roost-desktop."
        );
        println!("cargo::error=Build it first: ./dev ui (or: cd ui && npm ci && npm run build)");
        exit(1);
    }
    // Naming the commands closes them: the window may call none that no capability allows.
    let commands = tauri_build::AppManifest::new().commands(&["call"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
        exit(1);
    }
}
