//! HTTP and HTML: routes with access rules, the request's context, forms, the page frame, errors, headers, static files.

pub mod assets;
pub mod conflict;
pub mod ctx;
pub mod error;
mod faults;
pub mod field;
pub mod fmt;
pub mod form;
pub mod frame;
pub mod headers;
pub mod lang;
pub mod law;
pub mod live;
pub mod parts;
pub mod routes;
pub mod session;
pub mod state;

pub use ctx::{Ctx, Visitor};
pub use error::Error;
pub use field::{Choice, Field};
pub use fmt::Fmt;
pub use form::{Errors, Form};
pub use frame::Frame;
pub use lang::{Lang, Text};
pub use routes::{Access, Routes, needs, needs_for};
pub use state::App;
