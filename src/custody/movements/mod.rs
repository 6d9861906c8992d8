//! Out and in, and about the house: court, hospital, leave, work outside, release, escape, death; to work, school and appointments.
//!
//! A movement is planned, then out, then back (or overdue), or cancelled with a reason. A release ends the stay and needs a recorded basis
//! (Mandela rule 7 c; straffegjennomføringsloven §§ 33 to 36 on leave, escort and interruption, §§ 42 to 44 on release). Where somebody was at
//! any instant is worked out from these rows, stays and cells (`custody.position_at`), never kept a second time.

pub mod store;
