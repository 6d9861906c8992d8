//! Who it is: asked of the whole register through functions that name nobody whom the reader may not know.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::access::Role;
use crate::custody::reception::model::Reception;
use crate::inmates::fold;
use crate::inmates::register::form::{CoreSheet, Part, Registration};
use crate::inmates::register::model::{Child, Contact, Core, Number};
use crate::inmates::register::rules::{Described, Spelt};
use crate::inmates::register::sheet::{self, Changed};
use crate::platform::db::{self, violated};
use crate::platform::id::{AccountId, InmateId, PrisonId, RowId};

#[derive(Deserialize)]
struct Other {
    family: String,
    given: String,
}

/// Somebody in the register who may be the one at the gate.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub id: Uuid,
    /// The number people use.
    pub number: String,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Whether the number asked for is theirs.
    pub same_number: bool,
    /// In custody here, or in another reception of this prison.
    pub held: bool,
    /// On the way here from another prison.
    pub coming: bool,
    /// To compare with.
    pub described: Described,
}

/// There is somebody of whom the reader may be told nothing but to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blocked(pub bool);

/// Who may be the one described, the likeliest first, judged afterwards by the register's own rule.
pub async fn candidates(
    conn: &mut PgConnection,
    r: RowId,
    new: &Described,
    number: Option<&Number>,
    previous: Option<&str>,
) -> Result<(Vec<Candidate>, Blocked), sqlx::Error> {
    let alias_terms = new.others.first().map(Spelt::terms).unwrap_or_default();
    let sounds: Vec<String> = new.others.iter().chain([&new.name]).flat_map(Spelt::sounds).collect();
    let rows = sqlx::query!(
        r#"select c.id, c.number, c.family_name, c.given_name, c.birth_date, c.others as "others!", c.same_number as "same_number!", c.whereabouts as "whereabouts!"
             from custody.reception_candidates($1, $2, $3, $4, $5, $6, $7, $8) c"#,
        r.0,
        &new.name.terms(),
        &alias_terms,
        &sounds,
        new.birth_date,
        number.map(|n| n.kind.as_str()),
        number.map(|n| n.value.as_str()),
        previous
    )
    .fetch_all(conn)
    .await?;
    let blocked = Blocked(rows.iter().any(|r| r.whereabouts == "blocked"));
    let found = rows
        .into_iter()
        .filter_map(|r| {
            let (id, number, family_name, given_name) = (r.id?, r.number?, r.family_name?, r.given_name?);
            let others: Vec<Other> = serde_json::from_value(r.others).unwrap_or_default();
            let described = Described {
                name: Spelt::of(&family_name, &given_name),
                others: others.iter().map(|o| Spelt::of(&o.family, &o.given)).collect(),
                birth_date: r.birth_date,
            };
            Some(Candidate {
                id,
                number,
                family_name,
                given_name,
                birth_date: r.birth_date,
                same_number: r.same_number,
                held: !matches!(r.whereabouts.as_str(), "free" | "under_way"),
                coming: r.whereabouts == "under_way",
                described,
            })
        })
        .collect();
    Ok((found, blocked))
}

/// What came of a decision about who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Decided.
    Done,
    /// Was decided before.
    Before,
    /// On the roll here, or in another reception.
    Held,
    /// On the way here, and recorded as leaving after they stood at this gate.
    NotLeft,
    /// Ask the duty officer.
    Blocked,
}

impl Decided {
    fn of(word: &str) -> Self {
        match word {
            "ok" => Self::Done,
            "held" => Self::Held,
            "not_left" => Self::NotLeft,
            "blocked" => Self::Blocked,
            _ => Self::Before,
        }
    }
}

