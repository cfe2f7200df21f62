//! Mô hình "Dân vận khéo": the register, the list of those proposed for praise, the comparison of two years.

use super::frame::{Issuer, Stamp, column, entitle};
use super::reminder::recipients;
use crate::documents::content::{Align, Block, Paper, Sheet, Table};
use crate::documents::error::DocumentError;
use crate::domain::date::show;
use crate::domain::text::lower_first;
use crate::domain::{ModelPraise, ModelState};
use crate::read::skilful_model::{
    ComparedUnit, LEGEND, ModelComparison, ModelFilter, ModelIssuer, ModelList, ModelQuarters,
    ModelRow, quarter_words,
};

const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];

fn issuer(from: &ModelIssuer) -> Issuer<'_> {
    Issuer {
        body: &from.issuer.body,
        signers: &from.issuer.signers,
        sample: from.sample,
        rules: &from.rules,
    }
}

/// A working paper of the day, with its signature.
fn begun(
    from: &ModelIssuer,
    day: chrono::NaiveDate,
    (kind, subject): (&str, &str),
) -> Result<Paper, DocumentError> {
    let issuer = issuer(from);
    let stamp = Stamp {
        number: None,
        date: Some(day),
    };
    let mut paper = issuer.paper(None, stamp, day)?;
    entitle(&mut paper, kind, subject);
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.blocks = vec![Block::Sheet(Sheet {
        landscape: true,
        annex: false,
    })];
    Ok(paper)
}

/// "năm 2021", "các năm".
fn year_words(filter: &ModelFilter) -> String {
    filter
        .year
        .map_or_else(|| "các năm".to_owned(), |year| format!("năm {year}"))
}

/// " của phường Phúc Đồng" where the list is of one unit.
fn whose(list: &ModelList) -> String {
    match (list.filter.unit_id, list.rows.first()) {
        (Some(_), Some(row)) if !list.filter.with_before => {
            format!(" của {}", lower_first(&row.unit_name))
        }
        _ => String::new(),
    }
}

/// The register of what was registered.
pub fn model_register_paper(from: &ModelIssuer, list: &ModelList) -> Result<Paper, DocumentError> {
    let subject = format!(
        "Mô hình “Dân vận khéo” {}{} (tính đến ngày {})",
        year_words(&list.filter),
        whose(list),
        show(list.as_of)
    );
    let mut paper = begun(from, list.as_of, ("Sổ đăng ký", &subject))?;
    if list.rows.is_empty() {
        paper.blocks.push(Block::text("Không có mô hình nào."));
        return Ok(paper);
    }
    let tally = list.tally();
    let mut said = format!(
        "Đã đăng ký: {}; được công nhận {}",
        tally.words(),
        tally.share()
    );
    if tally.withdrawn > 0 {
        said = format!("{said}; đã rút {:02}", tally.withdrawn);
    }
    if list.late() > 0 {
        said = format!("{said}; cam kết quá hạn {:02}", list.late());
    }
    said.push('.');
    paper.blocks.push(Block::text(said));
    paper.blocks.push(Block::Table(Table {
        dense: true,
        columns: vec![
            column("TT", 0.8, Align::Center),
            column("Đơn vị", 2.2, Align::Left),
            column("Tập thể, cá nhân đăng ký", 3.4, Align::Left),
            column("Loại", 1.3, Align::Left),
            column("Tên mô hình", 4.6, Align::Left),
            column("Lĩnh vực", 2.6, Align::Left),
            column("Ngày đăng ký", 1.8, Align::Center),
            column("Cam kết đã xong", 1.3, Align::Center),
            column("Trạng thái", 2.2, Align::Left),
            column("Kết quả", 4.2, Align::Left),
        ],
        rows: list
            .rows
            .iter()
            .zip(1..)
            .map(|(row, number): (&ModelRow, usize)| {
                vec![
                    number.to_string(),
                    short(&row.unit_name).to_owned(),
                    row.model.who.clone(),
                    row.model.kind.label().to_owned(),
                    row.model.title.clone(),
                    row.field.clone(),
                    show(row.model.registered_on),
                    row.promised.share(),
                    row.state.label().to_owned(),
                    result(row),
                ]
            })
            .collect(),
    }));
    Ok(paper)
}

/// What came of a model, as a cell says it.
fn result(row: &ModelRow) -> String {
    let model = &row.model;
    let mut parts = Vec::new();
    if row.promised.late > 0 {
        parts.push(format!("{} cam kết quá hạn", row.promised.late));
    }
    match row.state {
        ModelState::Recognised => parts.push(model.recognition()),
        ModelState::NotRecognised => parts.push(model.outcome_reason.clone()),
        ModelState::Withdrawn => parts.push(model.withdrawn_reason.clone()),
        ModelState::Reviewed => parts.push(model.review.clone()),
        ModelState::Registered | ModelState::UnderWay => {}
    }
    parts.join("; ")
}

