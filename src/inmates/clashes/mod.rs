//! What meets what in somebody's time: told on the page where one of the two was planned, and again until one of them has been moved.
//!
//! The question is the timetable's (`activities.clashes_ahead`): kinds and times, never what they are about.

mod store;

use chrono::TimeDelta;

use self::store::Clash;
use super::InmateCtx;
use crate::access::{Act, Class};
use crate::law::calendar;
use crate::web::Error;
use crate::web::lang::Text;

/// So far ahead a person can still do something about it.
const AHEAD: TimeDelta = TimeDelta::days(28);

/// What claims somebody's time, in a word, by its name in the timetable.
pub fn word(t: Text, kind: &str) -> String {
    match kind {
        "court" => t.msg_tt_court(),
        "transfer" => t.msg_tt_transfer(),
        "leave" => t.msg_tt_leave(),
        "visit" => t.msg_tt_visit(),
        "hearing" => t.msg_tt_hearing(),
        "health" => t.msg_tt_health(),
        "programme" => t.msg_tt_programme(),
        "appointment" => t.msg_tt_appointment(),
        "review" => t.msg_tt_review(),
        "exam" => t.msg_tt_exam(),
        "day_release" => t.msg_tt_day_release(),
        "activity" => t.msg_tt_activity(),
        "leisure" => t.msg_tt_leisure(),
        _ => t.msg_tt_out(),
    }
}

/// One line for each, in the order of time; none for those who read no timetable. Without the answer the page stands.
///
/// # Errors
/// When the database is away.
pub async fn lines(ctx: &mut InmateCtx) -> Result<Vec<String>, Error> {
    if !ctx.may_here(Class::Activities, Act::Read) {
        return Ok(Vec::new());
    }
    let (inmate, until) = (ctx.inmate.id, ctx.now + AHEAD);
    let found = store::ahead(ctx.conn(), inmate, until).await;
    let found = ctx.panel("what meets what", found).await?.unwrap_or_default();
    let (t, fmt) = (ctx.t, ctx.fmt());
    let line = |c: &Clash| {
        let end = c.until.map(|at| if calendar::oslo_day(at) == calendar::oslo_day(c.from) { fmt.time(at) } else { fmt.near(at) });
        let when = format!("{} {}–{}", fmt.short_day(calendar::oslo_day(c.from)), fmt.time(c.from), end.unwrap_or_default());
        let what = match &c.place {
            Some(place) => format!("{} ({place})", word(t, &c.gives_way)),
            None => word(t, &c.gives_way),
        };
        let stays = word(t, &c.stays);
        if c.undecided {
            t.msg_clash_undecided(when.as_str(), stays.as_str(), what.as_str())
        } else {
            t.msg_clash_gives_way(when.as_str(), what.as_str(), stays.as_str())
        }
    };
    Ok(found.iter().map(line).collect())
}
