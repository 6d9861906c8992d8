//! Work, school and leisure: where one can be placed, when it meets, who has a place, who came, and what one thing of the day gives way to another.
//!
//! strgjfl § 3(3): whoever serves a sentence has a duty of activity; forskrift § 1-4: on remand it is an offer. § 18: education, work and programmes; § 3-12: work
//! can be ordered, education cannot. Three things are kept by the database and not by care: nobody is in two places at once, no place has more people than
//! seats, nobody stands in one place twice (`activities.slot`).

pub mod allocation;
pub mod demonstration;
pub mod figures;
pub mod placements;
pub mod sessions;
pub mod timetable;
