//! Property: the list with its two forms, the printed receipt, and everything kept of a person.

use askama::Template;
use uuid::Uuid;

use super::{Head, Parts, writes};
use crate::access::{Act, Class};
use crate::custody::reception::desk;
use crate::custody::reception::model::{Answers, Item, Receipt, Reception, Step};
use crate::custody::reception::spec::{self, Say};
use crate::custody::reception::web::property::{Typed, seen};
use crate::inmates::BannerView;
use crate::reference::List;
use crate::web::field::Summary;
use crate::web::lang::Text;
use crate::web::{Ctx, Errors, Frame};

/// A thing in words.
pub struct Row {
    category: String,
    description: String,
    quantity: String,
    serial: String,
    condition: String,
    handling: String,
    value: String,
    by: String,
    remove: Option<String>,
}

fn word(t: Text, words: &[(&str, Say)], value: &str) -> String {
    words.iter().find(|(w, _)| *w == value).map_or_else(|| value.to_owned(), |(_, say)| say(t))
}

fn row(ctx: &Ctx, i: &Item, remove: Option<String>) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    Row {
        category: ctx.catalogue().label(List::PropertyCategory, &i.category, ctx.lang.is_nb()).to_owned(),
        description: i.description.clone(),
        quantity: fmt.number(i64::from(i.quantity)),
        serial: i.serial.clone(),
        condition: word(t, spec::CONDITIONS, &i.condition),
        handling: word(t, spec::HANDLINGS, &i.handling),
        value: i.value_nok.map(|v| t.msg_rec_kroner(fmt.number(i64::from(v)).as_str())).unwrap_or_default(),
        by: t.msg_rec_by_at(i.by.as_str(), fmt.near(i.at).as_str()),
        remove,
    }
}

/// How a receipt was given.
fn signed(ctx: &Ctx, r: &Receipt) -> String {
    let (t, at) = (ctx.t, ctx.fmt().at(r.at));
    let together = if r.together { t.msg_rec_gone_through_together() } else { t.msg_rec_gone_through_alone() };
    let how = match (&r.signed_name, &r.refused_reason) {
        (Some(name), _) => t.msg_rec_signed_by(name.as_str(), at.as_str(), r.by.as_str()),
        (None, reason) => t.msg_rec_not_signed(reason.as_deref().unwrap_or_default(), at.as_str(), r.by.as_str()),
    };
    format!("{how} {together}")
}

#[derive(Template)]
#[template(path = "reception/property.html")]
pub struct PropertyView {
    frame: Frame,
    head: Head,
    summary: Summary,
    faulty: bool,
    rows: Vec<Row>,
    action: String,
    add: Option<Parts>,
    sign: Option<Parts>,
    seen: String,
    signed: Option<String>,
    /// The list is as it was signed.
    current: bool,
    receipt: Option<String>,
}

impl PropertyView {
    pub fn new(ctx: &Ctx, r: &Reception, items: &[Item], receipt: Option<&Receipt>, typed: Typed<'_>, errors: &Errors) -> Self {
        let (t, none, nothing) = (ctx.t, Answers::default(), Errors::new());
        let action = format!("/receptions/{}/property", r.id);
        let writes = writes(ctx, r);
        let ids: Vec<Uuid> = items.iter().map(|i| i.id).collect();
        let (item, item_errors) = match typed {
            Typed::Item(raw) => (raw, errors),
            _ => (&none, &nothing),
        };
        let (signature, signature_errors) = match typed {
            Typed::Signature(raw) => (raw, errors),
            _ => (&none, &nothing),
        };
        let desk = desk(ctx);
        Self {
            frame: ctx.frame("receptions", t.msg_rec_step_property()),
            head: Head::of(ctx, r, Some(Step::Property)),
            summary: Summary::of(t, errors),
            faulty: !errors.is_empty(),
            rows: items.iter().map(|i| row(ctx, i, writes.then(|| format!("{action}/{}/remove", i.id)))).collect(),
            add: writes.then(|| desk.parts(spec::ITEM, item, item_errors)),
            sign: (writes && !r.facts.receipt).then(|| desk.parts(spec::SIGNATURE, signature, signature_errors)),
            seen: seen(&ids),
            signed: receipt.map(|r| signed(ctx, r)),
            current: r.facts.receipt,
            receipt: receipt.map(|_| format!("{action}/receipt")).filter(|_| ctx.may(Class::Property, Act::Read)),
            action,
        }
    }
}

#[derive(Template)]
#[template(path = "reception/receipt.html")]
pub struct ReceiptView {
    frame: Frame,
    name: String,
    line: String,
    rows: Vec<Row>,
    signed: String,
    back: String,
}

impl ReceiptView {
    pub fn new(ctx: &Ctx, r: &Reception, items: &[Item], receipt: &Receipt) -> Self {
        let head = Head::of(ctx, r, None);
        Self {
            frame: ctx.frame("receptions", ctx.t.msg_rec_receipt_title()),
            name: head.name,
            line: head.line,
            rows: items.iter().filter(|i| receipt.covers.contains(&i.id)).map(|i| row(ctx, i, None)).collect(),
            signed: signed(ctx, receipt),
            back: format!("/receptions/{}/property", r.id),
        }
    }
}

#[derive(Template)]
#[template(path = "reception/inventory.html")]
pub struct InventoryView {
    frame: Frame,
    banner: BannerView,
    rows: Vec<Row>,
    receipts: Vec<(Option<String>, String)>,
}

impl InventoryView {
    pub fn new(ctx: &Ctx, banner: BannerView, items: &[Item], receipts: &[(Option<Uuid>, Receipt)]) -> Self {
        let reads = ctx.may(Class::Reception, Act::Read);
        Self {
            frame: ctx.frame("inmates", ctx.t.msg_rec_inventory_title(banner.name.as_str())),
            banner,
            rows: items.iter().map(|i| row(ctx, i, None)).collect(),
            receipts: receipts.iter().map(|(of, r)| (of.filter(|_| reads).map(|id| format!("/receptions/{id}/property/receipt")), signed(ctx, r))).collect(),
        }
    }
}
