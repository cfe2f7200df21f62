//! The window: what is seen and touched. No SQL, no clock, no file is written here.

pub mod action;
pub mod in_flight;
pub mod launch;
pub mod loaded;
pub mod screens;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod tones;
pub mod widgets;
