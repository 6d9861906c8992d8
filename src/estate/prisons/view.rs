//! The pages of prisons.

use askama::Template;

use super::form::Edit;
use super::store::{Known, Prison};
use crate::estate::units::store::Unit;
use crate::estate::words;
use crate::web::conflict;
use crate::web::field::Summary;
use crate::web::{Ctx, Errors, Field, Frame};

/// A prison in the list.
pub struct Row {
    pub id: String,
    pub name: String,
    pub place: String,
    pub status: Option<String>,
    pub cells: String,
    pub certified: String,
    pub working: String,
    pub maximum: String,
    pub out: i64,
}

/// The prisons of a region.
pub struct Region {
    pub name: String,
    pub prisons: Vec<Row>,
}

#[derive(Template)]
#[template(path = "estate/prisons.html")]
pub struct ListView {
    pub frame: Frame,
    pub regions: Vec<Region>,
    pub base: Option<&'static str>,
    pub total: Row,
    /// Where a prison is added, for those who may.
    pub new: Option<&'static str>,
}

impl ListView {
    /// `base`: where a prison's own page lies, when the reader looks after it.
    pub fn new(ctx: &Ctx, prisons: Vec<Prison>, base: Option<&'static str>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let mut regions: Vec<Region> = Vec::new();
        let sum = |f: fn(&Prison) -> i64| prisons.iter().map(f).sum::<i64>();
        let total = Row {
            id: String::new(),
            name: t.msg_estate_total(),
            place: String::new(),
            status: None,
            cells: fmt.number(sum(|p| p.cells)),
            certified: fmt.number(sum(|p| p.certified)),
            working: fmt.number(sum(|p| p.working)),
            maximum: fmt.number(sum(|p| p.maximum)),
            out: sum(|p| p.out),
        };
        for p in prisons {
            let row = Row {
                id: p.id.to_string(),
                name: p.name,
                place: p.municipality.unwrap_or_default(),
                status: (p.status != "active").then(|| words::status(t, &p.status)),
                cells: fmt.number(p.cells),
                certified: fmt.number(p.certified),
                working: fmt.number(p.working),
                maximum: fmt.number(p.maximum),
                out: p.out,
            };
            let name = t.msg_region(p.region.as_str());
            match regions.last_mut() {
                Some(last) if last.name == name => last.prisons.push(row),
                _ => regions.push(Region { name, prisons: vec![row] }),
            }
        }
        let new = (base.is_some() && super::web::adds(ctx)).then_some("/admin/prisons/new");
        Self { frame: ctx.frame("prisons", t.msg_estate_nav()), regions, base, total, new }
    }
}

/// A unit in the list of a prison.
pub struct UnitRow {
    pub id: String,
    pub code: String,
    pub name: String,
    pub level: String,
    pub purpose: String,
    pub cells: i64,
    pub certified: i64,
    pub working: i64,
    pub maximum: i64,
    pub out: i64,
    pub closed: Option<String>,
}

#[derive(Template)]
#[template(path = "estate/prison.html")]
pub struct OneView {
    pub frame: Frame,
    pub done: Option<String>,
    pub id: String,
    pub name: String,
    pub code: String,
    pub status: String,
    pub facts: Vec<(String, String)>,
    pub units: Vec<UnitRow>,
    pub features: Vec<Field>,
}

