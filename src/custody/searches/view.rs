//! What several of these pages share: the prison they are about, people and colleagues in fields, the chips between the three lists.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::store::{self, Colleague, Somebody};
use crate::access::{Act, Class};
use crate::custody::roll::store as roll;
use crate::inmates::store::full_name;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::lang::Text;
use crate::web::parts::Chip;
use crate::web::{Choice, Ctx, Error, Field, Fmt};

/// The prison a page is about: the one asked for, if it is the reader's, else the first of theirs.
///
/// # Errors
/// The 404 of an unknown prison.
pub fn prison_of(ctx: &Ctx) -> Result<PrisonId, Error> {
    match ctx.query("prison") {
        Some(asked) => prison_in(ctx, &asked),
        None => ctx.actor.prisons.first().copied().ok_or(Error::NotFound),
    }
}

/// The prison that a form was about, if it is the sender's.
///
/// # Errors
/// As [`prison_of`].
pub fn prison_in(ctx: &Ctx, asked: &str) -> Result<PrisonId, Error> {
    if asked.is_empty() {
        return ctx.actor.prisons.first().copied().ok_or(Error::NotFound);
    }
    asked.parse().ok().filter(|p| ctx.actor.prisons.contains(p)).ok_or(Error::NotFound)
}

/// A list to choose the prison from, for those who have several.
///
/// # Errors
/// When the database is away.
pub async fn prison_field(ctx: &mut Ctx, chosen: PrisonId) -> Result<Option<Field>, Error> {
    if ctx.actor.prisons.len() < 2 {
        return Ok(None);
    }
    let ids = ctx.actor.prisons.clone();
    let names = roll::prisons(ctx.conn(), &ids).await?;
    let choices = names.into_iter().map(|p| Choice::new(p.id.to_string(), p.name)).collect();
    Ok(Some(Field::select("prison", ctx.t.msg_control_prison(), &chosen.to_string(), choices)))
}

/// The three lists, and what is kept.
pub fn between(ctx: &Ctx, current: &str) -> Vec<Chip> {
    let t = ctx.t;
    let chip = |key: &str, href: &str, label| Chip::new(href, label, None, key == current);
    vec![
        chip("inspections", "/inspections", t.msg_inspection_heading()),
        chip("due", "/searches/due", t.msg_searchdue_heading()),
        chip("searches", "/searches", t.msg_control_heading()),
        chip("items", "/searches/items", t.msg_seized_heading()),
        chip("tests", "/tests", t.msg_drugtest_heading()),
    ]
}

/// Somebody on a list, with the way to the record.
#[derive(Clone, Debug)]
pub struct Person {
    /// The record.
    pub href: String,
    /// "Hansen, Jonas Emil".
    pub name: String,
    /// The number people use.
    pub number: String,
}

impl Person {
    /// Of what a row knows; none where the reader may not see them.
    pub fn of(id: Option<Uuid>, number: Option<&str>, family: Option<&str>, given: Option<&str>) -> Option<Self> {
        let (id, number) = (id?, number?);
        Some(Self { href: format!("/inmates/{id}"), name: full_name(family.unwrap_or_default(), given.unwrap_or_default()), number: number.to_owned() })
    }
}

/// The lines of the browser's own list of people: number and name, so that either can be typed.
pub fn people(everybody: &[Somebody]) -> Vec<String> {
    everybody.iter().map(pick_text).collect()
}

/// "2026-01482 Hansen, Jonas Emil".
pub fn pick_text(p: &Somebody) -> String {
    format!("{} {}", p.number, full_name(&p.family_name, &p.given_name))
}

/// The number at the beginning of what was typed or picked.
pub fn number_of(text: &str) -> String {
    let digits: String = text.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '-').filter(char::is_ascii_digit).collect();
    if digits.len() > 4 { format!("{}-{}", &digits[..4], &digits[4..]) } else { digits }
}

/// Everybody a page named, for the trail.
pub fn ids(everybody: &[Somebody]) -> Vec<InmateId> {
    everybody.iter().map(|p| InmateId(p.id)).collect()
}

/// Colleagues with their roles.
pub fn colleagues(t: Text, staff: &[Colleague]) -> Vec<Choice> {
    staff
        .iter()
        .map(|c| {
            let role = c.role.parse().map(|r| crate::web::frame::role_name(t, r)).unwrap_or_else(|_| c.role.clone());
            Choice::new(c.id.to_string(), t.msg_control_colleague(c.name.as_str(), role.to_lowercase().as_str()))
        })
        .collect()
}

/// A moment, or a dash.
pub fn moment(fmt: Fmt, at: Option<DateTime<Utc>>) -> String {
    at.map_or_else(|| "–".to_owned(), |at| fmt.at(at))
}

/// A line of a table of facts, left out when there is nothing to say.
pub fn fact(list: &mut Vec<(String, String)>, label: String, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        list.push((label, value));
    }
}

/// Whether the reader adds here.
pub fn writes(ctx: &Ctx) -> bool {
    ctx.may(Class::Searches, Act::Write)
}

/// Whether an incident may be opened from here.
pub fn reports(ctx: &Ctx) -> bool {
    ctx.may(Class::Incidents, Act::Submit)
}

/// Roles that search and test.
pub const CUSTODY: &[&str] = &["OFF", "CON", "DUT", "GOV"];
/// Roles that take tests; blood is for the last two alone.
pub const TAKERS: &[&str] = &["OFF", "CON", "DUT", "GOV", "NUR", "DOC"];

/// Who a search or a test is of, asked by number.
///
/// # Errors
/// When the database is away.
pub async fn find(ctx: &mut Ctx, prison: PrisonId, typed: &str) -> Result<Option<Somebody>, Error> {
    let number = number_of(typed);
    if number.is_empty() {
        return Ok(None);
    }
    Ok(store::by_number(ctx.conn(), prison, &number).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_in_what_was_picked() {
        for (typed, number) in
            [("2026-01482 Hansen, Jonas", "2026-01482"), (" 202601482", "2026-01482"), ("2026-01482", "2026-01482"), ("Hansen", ""), ("", "")]
        {
            assert_eq!(number_of(typed), number, "{typed}");
        }
    }
}
