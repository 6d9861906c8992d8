//! From wish to place: applications, assessments, waiting lists, placements and what interrupts them.
//!
//! Placements and seats are written by `activities.place_person` and its siblings alone; what a page may offer, and what it says when something stands in the way, is here.

pub mod rules;
