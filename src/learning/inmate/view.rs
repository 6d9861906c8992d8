//! The page of a learner's record.

use askama::Template;
use uuid::Uuid;

use super::form::RecordForm;
use super::store::{Adapted, Aim, Certificate, Enrolment, Learner, Note, Outcome, Sits, Test};
use crate::access::{Act, Class};
use crate::activities::places::words::flag;
use crate::inmates::banner::Flag;
use crate::inmates::{BannerView, InmateCtx};
use crate::learning::model::{Highest, Manner, ResultKind, Standing, Subject};
use crate::learning::{rules, words};
use crate::reference::List;
use crate::web::conflict;
use crate::web::field::{Choice, Summary};
use crate::web::{Errors, Field, Frame};

/// What is the school's alone.
pub struct School {
    pub learner: Option<Learner>,
    pub tests: Vec<Test>,
    pub adapted: Vec<Adapted>,
    pub aims: Vec<Aim>,
    pub notes: Vec<Note>,
}

/// What the page knows.
pub struct Known {
    pub school: Option<School>,
    pub enrolments: Vec<Enrolment>,
    pub results: Vec<Outcome>,
    pub certificates: Vec<Certificate>,
    pub exams: Vec<Sits>,
}

/// What came back with the page: which form, of which row.
#[derive(Default)]
pub struct Typed<'a> {
    pub raw: Option<&'a RecordForm>,
    pub form: &'static str,
    pub row: Option<Uuid>,
    pub errors: Errors,
    pub stale: Option<String>,
}

struct Course {
    id: String,
    title: String,
    text: String,
    flag: Flag,
    version: i32,
    open: bool,
    reached: String,
    aims: Vec<AimRow>,
    /// The reason that was typed and what is wrong with it.
    back: Option<(String, String)>,
}

struct ExamRow {
    href: Option<String>,
    title: String,
    text: String,
    flag: Flag,
}

struct AimRow {
    id: String,
    words: String,
    reached: Option<String>,
}

struct Row {
    id: String,
    title: String,
    text: String,
    flag: Option<Flag>,
    /// Something can still be done with it.
    acts: bool,
}

struct NoteRow {
    id: String,
    body: String,
    by: String,
    mine: bool,
    back: bool,
    typed: String,
}

struct Paper {
    id: String,
    href: String,
    title: String,
    text: String,
    flag: Flag,
    hands_over: bool,
    withdraws: bool,
    back: Option<(String, String)>,
}

/// What the school keeps, as shown.
struct SchoolView {
    asked: bool,
    shared: Vec<(String, String)>,
    said_by: String,
    share: Vec<Field>,
    share_version: String,
    share_was: String,
    tests: Vec<Row>,
    test: Vec<Field>,
    adapted: Option<Row>,
    adapted_before: Vec<Row>,
    adapt: Vec<Field>,
    notes: Vec<NoteRow>,
    note: Field,
}

#[derive(Template)]
#[template(path = "learning/record.html")]
pub struct View {
    frame: Frame,
    banner: BannerView,
    errors: bool,
    summary: Summary,
    done: Option<String>,
    stale: Option<String>,
    base: String,
    form: &'static str,
    school: Option<SchoolView>,
    writes: bool,
    taught: bool,
    courses: Vec<Course>,
    enrol: Vec<Field>,
    results: Vec<Row>,
    result: Vec<Field>,
    exams: Vec<ExamRow>,
    papers: Vec<Paper>,
    certify: Vec<Field>,
}

/// The typed form and its messages when it is this one that came back, else empty ones.
struct Back<'a> {
    raw: &'a RecordForm,
    errors: &'a Errors,
}

