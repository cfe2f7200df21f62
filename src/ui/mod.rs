//! The window: what is seen and touched. No SQL, no clock, no file is written here.

pub mod action;
pub mod after_crash;
pub mod app;
mod bar;
pub mod commands;
mod dialogs;
pub mod drafts;
pub mod drawing;
pub mod export;
pub mod files;
mod guide;
pub mod in_flight;
mod keys_page;
pub mod launch;
pub mod link;
pub mod loaded;
pub mod lock;
pub mod memory;
pub mod only_one;
mod palette;
pub mod places;
pub mod preferences;
mod preview;
mod screens;
mod shell;
#[cfg(test)]
pub(crate) mod testing;
pub mod theme;
pub mod tones;
mod trouble;
pub mod widgets;
