//! The way out, step by step: where somebody is, what comes next, from when and why, what stands in the way, what was asked for and what became of it.
//!
//! The dates are the calculation's, with their rules and arithmetic. strgjfl §§ 15 (lower security, halfway house), 16 and 16 a (outside prison,
//! monitoring), 20 (day release), 33 (leave), 42 (probation); in preventive detention after two thirds of the minimum term (forvaringsforskriften §§ 9, 11,
//! 12), and release by the court (straffeloven § 44). None of it on remand (strgjfl § 52): what a court decides next is shown there, and nothing else.
//! Applications are recorded with what became of them; a decision stands, or was recorded by mistake.

pub(super) mod demonstration;
mod form;
mod model;
mod rules;
mod store;
mod view;
mod web;

pub(super) use web::routes;
