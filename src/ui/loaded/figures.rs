//! What was loaded about figures.

use super::{Loaded, Page};
use crate::domain::UnitId;
use crate::domain::figures::FigurePeriod;
use crate::read::FigureFilter;
use crate::read::figures::{FigureBoard, FigureSeries, FigureSheet};
use crate::worker::figures::{FiguresModel, FiguresQuery};
use crate::worker::{Model, Query};

impl Loaded {
    /// Indicator × ward; while another period loads, the board of the old one.
    pub fn figure_board(&mut self, filter: FigureFilter) -> Option<Page<FigureBoard>> {
        match self.look(&Query::Figures(FiguresQuery::Board(filter)))? {
            (Model::Figures(FiguresModel::Board(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// One unit in a period; without one, in the latest that it reported of.
    pub fn figure_sheet(
        &mut self,
        unit_id: UnitId,
        period: Option<FigurePeriod>,
    ) -> Option<Page<FigureSheet>> {
        match self.look(&Query::Figures(FiguresQuery::Sheet { unit_id, period }))? {
            (Model::Figures(FiguresModel::Sheet(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }

    /// An indicator over time.
    pub fn figure_series(
        &mut self,
        filter: FigureFilter,
        code: String,
        of_unit: Option<UnitId>,
    ) -> Option<Page<FigureSeries>> {
        let query = FiguresQuery::Series {
            filter,
            code,
            of_unit,
        };
        match self.look(&Query::Figures(query))? {
            (Model::Figures(FiguresModel::Series(data)), version) => Some(Page { data, version }),
            _ => None,
        }
    }
}
