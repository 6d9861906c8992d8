//! The learners of a teacher: what they are at, how far they have come, and who stands still.

mod store;

use askama::Template;
use axum::response::Response;

use super::{rules, words};
use crate::access::{Act, Action, Class, Entry};
use crate::activities::places::words::flag;
use crate::inmates::banner::Flag;
use crate::inmates::store::full_name;
use crate::platform::id::InmateId;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Frame, Routes, needs};
use store::Learner;

pub(super) fn routes() -> Routes {
    Routes::new().get("/learners", needs(Class::Learning, Act::Read), show)
}

struct Row {
    href: Option<String>,
    name: String,
    sub: String,
    course: String,
    since: String,
    reached: String,
    flags: Vec<Flag>,
    exam: String,
}

#[derive(Template)]
#[template(path = "learning/learners.html")]
struct ListView {
    frame: Frame,
    chips: Vec<Chip>,
    rows: Vec<Row>,
    /// Whether the goals of courses are open to the reader.
    goals: bool,
}

/// Eight weeks without a step, and something left to reach.
fn stands_still(l: &Learner, today: chrono::NaiveDate) -> bool {
    !rules::complete(l.reached, l.of_n) && rules::still(l.from, l.last, today)
}

fn row(ctx: &Ctx, l: &Learner, several: bool) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let mut flags = Vec::new();
    if rules::complete(l.reached, l.of_n) {
        flags.push(flag("success", "CheckmarkCircle", t.msg_learn_complete()));
    } else if stands_still(l, ctx.today) {
        flags.push(flag("warning", "Hourglass", t.msg_learn_still()));
    }
    if l.adapted {
        flags.push(flag("info", "HandHeart", t.msg_learn_adapted_flag()));
    }
    Row {
        href: l.opens.then(|| format!("/inmates/{}/learning", l.inmate)),
        name: full_name(&l.family_name, &l.given_name),
        sub: [Some(l.number.clone()), l.prison.clone().filter(|_| several)].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        course: words::course(ctx.catalogue(), fmt.is_nb(), &l.course),
        since: fmt.day(l.from),
        reached: if l.of_n > 0 { t.msg_learn_reached_of(l.reached, l.of_n) } else { String::new() },
        flags,
        exam: l.exam.map(|at| fmt.near(at)).unwrap_or_default(),
    }
}

async fn show(mut ctx: Ctx) -> Result<Response, Error> {
    let all = store::mine(ctx.conn()).await?;
    let (t, fmt, today) = (ctx.t, ctx.fmt(), ctx.today);
    let only = ctx.query("show").as_deref() == Some("still");
    let still = |l: &&Learner| stands_still(l, today);
    let several = ctx.actor.prisons.len() > 1;
    let n = |n: usize| Some(fmt.number(n as i64));
    let chips = vec![
        Chip::new("/learners", t.msg_learn_all(), n(all.len()), !only),
        Chip::new("/learners?show=still", t.msg_learn_still(), n(all.iter().filter(still).count()), only),
    ];
    let rows = all.iter().filter(|l| !only || still(l)).map(|l| row(&ctx, l, several)).collect();
    let view = ListView { frame: ctx.frame("learners", t.msg_learn_nav()), chips, rows, goals: ctx.may(Class::Education, Act::Write) };
    let shown = all.iter().map(|l| InmateId(l.inmate)).collect();
    ctx.record(Entry::new(Action::List, Class::Learning).showing(shown));
    ctx.page(view).await
}
