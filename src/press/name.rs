//! What the file of a paper is called where nobody gave it a name.

use chrono::NaiveDate;

use crate::domain::date::show;
use crate::domain::{Unit, UnitKind, text};
use crate::read::VisitPage;
use crate::read::paper::PaperRequest;

/// "Kết luận 12-TB-BDVQU Phúc Đồng 12-12-2022".
pub(super) fn conclusion(page: &VisitPage) -> String {
    let number = page
        .conclusion
        .as_ref()
        .map(|stored| &stored.conclusion)
        .filter(|conclusion| conclusion.number.is_some())
        .map_or_else(
            || "dự thảo".to_owned(),
            super::super::domain::conclusion::Conclusion::doc_number,
        );
    format!(
        "Kết luận {number} {} {}",
        short(&page.unit),
        show(page.visit.date)
    )
}

/// "Biên bản làm việc Phúc Đồng 12-12-2022".
pub(super) fn of_visit(request: &PaperRequest, page: &VisitPage) -> String {
    of_day(request, Some(&page.unit), page.visit.date)
}

/// "Bảng theo dõi khắc phục 15-03-2023", with the unit where it is of one.
pub(super) fn of_day(request: &PaperRequest, unit: Option<&Unit>, day: NaiveDate) -> String {
    let title = request.title();
    match unit {
        Some(unit) => format!("{title} {} {}", short(unit), show(day)),
        None => format!("{title} {}", show(day)),
    }
}

/// A ward without the word for ward.
fn short(unit: &Unit) -> &str {
    match unit.kind {
        UnitKind::Ward => unit.name.strip_prefix("Phường ").unwrap_or(&unit.name),
        UnitKind::PartyCell | UnitKind::ResidentialGroup | UnitKind::School | UnitKind::Agency => {
            &unit.name
        }
    }
}

/// The name without what file systems refuse.
pub(super) fn safe(name: &str) -> String {
    text::file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_refused_by_a_file_system() {
        assert_eq!(
            safe("Kết luận 12-TB/BDVQU 28/02/2023"),
            "Kết luận 12-TB-BDVQU 28-02-2023"
        );
        assert_eq!(safe("Trường A: “B” \t?. "), "Trường A- “B” --");
        // with its ending less than the 255 bytes that Linux takes
        assert!(safe(&"ệ".repeat(300)).len() <= 200);
    }
}
