//! Three things are made before the program is compiled: the words of both languages as typed functions, the static files
//! (Designsystemet, icons and font from the npm registry, our own layer after them) hashed, compressed and embedded, and the list of the
//! files of the law.

#[path = "build/assets.rs"]
mod assets;

use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=migrations");
    println!("cargo::rerun-if-changed=data/law");
    assets::build();
    let Some(out) = std::env::var_os("OUT_DIR") else { return ExitCode::FAILURE };
    let out = std::path::PathBuf::from(out);
    if let Err(error) = law_files(&out.join("law_files.rs")) {
        println!("cargo::error=data/law: {error}");
        return ExitCode::FAILURE;
    }
    let (code, words) = (out.join("l10n.rs"), out.join("translations.ftl"));
    let (Some(code), Some(words)) = (code.to_str(), words.to_str()) else { return ExitCode::FAILURE };
    fluent_typed::build_from_locales_folder(
        fluent_typed::BuildOptions::default()
            .with_locales_folder("locales")
            .with_output_file_path(code)
            .with_ftl_output(fluent_typed::FtlOutputOptions::single_file(words))
            .with_default_language("nb")
            .without_format()
            .without_bidi_isolation(),
    )
}

/// Every file of `data/law`, with its text: a family of rules is there as soon as its file is.
fn law_files(out: &std::path::Path) -> std::io::Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/law");
    let mut names: Vec<String> = std::fs::read_dir(&folder)?
        .map(|entry| entry.map(|e| e.file_name().to_string_lossy().into_owned()))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .filter(|name| name.ends_with(".csv"))
        .collect();
    names.sort();
    let lines: String = names.iter().map(|name| format!("    ({name:?}, include_str!({:?})),\n", folder.join(name))).collect();
    std::fs::write(out, format!("&[\n{lines}]\n"))
}
