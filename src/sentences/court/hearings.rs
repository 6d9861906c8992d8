//! Hearings that took place, as the documents that came of them name them.

use chrono::NaiveDate;
use uuid::Uuid;

use super::store;
use super::words::Words;
use crate::inmates::InmateCtx;
use crate::law::calendar::oslo_day;
use crate::web::Error;

/// A hearing that took place.
#[derive(Clone, Debug)]
pub struct Hearing {
    /// The row.
    pub id: Uuid,
    /// What it was, where and when.
    pub label: String,
    /// A code of the list `court`.
    pub court: String,
    /// The court's number.
    pub case_number: String,
    /// Its last day.
    pub on: NaiveDate,
}

impl Hearing {
    /// Where it stands on the person's page.
    pub fn href(&self, ctx: &InmateCtx) -> String {
        format!("/inmates/{}/court#hearing-{}", ctx.inmate.id, self.id)
    }
}

/// Those of the person of the page, the latest first.
///
/// # Errors
/// When the database is away.
pub async fn that_were_held(ctx: &mut InmateCtx) -> Result<Vec<Hearing>, Error> {
    let inmate = ctx.inmate.id;
    let rows = store::held(ctx.conn(), inmate).await?;
    let (words, fmt, t) = (Words::of(ctx), ctx.fmt(), ctx.t);
    Ok(rows
        .into_iter()
        .map(|h| {
            let what = t.msg_court_what(words.purpose(h.purpose).as_str(), words.court(&h.court).as_str());
            let on = oslo_day(h.ended_at);
            Hearing { id: h.id, label: t.msg_court_hearing_on(what.as_str(), fmt.day(on).as_str()), court: h.court, case_number: h.case_number, on }
        })
        .collect())
}
