//! Plots from the server: bars in a drawing 820 units wide, the same in words for whoever does not see them. No style and no script in the page.

/// A bar: its name, its value in hundredths, and what stands at its end.
pub struct Bar {
    /// The name.
    pub label: String,
    /// None: there is nothing to divide by.
    pub percent: Option<i64>,
    /// "12 av 14".
    pub words: String,
}

/// A bar as drawn.
pub struct Drawn {
    pub label: String,
    pub words: String,
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
    pub text_x: String,
    pub text_y: String,
    pub empty: bool,
}

/// A plot.
pub struct Plot {
    pub id: &'static str,
    pub title: String,
    pub desc: String,
    pub height: i64,
    pub standing: bool,
    pub bars: Vec<Drawn>,
    /// Lines of the scale: where, and what they say.
    pub grid: Vec<(String, String)>,
    pub fill: &'static str,
}

const WIDE: f64 = 820.0;
const LABELS: f64 = 230.0;
const ENDS: f64 = 110.0;
const LINE: i64 = 30;
const TALL: f64 = 150.0;

fn at(x: f64) -> String {
    format!("{x:.1}")
}

fn said(bars: &[Bar]) -> String {
    bars.iter().map(|b| format!("{}: {}", b.label, b.words)).collect::<Vec<_>>().join("; ")
}

/// Lying bars, one below the other: a share each, with its track.
pub fn lying(id: &'static str, title: String, fill: &'static str, bars: &[Bar]) -> Plot {
    let room = WIDE - LABELS - ENDS;
    let drawn = bars.iter().enumerate().map(|(i, b)| {
        let top = i as f64 * LINE as f64;
        Drawn {
            label: b.label.clone(),
            words: b.words.clone(),
            x: at(LABELS),
            y: at(top + 8.0),
            width: at(room * b.percent.unwrap_or(0).clamp(0, 100) as f64 / 100.0),
            height: at(14.0),
            text_x: at(LABELS + room + 10.0),
            text_y: at(top + 20.0),
            empty: b.percent.is_none(),
        }
    });
    Plot { id, title, desc: said(bars), height: bars.len() as i64 * LINE + 6, standing: false, bars: drawn.collect(), grid: Vec::new(), fill }
}

/// Standing bars, month by month, against a scale of hundredths.
pub fn standing(id: &'static str, title: String, fill: &'static str, bars: &[Bar]) -> Plot {
    let step = (WIDE - 60.0) / bars.len().max(1) as f64;
    let drawn = bars.iter().enumerate().map(|(i, b)| {
        let tall = TALL * b.percent.unwrap_or(0).clamp(0, 100) as f64 / 100.0;
        let left = 50.0 + step * i as f64;
        Drawn {
            label: b.label.clone(),
            words: b.words.clone(),
            x: at(left + step * 0.18),
            y: at(14.0 + TALL - tall),
            width: at(step * 0.64),
            height: at(tall),
            text_x: at(left + step * 0.5),
            text_y: at(14.0 + TALL + 20.0),
            empty: b.percent.is_none(),
        }
    });
    let grid = [0, 50, 100].into_iter().map(|p| (at(14.0 + TALL - TALL * f64::from(p) / 100.0), format!("{p} %"))).collect();
    Plot { id, title, desc: said(bars), height: 214, standing: true, bars: drawn.collect(), grid, fill }
}

impl Plot {
    /// How long a lying bar's track is.
    pub fn track(&self) -> String {
        at(WIDE - LABELS - ENDS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, percent: Option<i64>) -> Bar {
        Bar { label: label.into(), percent, words: percent.map_or_else(|| "ingen".into(), |p| format!("{p} %")) }
    }

    #[test]
    fn bars_stay_within_the_drawing_and_are_said_in_words() {
        let bars = [bar("A", Some(0)), bar("B", Some(100)), bar("C", None), bar("D", Some(140))];
        for plot in [lying("p", "T".into(), "fill-accent", &bars), standing("p", "T".into(), "fill-accent", &bars)] {
            assert_eq!(plot.bars.len(), 4);
            for b in &plot.bars {
                let number = |t: &str| t.parse::<f64>().unwrap_or(f64::NAN);
                assert!(
                    number(&b.x) + number(&b.width) <= WIDE && number(&b.y) >= 0.0 && number(&b.y) + number(&b.height) <= plot.height as f64,
                    "{}",
                    b.label
                );
            }
            assert_eq!(plot.desc, "A: 0 %; B: 100 %; C: ingen; D: 140 %");
            assert!(plot.bars[2].empty);
        }
    }
}
