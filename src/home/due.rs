//! What a shift owes, as tiles: each leads to the list that has exactly its number.

use super::store::Due;
use super::view::Tile;
use crate::access::{Act, Class};
use crate::web::Ctx;

/// The tiles of rounds, searches, tests and incidents. What there is none of is left out for an officer, whose board comes first; whoever runs the house
/// sees that there is none (`always`).
pub(super) fn tiles(ctx: &Ctx, due: Due, always: bool) -> Vec<Tile> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut tiles = Vec::new();
    let mut add = |href: &str, color, icon, value: i64, label: String, note: String| {
        if value > 0 || always {
            let color = if value == 0 { "neutral" } else { color };
            tiles.push(Tile { href: href.to_owned(), color, icon, value: fmt.number(value), label, note });
        }
    };
    if ctx.may(Class::Searches, Act::Read) {
        add("/inspections?kind=daily", "warning", "MagnifyingGlass", due.cells, t.msg_home_due_cells(), t.msg_home_due_week(due.week));
        let searches = if ctx.actor.units.is_empty() { "/searches/due" } else { "/searches/due?unit=mine" };
        let color = if due.searches_late > 0 { "danger" } else { "warning" };
        add(searches, color, "Eye", due.searches, t.msg_home_due_searches(), t.msg_home_due_searches_late(due.searches_late));
        add("/tests?list=due", "warning", "MedicineBottle", due.tests, t.msg_home_due_tests(), t.msg_home_due_tests_today(due.tests_today));
    }
    if ctx.may(Class::Incidents, Act::Read) {
        add("/incidents?list=stalled", "danger", "ExclamationmarkTriangle", due.stalled, t.msg_home_due_stalled(), t.msg_home_due_stalled_note());
    }
    tiles
}
