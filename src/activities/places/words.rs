//! Places in words, and the closed sets they are made of.

use crate::inmates::banner::Flag;
use crate::platform::words::words;
use crate::reference::{Catalogue, List};
use crate::web::Choice;
use crate::web::lang::Text;

words! {
    /// What a place is.
    Kind {
        /// A workplace.
        Work = "work",
        /// A course as this prison runs it.
        Course = "course",
        /// A facility for leisure.
        Facility = "facility",
        /// Work or school outside.
        Outside = "outside",
    }

    /// Who offers it.
    Provider {
        /// The prison itself.
        Prison = "prison",
        /// The county's school.
        CountySchool = "county_school",
        /// A university or college.
        University = "university",
        /// A school at a distance.
        Distance = "distance",
        /// A firm.
        Firm = "firm",
        /// The municipality.
        Municipality = "municipality",
        /// An organisation.
        Ngo = "ngo",
    }

    /// What lies about.
    Tools {
        /// Nothing that is counted.
        None = "none",
        /// Tools that are counted.
        Counted = "counted",
        /// Knives.
        Knives = "knives",
        /// Machines.
        Machines = "machines",
        /// Chemicals.
        Chemicals = "chemicals",
        /// Vehicles.
        Vehicles = "vehicles",
    }

    /// What a place asks for.
    NeedKind {
        /// Fit for work.
        FitForWork = "fit_for_work",
        /// A language.
        Language = "language",
        /// A course that was completed.
        CourseDone = "course_done",
        /// A certificate.
        Certificate = "certificate",
        /// A task mastered.
        Skill = "skill",
        /// No alert of a kind.
        NoAlert = "no_alert",
        /// So many days left.
        DaysLeft = "days_left",
        /// Serves a sentence.
        Sentenced = "sentenced",
        /// Of an age.
        Age = "age",
    }

    /// What somebody does in a place.
    Part {
        /// Runs it day by day.
        Runs = "runs",
        /// Leads it.
        Leads = "leads",
        /// Stands in.
        StandsIn = "stands_in",
    }
}

/// Facilities have no national list.
pub const FACILITIES: [&str; 7] = ["GYM", "LIBRARY", "MUSIC", "ART", "CHAPEL", "HOBBY", "YARD"];

impl Kind {
    /// The list its code is of. A facility has no list: its code is what the house calls it.
    pub fn list(self) -> Option<List> {
        match self {
            Self::Work | Self::Outside => Some(List::WorkType),
            Self::Course => Some(List::Course),
            Self::Facility => None,
        }
    }

    /// The icon beside it.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Work => "Wrench",
            Self::Course => "HatSchool",
            Self::Facility => "Book",
            Self::Outside => "Compass",
        }
    }
}

impl NeedKind {
    /// Whether it is said by its name alone.
    pub fn alone(self) -> bool {
        matches!(self, Self::FitForWork | Self::Sentenced)
    }
}

/// A flag.
pub fn flag(color: &'static str, icon: &'static str, label: String) -> Flag {
    Flag { color, icon, label, instruction: String::new(), solid: false }
}

/// Choices of a closed set.
pub fn choices<T: Copy>(t: Text, all: &[T], value: fn(T) -> &'static str, word: fn(Text, T) -> String) -> Vec<Choice> {
    all.iter().map(|x| Choice::new(value(*x), word(t, *x))).collect()
}

/// What a place is.
pub fn kind(t: Text, kind: Kind) -> String {
    match kind {
        Kind::Work => t.msg_place_kind_work(),
        Kind::Course => t.msg_place_kind_course(),
        Kind::Facility => t.msg_place_kind_facility(),
        Kind::Outside => t.msg_place_kind_outside(),
    }
}

/// What it is of its kind: a kind of work, a course, a facility.
pub fn code(t: Text, catalogue: &Catalogue, nb: bool, kind: Kind, code: &str) -> String {
    match (kind.list(), code) {
        (Some(list), code) => catalogue.label(list, code, nb).to_owned(),
        (None, "GYM") => t.msg_place_facility_gym(),
        (None, "LIBRARY") => t.msg_place_facility_library(),
        (None, "MUSIC") => t.msg_place_facility_music(),
        (None, "ART") => t.msg_place_facility_art(),
        (None, "CHAPEL") => t.msg_place_facility_chapel(),
        (None, "YARD") => t.msg_place_facility_yard(),
        (None, _) => t.msg_place_facility_hobby(),
    }
}