impl View {
    pub fn new(ctx: &InmateCtx, k: &Known, typed: Typed<'_>) -> Self {
        let t = ctx.t;
        let writes = ctx.may_here(Class::Education, Act::Write) && ctx.inmate.prison_id.is_some();
        let (blank, none) = (RecordForm::default(), Errors::new());
        let back = |form: &str| match typed.raw {
            Some(raw) if typed.form == form && typed.row.is_none() => Back { raw, errors: &typed.errors },
            _ => Back { raw: &blank, errors: &none },
        };
        let aims: &[Aim] = k.school.as_ref().map_or(&[], |s| s.aims.as_slice());
        let fault = |field: &str| typed.errors.of(field).map(str::to_owned).unwrap_or_default();
        let row_back = |form: &str, id: Uuid| typed.raw.filter(|_| typed.form == form && typed.row == Some(id));
        Self {
            frame: ctx.frame("inmates", t.msg_learn_of(ctx.inmate.name().as_str())),
            banner: BannerView::of(ctx, "learning"),
            errors: !typed.errors.is_empty(),
            summary: Summary::of(t, &typed.errors),
            done: ctx.query("done").map(|_| t.msg_place_done()),
            base: format!("/inmates/{}/learning", ctx.inmate.id),
            form: if typed.row.is_none() { typed.form } else { "" },
            school: k.school.as_ref().map(|s| school(ctx, s, &back, &typed)),
            writes,
            taught: k.school.is_some() && writes,
            courses: k
                .enrolments
                .iter()
                .map(|e| course(ctx, e, aims, row_back("end", e.id).map(|raw| (raw.state_reason.clone(), fault("state_reason")))))
                .collect(),
            enrol: enrol(ctx, &back("enrolment")),
            results: k.results.iter().map(|r| outcome(ctx, r)).collect(),
            result: result(ctx, &back("result")),
            exams: k.exams.iter().map(|x| sits(ctx, x)).collect(),
            papers: k.certificates.iter().map(|c| paper(ctx, c, writes, row_back("withdraw", c.id).map(|raw| (raw.reason.clone(), fault("reason"))))).collect(),
            certify: certify(ctx, k, &back("certificate")),
            stale: typed.stale,
        }
    }

    fn is_back(&self, form: &str) -> bool {
        self.form == form
    }
}

fn course(ctx: &InmateCtx, e: &Enrolment, aims: &[Aim], back: Option<(String, String)>) -> Course {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let own: Vec<&Aim> = aims.iter().filter(|a| a.enrolment == e.id).collect();
    let reached = own.iter().filter(|a| a.reached_on.is_some()).count();
    let span = match e.to {
        Some(to) => t.msg_term_span(fmt.day(e.from).as_str(), fmt.day(to).as_str()),
        None => t.msg_place_since(fmt.day(e.from).as_str()),
    };
    let parts = [Some(span), Some(words::manner(t, e.manner)), e.place.clone(), e.reason.as_deref().map(|r| words::reason(t, r))];
    Course {
        id: e.id.to_string(),
        title: words::course(ctx.catalogue(), fmt.is_nb(), &e.course),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag: words::standing(t, e.state),
        version: e.version,
        open: e.state == Standing::UnderWay,
        reached: if own.is_empty() { String::new() } else { t.msg_learn_reached_of(reached as i64, own.len() as i64) },
        aims: own
            .iter()
            .map(|a| AimRow {
                id: a.competence.to_string(),
                words: t.msg_learn_aim(i64::from(a.number), a.words.as_str()),
                reached: a.reached_on.map(|d| t.msg_learn_reached_on(fmt.day(d).as_str())),
            })
            .collect(),
        back,
    }
}

fn enrol(ctx: &InmateCtx, b: &Back<'_>) -> Vec<Field> {
    let t = ctx.t;
    let manners = Manner::ALL.iter().map(|m| Choice::new(m.as_str(), words::manner(t, *m))).collect();
    let today = if b.raw.from_day.is_empty() { ctx.today.to_string() } else { b.raw.from_day.clone() };
    vec![
        Field::select("course", t.msg_learn_course(), &b.raw.course, words::courses(ctx.catalogue(), ctx.fmt().is_nb()))
            .or_none(t.msg_plan_choose())
            .required(t)
            .errors(b.errors),
        Field::select("manner", t.msg_learn_manner(), &b.raw.manner, manners).width("w-half").errors(b.errors),
        Field::day("from_day", t.msg_learn_from(), &today).required(t).errors(b.errors),
    ]
}

