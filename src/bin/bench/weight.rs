//! What travels: bytes of pages and of what they load, as they are and compressed.

use std::net::SocketAddr;

use super::http::{self, Line};
use super::scenario::Scenario;

/// Bytes of one thing.
pub struct Weight {
    /// What it is.
    pub what: String,
    /// As it is.
    pub raw: usize,
    /// With gzip.
    pub gzip: usize,
    /// With brotli.
    pub br: usize,
}

/// Every page, and style sheet and script together.
pub async fn weigh(address: SocketAddr, scenarios: &[Scenario]) -> anyhow::Result<Vec<Weight>> {
    let mut line = Line::open(address).await?;
    let mut out = Vec::new();
    let mut files: Vec<String> = Vec::new();
    for scenario in scenarios {
        // The middle of the first requests: a page depends on whom it is about.
        let mut pages = Vec::new();
        for shot in scenario.shots.iter().filter(|s| s.status == 200).take(9) {
            let mut sizes = [0; 3];
            for (size, encoding) in sizes.iter_mut().zip(["identity", "gzip", "br"]) {
                let (request, _) = shot.request(encoding);
                let answer = line.ask(&request).await?;
                *size = answer.body.len();
                if encoding == "identity" && files.is_empty() {
                    files = assets(&answer.text());
                }
            }
            pages.push(sizes);
        }
        pages.sort_unstable();
        if let Some(&[raw, gzip, br]) = pages.get(pages.len() / 2) {
            out.push(Weight { what: scenario.kind.name().to_owned(), raw, gzip, br });
        }
    }
    let mut sum = Weight { what: "CSS + JS".to_owned(), raw: 0, gzip: 0, br: 0 };
    for file in &files {
        for (size, encoding) in [(&mut sum.raw, "identity"), (&mut sum.gzip, "gzip"), (&mut sum.br, "br")] {
            *size += line.ask(&http::get(file, "", encoding)).await?.body.len();
        }
    }
    out.push(sum);
    Ok(out)
}

/// Style sheets and scripts of a page.
fn assets(html: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for piece in html.split("=\"/assets/").skip(1) {
        let file = piece.split(['"', '#']).next().unwrap_or_default();
        let path = format!("/assets/{file}");
        if (file.ends_with(".css") || file.ends_with(".js")) && !out.contains(&path) {
            out.push(path);
        }
    }
    out
}
