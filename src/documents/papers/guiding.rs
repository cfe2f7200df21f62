//! Văn bản chỉ đạo: the register and the matrix document × unit on one paper.

use super::frame::{Issuer, Stamp, column, entitle};
use crate::documents::content::{Align, Block, Paper, Sheet, Table};
use crate::documents::error::DocumentError;
use crate::domain::date::show;
use crate::domain::text::paper_count;
use crate::read::guiding::{DocumentEntry, DocumentPage, DocumentSheet, LEGEND, short};

/// Columns of documents that fit a page beside the names of the wards.
const COLUMNS: usize = 8;

/// The register with its matrix.
pub fn documents_paper(sheet: &DocumentSheet) -> Result<Paper, DocumentError> {
    let page = &sheet.page;
    let issuer = Issuer {
        body: &sheet.issuer.body,
        signers: &sheet.issuer.signers,
        sample: sheet.sample,
        rules: &sheet.rules,
    };
    let stamp = Stamp {
        number: None,
        date: Some(page.as_of),
    };
    let mut paper = issuer.paper(None, stamp, page.as_of)?;
    let subject = format!(
        "Văn bản chỉ đạo và việc triển khai của các đơn vị (tính đến ngày {})",
        show(page.as_of)
    );
    entitle(&mut paper, "Bảng theo dõi", &subject);
    paper.blocks = vec![Block::Sheet(Sheet {
        landscape: true,
        annex: false,
    })];
    if page.entries.is_empty() {
        paper
            .blocks
            .push(Block::text("Chưa có văn bản chỉ đạo nào trong sổ."));
    } else {
        paper.blocks.extend([
            Block::text(format!(
                "{} văn bản; tính trên việc giao cho từng đơn vị: {}.",
                paper_count(page.entries.len()),
                page.tally().words()
            )),
            Block::heading(1, "I- Danh mục văn bản chỉ đạo"),
            Block::Table(list(page)),
        ]);
        let assigned = page.assigned();
        if !assigned.is_empty() {
            paper
                .blocks
                .push(Block::heading(1, "II- Việc triển khai của từng đơn vị"));
            for part in assigned.chunks(COLUMNS) {
                paper.blocks.push(Block::Table(matrix(page, part)));
            }
            paper.blocks.push(Block::text(LEGEND));
        }
        let wrong = warnings(page);
        if !wrong.is_empty() {
            paper
                .blocks
                .push(Block::heading(1, "Những chỗ cần đối chiếu với văn bản gốc"));
            paper.blocks.extend(wrong.into_iter().map(Block::item));
        }
    }
    paper.signature = Some(issuer.signature(&paper.profile));
    Ok(paper)
}

fn warnings(page: &DocumentPage) -> Vec<String> {
    let entries = page.entries.iter();
    entries
        .flat_map(|entry| {
            let reference = entry.document.reference();
            let warnings = entry.document.warnings().into_iter();
            warnings.map(move |warning| format!("{reference}: {warning}"))
        })
        .collect()
}

fn list(page: &DocumentPage) -> Table {
    let rows = page
        .entries
        .iter()
        .zip(1..)
        .map(|(entry, number): (_, i32)| {
            let document = &entry.document;
            let mut standing = document.standing(page.as_of);
            if let Some(later) = &entry.replaced_by {
                standing = format!("{standing}, thay bằng {later}");
            }
            vec![
                number.to_string(),
                document.number.clone(),
                document.date.map(show).unwrap_or_default(),
                document.doc_type.label().to_owned(),
                document.issuer.clone(),
                document.subject.clone(),
                standing,
                entry.tally(page.as_of).share(),
            ]
        });
    Table {
        dense: true,
        rows: rows.collect(),
        columns: vec![
            column("TT", 0.7, Align::Center),
            column("Số và ký hiệu", 2.3, Align::Left),
            column("Ngày", 1.7, Align::Center),
            column("Thể loại", 1.6, Align::Left),
            column("Cơ quan ban hành", 3.2, Align::Left),
            column("Trích yếu", 6.0, Align::Left),
            column("Hiệu lực", 2.6, Align::Left),
            column("Đã triển khai", 1.5, Align::Center),
        ],
    }
}

fn matrix(page: &DocumentPage, part: &[&DocumentEntry]) -> Table {
    let tasks = page.tasks();
    let mut columns = vec![
        column("TT", 0.7, Align::Center),
        column("Đơn vị", 2.8, Align::Left),
    ];
    columns.extend(part.iter().map(|entry| {
        let document = &entry.document;
        let head = if document.number.is_empty() {
            document.doc_type.label()
        } else {
            &document.number
        };
        column(head, 2.2, Align::Center)
    }));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for unit in &page.units {
        let cells: Vec<String> = part
            .iter()
            .map(|entry| {
                let task = tasks.get(&(unit.id, entry.document.id));
                task.map_or_else(String::new, |task| {
                    let words = short(task, page.as_of);
                    if task.own_paper.is_empty() {
                        words
                    } else {
                        format!("{words} ({})", task.own_paper)
                    }
                })
            })
            .collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        let mut row = vec![(rows.len() + 1).to_string(), unit.short_name.clone()];
        row.extend(cells);
        rows.push(row);
    }
    let mut sum = vec![String::new(), "Đã triển khai".to_owned()];
    sum.extend(part.iter().map(|entry| entry.tally(page.as_of).share()));
    rows.push(sum);
    Table {
        dense: true,
        columns,
        rows,
    }
}
