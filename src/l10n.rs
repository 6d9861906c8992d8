//! Words in both languages, made from `locales/` at build time: a missing message or a wrong argument does not compile.
#![expect(
    dead_code,
    clippy::allow_attributes,
    clippy::allow_attributes_without_reason,
    clippy::all,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "generated"
)]

include!(concat!(env!("OUT_DIR"), "/l10n.rs"));