impl OneView {
    pub fn new(ctx: &Ctx, done: Option<String>, prison: Known, units: Vec<Unit>) -> Self {
        let (t, fmt) = (ctx.t, ctx.fmt());
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let facts = vec![
            (t.msg_estate_code(), prison.code.clone()),
            (t.msg_estate_region(), prison.region.clone()),
            (t.msg_estate_municipality(), or_dash(prison.municipality)),
            (t.msg_estate_county(), or_dash(prison.county)),
            (t.msg_estate_sexes(), words::sexes(t, &prison.sexes.join(","))),
            (t.msg_estate_places_high(), fmt.number(prison.places_high.into())),
            (t.msg_estate_places_lower(), fmt.number(prison.places_lower.into())),
            (t.msg_estate_places_halfway(), fmt.number(prison.places_halfway.into())),
            (t.msg_estate_capacity_basis(), or_dash(prison.capacity_basis)),
            (t.msg_estate_kept(), t.msg_estate_kept_minutes(i64::from(prison.kept_after_shift_minutes))),
        ];
        let on = |f: &str| if prison.unused.iter().any(|x| x == f) { "" } else { "yes" };
        Self {
            frame: ctx.frame("prisons", prison.name.clone()),
            done,
            features: words::FEATURES.iter().map(|f| Field::checkbox(f, words::feature(t, f), on(f)).hint(words::feature_hint(t, f))).collect(),
            id: prison.id.to_string(),
            name: prison.name,
            code: prison.code,
            status: words::status(t, &prison.status),
            facts,
            units: units
                .into_iter()
                .map(|u| UnitRow {
                    id: u.id.to_string(),
                    level: words::level(t, &u.level),
                    purpose: words::purpose(t, &u.purpose),
                    code: u.code,
                    name: u.name,
                    cells: u.cells,
                    certified: u.certified,
                    working: u.working,
                    maximum: u.maximum,
                    out: u.out,
                    closed: u.closed_on.map(|d| fmt.day(d)),
                })
                .collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "estate/prison_edit.html")]
pub struct EditView {
    pub frame: Frame,
    pub errors: bool,
    pub summary: Summary,
    /// Of the prison that is changed; none for a new one.
    pub prison: Option<(String, String)>,
    pub action: String,
    pub version: String,
    pub was: String,
    pub fields: Vec<Field>,
    pub places: Vec<Field>,
    pub last: Vec<Field>,
}

impl EditView {
    /// `prison`: the one that is changed; none for a new one, which has a code to be typed.
    pub fn new(ctx: &Ctx, prison: Option<&Known>, typed: &Edit, with_region: bool, errors: &Errors) -> Self {
        let t = ctx.t;
        let title = if prison.is_some() { t.msg_estate_edit_prison() } else { t.msg_estate_new_prison() };
        let number = |name, label, value: &str| Field::text(name, label, value).width("w-num").inputmode("numeric").max(4).code().required(t).errors(errors);
        let mut fields = Vec::new();
        if prison.is_none() {
            let code = Field::text("code", t.msg_estate_code(), &typed.code).hint(t.msg_estate_prison_code_hint()).width("w-code").max(12).code();
            fields.push(code.required(t).errors(errors));
        }
        fields.push(Field::text("name", t.msg_estate_name(), &typed.name).max(120).code().required(t).errors(errors));
        if with_region {
            fields.push(
                Field::text("region", t.msg_estate_region(), &typed.region)
                    .hint(t.msg_estate_region_hint())
                    .width("w-half")
                    .max(40)
                    .code()
                    .required(t)
                    .errors(errors),
            );
        }
        fields.push(Field::text("municipality", t.msg_estate_municipality(), &typed.municipality).width("w-half").max(80).code().errors(errors));
        fields.push(Field::text("county", t.msg_estate_county(), &typed.county).width("w-half").max(80).code().errors(errors));
        fields.push(Field::radio("sexes", t.msg_estate_sexes(), &typed.sexes, words::choices(t, &words::SEXES, words::sexes)).required(t).errors(errors));
        Self {
            frame: ctx.frame("prisons", title),
            errors: !errors.is_empty(),
            summary: Summary::of(t, errors),
            action: prison.map_or_else(|| "/admin/prisons/new".to_owned(), |p| format!("/admin/prisons/{}/edit", p.id)),
            prison: prison.map(|p| (p.id.to_string(), p.name.clone())),
            version: typed.version.clone(),
            was: typed.was.clone(),
            fields,
            places: vec![
                number("places_high", t.msg_estate_places_high(), &typed.places_high),
                number("places_lower", t.msg_estate_places_lower(), &typed.places_lower),
                number("places_halfway", t.msg_estate_places_halfway(), &typed.places_halfway),
            ],
            last: vec![
                Field::text("capacity_basis", t.msg_estate_capacity_basis(), &typed.capacity_basis)
                    .hint(t.msg_estate_capacity_basis_hint())
                    .max(200)
                    .errors(errors),
                number("kept_after_shift", t.msg_estate_kept_field(), &typed.kept_after_shift).hint(t.msg_estate_kept_hint()),
                Field::radio("state", t.msg_account_state(), &typed.state, words::choices(t, &words::STATUSES, words::status)).required(t).errors(errors),
            ],
        }
    }
}

/// The form as filled from the row.
pub fn filled(p: &Known) -> Edit {
    let text = |o: &Option<String>| o.clone().unwrap_or_default();
    let mut edit = Edit {
        code: String::new(),
        sexes: p.sexes.join(","),
        name: p.name.clone(),
        region: p.region.clone(),
        municipality: text(&p.municipality),
        county: text(&p.county),
        places_high: p.places_high.to_string(),
        places_lower: p.places_lower.to_string(),
        places_halfway: p.places_halfway.to_string(),
        capacity_basis: text(&p.capacity_basis),
        kept_after_shift: p.kept_after_shift_minutes.to_string(),
        state: p.status.clone(),
        version: p.version.to_string(),
        was: String::new(),
    };
    edit.was = conflict::was(&pairs(&edit));
    edit
}

/// The fields by name.
pub fn pairs(e: &Edit) -> [(&'static str, &str); 11] {
    [
        ("name", &e.name),
        ("region", &e.region),
        ("municipality", &e.municipality),
        ("county", &e.county),
        ("sexes", &e.sexes),
        ("places_high", &e.places_high),
        ("places_lower", &e.places_lower),
        ("places_halfway", &e.places_halfway),
        ("capacity_basis", &e.capacity_basis),
        ("kept_after_shift", &e.kept_after_shift),
        ("state", &e.state),
    ]
}
