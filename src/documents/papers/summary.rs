//! Báo cáo tổng hợp quý, 6 tháng, 9 tháng, năm: figures from the record, plots, lists as annexes.

use super::annexes::annexes;
use super::frame::{Issuer, Stamp, column, entitle, numbered};
use super::plan::kinds;
use super::plots;
use super::tracking::{self, CLASSES};
use crate::documents::content::{Align, Bar, Block, HeatMap, Paper, Table};
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, joined, some};
use crate::documents::profile::Profile;
use crate::domain::date::show;
use crate::domain::text::{lower_first, paper_count};
use crate::domain::{Score, ShortcomingClass};
use crate::read::tracking::soon_days;
use crate::read::{PeriodPage, Tracked};

/// Type of paper in its number.
const SYMBOL: &str = "BC";

/// The report on a part of a year.
pub fn summary_paper(page: &PeriodPage, stamp: Stamp) -> Result<Paper, DocumentError> {
    let issuer = Issuer {
        body: &page.body,
        signers: &page.signers,
        sample: page.sample,
        rules: &page.rules,
    };
    let mut paper = issuer.paper(Some(SYMBOL), stamp, page.as_of)?;
    let subject = format!(
        "Kết quả giám sát việc thực hiện quy chế dân chủ ở cơ sở {}",
        page.name
    );
    entitle(&mut paper, "Báo cáo", &subject);
    let mut blocks = vec![Block::text(format!(
        "{} báo cáo kết quả giám sát việc thực hiện quy chế dân chủ ở cơ sở {} như sau:",
        page.body.full_name(),
        page.name
    ))];
    blocks.extend(organisation(page));
    blocks.extend(results(page));
    blocks.extend(shortcomings(page));
    blocks.extend(next_steps(page, &paper.profile));
    blocks.extend(annexes(page));
    paper.blocks = blocks;
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.recipients = recipients(page);
    Ok(paper)
}

fn units(page: &PeriodPage) -> usize {
    page.by_unit().len()
}

fn organisation(page: &PeriodPage) -> Vec<Block> {
    let mut out = vec![Block::heading(1, "I- Việc tổ chức giám sát")];
    if page.visits.is_empty() {
        out.push(Block::text(format!(
            "Trong kỳ (từ ngày {} đến ngày {}) chưa có cuộc giám sát nào được thực hiện.",
            show(page.from),
            show(page.to)
        )));
    } else {
        out.push(Block::text(format!(
            "Từ ngày {} đến ngày {}, đã giám sát {} đơn vị. {}",
            show(page.from),
            // a report made before its period ends tells only what has been
            show(page.to.min(page.as_of).max(page.from)),
            paper_count(units(page)),
            kinds(&page.visits)
        )));
        let concluded = page.visits.iter();
        let concluded = concluded
            .filter(|visit| !visit.conclusion_number.is_empty())
            .count();
        out.push(Block::text(format!(
            "Đã ban hành thông báo kết luận {}/{} cuộc.",
            paper_count(concluded),
            paper_count(page.visits.len())
        )));
    }
    if page.not_held > 0 {
        out.push(Block::text(format!(
            "Còn {} cuộc trong kỳ chưa thực hiện xong, tạm hoãn hoặc hủy.",
            paper_count(page.not_held)
        )));
    }
    out
}

