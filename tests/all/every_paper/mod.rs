//! Every paper that the program makes, from the sample file, with its name.

use chrono::NaiveDate;
use qcdc::documents::papers::checklist::Use;
use qcdc::documents::papers::{
    Stamp, announcement_paper, archive_request_paper, archive_sheet_paper, checklist_paper,
    documents_paper, figure_request_paper, figures_paper, inspections_paper, minutes_paper,
    model_comparison_paper, model_proposal_paper, model_register_paper, opinions_paper, plan_paper,
    programme_report_paper, recheck_paper, reminder_paper, report_request_paper, reports_paper,
    summary_paper, tracking_paper,
};
use qcdc::documents::{Paper, conclusion_paper};
use qcdc::domain::figures::FigurePeriod;
use qcdc::domain::text::sort_key;
use qcdc::domain::{Period, VisitKind, VisitState};
use qcdc::read::guiding::DocumentFilter;
use qcdc::read::programme::{DialogueFilter, InspectionFilter};
use qcdc::read::{
    ArchiveFilter, FigureFilter, ModelFilter, PeriodPage, ReportFilter, VisitFilter, VisitPage,
    VisitRow,
};
use qcdc::register::Register;

use crate::support::{self, clock, day};

pub const TODAY: &str = "2024-10-15";

/// Two made-up years, as `qcdc demo` shows them.
pub fn sample() -> (tempfile::TempDir, Register) {
    support::sample::sample("thu", clock(TODAY)())
}

pub fn first(register: &Register, fits: impl Fn(&VisitRow) -> bool) -> VisitPage {
    let rows = register.visits(&VisitFilter::default()).unwrap();
    let row = rows.iter().find(|row| fits(row)).unwrap();
    register.visit_page(row.id).unwrap()
}

pub fn stamp() -> Stamp {
    Stamp {
        number: Some(7),
        date: Some(day(TODAY)),
    }
}

/// A year whose list of shortcomings has a thousand rows.
pub fn thousand(register: &Register) -> PeriodPage {
    let mut page = register.period(Period::Year, 2024, None).unwrap();
    page.found = page.found.iter().cycle().take(1000).cloned().collect();
    // by unit, as the register gives them
    page.found
        .sort_by_cached_key(|row| sort_key(&row.unit_name));
    page
}