/// What it can be, of its kind.
pub fn codes(t: Text, catalogue: &Catalogue, nb: bool, of: Kind) -> Vec<Choice> {
    match of.list() {
        Some(list) => catalogue.options(list, nb).into_iter().map(|(code, label)| Choice::new(code, label)).collect(),
        None => FACILITIES.iter().map(|c| Choice::new(*c, code(t, catalogue, nb, of, c))).collect(),
    }
}

/// Who offers it.
pub fn provider(t: Text, provider: Provider) -> String {
    match provider {
        Provider::Prison => t.msg_place_provider_prison(),
        Provider::CountySchool => t.msg_place_provider_county_school(),
        Provider::University => t.msg_place_provider_university(),
        Provider::Distance => t.msg_place_provider_distance(),
        Provider::Firm => t.msg_place_provider_firm(),
        Provider::Municipality => t.msg_place_provider_municipality(),
        Provider::Ngo => t.msg_place_provider_ngo(),
    }
}

/// What lies about.
pub fn tools(t: Text, tools: Tools) -> String {
    match tools {
        Tools::None => t.msg_place_tools_none(),
        Tools::Counted => t.msg_place_tools_counted(),
        Tools::Knives => t.msg_place_tools_knives(),
        Tools::Machines => t.msg_place_tools_machines(),
        Tools::Chemicals => t.msg_place_tools_chemicals(),
        Tools::Vehicles => t.msg_place_tools_vehicles(),
    }
}

/// What somebody does in a place.
pub fn part(t: Text, part: Part) -> String {
    match part {
        Part::Runs => t.msg_place_part_runs(),
        Part::Leads => t.msg_place_part_leads(),
        Part::StandsIn => t.msg_place_part_stands_in(),
    }
}

/// A kind of need, for a choice.
pub fn need_kind(t: Text, kind: NeedKind) -> String {
    match kind {
        NeedKind::FitForWork => t.msg_place_need_fit(),
        NeedKind::Language => t.msg_place_need_language(),
        NeedKind::CourseDone => t.msg_place_need_course(),
        NeedKind::Certificate => t.msg_place_need_certificate(),
        NeedKind::Skill => t.msg_place_need_skill(),
        NeedKind::NoAlert => t.msg_place_need_no_alert(),
        NeedKind::DaysLeft => t.msg_place_need_days(),
        NeedKind::Sentenced => t.msg_place_need_sentenced(),
        NeedKind::Age => t.msg_place_need_age(),
    }
}

/// A need in a line.
pub fn need(t: Text, catalogue: &Catalogue, nb: bool, kind: NeedKind, value: &str) -> String {
    match kind {
        NeedKind::FitForWork | NeedKind::Sentenced => need_kind(t, kind),
        NeedKind::Language => t.msg_place_needs_language(catalogue.label(List::Language, value, nb)),
        NeedKind::CourseDone => t.msg_place_needs_course(catalogue.label(List::Course, value, nb)),
        NeedKind::Certificate => t.msg_place_needs_certificate(catalogue.label(List::Course, value, nb)),
        NeedKind::Skill => t.msg_place_needs_skill(value),
        NeedKind::NoAlert => t.msg_place_needs_no_alert(catalogue.label(List::AlertType, value, nb)),
        NeedKind::DaysLeft => t.msg_place_needs_days(value.parse::<i64>().unwrap_or_default()),
        NeedKind::Age => t.msg_place_needs_age(value.parse::<i64>().unwrap_or_default()),
    }
}

/// Why a placement rests.
pub fn rests(t: Text, code: &str) -> String {
    match code {
        "health" => t.msg_place_rests_health(),
        "leave" => t.msg_place_rests_leave(),
        "security" => t.msg_place_rests_security(),
        "conduct" => t.msg_place_rests_conduct(),
        "exclusion" => t.msg_place_rests_exclusion(),
        "programme" => t.msg_place_rests_programme(),
        "own_wish" => t.msg_place_rests_own_wish(),
        _ => t.msg_place_rests_other(),
    }
}

/// What stands against somebody's going to another place.
pub fn against(t: Text, answer: &str) -> String {
    match answer {
        "no_seat" => t.msg_place_against_no_seat(),
        "double_booked" => t.msg_place_against_double(),
        "keep_apart" => t.msg_place_against_apart(),
        "level" => t.msg_place_against_level(),
        "already" => t.msg_place_against_already(),
        "no_times" => t.msg_place_against_no_times(),
        "closed" => t.msg_place_against_closed(),
        _ => t.msg_place_against_not_here(),
    }
}
