//! Deadlines on front pages: how many are over, which, and the two weeks ahead.

use super::view::{Body, Card, Home, Tile};
use crate::access::{Act, Class};
use crate::deadlines;
use crate::platform::id::PrisonId;
use crate::web::{Ctx, Error};

/// So many overdue items stand on a front page; the rest is a click away.
const SHOWN: i64 = 6;

/// Adds what asks for somebody and two cards: over the limit on top of the page, the strip beside it. `mine`: those of the acting person alone.
pub(super) async fn add(ctx: &mut Ctx, home: &mut Home, prison: Option<PrisonId>, mine: bool) -> Result<(), Error> {
    if !ctx.may(Class::Deadlines, Act::Read) {
        return Ok(());
    }
    let found = deadlines::overview(ctx, prison, mine, SHOWN).await?;
    let (t, fmt) = (ctx.t, ctx.fmt());
    let whose = if mine { "mine" } else { "all" };
    let link = (format!("/deadlines?whose={whose}"), t.msg_deadline_home_all());
    let Some(found) = found else {
        home.main.insert(0, Card::new("overdue", "HourglassTopFilled", t.msg_deadline_home_overdue(), Body::Missing));
        return Ok(());
    };
    let over = found.counts.over;
    let note = deadlines::oldest(ctx, &found.counts);
    let note = if over == 0 { t.msg_deadline_of_these_today(found.counts.today) } else { note };
    home.asks.push(Tile {
        href: format!("/deadlines?whose={whose}&list=over"),
        color: if over == 0 { "neutral" } else { "danger" },
        icon: "HourglassTopFilled",
        value: fmt.number(over),
        label: t.msg_deadline_home_overdue(),
        note,
    });
    let body = if found.overdue.is_empty() {
        Body::Empty("CheckmarkCircle", t.msg_deadline_home_none(), t.msg_deadline_home_none_text())
    } else {
        Body::Deadlines(found.overdue)
    };
    let card = Card::new("overdue", "HourglassTopFilled", t.msg_deadline_home_overdue(), body).link(link.0, link.1);
    home.main.insert(0, if over == 0 { card } else { card.note(fmt.number(over)) });
    home.aside.insert(0, Card::new("two-weeks", "Calendar", t.msg_deadline_strip(), Body::Strip(found.strip)));
    home.names(found.shown);
    Ok(())
}
