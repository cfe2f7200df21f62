//! Which papers the archives must hold, from which year on.

use super::NewArchivePaper;
use crate::domain::archive::check_year;
use crate::domain::{ArchivePaper, ArchivePaperId, Problem, text};
use crate::register::Register;
use crate::register::change::Op;
use crate::register::error::{RegisterError, refused};
use crate::register::page::codes;
use crate::register::transact::{Outcome, Tx};
use crate::store;

impl Register {
    /// Adds a paper to what is needed, from a year on.
    ///
    /// # Errors
    /// Something is missing, or another paper has its code in those years.
    pub fn add_archive_paper(
        &mut self,
        new: &NewArchivePaper,
        from_year: Option<i32>,
    ) -> Result<Outcome<ArchivePaperId>, RegisterError> {
        let known = codes(&self.catalogue()?.regulations);
        self.transact(Op::EditArchivePapers, "", |tx| {
            let papers = store::archive::papers(tx.rows.conn())?;
            let position = papers.iter().map(|paper| paper.position).max().unwrap_or(0) + 1;
            let mut paper = ArchivePaper {
                id: ArchivePaperId(tx.new_id()),
                ver: 0,
                code: text::clean(&new.code),
                regulation: text::clean(&new.regulation),
                position,
                name: text::clean(&new.name),
                item: text::clean(&new.item),
                every_year: new.every_year,
                from_year: from_year.map(i64::from),
                to_year: None,
                replaces: None,
            };
            if paper.code.is_empty() {
                paper.code = free_code(&papers, &paper);
            }
            checked(&paper, &papers, &known)?;
            tx.message = format!("Đã thêm giấy tờ {} vào danh mục lưu trữ", paper.code);
            Ok(tx.rows.add(paper)?.id)
        })
    }

    /// Changes a paper. Where something was found of it already, the new wording holds from `from_year` on and the old one
    /// stays for the years before.
    ///
    /// # Errors
    /// Something is missing, or judgements of those years stand under the old words.
    pub fn change_archive_paper(
        &mut self,
        base: &ArchivePaper,
        new: &NewArchivePaper,
        from_year: i32,
    ) -> Result<Outcome<ArchivePaperId>, RegisterError> {
        check_year(from_year)?;
        let known = codes(&self.catalogue()?.regulations);
        self.transact(Op::EditArchivePapers, "", |tx| {
            let papers = store::archive::papers(tx.rows.conn())?;
            let before: ArchivePaper = tx.rows.need(base.id, "Giấy tờ này")?;
            if before.ver != base.ver {
                return refused("Giấy tờ này vừa được sửa ở nơi khác; hãy mở lại để xem rồi sửa.");
            }
            let mut paper = ArchivePaper {
                regulation: text::clean(&new.regulation),
                name: text::clean(&new.name),
                item: text::clean(&new.item),
                every_year: new.every_year,
                ..before.clone()
            };
            tx.message = format!("Đã sửa giấy tờ {} của danh mục lưu trữ", before.code);
            if paper == before {
                return Ok(before.id);
            }
            if store::archive::judged_since(tx.rows.conn(), before.id, 0)? == 0 {
                let others: Vec<ArchivePaper> =
                    papers.into_iter().filter(|p| p.id != before.id).collect();
                checked(&paper, &others, &known)?;
                return Ok(tx.rows.put(&before, paper)?.id);
            }
            let ended = end(tx, &before, from_year)?;
            let mut others = papers;
            others.retain(|paper| paper.id != before.id);
            others.push(ended);
            paper.id = ArchivePaperId(tx.new_id());
            paper.from_year = Some(i64::from(from_year));
            paper.replaces = Some(before.id);
            checked(&paper, &others, &known)?;
            tx.message = format!(
                "Từ năm {from_year}, giấy tờ {} theo nội dung mới; các năm trước giữ nội dung cũ",
                before.code
            );
            Ok(tx.rows.add(paper)?.id)
        })
    }

    /// The paper is no longer needed from a year on; what was found before stays.
    ///
    /// # Errors
    /// Something was found of it in those years.
    pub fn retire_archive_paper(
        &mut self,
        id: ArchivePaperId,
        from_year: i32,
    ) -> Result<Outcome<()>, RegisterError> {
        check_year(from_year)?;
        self.transact(Op::EditArchivePapers, "", |tx| {
            let before: ArchivePaper = tx.rows.need(id, "Giấy tờ này")?;
            tx.message = format!(
                "Từ năm {from_year} không yêu cầu lưu giấy tờ {}",
                before.code
            );
            end(tx, &before, from_year)?;
            Ok(())
        })
    }
}

/// The first code that no paper has: `QC1-03.2`, or `QC1.01` without an item.
fn free_code(papers: &[ArchivePaper], paper: &ArchivePaper) -> String {
    let stem = if paper.item.is_empty() {
        &paper.regulation
    } else {
        &paper.item
    };
    (1..=papers.len() + 1)
        .map(|number| format!("{stem}.{number}"))
        .find(|code| papers.iter().all(|other| other.code != *code))
        .unwrap_or_default()
}

fn checked(
    paper: &ArchivePaper,
    others: &[ArchivePaper],
    regulations: &[(String, String)],
) -> Result<(), RegisterError> {
    paper.check()?;
    if regulations
        .iter()
        .all(|(code, _)| *code != paper.regulation)
    {
        let known: Vec<&str> = regulations.iter().map(|(code, _)| code.as_str()).collect();
        return Err(Problem::new(
            "regulation",
            format!(
                "Danh mục không có quy chế “{}”; hãy chọn một trong: {}.",
                paper.regulation,
                known.join(", ")
            ),
        )
        .into());
    }
    let clash = others.iter().find(|other| {
        other.code == paper.code
            && other.from_year.unwrap_or(0) <= paper.to_year.unwrap_or(i64::MAX)
            && paper.from_year.unwrap_or(0) <= other.to_year.unwrap_or(i64::MAX)
    });
    match clash {
        Some(other) => Err(Problem::new(
            "code",
            format!(
                "Mã {} đã dùng cho “{}”; hãy chọn mã khác.",
                other.code, other.name
            ),
        )
        .into()),
        None => Ok(()),
    }
}

/// Ends a paper before a year.
fn end(
    tx: &mut Tx<'_>,
    before: &ArchivePaper,
    from_year: i32,
) -> Result<ArchivePaper, RegisterError> {
    let judged = store::archive::judged_since(tx.rows.conn(), before.id, i64::from(from_year))?;
    if judged > 0 {
        return Err(Problem::new(
            "from_year",
            format!(
                "Từ năm {from_year} đã có {judged} lần ghi cho giấy tờ {} theo nội dung cũ; hãy chọn năm sau, hoặc đưa các lần ghi đó về “Chưa xem” trước.",
                before.code
            ),
        )
        .into());
    }
    if before
        .to_year
        .is_some_and(|until| until < i64::from(from_year))
    {
        return Err(Problem::new(
            "from_year",
            format!(
                "Giấy tờ {} đã thôi yêu cầu từ trước năm {from_year}.",
                before.code
            ),
        )
        .into());
    }
    let ended = ArchivePaper {
        to_year: Some(i64::from(from_year) - 1),
        ..before.clone()
    };
    ended.check()?;
    Ok(tx.rows.put(before, ended)?)
}