/// All of them, each with a name of its file.
pub fn all(register: &Register) -> Vec<(String, Paper)> {
    let mut out: Vec<(String, Paper)> = Vec::new();
    let mut add = |name: &str, paper: Paper| out.push((name.to_owned(), paper));
    let concluded = first(register, |row| row.state == VisitState::Closed);
    add("ket-luan", conclusion_paper(&concluded).unwrap());
    add("bien-ban", minutes_paper(&concluded).unwrap());
    add(
        "phieu-trang",
        checklist_paper(&concluded, Use::Blank).unwrap(),
    );
    add(
        "phieu-da-cham",
        checklist_paper(&concluded, Use::Rated).unwrap(),
    );
    let announced = first(register, |row| row.state == VisitState::Announced);
    add(
        "thong-bao-lich",
        announcement_paper(&announced, stamp()).unwrap(),
    );
    add(
        "ke-hoach",
        plan_paper(&register.plan(2024).unwrap(), stamp()).unwrap(),
    );
    let recheck = first(register, |row| row.kind == VisitKind::Recheck);
    let recheck = register.recheck(recheck.visit.id).unwrap();
    add("phuc-tra", recheck_paper(&recheck).unwrap());
    let late = register.late_units(day(TODAY)).unwrap();
    for page in &late {
        let code = page.unit.as_ref().unwrap().code.clone();
        let by: NaiveDate = day("2024-10-25");
        let paper = reminder_paper(page, stamp(), by).unwrap();
        add(&format!("don-doc-{code}"), paper);
        let paper = tracking_paper(page).unwrap();
        add(&format!("theo-doi-{code}"), paper);
    }
    let everyone = register.tracking(None, day(TODAY)).unwrap();
    add("theo-doi", tracking_paper(&everyone).unwrap());
    let filter = ReportFilter {
        year: 2024,
        district: String::new(),
    };
    let reports = register.report_page(&filter, day(TODAY)).unwrap();
    add("bang-bao-cao-thang", reports_paper(&reports).unwrap());
    let unit = reports.year.with_missing().next().unwrap().unit.id;
    let from = register.model_issuer("", day(TODAY)).unwrap();
    let filter = ModelFilter::of_year(2024);
    let models = register.models(&filter, day(TODAY)).unwrap();
    add(
        "dan-van-kheo",
        model_register_paper(&from, &models).unwrap(),
    );
    let filter = ModelFilter {
        proposed: true,
        year: None,
        ..filter
    };
    let models = register.models(&filter, day(TODAY)).unwrap();
    add("khen-thuong", model_proposal_paper(&from, &models).unwrap());
    let models = register.compare_models(2024, "", day(TODAY)).unwrap();
    add(
        "so-sanh-mo-hinh",
        model_comparison_paper(&from, &models).unwrap(),
    );
    let from = register.programme_issuer("", day(TODAY)).unwrap();
    let programmes = register.programmes(day(TODAY)).unwrap();
    let id = programmes[0].programme.id;
    let programme = register.programme(id, day(TODAY)).unwrap();
    add(
        "phoi-hop",
        programme_report_paper(&from, &programme, 2024).unwrap(),
    );
    let talks = register
        .dialogues(&DialogueFilter::default(), day(TODAY))
        .unwrap();
    add("doi-thoai", opinions_paper(&from, &talks).unwrap());
    let rounds = register
        .inspections(&InspectionFilter::default(), day(TODAY))
        .unwrap();
    add(
        "kiem-tra-dot-xuat",
        inspections_paper(&from, &rounds).unwrap(),
    );
    let letter = report_request_paper(&reports, unit, stamp(), day("2024-10-25"));
    add("de-nghi-bao-cao", letter.unwrap());
    let filter = ArchiveFilter::of_year(2024);
    let archive = register.archive_page(&filter, day(TODAY)).unwrap();
    let sheet = archive_sheet_paper(&archive, None);
    add("ho-so-luu-tru", sheet.unwrap());
    let filter = DocumentFilter::default();
    let documents = register.document_sheet(&filter, day(TODAY)).unwrap();
    add("van-ban-chi-dao", documents_paper(&documents).unwrap());
    let unit = archive.year.with_missing().next().unwrap().unit.id;
    let sheet = archive_sheet_paper(&archive, Some(unit));
    add("ho-so-luu-tru-phuong", sheet.unwrap());
    let letter = archive_request_paper(&archive, unit, stamp(), day("2024-10-25"));
    add("de-nghi-ho-so", letter.unwrap());
    let filter = FigureFilter {
        period: FigurePeriod::before(day(TODAY)),
        district: String::new(),
    };
    let figures = register.figure_page(&filter, day(TODAY)).unwrap();
    add("bang-so-lieu", figures_paper(&figures, day(TODAY)).unwrap());
    let unit = figures.board.to_ask().next().unwrap().unit.id;
    let letter = figure_request_paper(&figures, unit, (stamp(), day(TODAY)), day("2024-10-25"));
    add("de-nghi-so-lieu", letter.unwrap());
    for (period, name) in [
        (Period::Quarter1, "quy-1"),
        (Period::Quarter4, "quy-4"),
        (Period::SixMonths, "6-thang"),
        (Period::NineMonths, "9-thang"),
        (Period::Year, "nam"),
    ] {
        let page = register.period(period, 2024, None).unwrap();
        let paper = summary_paper(&page, stamp()).unwrap();
        add(&format!("bao-cao-{name}"), paper);
    }
    let long = summary_paper(&thousand(register), stamp()).unwrap();
    add("bao-cao-1000-dong", long);
    out
}
