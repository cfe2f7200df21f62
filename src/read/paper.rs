//! Which paper is meant: how the window, the command line and the numbering name one before it is made.

use std::sync::Arc;

use chrono::{Datelike as _, Days, NaiveDate};

use super::figures::FigureFilter;
use super::guiding::DocumentFilter;
use super::{ArchiveOf, ModelPaper, ProgrammePaper, ReportFilter, ShortcomingFilter};
use crate::domain::date::after_weekend;
use crate::domain::figures::FigurePeriod;
use crate::domain::{Period, UnitId, VisitId};

/// Number and day that the clerk gives a paper; what is missing is written by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Stamp {
    pub number: Option<i64>,
    pub date: Option<NaiveDate>,
}

impl Stamp {
    /// Of a day, with the number still to be given.
    pub fn on(day: NaiveDate) -> Self {
        Self {
            number: None,
            date: Some(day),
        }
    }
}

/// What a checklist is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChecklistOf {
    /// A visit, to fill in by hand.
    Blank(VisitId),
    /// A visit, as it was rated.
    Rated(VisitId),
    /// A unit with no visit written down yet, to fill in by hand on a day.
    Unit { unit_id: UnitId, day: NaiveDate },
}

impl ChecklistOf {
    /// The visit that it is of.
    pub fn visit_id(self) -> Option<VisitId> {
        match self {
            Self::Blank(id) | Self::Rated(id) => Some(id),
            Self::Unit { .. } => None,
        }
    }
}

/// One paper of a supervision.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PaperRequest {
    /// Thông báo kết luận; as it was issued once it is.
    Conclusion(VisitId),
    /// Biên bản làm việc.
    Minutes(VisitId),
    /// Phiếu kiểm tra.
    Checklist(ChecklistOf),
    /// Thông báo lịch giám sát.
    Announcement { visit_id: VisitId, stamp: Stamp },
    /// Công văn đôn đốc: asks for everything late on a day by a new day.
    Reminder {
        unit_id: UnitId,
        as_of: NaiveDate,
        by: NaiveDate,
        stamp: Stamp,
    },
    /// Phiếu phúc tra.
    Recheck(VisitId),
    /// Kế hoạch giám sát năm.
    Plan { year: i32, stamp: Stamp },
    /// Báo cáo tổng hợp; without `as_of` to the end of its period.
    Summary {
        period: Period,
        year: i32,
        as_of: Option<NaiveDate>,
        stamp: Stamp,
    },
    /// Bảng theo dõi khắc phục of a unit or of all; `only` narrows it further, as a list was filtered.
    Tracking {
        unit_id: Option<UnitId>,
        as_of: NaiveDate,
        only: Option<Box<ShortcomingFilter>>,
    },
    /// Hồ sơ theo dõi: one unit over the years.
    Profile { unit_id: UnitId, as_of: NaiveDate },
    /// Công văn đề nghị gửi báo cáo tháng: asks for what is missing of a year on a day.
    ReportRequest {
        unit_id: UnitId,
        year: i32,
        as_of: NaiveDate,
        by: NaiveDate,
        stamp: Stamp,
    },
    /// Bảng theo dõi báo cáo tháng.
    Reports {
        filter: ReportFilter,
        as_of: NaiveDate,
    },
    /// About mô hình Dân vận khéo.
    Models(ModelPaper),
    /// About chương trình phối hợp, kiểm tra đột xuất, đối thoại.
    Programmes(ProgrammePaper),
    /// Văn bản chỉ đạo with the matrix document × unit.
    Guiding {
        filter: DocumentFilter,
        as_of: NaiveDate,
    },
    /// A paper about archives.
    Archive(ArchiveOf),
    /// About figures of wards.
    Figures(FiguresPaper),
}

/// One paper about figures.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FiguresPaper {
    /// Công văn: asks a unit for what is missing of a period and puts the open questions.
    Letter {
        unit_id: UnitId,
        period: FigurePeriod,
        as_of: NaiveDate,
        by: NaiveDate,
        stamp: Stamp,
    },
    /// Bảng số liệu.
    Table {
        filter: FigureFilter,
        as_of: NaiveDate,
    },
}

