//! Overgang: prison case management on the Norwegian model. Start reading at `docs/architecture.md`, then [`app`].

pub mod access;
pub mod activities;
pub mod app;
pub mod audit;
pub mod command;
pub mod config;
pub mod custody;
pub mod deadlines;
pub mod demo;
mod entrance;
pub mod estate;
pub mod health;
mod home;
pub mod inmates;
mod l10n;
pub mod law;
mod lawbook;
pub mod learning;
pub mod money;
pub mod plan;
pub mod platform;
pub mod programmes;
pub mod reference;
mod rights;
pub mod sentences;
pub mod staff;
pub mod web;