fn outcome(ctx: &InmateCtx, r: &Outcome) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = [
        Some(words::result_kind(t, r.kind)),
        Some(fmt.day(r.on_day)),
        r.correction.as_deref().map(|c| t.msg_learn_corrected(c)),
        r.certified.then(|| t.msg_learn_certified()),
    ];
    Row {
        id: r.id.to_string(),
        title: words::course(ctx.catalogue(), fmt.is_nb(), &r.course),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag: Some(words::mark_flag(t, &r.mark)),
        acts: false,
    }
}

/// An exam, and where it is held when that is not here.
fn sits(ctx: &InmateCtx, x: &Sits) -> ExamRow {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let parts = [
        Some(words::course(ctx.catalogue(), fmt.is_nb(), &x.course)),
        Some(words::exam_form(t, x.form)),
        Some(fmt.near(x.starts_at)),
        (!x.here).then(|| t.msg_exam_elsewhere(x.prison.as_str())),
        Some(x.extra_aids.clone()),
        (x.extra_minutes > 0).then(|| t.msg_exam_extra_minutes(i64::from(x.extra_minutes))),
        x.withdrawn.as_deref().map(|why| t.msg_exam_withdrawn(why)),
    ];
    ExamRow {
        href: x.here.then(|| format!("/exams/{}", x.exam)),
        title: x.subject.clone(),
        text: parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "),
        flag: words::exam_state(t, x.state),
    }
}

fn result(ctx: &InmateCtx, b: &Back<'_>) -> Vec<Field> {
    let t = ctx.t;
    let kinds = ResultKind::ALL.iter().map(|k| Choice::new(k.as_str(), words::result_kind(t, *k))).collect();
    let kind = if b.raw.result_kind.is_empty() { "course" } else { &b.raw.result_kind };
    vec![
        Field::select("result_course", t.msg_learn_course(), &b.raw.result_course, words::courses(ctx.catalogue(), ctx.fmt().is_nb()))
            .or_none(t.msg_plan_choose())
            .required(t)
            .errors(b.errors),
        Field::select("result_kind", t.msg_learn_result_kind(), kind, kinds).width("w-half").hint(t.msg_learn_result_kind_hint()).errors(b.errors),
        Field::select("mark", t.msg_learn_mark(), &b.raw.mark, words::marks(t)).or_none(t.msg_plan_choose()).width("w-half").required(t).errors(b.errors),
        Field::day("result_day", t.msg_work_on_day(), &b.raw.result_day).required(t).errors(b.errors),
    ]
}

fn certify(ctx: &InmateCtx, k: &Known, b: &Back<'_>) -> Vec<Field> {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let passed = k.results.iter().filter(|r| rules::passed(&r.mark) && !r.certified);
    let choices = passed
        .map(|r| {
            let course = words::course(ctx.catalogue(), fmt.is_nb(), &r.course);
            Choice::new(r.id.to_string(), t.msg_learn_certificate_of(course.as_str(), words::mark(t, &r.mark).as_str(), fmt.day(r.on_day).as_str()))
        })
        .collect();
    vec![
        Field::select("result", t.msg_learn_certificate_result(), &b.raw.result, choices).or_none(t.msg_learn_certificate_no_result()).errors(b.errors),
        Field::text("title", t.msg_learn_certificate_title(), &b.raw.title).hint(t.msg_learn_certificate_hint()).max(160).required(t).errors(b.errors),
        Field::text("issuer", t.msg_learn_certificate_issuer(), &b.raw.issuer)
            .hint(t.msg_learn_certificate_issuer_hint())
            .max(160)
            .required(t)
            .errors(b.errors),
        Field::text("town", t.msg_learn_certificate_town(), &b.raw.town).width("w-half").max(80).required(t).errors(b.errors),
        Field::text("number", t.msg_learn_certificate_number(), &b.raw.number).width("w-half").max(60).code().errors(b.errors),
        Field::day("issued_on", t.msg_learn_certificate_issued(), &b.raw.issued_on).required(t).errors(b.errors),
        Field::day("valid_to", t.msg_learn_certificate_valid(), &b.raw.valid_to).errors(b.errors),
    ]
}

