//! The user's guide as a file.

use std::path::PathBuf;

use super::message::{Done, Failure};
use super::put::{write, written};
use crate::documents;

/// Writes the guide, or its first page, as PDF.
#[derive(Debug, Clone)]
pub struct GuideJob {
    pub quick: bool,
    pub to: PathBuf,
}

pub(super) fn job(job: GuideJob) -> Result<Done, Failure> {
    write(&job.to, &bytes(job.quick)?)?;
    Ok(written(job.to))
}

pub(super) fn bytes(quick: bool) -> Result<Vec<u8>, Failure> {
    Ok(documents::guide::pdf(quick)?.bytes)
}
