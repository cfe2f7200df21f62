//! Chương trình phối hợp: the report of a year, the opinions of dialogues with their answers, unannounced inspections.

use chrono::NaiveDate;

use super::frame::{Issuer, Stamp, column, entitle, roman};
use super::reminder::recipients;
use crate::documents::content::{Align, Block, Paper, Sheet, Table};
use crate::documents::error::DocumentError;
use crate::domain::date::show;
use crate::domain::programme::answer_words;
use crate::domain::text::lower_first;
use crate::domain::{Inspection, ProgrammeResultKind};
use crate::read::programme::{
    Answered, DialogueList, InspectionList, OpinionRow, ProgrammeDetail, ProgrammeIssuer,
    inspected_words, units,
};

fn begun(
    from: &ProgrammeIssuer,
    (day, landscape): (NaiveDate, bool),
    (kind, subject): (&str, &str),
) -> Result<Paper, DocumentError> {
    let issuer = Issuer {
        body: &from.issuer.body,
        signers: &from.issuer.signers,
        sample: from.sample,
        rules: &from.rules,
    };
    let stamp = Stamp {
        number: None,
        date: Some(day),
    };
    let mut paper = issuer.paper(None, stamp, day)?;
    entitle(&mut paper, kind, subject);
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.blocks = vec![Block::Sheet(Sheet {
        landscape,
        annex: false,
    })];
    Ok(paper)
}

/// What was done in a year of a programme.
pub fn programme_report_paper(
    from: &ProgrammeIssuer,
    page: &ProgrammeDetail,
    year: i64,
) -> Result<Paper, DocumentError> {
    let programme = &page.row.programme;
    let subject = format!(
        "Kết quả thực hiện {} năm {year} (tính đến ngày {})",
        lower_first(&programme.title),
        show(page.as_of)
    );
    let mut paper = begun(from, (page.as_of, false), ("Báo cáo", &subject))?;
    let mut blocks = vec![Block::text(format!(
        "Chương trình {} ký kết giữa {}{}{}.",
        programme.span(),
        programme.parties.join(", "),
        programme
            .signed_on
            .map_or_else(String::new, |day| format!(", ngày {}", show(day))),
        match programme.basis.as_str() {
            "" => String::new(),
            basis => format!("; căn cứ {basis}"),
        }
    ))];
    let mut number = 0;
    let mut heading = |text: &str| {
        number += 1;
        Block::heading(1, format!("{}- {text}", roman(number)))
    };
    blocks.push(heading("Nhiệm vụ"));
    tasks(&mut blocks, page, year);
    blocks.push(heading("Kiểm tra đột xuất"));
    let rounds: Vec<&Inspection> = page
        .inspections
        .iter()
        .filter(|one| i64::from(chrono::Datelike::year(&one.ended_on)) == year)
        .collect();
    inspected(&mut blocks, &rounds);
    blocks.push(heading("Hội nghị đối thoại"));
    talked(&mut blocks, page, year);
    let results = page.results.iter().filter(|one| one.year == year);
    for one in results {
        let title = match one.kind {
            ProgrammeResultKind::Year => "Kết quả chung".to_owned(),
            ProgrammeResultKind::Midterm | ProgrammeResultKind::Final => {
                one.kind.label().to_owned()
            }
        };
        blocks.push(heading(&title));
        blocks.extend(one.text.lines().map(Block::text));
        let day = one.held_on.map(|day| format!("ngày {}", show(day)));
        let cited: Vec<String> = [Some(one.paper.clone()), day]
            .into_iter()
            .flatten()
            .filter(|words| !words.is_empty())
            .collect();
        if !cited.is_empty() {
            blocks.push(Block::text(format!("({})", cited.join(", "))));
        }
    }
    paper.blocks.extend(blocks);
    paper.recipients = recipients(&from.issuer.body)
        .into_iter()
        .filter(|line| line != "Như trên")
        .collect();
    Ok(paper)
}

fn tasks(blocks: &mut Vec<Block>, page: &ProgrammeDetail, year: i64) {
    let here: Vec<_> = page
        .tasks
        .iter()
        .filter(|(task, _)| task.is_of_year(year))
        .collect();
    if here.is_empty() {
        blocks.push(Block::text("Không có nhiệm vụ nào của năm này."));
        return;
    }
    let done = here
        .iter()
        .filter(|(_, standing)| standing.is_done())
        .count();
    let late = here
        .iter()
        .filter(|(_, standing)| standing.is_late())
        .count();
    blocks.push(Block::text(format!(
        "Đã xong {done}/{} nhiệm vụ của năm; quá hạn {late:02}.",
        here.len()
    )));
    blocks.push(Block::Table(Table {
        dense: true,
        columns: vec![
            column("TT", 1.0, Align::Center),
            column("Nhiệm vụ", 4.8, Align::Left),
            column("Chủ trì", 2.6, Align::Left),
            column("Thời hạn", 2.4, Align::Center),
            column("Tình trạng", 2.4, Align::Left),
            column("Kết quả", 3.4, Align::Left),
        ],
        rows: here
            .iter()
            .zip(1..)
            .map(|((task, standing), number): (_, usize)| {
                vec![
                    number.to_string(),
                    task.text.clone(),
                    task.owner.clone(),
                    task.due.map_or_else(|| "cả giai đoạn".to_owned(), show),
                    standing.words(),
                    task.result.clone(),
                ]
            })
            .collect(),
    }));
}

fn inspected(blocks: &mut Vec<Block>, rounds: &[&Inspection]) {
    if rounds.is_empty() {
        blocks.push(Block::text("Trong năm không kiểm tra đột xuất."));
        return;
    }
    let words = inspected_words(units(rounds.iter().copied()), rounds.len());
    blocks.push(Block::text(format!("Đã kiểm tra đột xuất {words}.")));
    blocks.push(Block::Table(rounds_table(rounds.iter().copied())));
}