/// It is this person.
pub async fn decide_known(conn: &mut PgConnection, r: RowId, inmate: InmateId, reason: &str) -> Result<Decided, sqlx::Error> {
    let mut point = db::savepoint(conn).await?;
    let word = sqlx::query_scalar!(r#"select custody.reception_match($1, $2, $3) as "word!""#, r.0, inmate.0, reason).fetch_one(&mut *point).await;
    match word {
        Ok(word) => {
            point.commit().await?;
            Ok(Decided::of(&word))
        }
        Err(error) if violated(&error) == Some("one_reception_at_a_time") => Ok(Decided::Held),
        Err(error) => Err(error),
    }
}

/// It is nobody in the register: makes the record.
pub async fn decide_new(
    conn: &mut PgConnection,
    r: &Reception,
    inmate: InmateId,
    new: &Registration,
    core: &Core,
    reason: &str,
) -> Result<Decided, sqlx::Error> {
    let mut names = vec![(format!("{} {}", core.family_name, core.given_name), false)];
    names.extend(new.alias.iter().map(|a| (format!("{} {}", a.family_name, a.given_name), true)));
    let (mut terms, mut sounds, mut aliases) = (Vec::new(), Vec::new(), Vec::new());
    for (name, alias) in &names {
        for (term, sound) in fold::pairs(name) {
            terms.push(term);
            sounds.push(sound);
            aliases.push(*alias);
        }
    }
    let history = changes(&sheet::differences(&CoreSheet::default(), &CoreSheet::of(core)));
    let year = crate::law::calendar::oslo_day(r.begun_at).year();
    let mut point = db::savepoint(conn).await?;
    let word = sqlx::query_scalar!(
        r#"select custody.reception_register($1, $2, $3, $4, $5, $6, $7, $8, $9) as "word!""#,
        r.id.0,
        inmate.0,
        year,
        person(new, core),
        history,
        &terms,
        &sounds,
        &aliases,
        reason
    )
    .fetch_one(&mut *point)
    .await;
    match word {
        Ok(word) => {
            point.commit().await?;
            Ok(Decided::of(&word))
        }
        // The number is somebody's whom the search did not name.
        Err(error) if violated(&error) == Some("identifier_taken") => Ok(Decided::Blocked),
        Err(error) => Err(error),
    }
}

/// What came of taking a record back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undoing {
    /// It is taken back.
    Done,
    /// Somebody did before, or the person is on the roll.
    Before,
    /// Something else rests on the record.
    Rests,
}

