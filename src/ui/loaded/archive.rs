//! What is loaded of archives.

use chrono::NaiveDate;

use super::{Loaded, Page};
use crate::domain::ArchivePaper;
use crate::read::{ArchiveFilter, ArchiveYear};
use crate::worker::{ArchiveModel, ArchiveQuery, Model, Query};

impl Loaded {
    /// The archives of a year; while another year loads, those of the old one.
    pub fn archive(
        &mut self,
        filter: ArchiveFilter,
        as_of: NaiveDate,
    ) -> Option<Page<ArchiveYear>> {
        match self.look(&Query::Archive(ArchiveQuery::Year { filter, as_of }))? {
            (Model::Archive(ArchiveModel::Year(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// Every paper that is or was needed.
    pub fn archive_papers(&mut self) -> Option<Page<Vec<ArchivePaper>>> {
        match self.look(&Query::Archive(ArchiveQuery::Papers))? {
            (Model::Archive(ArchiveModel::Papers(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }
}
