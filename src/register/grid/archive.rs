//! What archives hold, from a sheet: known by unit, paper and year.

use std::collections::HashMap;
use std::rc::Rc;

use super::Taker;
use super::line::Line;
use crate::domain::{ArchiveEntry, ArchivePaper, ArchivePaperId, ArchiveState, text};
use crate::read::grid::{GridCell, RowFate};
use crate::register::Register;
use crate::register::archive::{NewArchiveEntry, lay};
use crate::register::error::RegisterError;
use crate::store::{self, StoreError};

fn cells(
    (unit, unit_name): (&str, &str),
    paper: &ArchivePaper,
    year: i64,
    entry: Option<&ArchiveEntry>,
) -> Vec<GridCell> {
    vec![
        GridCell::text(unit),
        GridCell::text(unit_name),
        GridCell::text(&paper.code),
        GridCell::text(&paper.name),
        GridCell::whole(year),
        GridCell::text(
            entry
                .map_or(ArchiveState::NotSeen, |entry| entry.state)
                .label(),
        ),
        GridCell::text(entry.map_or("", |entry| &entry.place)),
        GridCell::day(entry.and_then(|entry| entry.kept_until)),
        GridCell::day(entry.and_then(|entry| entry.seen_on)),
        GridCell::text(entry.map_or("", |entry| &entry.note)),
    ]
}

pub(super) fn rows(register: &Register) -> Result<Vec<Vec<GridCell>>, StoreError> {
    let conn = register.store.conn();
    let names = super::unit_names(register)?;
    let papers: HashMap<ArchivePaperId, ArchivePaper> = store::archive::papers(conn)?
        .into_iter()
        .map(|paper| (paper.id, paper))
        .collect();
    let entries = store::archive::all_entries(conn)?;
    Ok(entries
        .iter()
        .filter_map(|entry| {
            let paper = papers.get(&entry.paper_id)?;
            let unit = super::named(&names, entry.unit_id);
            Some(cells(unit, paper, entry.year, Some(entry)))
        })
        .collect())
}

/// The papers that are or were needed, read once for all rows.
fn papers(taker: &mut Taker<'_, '_>) -> Result<Rc<Vec<ArchivePaper>>, StoreError> {
    if let Some(papers) = &taker.papers {
        return Ok(papers.clone());
    }
    let papers = Rc::new(store::archive::papers(taker.tx.rows.conn())?);
    taker.papers = Some(papers.clone());
    Ok(papers)
}

pub(super) fn take(
    taker: &mut Taker<'_, '_>,
    mut line: Line<'_>,
) -> Result<RowFate, RegisterError> {
    let unit = taker.unit(&mut line, "unit_id")?;
    let code = line.needed("paper", "Hãy ghi mã giấy tờ, ví dụ QC1-03.1.");
    let year = line.needed_number("year", "Hãy ghi năm của hồ sơ, ví dụ 2024.");
    let state = line.needed_choice(
        "state",
        ArchiveState::ALL,
        "Hãy ghi tình trạng: Có, Thiếu, Không áp dụng hoặc Chưa xem.",
    );
    let (Some(unit), Some(year), Some(state)) = (unit, year, state) else {
        return Ok(line.refused());
    };
    let Ok(of_year) = i32::try_from(year) else {
        line.wrong("year", "Năm này không dùng được; hãy ghi năm, ví dụ 2024.");
        return Ok(line.refused());
    };
    let papers = papers(taker)?;
    let wanted = text::fold(&code);
    let found = papers
        .iter()
        .find(|paper| text::fold(&paper.code) == wanted && paper.required_in(of_year));
    let Some(paper) = found else {
        if !code.is_empty() {
            line.wrong(
                "paper",
                format!("Năm {year} không yêu cầu giấy tờ mang mã “{code}”; hãy xem mã ở màn hình Hồ sơ lưu trữ."),
            );
        }
        return Ok(line.refused());
    };
    let known_by = format!("{}\n{}\n{year}", unit.code, paper.code);
    if !taker.is_first(&mut line, "paper", known_by) {
        return Ok(line.refused());
    }
    let there: Option<ArchiveEntry> = taker.tx.rows.get((unit.id, paper.id, year))?;
    let before = there.as_ref();
    let new = NewArchiveEntry {
        unit_id: unit.id,
        paper_id: paper.id,
        year: of_year,
        state,
        place: line.text_over("place", before.map_or("", |entry| &entry.place)),
        kept_until: line.day_over("kept_until", before.and_then(|entry| entry.kept_until)),
        seen_on: line.day_over("seen_on", before.and_then(|entry| entry.seen_on)),
        note: line.text_over("note", before.map_or("", |entry| &entry.note)),
    };
    if line.is_wrong() {
        return Ok(line.refused());
    }
    let by = (taker.today, taker.user.as_str());
    let written = lay(taker.tx, before, &new, by);
    let Some(after) = line.absorb(written)? else {
        return Ok(line.refused());
    };
    if before.is_none() && after.is_some() {
        return Ok(line.fate(RowFate::New));
    }
    let names = (unit.code.as_str(), unit.name.as_str());
    let fate = line.differs(
        &cells(names, paper, year, before),
        &cells(names, paper, year, after.as_ref()),
    );
    Ok(line.fate(fate))
}
