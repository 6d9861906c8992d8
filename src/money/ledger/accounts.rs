//! The accounts of a house: everybody's, the house's own, and what was booked lately.

use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::store::{self, Entry as Row, HouseAccount, Person};
use super::words;
use crate::access::{Act, Action, Class, Entry, Named};
use crate::inmates::store::full_name;
use crate::money::house;
use crate::platform::id::{InmateId, PrisonId};
use crate::web::form::clean;
use crate::web::parts::Chip;
use crate::web::{Ctx, Error, Form, Frame, Routes, needs};

pub(super) fn routes() -> Routes {
    let read = needs(Class::Money, Act::Read);
    Routes::new().get("/money", read, show).post("/money", read, find)
}

/// Whose accounts are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Below,
}

impl Show {
    const ALL: [Self; 2] = [Self::All, Self::Below];

    fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Below => "below",
        }
    }

    fn keeps(self, p: &Person) -> bool {
        match self {
            Self::All => true,
            Self::Below => p.allowance < 0 || p.private < 0 || p.savings < 0,
        }
    }
}

struct PersonRow {
    href: String,
    name: String,
    sub: String,
    left: bool,
    below: bool,
    amounts: [String; 4],
}

pub(super) struct EntryRow {
    pub href: String,
    pub number: String,
    pub day: String,
    pub kind: String,
    pub who: String,
    pub text: String,
    pub ore: String,
    pub by: String,
    /// Undone since.
    pub gone: bool,
}

#[derive(Template)]
#[template(path = "money/accounts.html")]
struct AccountsView {
    frame: Frame,
    houses: Vec<Chip>,
    prison: String,
    chips: Vec<Chip>,
    typed: String,
    found: Option<String>,
    rows: Vec<PersonRow>,
    house: Vec<(String, String)>,
    entries: Vec<EntryRow>,
}

/// What was typed to find somebody.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct FindForm {
    prison: String,
    find: String,
}

async fn show(ctx: Ctx) -> Result<Response, Error> {
    let prison = house::asked(&ctx)?;
    let show = ctx.query("show").and_then(|s| Show::ALL.into_iter().find(|x| x.key() == s)).unwrap_or(Show::All);
    page(ctx, prison, show, String::new()).await
}

async fn find(mut ctx: Ctx, form: Form<FindForm>) -> Result<Response, Error> {
    let raw = ctx.open(form).await?;
    let prison = house::chosen(&ctx, &raw.prison)?;
    page(ctx, prison, Show::All, clean(&raw.find).chars().take(80).collect()).await
}

async fn page(mut ctx: Ctx, prison: PrisonId, show: Show, typed: String) -> Result<Response, Error> {
    let houses = house::chips(&mut ctx, "/money", prison).await?;
    // What stands for anything in the database's own pattern stands for itself here.
    let pattern = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let people = store::people(ctx.conn(), prison, &pattern).await?;
    let own = store::house(ctx.conn(), prison).await?;
    let entries = store::entries(ctx.conn(), Some(prison), None).await?;
    let by: Vec<Uuid> = entries.iter().map(|e| e.made_by).collect();
    let names = ctx.names(&by).await?;
    let shown: Vec<InmateId> =
        people.iter().filter(|p| show.keeps(p)).map(|p| p.inmate_id).chain(entries.iter().filter_map(|e| e.inmate_id)).map(InmateId).collect();
    let action = if typed.is_empty() { Action::List } else { Action::Search };
    ctx.record(Entry::new(action, Class::Money).showing(shown).at(prison).with(json!({ "show": show.key() })));
    let view = view(&ctx, (prison, houses), (show, typed), &people, &own, &entries, &names);
    ctx.page(view).await
}

/// An entry in a list.
pub(super) fn row(ctx: &Ctx, e: &Row, names: &Named) -> EntryRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    EntryRow {
        href: format!("/money/entries/{}", e.id),
        number: format!("{}-{}", e.year, e.number),
        day: fmt.day(e.booked_on),
        kind: words::kind(t, e.kind),
        who: e.family_name.as_deref().map(|f| full_name(f, e.given_name.as_deref().unwrap_or_default())).unwrap_or_default(),
        text: e.text.clone(),
        ore: fmt.kroner(e.ore),
        by: names.of(Some(e.made_by)).unwrap_or_default().to_owned(),
        gone: e.reversed_by.is_some(),
    }
}

fn view(
    ctx: &Ctx,
    (prison, houses): (PrisonId, Vec<Chip>),
    (show, typed): (Show, String),
    people: &[Person],
    own: &[HouseAccount],
    entries: &[Row],
    names: &Named,
) -> AccountsView {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let several = if houses.is_empty() { String::new() } else { format!("&prison={prison}") };
    let chips = Show::ALL.map(|s| {
        let label = match s {
            Show::All => t.msg_money_show_all(),
            Show::Below => t.msg_money_show_below(),
        };
        let count = people.iter().filter(|p| s.keeps(p)).count() as i64;
        Chip::new(format!("/money?show={}{several}", s.key()), label, Some(fmt.number(count)), s == show && typed.is_empty())
    });
    let rows: Vec<PersonRow> = people
        .iter()
        .filter(|p| show.keeps(p))
        .map(|p| PersonRow {
            href: format!("/inmates/{}/money", p.inmate_id),
            name: full_name(&p.family_name, &p.given_name),
            sub: match &p.unit {
                Some(unit) => format!("{} · {unit}", p.number),
                None => p.number.clone(),
            },
            left: !p.here,
            below: Show::Below.keeps(p),
            amounts: [p.allowance, p.private, p.savings, p.allowance + p.private + p.savings].map(|ore| fmt.kroner(ore)),
        })
        .collect();
    AccountsView {
        houses,
        prison: prison.to_string(),
        chips: if typed.is_empty() { chips.into() } else { Vec::new() },
        found: (!typed.is_empty()).then(|| t.msg_money_found(rows.len() as i64)),
        typed,
        rows,
        // The house's accounts are the other side: what it has given stands there with a minus.
        house: own.iter().map(|a| (words::house(t, a.kind), fmt.kroner(a.balance_ore))).collect(),
        entries: entries.iter().map(|e| row(ctx, e, names)).collect(),
        frame: ctx.frame("money", t.msg_money_nav()),
    }
}
