//! `qcdc show visit`: one visit to read on the screen, or in its JSON form.

use std::io::Write;
use std::path::Path;

use anyhow::Result;

use super::World;
use super::visit_id;
use crate::domain::{ConclusionState, Participant, Shortcoming, Side, date, text};
use crate::read::VisitPage;

pub(super) fn visit(
    file: Option<&Path>,
    id: &str,
    json: bool,
    world: &mut World<'_>,
) -> Result<()> {
    let register = world.open_to_read(file)?;
    let id = visit_id::find(&register, id)?;
    if json {
        world
            .out
            .write_all(register.export_visit_json(id)?.as_bytes())?;
        return Ok(());
    }
    let page = register.visit_page(id)?;
    let out = &mut *world.out;
    head(&page, out)?;
    people(&page, out)?;
    scores(&page, out)?;
    strengths(&page, out)?;
    shortcomings(&page, out)?;
    conclusion(&page, out)
}

fn head(page: &VisitPage, out: &mut dyn Write) -> Result<()> {
    let visit = &page.visit;
    writeln!(out, "{}", page.title())?;
    let time = visit
        .time
        .map_or_else(String::new, |time| format!("{time} "));
    let state = if visit.state_reason.is_empty() {
        visit.state.label().to_owned()
    } else {
        format!("{} ({})", visit.state.label(), visit.state_reason)
    };
    let period = match (visit.period_from, visit.period_to) {
        (None, None) => String::new(),
        (from, to) => format!(
            "{} - {}",
            from.map(date::show).unwrap_or_default(),
            to.map(date::show).unwrap_or_default()
        ),
    };
    let covered: Vec<&str> = page
        .covered()
        .map(|sheet| sheet.regulation.code.as_str())
        .collect();
    for (label, value) in [
        ("Mã", visit.id.to_string()),
        ("Trạng thái", state),
        (
            "Thời gian",
            format!("{time}ngày {}", date::show(visit.date)),
        ),
        ("Địa điểm", visit.place.clone()),
        ("Nội dung", visit.topic.clone()),
        ("Căn cứ", visit.basis.clone()),
        ("Thời kỳ giám sát", period),
        ("Phạm vi", covered.join(", ")),
        (
            "Nhận báo cáo ngày",
            visit.report_received_on.map(date::show).unwrap_or_default(),
        ),
        ("Về báo cáo", visit.report_note.clone()),
        ("Nhận định chung", visit.assessment.clone()),
        (
            "Hạn báo cáo khắc phục",
            visit.report_back_by.map(date::show).unwrap_or_default(),
        ),
        (
            "Phúc tra cuộc",
            page.rechecks
                .as_ref()
                .map_or_else(String::new, |row| row.id.to_string()),
        ),
        ("Ghi chú", visit.note.clone()),
    ] {
        if !value.is_empty() {
            writeln!(out, "{label}: {value}")?;
        }
    }
    Ok(())
}

fn people(page: &VisitPage, out: &mut dyn Write) -> Result<()> {
    for side in Side::ALL {
        let list: Vec<&Participant> = page
            .participants
            .iter()
            .filter(|person| person.side == *side)
            .collect();
        if list.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", side.label())?;
        for person in list {
            let who: Vec<&str> = [person.name.as_str(), person.title.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            writeln!(out, "  {}: {}", person.role.label(), who.join(", "))?;
        }
    }
    Ok(())
}

fn scores(page: &VisitPage, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "\nKết quả đánh giá")?;
    for sheet in page.covered() {
        let open = match sheet.score.not_rated {
            0 => String::new(),
            count => format!(", {} mục chưa đánh giá", text::paper_count(count as usize)),
        };
        let checked = sheet.regulation.checked_label();
        let mark = if sheet.regulation.title_checked {
            String::new()
        } else {
            format!(" ({checked})")
        };
        writeln!(
            out,
            "  {:<6} {}{open}  {}{mark}",
            sheet.regulation.code,
            sheet.score.show(),
            sheet.regulation.title
        )?;
    }
    let total = page.score();
    writeln!(
        out,
        "  Tổng   {}, {} mục chưa đánh giá",
        total.show(),
        text::paper_count(total.not_rated as usize)
    )?;
    Ok(())
}

fn strengths(page: &VisitPage, out: &mut dyn Write) -> Result<()> {
    if page.strengths.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nƯu điểm")?;
    for (number, strength) in (1..).zip(&page.strengths) {
        writeln!(out, "  {number}. {}", strength.text)?;
    }
    Ok(())
}

fn shortcomings(page: &VisitPage, out: &mut dyn Write) -> Result<()> {
    if page.shortcomings.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nTồn tại, hạn chế")?;
    for (number, shortcoming) in (1..).zip(&page.shortcomings) {
        one_shortcoming(page, number, shortcoming, out)?;
    }
    Ok(())
}

fn one_shortcoming(
    page: &VisitPage,
    number: u32,
    s: &Shortcoming,
    out: &mut dyn Write,
) -> Result<()> {
    writeln!(out, "  {number}. {}", s.description)?;
    for (label, value) in [
        ("Yêu cầu", s.order_text.as_str()),
        ("Nơi chịu trách nhiệm", s.owner.as_str()),
        ("Nguyên nhân khách quan", s.cause_external.as_str()),
        ("Nguyên nhân chủ quan", s.cause_own.as_str()),
    ] {
        if !value.is_empty() {
            writeln!(out, "     {label}: {value}")?;
        }
    }
    if let Some(deadline) = s.deadline {
        writeln!(out, "     Thời hạn: {}", date::show(deadline))?;
    }
    writeln!(out, "     Trạng thái: {}", s.state.label())?;
    for event in page
        .events
        .iter()
        .filter(|event| event.shortcoming_id == s.id)
    {
        let said: Vec<&str> = [event.by.as_str(), event.text.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let until = event
            .deadline_to
            .map_or_else(String::new, |to| format!(" đến {}", date::show(to)));
        writeln!(
            out,
            "     {} {}{until}: {}",
            date::show(event.on),
            event.kind.label(),
            said.join(": ")
        )?;
    }
    Ok(())
}

fn conclusion(page: &VisitPage, out: &mut dyn Write) -> Result<()> {
    let Some(written) = &page.conclusion else {
        return Ok(());
    };
    let paper = &written.conclusion;
    writeln!(out, "\nKết luận")?;
    writeln!(out, "  Số: {}", paper.doc_number().trim())?;
    if let Some(day) = paper.date {
        writeln!(out, "  Ngày: {}", date::show(day))?;
    }
    writeln!(out, "  Trích yếu: {}", paper.subject)?;
    let state = match paper.state {
        ConclusionState::Draft if written.paragraphs.is_empty() => "Dự thảo, chưa soạn nội dung",
        ConclusionState::Draft | ConclusionState::Issued => paper.state.label(),
    };
    writeln!(out, "  Trạng thái: {state}")?;
    Ok(())
}