fn results(page: &PeriodPage) -> Vec<Block> {
    let mut out = vec![Block::heading(
        1,
        "II- Kết quả thực hiện các quy chế qua giám sát",
    )];
    if page.visits.is_empty() {
        out.push(Block::text("Chưa có kết quả để tổng hợp."));
        return out;
    }
    let totals = page.totals();
    let all = totals
        .iter()
        .fold(Score::default(), |sum, score| sum.plus(*score));
    let unrated = usize::try_from(all.not_rated).unwrap_or(usize::MAX);
    let unrated = if unrated == 0 {
        String::new()
    } else {
        format!(
            "; còn {} mục chưa đánh giá, không tính điểm",
            paper_count(unrated)
        )
    };
    out.push(Block::heading(2, "1. Kết quả chung"));
    out.push(Block::text(format!(
        "Điểm tính trên các nội dung đã đánh giá (đạt: 1 điểm; đạt một phần: 0,5 điểm; chưa đạt: 0 \
         điểm), cộng từ các cuộc giám sát trong kỳ: {}{unrated}.",
        all.fraction()
    )));
    out.push(Block::Table(by_regulation(page, &totals, all)));
    out.push(Block::heading(2, "2. Kết quả theo đơn vị và quy chế"));
    out.push(Block::text(
        "Cột đánh số theo thứ tự quy chế ở bảng trên. Mỗi ô ghi số điểm trên số nội dung đã đánh giá; ô \
         càng đậm thì tỷ lệ điểm càng thấp (đậm nhất: từ một nửa trở xuống); dấu “–” là chưa đánh giá hoặc không áp dụng.",
    ));
    out.push(Block::HeatMap(heat_map(page)));
    out.extend(plots::scores(page));
    out
}

fn by_regulation(page: &PeriodPage, totals: &[Score], all: Score) -> Table {
    let row = |number: String, title: &str, score: Score| {
        vec![
            number,
            title.to_owned(),
            score.fraction(),
            score.not_applicable.to_string(),
            score.not_rated.to_string(),
        ]
    };
    let mut rows: Vec<Vec<String>> = page
        .regulations
        .iter()
        .zip(totals)
        .zip(1..)
        .map(|(((_, title), score), number)| row(number.to_string(), &bare(&joined(title)), *score))
        .collect();
    rows.push(row(String::new(), "Cộng", all));
    Table {
        dense: false,
        columns: vec![
            column("TT", 0.8, Align::Center),
            column("Quy chế, nội dung", 7.0, Align::Left),
            column("Điểm/số nội dung đã đánh giá", 2.4, Align::Center),
            column("Không áp dụng", 1.6, Align::Center),
            column("Chưa đánh giá", 1.6, Align::Center),
        ],
        rows,
    }
}

/// Darker where less was achieved, darkest from half downwards; white where everything was, and
/// where nothing was rated.
fn heat_map(page: &PeriodPage) -> HeatMap {
    let mut columns = vec![column("Đơn vị", 2.6, Align::Left)];
    let numbers = (1..).take(page.regulations.len());
    columns.extend(numbers.map(|number| column(&format!("{number}"), 1.5, Align::Center)));
    columns.push(column("Cộng", 1.9, Align::Center));
    let mut rows = Vec::new();
    let mut shades = Vec::new();
    for (name, scores) in page.by_unit() {
        let sum = scores
            .iter()
            .fold(Score::default(), |sum, score| sum.plus(*score));
        let all = || scores.iter().copied().chain([sum]);
        rows.push(
            std::iter::once(name)
                .chain(all().map(|score| {
                    if score.rated > 0 {
                        score.fraction()
                    } else {
                        "–".to_owned()
                    }
                }))
                .collect(),
        );
        shades.push(std::iter::once(None).chain(all().map(shade)).collect());
    }
    HeatMap {
        table: Table {
            dense: false,
            columns,
            rows,
        },
        shades,
    }
}

fn shade(score: Score) -> Option<f32> {
    let percent = u16::try_from(score.percent()?).ok()?;
    Some((2.0 - f32::from(percent) / 50.0).min(1.0))
}

