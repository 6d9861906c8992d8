//! The front page of every role: the first ten seconds of a shift. Each role has a file of its own, which says in cards what the role
//! needs to know now; the cards are the same for all. What the data cannot answer yet is said in words, not left blank.

mod audit;
mod cases;
mod contact;
mod deadlines;
mod desk;
mod due;
mod gate;
mod group;
mod health;
mod house;
mod officer;
mod region;
mod reintegration;
mod store;
mod system;
mod view;
mod web;

pub use web::routes;
