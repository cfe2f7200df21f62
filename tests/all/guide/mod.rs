//! The user's guide: its pictures come from the program itself, its printed form, its way in the window.

mod district;
mod paint;
mod pictures;
mod printed;
mod reading;
mod tour;
mod year;