fn shortcomings(page: &PeriodPage) -> Vec<Block> {
    let mut out = vec![
        Block::heading(1, "III- Tồn tại, hạn chế và việc khắc phục"),
        Block::heading(2, "1. Tồn tại, hạn chế phát hiện trong kỳ"),
    ];
    if page.found.is_empty() {
        out.push(Block::text(
            "Trong kỳ không có tồn tại, hạn chế nào được thông báo cho đơn vị.",
        ));
    } else {
        out.push(Block::text(format!(
            "Đã thông báo {} tồn tại, hạn chế, chia theo quy chế như sau:",
            paper_count(page.found.len())
        )));
        let counts = page.found_by_regulation();
        let named = counts.iter().filter(|(_, count)| *count > 0);
        let named = named.map(|(title, count)| {
            let title = some(title).unwrap_or_else(|| "Nội dung khác".to_owned());
            (bare(&title), *count)
        });
        out.push(Block::Bars(bars(named.collect())));
        out.extend(plots::counts(page));
    }
    out.push(Block::heading(
        2,
        "2. Việc khắc phục các tồn tại, hạn chế đã kết luận đến nay",
    ));
    let tally = page.chase_tally;
    if tally.total() == 0 {
        out.push(Block::text("Chưa có tồn tại, hạn chế phải theo dõi."));
        return out;
    }
    out.push(Block::text(tracking::in_words(
        tally,
        soon_days(&page.chased),
        page.as_of,
    )));
    let classes = CLASSES.iter().map(|class| {
        (
            class.label_within(soon_days(&page.chased)).into_owned(),
            tally.count(*class),
        )
    });
    out.push(Block::Bars(bars(classes.collect())));
    out
}

/// Bars as long as their counts, the longest over the whole width.
fn bars(counts: Vec<(String, usize)>) -> Vec<Bar> {
    let length = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts
        .into_iter()
        .map(|(label, count)| Bar {
            label,
            length: if most == 0 {
                0.0
            } else {
                length(count) / length(most)
            },
            value: count.to_string(),
        })
        .collect()
}

fn next_steps(page: &PeriodPage, profile: &Profile) -> Vec<Block> {
    let tally = page.chase_tally;
    let mut steps: Vec<String> = Vec::new();
    if tally.late > 0 {
        let names = late_units(page);
        steps.push(format!(
            "Đôn đốc khắc phục {} tồn tại, hạn chế quá hạn của {} đơn vị: {}.",
            paper_count(tally.late),
            paper_count(names.len()),
            names.join("; ")
        ));
    }
    if tally.waiting > 0 {
        steps.push(format!(
            "Kiểm chứng, xác nhận kết quả khắc phục của {} tồn tại, hạn chế đơn vị đã báo cáo.",
            paper_count(tally.waiting)
        ));
    }
    let open = page.visits.iter();
    let open = open
        .filter(|visit| visit.conclusion_number.is_empty())
        .count();
    if open > 0 {
        steps.push(format!(
            "Ban hành thông báo kết luận của {} cuộc đã giám sát.",
            paper_count(open)
        ));
    }
    if page.not_held > 0 {
        steps.push(format!(
            "Thực hiện hoặc điều chỉnh kế hoạch đối với {} cuộc giám sát chưa thực hiện xong trong kỳ.",
            paper_count(page.not_held)
        ));
    }
    steps.push(
        "Tiếp tục giám sát việc thực hiện quy chế dân chủ ở cơ sở theo kế hoạch; theo dõi tồn tại, hạn \
         chế đến khi khắc phục xong."
            .to_owned(),
    );
    let mut out = vec![Block::heading(1, "IV- Nhiệm vụ thời gian tới")];
    let steps = steps.iter().zip(1..);
    out.extend(steps.map(|(step, number)| numbered(profile, number, step)));
    out
}

fn late_units(page: &PeriodPage) -> Vec<String> {
    let is_late = |row: &&Tracked| row.dates.class_on(page.as_of) == Some(ShortcomingClass::Late);
    let mut names: Vec<String> = page
        .chased
        .iter()
        .filter(is_late)
        .map(|row| lower_first(&row.unit_name))
        .collect();
    names.dedup();
    names
}

/// Those to whom the body reports, and its archive.
fn recipients(page: &PeriodPage) -> Vec<String> {
    let usual = page.body.recipients.iter();
    usual
        .filter(|line| !line.contains("{unit}"))
        .filter(|line| line.contains("để báo cáo") || line.starts_with("Lưu"))
        .cloned()
        .collect()
}
