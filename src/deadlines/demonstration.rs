//! Invented deadlines.