impl FiguresPaper {
    pub fn title(&self) -> &'static str {
        match self {
            Self::Letter { .. } => "Công văn đề nghị bổ sung số liệu",
            Self::Table { .. } => "Bảng số liệu",
        }
    }

    fn stamp(&self) -> Option<Stamp> {
        match self {
            Self::Letter { stamp, .. } => Some(*stamp),
            Self::Table { .. } => None,
        }
    }

    fn restamp(&mut self, new: Stamp) {
        if let Self::Letter { stamp, .. } = self {
            *stamp = new;
        }
    }
}

/// Days that a reminder gives where no day was named.
const REMINDER_DAYS: u64 = 10;

impl PaperRequest {
    /// The day by which a reminder of a day asks for everything, where nobody names one.
    pub fn reminder_by(as_of: NaiveDate) -> NaiveDate {
        after_weekend(as_of + Days::new(REMINDER_DAYS))
    }

    /// A reminder with today's day on it.
    pub fn reminder(unit_id: UnitId, today: NaiveDate) -> Self {
        Self::Reminder {
            unit_id,
            as_of: today,
            by: Self::reminder_by(today),
            stamp: Stamp::on(today),
        }
    }

    /// A letter of today that asks a ward for the reports missing of a year.
    pub fn report_request(unit_id: UnitId, year: i32, today: NaiveDate) -> Self {
        Self::ReportRequest {
            unit_id,
            year,
            as_of: today,
            by: Self::reminder_by(today),
            stamp: Stamp::on(today),
        }
    }

    /// A letter of today about the figures of a period.
    pub fn figure_request(unit_id: UnitId, period: FigurePeriod, today: NaiveDate) -> Self {
        Self::Figures(FiguresPaper::Letter {
            unit_id,
            period,
            as_of: today,
            by: Self::reminder_by(today),
            stamp: Stamp::on(today),
        })
    }

    /// The tracking sheet of what a list shows; a list that only chose a unit gives the whole sheet of that unit.
    pub fn tracking_of(filter: &ShortcomingFilter, today: NaiveDate) -> Self {
        let only = ShortcomingFilter {
            unit_id: None,
            as_of: None,
            order: ShortcomingFilter::default().order,
            descending: false,
            limit: None,
            ..filter.clone()
        };
        Self::Tracking {
            unit_id: filter.unit_id,
            as_of: filter.as_of.unwrap_or(today),
            only: (only != ShortcomingFilter::default()).then(|| Box::new(only)),
        }
    }

    /// The report that is due next: of the part of the year that today lies in.
    pub fn summary_on(today: NaiveDate) -> Self {
        let period = match today.month() {
            1..=3 => Period::Quarter1,
            4..=6 => Period::SixMonths,
            7..=9 => Period::NineMonths,
            _ => Period::Year,
        };
        Self::Summary {
            period,
            year: today.year(),
            as_of: None,
            stamp: Stamp::on(today),
        }
    }

