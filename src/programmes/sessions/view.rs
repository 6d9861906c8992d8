//! Sessions as pages show them.

use super::store::Session;
use crate::inmates::banner::Flag;
use crate::law::calendar;
use crate::programmes::words;
use crate::web::{Ctx, Errors, Field};

/// A session in the list of a group.
pub struct Line {
    pub href: String,
    pub when: String,
    pub topic: String,
    pub flag: Flag,
    pub reason: String,
}

pub fn line(ctx: &Ctx, s: &Session) -> Line {
    let fmt = ctx.fmt();
    Line {
        href: format!("/programmes/sessions/{}", s.id),
        when: format!("{} {}–{}", fmt.long_day(calendar::oslo_day(s.starts_at)), fmt.time(s.starts_at), fmt.time(s.ends_at)),
        topic: s.topic.clone(),
        flag: words::session_state(ctx.t, s.state, s.ends_at <= ctx.now),
        reason: s.state_reason.clone(),
    }
}

/// The fields of new sessions.
pub fn fields(ctx: &Ctx, typed: &dyn Fn(&str) -> String, errors: &Errors) -> Vec<Field> {
    let t = ctx.t;
    let weeks = typed("weeks");
    vec![
        Field::day("day", t.msg_prog_session_day(), &typed("day")).required(t).errors(errors),
        Field::time(t, "from", t.msg_prog_session_from(), &typed("from")).required(t).errors(errors),
        Field::time(t, "until", t.msg_prog_session_until(), &typed("until")).required(t).errors(errors),
        Field::text("weeks", t.msg_prog_session_weeks(), if weeks.is_empty() { "1" } else { &weeks })
            .width("w-num")
            .inputmode("numeric")
            .max(2)
            .hint(t.msg_prog_session_weeks_hint())
            .errors(errors),
        Field::text("topic", t.msg_prog_session_topic(), &typed("topic")).max(120).errors(errors),
    ]
}