fn rounds_table<'a>(rounds: impl Iterator<Item = &'a Inspection>) -> Table {
    Table {
        dense: true,
        columns: vec![
            column("TT", 1.0, Align::Center),
            column("Thời gian", 2.6, Align::Left),
            column("Cơ quan kiểm tra", 2.8, Align::Left),
            column("Lĩnh vực", 3.2, Align::Left),
            column("Lượt đơn vị", 1.4, Align::Center),
            column("Kết quả", 4.6, Align::Left),
        ],
        rows: rounds
            .zip(1..)
            .map(|(one, number): (_, usize)| {
                let mut result = one.result.clone();
                if !one.unit_names.is_empty() {
                    result = [one.unit_names.as_str(), &result].join("; ");
                }
                vec![
                    number.to_string(),
                    one.days(),
                    one.body.clone(),
                    one.field.clone(),
                    one.units.to_string(),
                    result.trim_end_matches("; ").to_owned(),
                ]
            })
            .collect(),
    }
}

fn talked(blocks: &mut Vec<Block>, page: &ProgrammeDetail, year: i64) {
    let of = |day: NaiveDate| i64::from(chrono::Datelike::year(&day)) == year;
    let here = page.dialogues.iter().filter(|row| of(row.dialogue.held_on));
    let here: Vec<_> = here.collect();
    if here.is_empty() {
        blocks.push(Block::text("Trong năm không tổ chức hội nghị đối thoại."));
        return;
    }
    let all = here.iter().map(|row| row.answered);
    let answered = all.fold(Answered::default(), Answered::plus);
    blocks.push(Block::text(format!(
        "Đã tổ chức {:02} hội nghị: {}.",
        here.len(),
        answered.words()
    )));
    let opinions = page.opinions.iter().filter(|row| of(row.held_on));
    let rows: Vec<&OpinionRow> = opinions.collect();
    if !rows.is_empty() {
        blocks.push(Block::Table(opinion_table(&rows)));
    }
}

fn opinion_table(rows: &[&OpinionRow]) -> Table {
    Table {
        dense: true,
        columns: vec![
            column("TT", 1.0, Align::Center),
            column("Đối thoại", 2.5, Align::Left),
            column("Ý kiến, kiến nghị", 4.8, Align::Left),
            column("Cơ quan trả lời", 2.5, Align::Left),
            column("Thời hạn", 2.4, Align::Center),
            column("Tình trạng", 2.3, Align::Left),
            column("Trả lời", 4.0, Align::Left),
        ],
        rows: rows
            .iter()
            .zip(1..)
            .map(|(row, number): (_, usize)| {
                let one = &row.opinion;
                let place = row
                    .unit_name
                    .strip_prefix("Phường ")
                    .unwrap_or(&row.unit_name);
                let said = match one.raised_by.as_str() {
                    "" => one.text.clone(),
                    by => format!("{} ({by})", one.text),
                };
                let answer = match one.answered_on {
                    Some(day) => format!("{}: {}", show(day), one.answer),
                    None => String::new(),
                };
                vec![
                    number.to_string(),
                    [place, &show(row.held_on)].join(" ").trim().to_owned(),
                    said,
                    one.answerer.clone(),
                    one.due.map_or_else(|| "–".to_owned(), show),
                    answer_words(row.standing),
                    answer,
                ]
            })
            .collect(),
    }
}

/// Everything that was asked at dialogues, with who answers by when and what was answered.
pub fn opinions_paper(from: &ProgrammeIssuer, list: &DialogueList) -> Result<Paper, DocumentError> {
    let year = list
        .filter
        .year
        .map_or_else(|| "các năm".to_owned(), |year| format!("năm {year}"));
    let subject = format!(
        "Ý kiến, kiến nghị tại hội nghị đối thoại {year} và việc trả lời (tính đến ngày {})",
        show(list.as_of)
    );
    let mut paper = begun(from, (list.as_of, true), ("Danh sách", &subject))?;
    let answered = list.answered();
    paper.blocks.push(Block::text(format!(
        "{:02} hội nghị đối thoại: {}.",
        list.rows.len(),
        answered.words()
    )));
    let rows: Vec<&OpinionRow> = list.opinions.iter().collect();
    if !rows.is_empty() {
        paper.blocks.push(Block::Table(opinion_table(&rows)));
    }
    Ok(paper)
}

/// Unannounced inspections with how many units each counted.
pub fn inspections_paper(
    from: &ProgrammeIssuer,
    list: &InspectionList,
) -> Result<Paper, DocumentError> {
    let year = list
        .filter
        .year
        .map_or_else(|| "các năm".to_owned(), |year| format!("năm {year}"));
    let subject = format!(
        "Kiểm tra đột xuất {year} (tính đến ngày {})",
        show(list.as_of)
    );
    let mut paper = begun(from, (list.as_of, true), ("Bảng tổng hợp", &subject))?;
    if list.rows.is_empty() {
        paper
            .blocks
            .push(Block::text("Không có đợt kiểm tra đột xuất nào."));
        return Ok(paper);
    }
    let fields: Vec<String> = list
        .by_field()
        .into_iter()
        .map(|(field, units)| format!("{} {units:02}", lower_first(field)))
        .collect();
    paper.blocks.push(Block::text(format!(
        "Tổng: {}; theo lĩnh vực: {}.",
        list.words(),
        fields.join(", ")
    )));
    let table = rounds_table(list.rows.iter().map(|(one, _)| one));
    paper.blocks.push(Block::Table(table));
    Ok(paper)
}