    /// What it is called where a clerk looks for it.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Conclusion(_) => "Thông báo kết luận",
            Self::Minutes(_) => "Biên bản làm việc",
            Self::Checklist(ChecklistOf::Rated(_)) => "Phiếu đã chấm",
            Self::Checklist(ChecklistOf::Blank(_) | ChecklistOf::Unit { .. }) => {
                "Phiếu kiểm tra trắng"
            }
            Self::Announcement { .. } => "Thông báo lịch giám sát",
            Self::Reminder { .. } => "Công văn đôn đốc",
            Self::Recheck(_) => "Phiếu phúc tra",
            Self::Plan { .. } => "Kế hoạch giám sát năm",
            Self::Summary { .. } => "Báo cáo tổng hợp",
            Self::Tracking { .. } => "Bảng theo dõi khắc phục",
            Self::Profile { .. } => "Hồ sơ theo dõi",
            Self::ReportRequest { .. } => "Công văn đề nghị gửi báo cáo tháng",
            Self::Reports { .. } => "Bảng theo dõi báo cáo tháng",
            Self::Models(paper) => paper.title(),
            Self::Programmes(paper) => paper.title(),
            Self::Guiding { .. } => "Bảng theo dõi văn bản chỉ đạo",
            Self::Archive(of) => of.title(),
            Self::Figures(what) => what.title(),
        }
    }

    /// The visit that it is of.
    pub fn visit_id(&self) -> Option<VisitId> {
        match self {
            Self::Conclusion(id) | Self::Minutes(id) | Self::Recheck(id) => Some(*id),
            Self::Announcement { visit_id, .. } => Some(*visit_id),
            Self::Checklist(of) => of.visit_id(),
            Self::Reminder { .. }
            | Self::Plan { .. }
            | Self::Summary { .. }
            | Self::Tracking { .. }
            | Self::Profile { .. }
            | Self::ReportRequest { .. }
            | Self::Reports { .. }
            | Self::Models(_)
            | Self::Programmes(_)
            | Self::Guiding { .. }
            | Self::Archive(_)
            | Self::Figures(_) => None,
        }
    }

    /// Number and day, of a paper that is given them when it is made.
    pub fn stamp(&self) -> Option<Stamp> {
        match self {
            Self::Announcement { stamp, .. }
            | Self::Reminder { stamp, .. }
            | Self::Plan { stamp, .. }
            | Self::Summary { stamp, .. }
            | Self::ReportRequest { stamp, .. } => Some(*stamp),
            Self::Archive(of) => of.stamp(),
            Self::Figures(what) => what.stamp(),
            Self::Conclusion(_)
            | Self::Minutes(_)
            | Self::Checklist(_)
            | Self::Recheck(_)
            | Self::Tracking { .. }
            | Self::Profile { .. }
            | Self::Reports { .. }
            | Self::Models(_)
            | Self::Programmes(_)
            | Self::Guiding { .. } => None,
        }
    }

    /// The same paper with another number and day; one that bears none stays as it is.
    #[must_use]
    pub fn stamped(mut self, new: Stamp) -> Self {
        match &mut self {
            Self::Announcement { stamp, .. }
            | Self::Reminder { stamp, .. }
            | Self::Plan { stamp, .. }
            | Self::Summary { stamp, .. }
            | Self::ReportRequest { stamp, .. } => *stamp = new,
            Self::Archive(of) => of.set_stamp(new),
            Self::Figures(what) => what.restamp(new),
            Self::Conclusion(_)
            | Self::Minutes(_)
            | Self::Checklist(_)
            | Self::Recheck(_)
            | Self::Tracking { .. }
            | Self::Profile { .. }
            | Self::Reports { .. }
            | Self::Models(_)
            | Self::Programmes(_)
            | Self::Guiding { .. } => {}
        }
        self
    }
}

/// Kinds of file that a paper comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperFormat {
    Pdf,
    Word,
    /// Its tables alone.
    Excel,
}

impl PaperFormat {
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "docx",
            Self::Excel => "xlsx",
        }
    }
}

/// A paper as it will be printed, for the window.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedPaper {
    /// What its file may be called, without ending.
    pub name: String,
    pub pdf: Arc<Vec<u8>>,
    /// One for each page of the file.
    pub pages: Vec<PrintedPage>,
    /// Whether it has tables to give to Excel.
    pub tables: bool,
    /// Issued and locked: the file is the stored one.
    pub issued: bool,
}

/// One page: its size in points, and what stands on it.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedPage {
    pub width: f32,
    pub height: f32,
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_reaches_only_papers_that_bear_one() {
        let stamp = Stamp {
            number: Some(7),
            date: NaiveDate::from_ymd_opt(2023, 1, 5),
        };
        let plan = PaperRequest::Plan {
            year: 2023,
            stamp: Stamp::default(),
        };
        assert_eq!(plan.stamped(stamp).stamp(), Some(stamp));
        let minutes = PaperRequest::Minutes(VisitId(uuid::Uuid::nil()));
        assert_eq!(minutes.clone().stamped(stamp), minutes);
        assert_eq!(minutes.stamp(), None);
    }
}