/// Those that the reviews propose for praise or reward.
pub fn model_proposal_paper(from: &ModelIssuer, list: &ModelList) -> Result<Paper, DocumentError> {
    let subject = format!(
        "Tập thể, cá nhân đề nghị biểu dương, khen thưởng trong phong trào thi đua “Dân vận khéo” {}{}",
        year_words(&list.filter),
        whose(list)
    );
    let mut paper = begun(from, list.as_of, ("Danh sách", &subject))?;
    if list.rows.is_empty() {
        paper.blocks.push(Block::text(
            "Chưa có mô hình nào được đề nghị; đề nghị ghi cùng kết quả đánh giá của từng mô hình.",
        ));
        return Ok(paper);
    }
    let of = |praise: ModelPraise| {
        let mut tally = crate::read::skilful_model::ModelTally::default();
        let rows = list
            .rows
            .iter()
            .filter(|row| row.model.praise == Some(praise));
        for row in rows {
            match row.model.kind {
                crate::domain::ModelKind::Collective => tally.collectives += 1,
                crate::domain::ModelKind::Individual => tally.individuals += 1,
            }
        }
        tally.words()
    };
    paper.blocks.push(Block::text(format!(
        "Tính đến ngày {}: đề nghị khen thưởng {}; đề nghị biểu dương {}.",
        show(list.as_of),
        of(ModelPraise::Reward),
        of(ModelPraise::Commend)
    )));
    paper.blocks.push(Block::Table(Table {
        dense: true,
        columns: vec![
            column("TT", 0.8, Align::Center),
            column("Tập thể, cá nhân", 3.6, Align::Left),
            column("Đơn vị", 2.3, Align::Left),
            column("Tên mô hình", 4.6, Align::Left),
            column("Lĩnh vực", 2.6, Align::Left),
            column("Cam kết đã xong", 1.4, Align::Center),
            column("Kết quả đánh giá", 5.6, Align::Left),
            column("Đề nghị", 1.9, Align::Left),
        ],
        rows: list
            .rows
            .iter()
            .zip(1..)
            .map(|(row, number): (&ModelRow, usize)| {
                vec![
                    number.to_string(),
                    format!(
                        "{} ({})",
                        row.model.who,
                        lower_first(row.model.kind.label())
                    ),
                    short(&row.unit_name).to_owned(),
                    row.model.title.clone(),
                    row.field.clone(),
                    row.promised.share(),
                    row.model.review.clone(),
                    row.model
                        .praise
                        .map_or_else(String::new, |praise| praise.label().to_owned()),
                ]
            })
            .collect(),
    }));
    paper.recipients = recipients(&from.issuer.body)
        .into_iter()
        .filter(|line| line != "Như trên")
        .collect();
    Ok(paper)
}

/// A year beside the one before, quarter by quarter.
pub fn model_comparison_paper(
    from: &ModelIssuer,
    page: &ModelComparison,
) -> Result<Paper, DocumentError> {
    let subject = format!(
        "Đăng ký và công nhận mô hình “Dân vận khéo” năm {} so với năm {} (tính đến ngày {})",
        page.year,
        page.year - 1,
        show(page.as_of)
    );
    let mut paper = begun(from, page.as_of, ("Bảng so sánh", &subject))?;
    if page.rows.is_empty() {
        paper
            .blocks
            .push(Block::text("Cả hai năm không có mô hình nào được đăng ký."));
        return Ok(paper);
    }
    let (now, before) = (page.now().year(), page.before().year());
    paper.blocks.push(Block::text(format!(
        "Năm {}: đăng ký {}; được công nhận {}. Năm {}: đăng ký {}; được công nhận {}.",
        page.year,
        now.words(),
        now.share(),
        page.year - 1,
        before.words(),
        before.share()
    )));
    paper.blocks.push(Block::Table(comparison(page)));
    paper.blocks.push(Block::text(LEGEND));
    Ok(paper)
}

fn comparison(page: &ModelComparison) -> Table {
    let mut columns = vec![
        column("TT", 0.8, Align::Center),
        column("Phường", 2.6, Align::Left),
    ];
    for quarter in QUARTERS {
        for year in [page.year, page.year - 1] {
            let name = format!("Quý {quarter} {year}");
            columns.push(column(&name, 1.3, Align::Center));
        }
    }
    for year in [page.year, page.year - 1] {
        columns.push(column(&format!("Cả năm {year}"), 1.5, Align::Center));
    }
    for year in [page.year, page.year - 1] {
        let name = format!("Được công nhận {year}");
        columns.push(column(&name, 2.0, Align::Center));
    }
    let cells = |now: ModelQuarters, before: ModelQuarters| {
        let mut cells = Vec::new();
        for (place, (now, before)) in now.quarters.into_iter().zip(before.quarters).enumerate() {
            cells.push(quarter_words(now, page.has_begun(place)));
            cells.push(quarter_words(before, true));
        }
        cells.extend([now.year(), before.year()].map(|year| quarter_words(year, true)));
        cells
            .extend([now.year(), before.year()].map(crate::read::skilful_model::ModelTally::share));
        cells
    };
    let mut rows: Vec<Vec<String>> = page
        .rows
        .iter()
        .zip(1..)
        .map(|(row, number): (&ComparedUnit, usize)| {
            let mut line = vec![number.to_string(), page.name(row)];
            line.extend(cells(row.now, row.before));
            line
        })
        .collect();
    let mut total = vec![String::new(), "Tổng".to_owned()];
    total.extend(cells(page.now(), page.before()));
    rows.push(total);
    Table {
        dense: true,
        columns,
        rows,
    }
}

/// A ward without the word for ward.
fn short(name: &str) -> &str {
    name.strip_prefix("Phường ").unwrap_or(name)
}
