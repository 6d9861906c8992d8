//! A certificate on paper, as it was issued. It says who, what, by whom, in which town and when; not where the person was (Mandela rule 104).

use axum::response::Response;
use serde_json::json;
use uuid::Uuid;

use super::inmate::store;
use super::words;
use crate::access::{Act, Action, Class, Entry};
use crate::activities::paper::{self, PaperView};
use crate::inmates::InmateCtx;
use crate::web::{Error, Fmt, Routes, needs_for};

pub(super) fn routes() -> Routes {
    Routes::new().get("/inmates/{inmate}/certificates/{certificate}", needs_for(Class::Education, Act::Read), sheet)
}

async fn sheet(mut ctx: InmateCtx) -> Result<Response, Error> {
    let (id, inmate): (Uuid, _) = (ctx.param("certificate")?, ctx.inmate.id);
    let c = store::certificates(ctx.conn(), inmate).await?.into_iter().find(|c| c.id == id).ok_or(Error::NotFound)?;
    let lang = ctx.paper_lang();
    let (t, fmt) = (lang.text(), Fmt::new(lang, ctx.today));
    let href = |tag: &str| format!("/inmates/{inmate}/certificates/{id}?lang={tag}");
    let mut facts = Vec::new();
    if let (Some(course), Some(mark)) = (&c.course, &c.mark) {
        facts.push((t.msg_learn_course(), words::course(ctx.catalogue(), lang.is_nb(), course)));
        facts.push((t.msg_learn_mark(), words::mark(t, mark)));
    }
    if !c.number.is_empty() {
        facts.push((t.msg_learn_certificate_number(), c.number.clone()));
    }
    facts.extend(c.valid_to.map(|day| (t.msg_learn_certificate_valid(), fmt.day(day))));
    let withdrawn = c.withdrawn_at.map(|at| t.msg_learn_certificate_withdrawn_on(fmt.day(crate::law::calendar::oslo_day(at)).as_str()));
    let view = PaperView {
        frame: ctx.frame("inmates", c.title.clone()),
        tag: lang.tag(),
        languages: vec![("nb", "Bokmål", lang.is_nb(), href("nb")), ("en", "English", !lang.is_nb(), href("en"))],
        back: format!("/inmates/{inmate}/learning"),
        kind: t.msg_learn_certificate(),
        who: paper::who(t, fmt, &ctx.inmate.given_name, &ctx.inmate.family_name, ctx.inmate.birth_date),
        text: withdrawn.into_iter().collect(),
        facts,
        signed: t.msg_paper_town_and_day(c.town.as_str(), fmt.long_day(c.issued_on).as_str()),
        title: c.title,
        issuer: c.issuer,
        t,
    };
    let prison = ctx.inmate.prison_id;
    ctx.record(Entry {
        prison,
        ..Entry::new(Action::Print, Class::Education).of(inmate).with(json!({ "page": "certificate", "certificate": id, "lang": lang.tag() }))
    });
    ctx.into_ctx().page(view).await
}
