//! The picture of somebody without a photograph: an abstract landscape of their own.
//!
//! Never a face, never initials, nothing drawn from the person: only from a random seed. Calm enough for
//! a list of 120, different enough to be found again.

use std::fmt::Write as _;

/// The view box is `0 0 76 88`.
pub const WIDTH: u32 = 76;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 88;

/// Sky, light, and three depths of land, far to near. Middle tones, so that they sit well on white and on
/// near-black.
const PALETTES: [[&str; 5]; 10] = [
    ["#c9d6de", "#f2e3c4", "#8fa9b8", "#5f8194", "#37566b"],
    ["#e6d3c3", "#f6ead6", "#c99f86", "#a06f5c", "#67453f"],
    ["#cfdccf", "#f3ecc9", "#94b29a", "#5f8a70", "#335d4c"],
    ["#d9d3e2", "#f4e2d3", "#a79bbf", "#7a6d9b", "#4b4370"],
    ["#dfd9c6", "#f7efd9", "#b9a878", "#8b7f52", "#57522f"],
    ["#c6dcdc", "#f5e6d0", "#86b0b0", "#4f8587", "#27595f"],
    ["#e7d0d0", "#f7e7d4", "#c795a0", "#96647a", "#5c3f57"],
    ["#d2d8e6", "#f5e7c8", "#94a4c8", "#66779f", "#3c4a73"],
    ["#e8d9bd", "#f8f0dc", "#d0a765", "#a3783f", "#674b2d"],
    ["#d5dadb", "#f0e6d8", "#9fabad", "#6e7d82", "#424f57"],
];

/// An SVG element for a seed; the same seed gives the same picture, for ever. Presentation attributes
/// only, hidden from screen readers (the name stands beside it).
#[must_use]
pub fn portrait(seed: u64) -> String {
    let mut dice = Dice(seed);
    let [sky, light, far, middle, near] = PALETTES[dice.below(PALETTES.len())];
    let mut svg = String::with_capacity(900);
    svg.push_str(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 76 88" aria-hidden="true" focusable="false">"#);
    shape(&mut svg, sky, "M0 0h76v88H0z");
    sun(&mut svg, light, &mut dice);
    let kind = dice.below(5);
    let mut level = dice.between(38, 46);
    for colour in [far, middle, near] {
        let path = match kind {
            0 => hills(level, &mut dice),
            1 => peaks(level, &mut dice),
            2 => slope(level, &mut dice),
            3 => arches(level, &mut dice),
            _ if colour == far => hills(level, &mut dice),
            _ => forest(level, &mut dice),
        };
        shape(&mut svg, colour, &path);
        level += dice.between(13, 17);
    }
    svg.push_str("</svg>");
    svg
}

fn shape(svg: &mut String, fill: &str, path: &str) {
    // Writing to a String cannot fail, here and below.
    let _ = write!(svg, r#"<path fill="{fill}" d="{path}"/>"#);
}

/// A disc to one side, high up: in the middle it would make a head over shoulders.
fn sun(svg: &mut String, light: &str, dice: &mut Dice) {
    let x = if dice.below(2) == 0 { dice.between(12, 24) } else { dice.between(52, 64) };
    let (y, radius) = (dice.between(14, 28), dice.between(6, 11));
    let _ = write!(svg, r#"<circle cx="{x}" cy="{y}" r="{radius}" fill="{light}"/>"#);
}

/// Long waves.
fn hills(level: i32, dice: &mut Dice) -> String {
    let (start, end) = (level + dice.between(-7, 7), level + dice.between(-7, 7));
    let lift = dice.between(8, 18) * if dice.below(2) == 0 { 1 } else { -1 };
    format!("M0 {start}C{} {} {} {} 76 {end}V88H0z", dice.between(18, 30), start - lift, dice.between(46, 58), end + lift)
}

/// A mountain ridge.
fn peaks(level: i32, dice: &mut Dice) -> String {
    let mut path = format!("M0 {}", level + dice.between(0, 10));
    let mut x = dice.between(8, 18);
    let mut up = dice.below(2) == 0;
    while x < 72 {
        let y = if up { level - dice.between(4, 14) } else { level + dice.between(3, 9) };
        let _ = write!(path, "L{x} {y}");
        x += dice.between(12, 24);
        up = !up;
    }
    let _ = write!(path, "L76 {}V88H0z", level + dice.between(-4, 8));
    path
}

/// Fjord sides that fall from left or right.
fn slope(level: i32, dice: &mut Dice) -> String {
    let (high, low) = (level - dice.between(8, 18), level + dice.between(8, 16));
    let (a, b) = (dice.between(20, 34), dice.between(36, 52));
    if dice.below(2) == 0 { format!("M0 {high}C{a} {high} {b} {low} 76 {low}V88H0z") } else { format!("M0 {low}C{a} {low} {b} {high} 76 {high}V88H0z") }
}

/// Round backs beside each other.
fn arches(level: i32, dice: &mut Dice) -> String {
    let radius = dice.between(12, 22);
    let mut x = -dice.between(0, radius);
    let mut path = format!("M{x} {}", level + 4);
    while x < 76 {
        let _ = write!(path, "a{radius} {radius} 0 0 1 {} 0", 2 * radius);
        x += 2 * radius;
    }
    path.push_str("V88H0z");
    path
}

/// The edge of a spruce forest.
fn forest(level: i32, dice: &mut Dice) -> String {
    let mut x = -dice.between(0, 6);
    let mut path = format!("M{x} {}", level + 6);
    while x < 76 {
        let (half, height) = (dice.between(5, 8), dice.between(8, 14));
        let _ = write!(path, "l{half}-{height} {half} {height}");
        x += 2 * half;
    }
    path.push_str("V88H0z");
    path
}

/// SplitMix64: small, the same on every machine, and good enough to throw for hills.
struct Dice(u64);

impl Dice {
    const fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from nought to below `count`.
    const fn below(&mut self, count: usize) -> usize {
        (self.throw() % count as u64) as usize
    }

    /// A whole number from `low` to `high`, both included.
    const fn between(&mut self, low: i32, high: i32) -> i32 {
        low + (self.throw() % (high - low + 1) as u64) as i32
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_picture() {
        assert_eq!(portrait(42), portrait(42));
        let different: HashSet<String> = (0..10_000).map(portrait).collect();
        assert!(different.len() > 9_990, "{}", different.len());
    }

    #[test]
    fn pictures_are_small_and_safe_inline() {
        for seed in (0..2_000).chain([u64::MAX, u64::MAX / 2]) {
            let svg = portrait(seed);
            assert!((300..900).contains(&svg.len()), "{seed}: {} bytes", svg.len());
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>") && svg.contains(r#"aria-hidden="true""#), "{seed}");
            for bad in ["style", "script", "href", "class", "url(", "<?xml"] {
                assert!(!svg.contains(bad), "{seed}: {bad}");
            }
        }
    }

    #[test]
    fn the_sun_never_stands_in_the_middle() {
        for seed in 0..2_000 {
            let svg = portrait(seed);
            let x: i32 = svg.split_once("cx=\"").and_then(|(_, rest)| rest.split_once('"')).and_then(|(x, _)| x.parse().ok()).unwrap_or(38);
            assert!((x - 38).abs() >= 14, "{seed}: {x}");
        }
    }
}
