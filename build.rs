//! Two things are made before the program is compiled: the words of both languages as typed functions, and the static files
//! (Designsystemet, icons and font from the npm registry, our own layer after them) hashed, compressed and embedded.

#[path = "build/assets.rs"]
mod assets;

use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=migrations");
    assets::build();
    let Some(out) = std::env::var_os("OUT_DIR") else { return ExitCode::FAILURE };
    let out = std::path::PathBuf::from(out);
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
