//! The papers besides the conclusion: their pages as text, and what must never stand on them.

use crate::support;
use crate::visits;

use std::fmt::Write as _;

use qcdc::documents::content::{Block, Paper};
use qcdc::documents::papers::checklist::Use;
use qcdc::documents::papers::{
    Stamp, announcement_paper, checklist_paper, minutes_paper, plan_paper, profile_paper,
    recheck_paper, reminder_paper, summary_paper, tracking_paper,
};
use qcdc::documents::{DocumentError, lay_out, render_pdf};
use qcdc::domain::{
    ClockTime, Participant, ParticipantRole, Period, RatingValue, Side, VisitKind, VisitState,
};
use qcdc::read::{ShortcomingFilter, VisitFilter, VisitPage};
use qcdc::register::Register;
use support::{clock, day};
use visits::visit_page;

const TODAY: &str = "2024-10-15";

fn picture(paper: &Paper) -> String {
    let mut out = String::new();
    for (index, page) in lay_out(paper).unwrap().iter().enumerate() {
        write!(out, "===== trang {}\n{}", index + 1, page.to_text()).unwrap();
    }
    out
}

/// All words of a paper in one line.
fn words(paper: &Paper) -> String {
    let pages = lay_out(paper).unwrap();
    let words: Vec<String> = pages.iter().map(qcdc::documents::Page::words).collect();
    let words = words.join(" ");
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn stamp() -> Stamp {
    Stamp {
        number: Some(7),
        date: Some(day("2024-10-15")),
    }
}

/// Two made-up years, as `qcdc demo` shows them.
fn sample() -> (tempfile::TempDir, Register) {
    support::sample::sample("thu", clock(TODAY)())
}

fn first(register: &Register, fits: impl Fn(&qcdc::read::VisitRow) -> bool) -> VisitPage {
    let rows = register.visits(&VisitFilter::default()).unwrap();
    let row = rows.iter().find(|row| fits(row)).unwrap();
    register.visit_page(row.id).unwrap()
}

/// A visit with people, an hour and evidence.
fn full_page() -> VisitPage {
    let mut page = visit_page();
    page.visit.time = ClockTime::new(14, 0);
    page.visit.report_received_on = Some(day("2022-12-05"));
    page.participants.push(Participant {
        role: ParticipantRole::Secretary,
        name: "Trần Thị Hà".into(),
        title: "Chuyên viên Ban Dân vận".into(),
        ..page.participants[0].clone()
    });
    page.participants.push(Participant {
        side: Side::Unit,
        role: ParticipantRole::Attendee,
        name: String::new(),
        title: "lãnh đạo Ủy ban nhân dân phường".into(),
        ..page.participants[1].clone()
    });
    page.regulations[1].items[2].rating.evidence_seen = "Biên bản niêm yết.".into();
    page
}

#[test]
fn minutes() {
    insta::assert_snapshot!(picture(&minutes_paper(&full_page()).unwrap()));
}

#[test]
fn minutes_leave_room_for_what_is_not_recorded() {
    let mut page = visit_page();
    page.participants.clear();
    page.strengths.clear();
    page.shortcomings.clear();
    page.visit.assessment.clear();
    let text = words(&minutes_paper(&page).unwrap());
    assert!(text.contains("hồi ........ giờ ........ phút ngày 12/12/2022"));
    assert!(text.contains("chưa phát hiện tồn tại, hạn chế phải yêu cầu khắc phục"));
    assert!(text.matches("....................").count() > 9);
}

#[test]
fn sixty_people_fit_into_the_minutes() {
    let mut page = full_page();
    for number in 0..60 {
        page.participants.push(Participant {
            name: format!("Nguyễn Văn {number}"),
            ..page.participants[3].clone()
        });
    }
    let text = words(&minutes_paper(&page).unwrap());
    assert!(text.contains("Nguyễn Văn 59"));
    assert!(text.contains("TRƯỞNG ĐOÀN GIÁM SÁT"));
}

#[test]
fn a_blank_checklist() {
    let paper = checklist_paper(&full_page(), Use::Blank).unwrap();
    insta::assert_snapshot!(picture(&paper));
    assert_eq!(words(&paper).matches('□').count(), 4 * 9);
    assert!(!words(&paper).contains("Chưa kịp thời"));
}

#[test]
fn a_rated_checklist() {
    let paper = checklist_paper(&full_page(), Use::Rated).unwrap();
    insta::assert_snapshot!(picture(&paper));
}

#[test]
fn pages_of_a_checklist_lie_on_their_long_edge() {
    let pages = lay_out(&checklist_paper(&full_page(), Use::Blank).unwrap()).unwrap();
    assert!(pages.iter().all(|page| page.width > page.height));
    let right = pages[0].width - 15.0 * 72.0 / 25.4;
    for run in pages.iter().flat_map(|page| &page.runs) {
        assert!(run.x + run.width < right + 0.1, "{}", run.text());
    }
}

#[test]
fn tracking_of_one_unit_and_of_all() {
    let (_folder, register) = sample();
    let unit = register.unit_by_code("lb-thach-ban").unwrap().unwrap();
    let page = register.tracking(Some(&unit), day(TODAY)).unwrap();
    insta::assert_snapshot!(picture(&tracking_paper(&page).unwrap()));
    let all = register.tracking(None, day(TODAY)).unwrap();
    let counts = register.overview(day(TODAY)).unwrap().counts;
    let tally = all.tally();
    assert_eq!(tally.late as u64, counts.late);
    assert_eq!(tally.due_soon as u64, counts.due_soon);
    assert_eq!(tally.at_work as u64, counts.at_work);
    assert_eq!(tally.waiting as u64, counts.waiting);
    assert_eq!(tally.done_in_time as u64, counts.done_in_time);
    assert_eq!(tally.done_late as u64, counts.done_late);
    assert_eq!(tally.total(), all.rows.len());
}

#[test]
fn the_profile_of_a_unit_with_and_without_history() {
    let (_folder, register) = sample();
    let unit = |code: &str| register.unit_by_code(code).unwrap().unwrap().id;
    let page = register
        .profile(unit("lb-thach-ban"), day(TODAY), true)
        .unwrap();
    let repeats = |unit_id| {
        let filter = ShortcomingFilter {
            unit_id: Some(unit_id),
            ..ShortcomingFilter::default()
        };
        register.most_repeated(&filter, day(TODAY)).unwrap()
    };
    insta::assert_snapshot!(picture(
        &profile_paper(&page, &repeats(page.unit.id)).unwrap()
    ));
    let new = register
        .profile(unit("hn-hong-ha"), day(TODAY), false)
        .unwrap();
    let text = words(&profile_paper(&new, &repeats(new.unit.id)).unwrap());
    assert!(text.contains("Chưa có cuộc giám sát nào"), "{text}");
    assert!(text.contains("thành lập ngày 01/07/2025"), "{text}");
}

#[test]
fn a_sheet_of_an_earlier_day_does_not_know_what_came_later() {
    let (_folder, register) = sample();
    let then = register.tracking(None, day("2024-01-10")).unwrap();
    let now = register.tracking(None, day(TODAY)).unwrap();
    assert!(then.rows.len() < now.rows.len());
    for row in &then.rows {
        assert!(row.visit_date <= day("2024-01-10"));
        let known = [row.dates.reported_on, row.dates.verified_on];
        assert!(
            known
                .into_iter()
                .flatten()
                .all(|on| on <= day("2024-01-10"))
        );
    }
    let empty = register.tracking(None, day("2020-01-01")).unwrap();
    assert!(words(&tracking_paper(&empty).unwrap()).contains("không có tồn tại, hạn chế nào"));
}

#[test]
fn reminders_go_to_every_unit_that_is_late() {
    let (_folder, register) = sample();
    let pages = register.late_units(day(TODAY)).unwrap();
    let late: usize = pages.iter().map(|page| page.late().count()).sum();
    let counts = register.overview(day(TODAY)).unwrap().counts;
    assert_eq!(late as u64, counts.late);
    let letter = reminder_paper(&pages[0], stamp(), day("2024-10-25")).unwrap();
    insta::assert_snapshot!(picture(&letter));
    let unit = register.unit_by_code("lb-phuc-dong").unwrap().unwrap();
    let none = register.tracking(Some(&unit), day(TODAY)).unwrap();
    let error = reminder_paper(&none, stamp(), day("2024-10-25")).unwrap_err();
    assert!(matches!(error, DocumentError::NothingLate { .. }));
}

#[test]
fn a_recheck_shows_both_results() {
    let (_folder, register) = sample();
    let visit = first(&register, |row| row.kind == VisitKind::Recheck).visit;
    let page = register.recheck(visit.id).unwrap();
    insta::assert_snapshot!(picture(&recheck_paper(&page).unwrap()));
    assert!(register.recheck(page.before.visit.id).is_err());
}

#[test]
fn a_recheck_without_ratings_has_boxes_to_tick() {
    let (_folder, register) = sample();
    let visit = first(&register, |row| row.kind == VisitKind::Recheck).visit;
    let mut page = register.recheck(visit.id).unwrap();
    let sheets = page.now.regulations.iter_mut();
    for item in sheets.flat_map(|sheet| &mut sheet.items) {
        item.rating.value = RatingValue::NotRated;
    }
    let findings = page
        .items()
        .iter()
        .map(|(_, pairs)| pairs.len())
        .sum::<usize>();
    assert!(findings > 0);
    let text = words(&recheck_paper(&page).unwrap());
    assert_eq!(text.matches("□ Không áp dụng").count(), findings);
}

#[test]
fn the_plan_of_a_year_with_its_schedule_after_the_signature() {
    let (_folder, register) = sample();
    let page = register.plan(2024).unwrap();
    let paper = plan_paper(&page, stamp()).unwrap();
    insta::assert_snapshot!(picture(&paper));
    let text = words(&paper);
    assert!(text.find("TRƯỞNG BAN").unwrap() < text.find("Phụ lục: Lịch").unwrap());
    assert!(text.contains("./."));
    let empty = register.plan(2019).unwrap();
    assert!(words(&plan_paper(&empty, stamp()).unwrap()).contains("Chưa xếp cuộc giám sát nào"));
}

#[test]
fn the_announcement_of_a_visit() {
    let (_folder, register) = sample();
    let page = first(&register, |row| row.state == VisitState::Announced);
    let paper = announcement_paper(&page, stamp()).unwrap();
    insta::assert_snapshot!(picture(&paper));
}

#[test]
fn the_summary_of_a_quarter() {
    let (_folder, register) = sample();
    let page = register.period(Period::Quarter1, 2024, None).unwrap();
    let paper = summary_paper(&page, stamp()).unwrap();
    insta::assert_snapshot!(picture(&paper));
    let pages = lay_out(&paper).unwrap();
    let fills: usize = pages.iter().map(|page| page.fills.len()).sum();
    let map = paper.blocks.iter().find_map(|block| {
        if let Block::HeatMap(map) = block {
            Some(map)
        } else {
            None
        }
    });
    let shaded = map.unwrap().shades.iter().flatten().flatten().count();
    assert!(shaded > 0 && fills > shaded);
    let empty = register.period(Period::Quarter1, 2019, None).unwrap();
    assert!(words(&summary_paper(&empty, stamp()).unwrap()).contains("chưa có cuộc giám sát nào"));
}

#[test]
fn the_summaries_of_longer_periods() {
    let (_folder, register) = sample();
    for (period, name) in [
        (Period::SixMonths, "6_months"),
        (Period::NineMonths, "9_months"),
        (Period::Year, "year"),
    ] {
        let page = register.period(period, 2024, None).unwrap();
        let paper = summary_paper(&page, stamp()).unwrap();
        insta::assert_snapshot!(name, picture(&paper));
    }
}

#[test]
fn plots_are_drawn_from_the_figures_of_the_parts() {
    let (_folder, register) = sample();
    let page = register.period(Period::Year, 2024, None).unwrap();
    let parts = page.parts();
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Quý I", "Quý II", "Quý III", "Quý IV"]);
    let sum = |count: fn(&qcdc::read::PeriodPart) -> usize| parts.iter().map(count).sum::<usize>();
    assert_eq!(sum(|part| part.visits), page.visits.len());
    assert_eq!(sum(|part| part.found), page.found.len());
    let paper = summary_paper(&page, stamp()).unwrap();
    let plots: Vec<_> = paper
        .blocks
        .iter()
        .filter_map(|block| {
            if let Block::Plot(plot) = block {
                Some(plot)
            } else {
                None
            }
        })
        .collect();
    assert_eq!(plots.len(), 2);
    let columns = plots[1];
    for (series, count) in columns.series.iter().zip([
        (|part| part.visits) as fn(&qcdc::read::PeriodPart) -> usize,
        |part| part.found,
    ]) {
        for (point, part) in series.points.iter().zip(&parts) {
            assert_eq!(point.value, count(part).to_string());
        }
    }
    // as tall as their counts, from one axis
    let mut only = paper.clone();
    only.blocks
        .retain(|block| matches!(block, Block::Plot(plot) if plot == columns));
    let pages = lay_out(&only).unwrap();
    let tall = pages[0].fills.iter().filter(|fill| fill.height > 5.0);
    let tall: Vec<f32> = tall.map(|fill| fill.height).collect();
    let counts: Vec<usize> = parts
        .iter()
        .flat_map(|part| [part.visits, part.found])
        .filter(|count| *count > 0)
        .collect();
    assert_eq!(tall.len(), counts.len());
    for (height, count) in tall.iter().zip(&counts) {
        let of = |count: usize| f32::from(u16::try_from(count).unwrap());
        let wanted = tall[0] / of(counts[0]) * of(*count);
        assert!((height - wanted).abs() < 0.1, "{height} for {count}");
    }
    let slanted = lay_out(&paper).unwrap();
    let lines = slanted.iter().flat_map(|page| &page.rules);
    let slanted =
        lines.filter(|rule| (rule.x1 - rule.x2).abs() > 1.0 && (rule.y1 - rule.y2).abs() > 0.01);
    assert_eq!(slanted.count(), 3, "a line between four quarters");
}

#[test]
fn a_year_s_figures_are_the_sums_of_its_quarters() {
    let (_folder, register) = sample();
    let of = |period| register.period(period, 2023, Some(day(TODAY))).unwrap();
    let year = of(Period::Year);
    let quarters = [
        Period::Quarter1,
        Period::Quarter2,
        Period::Quarter3,
        Period::Quarter4,
    ]
    .map(of);
    let visits: usize = quarters.iter().map(|page| page.visits.len()).sum();
    let found: usize = quarters.iter().map(|page| page.found.len()).sum();
    assert_eq!((visits, found), (year.visits.len(), year.found.len()));
    for (at, total) in year.totals().into_iter().enumerate() {
        let sum = quarters.iter().map(|page| page.totals()[at]);
        assert_eq!(sum.reduce(qcdc::domain::Score::plus).unwrap(), total);
    }
}

#[test]
fn levels_stay_inside_and_bytes_stay_the_same() {
    let (_folder, register) = sample();
    let tracking = register.tracking(None, day(TODAY)).unwrap();
    let year = register.period(Period::Year, 2024, None).unwrap();
    let papers = [
        minutes_paper(&full_page()).unwrap(),
        checklist_paper(&full_page(), Use::Blank).unwrap(),
        checklist_paper(&full_page(), Use::Rated).unwrap(),
        tracking_paper(&tracking).unwrap(),
        summary_paper(&year, Stamp::default()).unwrap(),
    ];
    for paper in papers {
        let text = words(&paper);
        for inside in [
            "Nhắc nhở",
            "Phải báo cáo cấp ủy",
            "nghiêm trọng",
            "GPMB-0",
            "QC1-",
        ] {
            assert!(!text.contains(inside), "{inside} in {}", paper.meta.title);
        }
        assert_eq!(render_pdf(&paper).unwrap(), render_pdf(&paper).unwrap());
    }
}
