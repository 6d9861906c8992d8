//! What somebody learns: schooling they share, tests, what was agreed to help, enrolments, competence reached, teachers' notes, exams, results, certificates.
//!
//! The school is the county's (strgjfl § 18, opplæringslova): what it keeps of a learner is read by the school where the learner is and by nobody of custody, and it goes on
//! to the next school with them. Nothing here knows of an offence, a sentence or an observation, and no certificate carries a mark of a prison (Mandela rule 104).

pub mod demonstration;