/// Takes the record back that was made in this reception.
pub async fn unregister(conn: &mut PgConnection, r: RowId, reason: &str) -> Result<Undoing, sqlx::Error> {
    let word = sqlx::query_scalar!(r#"select custody.reception_unregister($1, $2) as "word!""#, r.0, reason).fetch_one(conn).await?;
    Ok(match word.as_str() {
        "ok" => Undoing::Done,
        "rests" => Undoing::Rests,
        _ => Undoing::Before,
    })
}

/// A record that was made by mistake and taken back.
pub struct Undone {
    /// Its number.
    pub number: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Records of a reception that were taken back, the latest first.
pub async fn undone(conn: &mut PgConnection, r: RowId) -> Result<Vec<Undone>, sqlx::Error> {
    sqlx::query_as!(
        Undone,
        r#"select u.number, u.reason, coalesce(a.display_name, '') as "by!", u.undone_at as at
             from custody.reception_undone u left join access.account a on a.id = u.undone_by where u.reception_id = $1 order by u.undone_at desc limit 20"#,
        r.0
    )
    .fetch_all(conn)
    .await
}

fn person(new: &Registration, core: &Core) -> Value {
    let mut p = json!({
        "family_name": core.family_name, "given_name": core.given_name, "identity": core.identity.as_str(), "birth_date": core.birth_date,
        "birth_date_basis": core.birth_date_basis.as_str(), "sex": core.sex.as_str(), "stated_gender": core.stated_gender, "birth_country": core.birth_country,
        "interpreter_language": core.interpreter_language, "religion": core.religion, "citizenships": new.citizenships,
    });
    if let Some(p) = p.as_object_mut() {
        match &new.number {
            Ok(number) => {
                p.insert("number_kind".to_owned(), number.kind.as_str().into());
                p.insert("number".to_owned(), number.value.clone().into());
            }
            Err(reason) => {
                p.insert("no_number".to_owned(), reason.clone().into());
            }
        }
        if let Some(alias) = &new.alias {
            p.insert("alias".to_owned(), json!({ "family_name": alias.family_name, "given_name": alias.given_name }));
        }
        if new.core.family_name.is_empty() && new.core.given_name.is_empty() {
            p.insert("working".to_owned(), true.into());
        }
    }
    p
}

fn changes(changes: &[Changed]) -> Value {
    Value::from(changes.iter().map(|c| json!({ "field": c.field, "new": c.new })).collect::<Vec<_>>())
}

/// The gender that the person stated in the first questions goes into the register, once they are on the roll.
pub async fn state_gender(conn: &mut PgConnection, r: RowId) -> Result<(), sqlx::Error> {
    sqlx::query!("select custody.reception_gender($1)", r.0).fetch_one(conn).await.map(drop)
}

/// Somebody named by the person.
pub struct Named {
    /// `contact` or `child`.
    pub area: String,
    /// The name.
    pub name: String,
    /// A code of the list `relationship`.
    pub relationship: String,
    /// Next of kin.
    pub next_of_kin: bool,
    /// To be called in an emergency.
    pub emergency: bool,
    /// A child's birth date.
    pub birth_date: Option<NaiveDate>,
}

/// Who has been named so far.
pub async fn named(conn: &mut PgConnection, r: RowId) -> Result<Vec<Named>, sqlx::Error> {
    sqlx::query_as!(
        Named,
        r#"select n.area as "area!", n.name as "name!", n.relationship as "relationship!", n.next_of_kin as "next_of_kin!", n.emergency as "emergency!", n.birth_date from custody.reception_named($1) n"#,
        r.0
    )
    .fetch_all(conn)
    .await
}

/// Keeps a contact person or a child; false while nobody knows whose.
pub async fn kin(conn: &mut PgConnection, r: RowId, contact: Option<&Contact>, child: Option<&Child>, changed: &[Changed]) -> Result<bool, sqlx::Error> {
    let (area, row) = match (contact, child) {
        (Some(c), _) => (
            "contact",
            json!({ "name": c.name, "relationship": c.relationship, "phone": c.phone, "next_of_kin": c.next_of_kin, "emergency": c.emergency, "language": c.language, "note": c.note }),
        ),
        (None, Some(c)) => {
            ("child", json!({ "name": c.name, "birth_date": c.birth_date, "carer": c.carer, "lives_with": c.lives_with, "contact_wanted": c.contact_wanted }))
        }
        (None, None) => return Ok(false),
    };
    let word = sqlx::query_scalar!(r#"select custody.reception_kin($1, $2, $3, $4, $5) as "word!""#, r.0, Uuid::now_v7(), area, row, changes(changed))
        .fetch_one(conn)
        .await?;
    Ok(word == "ok")
}

/// A contact officer of the prison.
pub struct Officer {
    /// The assignment.
    pub assignment: Uuid,
    /// The account.
    pub account: Uuid,
    /// The name.
    pub name: String,
    /// How many they have.
    pub load: i64,
}

/// Contact officers, those with the fewest first.
pub async fn contact_officers(conn: &mut PgConnection, prison: PrisonId) -> Result<Vec<Officer>, sqlx::Error> {
    sqlx::query_as!(
        Officer,
        r#"select c.assignment_id as "assignment!", c.account_id as "account!", c.name as "name!", c.load as "load!" from custody.contact_officers($1) c"#,
        prison.0
    )
    .fetch_all(conn)
    .await
}

/// Tells everybody who holds a role at the prison, once the transaction is kept.
pub async fn tell_role(conn: &mut PgConnection, role: Role, prison: PrisonId, kind: &str, arguments: Value, link: &str) -> Result<(), sqlx::Error> {
    sqlx::query!("select access.notify_role($1, $2, $3, $4, $5)", role.code(), prison.0, kind, arguments, link).fetch_one(conn).await.map(drop)
}

/// Gives the person a contact officer for a year; false when that officer is theirs already.
pub async fn give_officer(conn: &mut PgConnection, r: &Reception, account: Uuid, reason: &str, by: AccountId, now: DateTime<Utc>) -> Result<bool, sqlx::Error> {
    let Some(inmate) = r.inmate else { return Ok(false) };
    let mut point = db::savepoint(conn).await?;
    let done = sqlx::query!(
        "insert into access.person_grant (id, account_id, inmate_id, prison_id, kind, role, reason, during, proposed_by, given_by, given_at, outcome)
         select $1, $2, $3, $4, 'assigned', 'CON', $5, tstzrange($7, $7::timestamptz + interval '1 year'), $6, $6, $7, 'granted'
          where not exists (select from access.person_grant g where g.account_id = $2 and g.inmate_id = $3 and g.kind = 'assigned' and g.role = 'CON' and g.ended_at is null and g.during @> $7::timestamptz)",
        Uuid::now_v7(),
        account,
        inmate.0,
        r.prison.0,
        reason,
        by.0,
        now
    )
    .execute(&mut *point)
    .await?;
    point.commit().await?;
    Ok(done.rows_affected() == 1)
}
