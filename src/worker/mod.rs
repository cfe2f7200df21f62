//! The thread that owns the open file: commands, queries and slow jobs come in, answers go out.

pub mod message;

pub use crate::register::{Changes, Conflict, ConflictField, NewVisit};
pub use message::{Command, Done, Failure, Job, Made, Model, Query, Reply, Request, Status};
