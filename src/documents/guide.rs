//! The user's guide on paper: the whole book, or the one page with which one begins.

use chrono::NaiveDate;

use super::content::Meta;
use super::error::DocumentError;
use super::layout::{Page, book};
use super::pdf::{self, RenderedPdf};
use super::profile::Profile;
use crate::read::guide::{QUICK, chapter, guide};

/// The day that the file bears where the build names none: the same source, the same bytes.
const DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(2026, 1, 1);

/// The laid-out pages.
///
/// # Errors
/// The fonts cannot print a letter of the guide.
pub fn pages(quick: bool) -> Result<Vec<Page>, DocumentError> {
    let profile = profile(quick)?;
    if quick {
        let first = chapter(QUICK).ok_or(DocumentError::Fonts)?;
        return book::leaf(&profile, first);
    }
    book::lay_out(&profile, guide())
}

/// The file.
///
/// # Errors
/// As [`pages`]; a picture cannot be read.
pub fn pdf(quick: bool) -> Result<RenderedPdf, DocumentError> {
    let title = if quick {
        "Bắt đầu nhanh – Giám sát 6 QCDC"
    } else {
        "Hướng dẫn sử dụng Giám sát 6 QCDC"
    };
    let day = option_env!("QCDC_BUILD_DATE").and_then(|day| day.parse().ok());
    let meta = Meta {
        title: title.to_owned(),
        subject: format!("Phiên bản {}", env!("CARGO_PKG_VERSION")),
        date: day.or(DAY).unwrap_or_default(),
    };
    pdf::write(&pages(quick)?, &meta)
}

/// A book is read closer than a Party paper: smaller letters, narrower margins, no indent.
fn profile(quick: bool) -> Result<Profile, DocumentError> {
    let day = DAY.unwrap_or_default();
    let mut profile = Profile::for_issue_date(day)?.clone();
    let margin = if quick { 16.0 } else { 20.0 };
    profile.page.margin_top_mm = margin;
    profile.page.margin_bottom_mm = margin;
    profile.page.margin_left_mm = margin + 3.0;
    profile.page.margin_right_mm = margin;
    profile.body.size_pt = if quick { 13.0 } else { 12.5 };
    profile.body.line_pitch_pt = if quick { 17.0 } else { 16.5 };
    profile.body.first_indent_mm = 0.0;
    profile.body.paragraph_gap_pt = 4.0;
    profile.page_number.top_mm = 10.0;
    Ok(profile)
}
