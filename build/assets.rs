//! Styles, script, font and icons, put together at build time.
//!
//! What others made is not in the repository: `web/package-lock.json` pins it by hash, npm installs it below
//! `OUT_DIR` (or `WEB_NODE_MODULES` names a folder that has it), and the few files named here are joined with ours,
//! named after their content, compressed and embedded. The result is `OUT_DIR/assets.rs`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, exit};
use std::{env, fs};

use sha2::{Digest, Sha256};

/// Where a piece of an asset comes from.
enum Piece {
    /// Below `node_modules`.
    Npm(&'static str),
    /// Below `static`.
    Own(&'static str),
    /// Put together here.
    Made(fn(&Sources) -> Result<Vec<u8>, String>),
}
use Piece::{Made, Npm, Own};

/// Each embedded file: its constant, its name and its pieces in order. The font comes first: app.css names its file.
const ASSETS: &[(&str, &str, &[Piece])] = &[
    ("FONT", FONT, &[Npm("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2")]),
    ("ICONS", "icons.svg", &[Made(sprite)]),
    // Designsystemet's rules are in @layer ds.*; ours are in no layer and win.
    (
        "APP_CSS",
        "app.css",
        &[
            Npm("@digdir/designsystemet-css/dist/src/index.css"),
            Npm("@digdir/designsystemet-theme/src/themes/designsystemet.css"),
            Own("tokens.css"),
            Own("base.css"),
            Own("layout.css"),
            Own("parts.css"),
            Own("forms.css"),
            Own("person.css"),
            Own("board.css"),
            Own("count.css"),
            Own("attendance.css"),
            Own("charts.css"),
            Own("print.css"),
        ],
    ),
    ("DS_JS", "ds.js", &[Npm("@digdir/designsystemet-web/dist/umd/index.js")]),
    ("APP_JS", "app.js", &[Own("app.js"), Own("offline.js")]),
    ("SW_JS", "sw.js", &[Own("sw.js")]),
    ("FAVICON", "favicon.svg", &[Own("favicon.svg")]),
    ("LICENCES", "licences.txt", &[Made(licences)]),
];
const FONT: &str = "inter.woff2";

/// Whose licence text travels with the program. The last two packages carry none in their folder: the text is below.
const LICENSED: &[(&str, Option<&str>)] = &[
    ("@digdir/designsystemet-css", None),
    ("@digdir/designsystemet-theme", None),
    ("@digdir/designsystemet-web", None),
    ("@floating-ui/dom", None),
    ("@fontsource-variable/inter", None),
    ("@navikt/aksel-icons", Some("Copyright (c) NAV (Arbeids- og velferdsdirektoratet)")),
    ("@u-elements/u-datalist", Some("Copyright (c) u-elements")),
];
const MIT: &str = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.";

/// The folders that the pieces are read from.
struct Sources {
    npm: PathBuf,
    own: PathBuf,
}

/// Called by build.rs. Ends the build with a readable error when something is missing.
pub fn build() {
    if let Err(message) = run() {
        for line in message.lines() {
            println!("cargo::error={line}");
        }
        exit(1);
    }
}

fn run() -> Result<(), String> {
    for input in ["build/assets.rs", "static", "web/package.json", "web/package-lock.json"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let out = folder("OUT_DIR")?;
    let root = folder("CARGO_MANIFEST_DIR")?;
    let sources = Sources { npm: node_modules(&out, &root.join("web"))?, own: root.join("static") };

    let target = out.join("assets");
    if target.exists() {
        fs::remove_dir_all(&target).map_err(|e| about(&target, &e))?;
    }
    fs::create_dir_all(&target).map_err(|e| about(&target, &e))?;

    let mut names = BTreeMap::new();
    let (mut list, mut consts) = (String::new(), String::new());
    for (constant, name, pieces) in ASSETS {
        let data = assemble(name, pieces, &sources, &names)?;
        let file = hashed(name, &data);
        let text = !name.ends_with(".woff2");
        write(&target.join(&file), &data)?;
        write(&target.join(format!("{file}.gz")), &if text { gzip(&data)? } else { Vec::new() })?;
        write(&target.join(format!("{file}.br")), &if text { brotli(&data)? } else { Vec::new() })?;
        let include = |suffix: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/assets/{file}{suffix}\"))");
        let _ =
            writeln!(list, "    Asset {{ path: {file:?}, mime: {:?}, raw: {}, gz: {}, br: {} }},", mime(name), include(""), include(".gz"), include(".br"),);
        let _ = writeln!(consts, "pub const {constant}: &str = \"/assets/{file}\";");
        names.insert(*name, file);
    }
    write(&out.join("assets.rs"), format!("pub static ASSETS: &[Asset] = &[\n{list}];\n{consts}").as_bytes())
}

/// Joins the pieces of one asset.
fn assemble(name: &str, pieces: &[Piece], sources: &Sources, names: &BTreeMap<&str, String>) -> Result<Vec<u8>, String> {
    let mut data = Vec::new();
    for piece in pieces {
        match piece {
            Npm(path) => data.extend(read(&sources.npm.join(path))?),
            Own(path) => data.extend(read(&sources.own.join(path))?),
            Made(make) => data.extend(make(sources)?),
        }
        if pieces.len() > 1 {
            data.push(b'\n');
        }
    }
    if name.ends_with(".css") {
        let font = names.get(FONT).ok_or("the font must come before the style sheet")?;
        return Ok(without_comments(&utf8(name, data)?.replace(FONT, font)).into_bytes());
    }
    if name.ends_with(".js") {
        // A source map that we do not serve would be asked for in vain.
        let script = utf8(name, data)?;
        let lines = script.lines().filter(|line| !line.starts_with("//# sourceMappingURL="));
        return Ok(lines.collect::<Vec<_>>().join("\n").into_bytes());
    }
    Ok(data)
}

/// A style sheet without its comments, which are for us and not for the browser.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out += part.split_once("*/").map_or("", |(_, rest)| rest);
    }
    let lines = out.lines().map(str::trim_end).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The icons named in static/icons.txt, as one file of symbols.
fn sprite(sources: &Sources) -> Result<Vec<u8>, String> {
    let names = utf8("icons.txt", read(&sources.own.join("icons.txt"))?)?;
    let mut out = String::from(r#"<svg xmlns="http://www.w3.org/2000/svg">"#);
    for name in names.split_whitespace() {
        let file = sources.npm.join(format!("@navikt/aksel-icons/dist/svg/{name}.svg"));
        let svg = utf8(name, read(&file)?)?;
        let shape = svg.find('>').and_then(|start| svg.get(start + 1..svg.rfind("</svg>")?)).map(str::trim);
        let shape = shape.ok_or_else(|| format!("{} is not an SVG icon", file.display()))?;
        // The colour is the text's, so the icons must not bring their own.
        let shape =
            [r#" fill="currentColor""#, r##" fill="#23262A""##, r#" fill="black""#].iter().fold(shape.to_owned(), |shape, fill| shape.replace(fill, ""));
        let _ = write!(out, r#"<symbol id="{name}" viewBox="0 0 24 24">{shape}</symbol>"#);
    }
    Ok((out + "</svg>").into_bytes())
}

/// The licence texts of what is embedded.
fn licences(sources: &Sources) -> Result<Vec<u8>, String> {
    let mut out = String::from("Overgang contains the following works of others.\n");
    for (package, holder) in LICENSED {
        let text = match holder {
            None => utf8(package, read(&sources.npm.join(package).join("LICENSE"))?)?,
            Some(holder) => format!("MIT License\n\n{holder}\n\n{MIT}"),
        };
        let _ = write!(out, "\n{line}\n{package}\n{line}\n\n{}\n", text.trim(), line = "=".repeat(72));
    }
    Ok(out.into_bytes())
}

/// The folder with the installed packages; installs them when the lock file changed since the last time.
fn node_modules(out: &Path, web: &Path) -> Result<PathBuf, String> {
    println!("cargo::rerun-if-env-changed=WEB_NODE_MODULES");
    println!("cargo::rerun-if-env-changed=NPM");
    if let Some(path) = env::var_os("WEB_NODE_MODULES") {
        return Ok(PathBuf::from(path));
    }
    let wanted = hex(&read(&web.join("package-lock.json"))?);
    let place = out.join("npm");
    let stamp = place.join("installed");
    let installed = place.join("node_modules");
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(installed);
    }
    fs::create_dir_all(&place).map_err(|e| about(&place, &e))?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(web.join(file), place.join(file)).map_err(|e| about(&web.join(file), &e))?;
    }
    let npm = env::var("NPM").unwrap_or_else(|_| if cfg!(windows) { "npm.cmd" } else { "npm" }.to_owned());
    let result = Command::new(&npm)
        .current_dir(&place)
        .args(["ci", "--omit=dev", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"])
        .args(["--loglevel=error", "--fetch-retries=1", "--fetch-timeout=30000"])
        .output();
    match result {
        Ok(done) if done.status.success() => write(&stamp, wanted.as_bytes()).map(|()| installed),
        Ok(done) => Err(format!(
            "`{npm} ci` failed ({}): the styles and scripts pinned in web/package-lock.json could not be installed.\n\
             The npm registry is needed once; afterwards npm's cache is enough. Or set WEB_NODE_MODULES=/path/to/node_modules.\n{}",
            done.status,
            String::from_utf8_lossy(&done.stderr).lines().take(4).collect::<Vec<_>>().join("\n"),
        )),
        Err(e) => Err(format!(
            "cannot run `{npm}`: {e}. Install Node.js 20 or newer with npm (Debian: apt-get install nodejs npm),\n\
             or set WEB_NODE_MODULES=/path/to/node_modules."
        )),
    }
}

fn gzip(data: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).and_then(|()| encoder.finish()).map_err(|e| format!("gzip: {e}"))
}

fn brotli(data: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*data, &mut out, &params).map_err(|e| format!("brotli: {e}"))?;
    Ok(out)
}

/// `app.css` becomes `app.0123456789ab.css`.
fn hashed(name: &str, data: &[u8]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let hash: String = hex(data).chars().take(12).collect();
    format!("{stem}.{hash}.{extension}")
}

fn hex(data: &[u8]) -> String {
    Sha256::digest(data).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("svg") => "image/svg+xml",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

fn folder(variable: &str) -> Result<PathBuf, String> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("{variable} is not set; cargo sets it"))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|e| about(path, &e))
}

fn write(path: &Path, data: &[u8]) -> Result<(), String> {
    fs::write(path, data).map_err(|e| about(path, &e))
}

fn utf8(name: &str, data: Vec<u8>) -> Result<String, String> {
    String::from_utf8(data).map_err(|e| format!("{name} is not UTF-8: {e}"))
}

fn about(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
