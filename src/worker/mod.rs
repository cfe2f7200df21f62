//! The thread that owns the open file: commands, queries and slow jobs come in, answers go out.

pub mod message;

pub use message::{
    Changes, Command, Conflict, ConflictField, Done, Failure, Job, Made, Model, NewVisit, Query,
    Reply, Request, Status,
};
