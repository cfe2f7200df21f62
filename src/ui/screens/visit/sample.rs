//! A made-up visit.