fn paper(ctx: &InmateCtx, c: &Certificate, writes: bool, back: Option<(String, String)>) -> Paper {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let in_force = c.withdrawn_at.is_none();
    let over = c.valid_to.is_some_and(|d| d < ctx.today);
    let flag = match (in_force, over, c.handed_over_on) {
        (false, _, _) => flag("danger", "XMark", t.msg_learn_certificate_withdrawn()),
        (_, true, _) => flag("neutral", "Clock", t.msg_learn_certificate_over()),
        (_, _, None) => flag("warning", "Inbox", t.msg_learn_certificate_waits()),
        (_, _, Some(day)) => flag("success", "Checkmark", t.msg_learn_certificate_given(fmt.day(day).as_str())),
    };
    let parts = [
        Some(c.issuer.clone()),
        Some(t.msg_paper_town_and_day(c.town.as_str(), fmt.day(c.issued_on).as_str())),
        Some(c.number.clone()),
        c.withdrawn_reason.clone(),
    ];
    Paper {
        id: c.id.to_string(),
        href: format!("/inmates/{}/certificates/{}", ctx.inmate.id, c.id),
        title: c.title.clone(),
        text: parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "),
        flag,
        hands_over: writes && in_force && c.handed_over_on.is_none(),
        withdraws: writes && in_force,
        back,
    }
}

fn school<'a>(ctx: &InmateCtx, s: &School, back: &dyn Fn(&str) -> Back<'a>, typed: &Typed<'_>) -> SchoolView {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let filled = s.learner.as_ref().map(RecordForm::of).unwrap_or_default();
    let b = back("shared");
    let share = if typed.form == "shared" { b.raw } else { &filled };
    let note_back = back("note");
    let current = s.adapted.iter().find(|a| a.ended_at.is_none());
    SchoolView {
        asked: s.learner.is_some(),
        shared: shared(ctx, s.learner.as_ref()),
        said_by: s
            .learner
            .as_ref()
            .map(|l| [Some(fmt.near(l.recorded_at)), l.by.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "))
            .unwrap_or_default(),
        share_version: if typed.form == "shared" { share.version.clone() } else { filled.version.clone() },
        share_was: if share.was.is_empty() { conflict::was(&filled.pairs()) } else { share.was.clone() },
        share: share_fields(ctx, share, b.errors),
        tests: s.tests.iter().map(|x| test(ctx, x)).collect(),
        test: test_fields(ctx, &back("test")),
        adapted: current.map(|a| adapted(ctx, a)),
        adapted_before: s.adapted.iter().filter(|a| a.ended_at.is_some()).map(|a| adapted(ctx, a)).collect(),
        adapt: adapt_fields(ctx, &back("adapted")),
        notes: s
            .notes
            .iter()
            .map(|n| {
                let raw = typed.raw.filter(|_| typed.form == "note" && typed.row == Some(n.id));
                NoteRow {
                    id: n.id.to_string(),
                    body: n.body.clone(),
                    by: [Some(fmt.near(n.at)), n.by.clone(), n.corrected.then(|| t.msg_learn_note_corrected())]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(" · "),
                    mine: n.mine && ctx.may_here(Class::Learning, Act::Write),
                    back: raw.is_some(),
                    typed: raw.map_or_else(|| n.body.clone(), |raw| raw.body.clone()),
                }
            })
            .collect(),
        note: Field::area("body", t.msg_learn_note_body(), &note_back.raw.body, 3).hint(t.msg_learn_note_hint()).max(4000).required(t).errors(note_back.errors),
    }
}

fn shared(ctx: &InmateCtx, l: Option<&Learner>) -> Vec<(String, String)> {
    let t = ctx.t;
    let Some(l) = l else { return Vec::new() };
    let country = l.country.as_deref().map(|c| ctx.catalogue().label(List::Country, c, ctx.fmt().is_nb()).to_owned()).unwrap_or_default();
    let lines = [
        (t.msg_learn_shares(), if l.shares { t.msg_learn_shares_yes() } else { t.msg_learn_shares_no() }),
        (t.msg_learn_highest(), l.highest.map(|h| words::highest(t, h)).unwrap_or_default()),
        (t.msg_learn_schooling(), l.schooling.clone()),
        (t.msg_learn_country(), country),
        (t.msg_learn_wishes(), l.wishes.clone()),
    ];
    lines.into_iter().filter(|x| !x.1.is_empty()).collect()
}

fn share_fields(ctx: &InmateCtx, raw: &RecordForm, errors: &Errors) -> Vec<Field> {
    let (t, nb) = (ctx.t, ctx.fmt().is_nb());
    let highest = Highest::ALL.iter().map(|h| Choice::new(h.as_str(), words::highest(t, *h))).collect();
    let countries = ctx.catalogue().options(List::Country, nb).into_iter().map(|(code, label)| Choice::new(code, label)).collect();
    vec![
        Field::radio(
            "shares",
            t.msg_learn_shares(),
            &raw.shares,
            vec![Choice::new("yes", t.msg_learn_shares_yes()), Choice::new("no", t.msg_learn_shares_no())],
        )
        .hint(t.msg_learn_shares_hint())
        .required(t)
        .errors(errors),
        Field::select("highest", t.msg_learn_highest(), &raw.highest, highest).or_none(t.msg_learn_not_said()).errors(errors),
        Field::area("schooling", t.msg_learn_schooling(), &raw.schooling, 3).max(1500).errors(errors),
        Field::select("country", t.msg_learn_country(), &raw.country, countries).or_none(t.msg_learn_not_said()).errors(errors),
        Field::area("wishes", t.msg_learn_wishes(), &raw.wishes, 2).max(1000).errors(errors),
    ]
}

fn test(ctx: &InmateCtx, x: &Test) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    Row {
        id: x.id.to_string(),
        title: t.msg_learn_test_line(words::subject(t, x.subject).as_str(), x.result.as_str()),
        text: [Some(x.test.clone()), Some(fmt.day(x.on_day)), x.by.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag: x.withdrawn.then(|| flag("neutral", "XMark", t.msg_work_withdrawn())),
        acts: !x.withdrawn && ctx.may_here(Class::Learning, Act::Write),
    }
}

fn test_fields(ctx: &InmateCtx, b: &Back<'_>) -> Vec<Field> {
    let t = ctx.t;
    let subjects = Subject::ALL.iter().map(|s| Choice::new(s.as_str(), words::subject(t, *s))).collect();
    vec![
        Field::select("subject", t.msg_learn_test_subject(), &b.raw.subject, subjects).width("w-half").errors(b.errors),
        Field::text("test", t.msg_learn_test_name(), &b.raw.test).hint(t.msg_learn_test_name_hint()).max(120).required(t).errors(b.errors),
        Field::text("test_result", t.msg_learn_test_result(), &b.raw.test_result).max(200).required(t).errors(b.errors),
        Field::day("test_day", t.msg_work_on_day(), &b.raw.test_day).required(t).errors(b.errors),
    ]
}

fn adapted(ctx: &InmateCtx, a: &Adapted) -> Row {
    let (t, fmt) = (ctx.t, ctx.fmt());
    let due = a.ended_at.is_none() && a.review_on <= ctx.today;
    let parts =
        [Some(t.msg_learn_agreed_on(fmt.day(a.agreed_on).as_str())), a.by.clone(), a.ended_at.map(|at| t.msg_learn_adapted_ended(fmt.near(at).as_str()))];
    Row {
        id: a.id.to_string(),
        title: a.measures.clone(),
        text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        flag: a.ended_at.is_none().then(|| flag(if due { "warning" } else { "info" }, "Calendar", t.msg_learn_review_on(fmt.day(a.review_on).as_str()))),
        acts: a.ended_at.is_none() && ctx.may_here(Class::Learning, Act::Write),
    }
}

fn adapt_fields(ctx: &InmateCtx, b: &Back<'_>) -> Vec<Field> {
    let t = ctx.t;
    vec![
        Field::area("measures", t.msg_learn_measures(), &b.raw.measures, 3).hint(t.msg_learn_measures_hint()).max(1500).required(t).errors(b.errors),
        Field::day("agreed_on", t.msg_learn_agreed_day(), &b.raw.agreed_on).required(t).errors(b.errors),
        Field::day("review_on", t.msg_learn_review_day(), &b.raw.review_on).required(t).errors(b.errors),
        Field::checkbox("agreed", t.msg_learn_agreed(), &b.raw.agreed).errors(b.errors),
    ]
}
