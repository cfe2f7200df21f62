//! What the heat map says, under the pointer and aloud.

use crate::domain::{Score, date};
use crate::read::{BoardCell, BoardRow, Mark, QuarterShare, Way};
use crate::ui::widgets::bars::Bar;

/// The short name over a column: "QC1", "Chung".
pub fn code(code: &str) -> String {
    if code == "CHUNG" {
        "Chung".to_owned()
    } else {
        code.to_owned()
    }
}

/// Everything about one cell, line by line.
pub fn cell(row: &BoardRow, (of, title): &(String, String), cell: BoardCell) -> Vec<String> {
    let mut lines = vec![format!("{} · {}: {title}", row.unit_name, code(of))];
    match (cell.last, cell.before) {
        (Some(last), before) => {
            lines.push(format!(
                "Ngày {}: {}",
                date::show(last.date),
                full(last.score)
            ));
            match before {
                Some(before) => lines.push(format!("{}{}", earlier(before), way(cell.way()))),
                None => lines.push("Chưa có lần nào trước đó".to_owned()),
            }
        }
        (None, Some(before)) => {
            lines.push("Chưa giám sát trong kỳ".to_owned());
            lines.push(earlier(before));
        }
        (None, None) => lines.push("Chưa giám sát lần nào".to_owned()),
    }
    lines
}

/// What a click does.
pub fn click(row: &BoardRow, cell: BoardCell) -> String {
    match cell.last {
        Some(last) => format!("Nhấn để mở cuộc giám sát ngày {}", date::show(last.date)),
        None => format!("Nhấn để mở hồ sơ {}", row.unit_name),
    }
}

/// "17/20 (85%), 3 mục chưa đánh giá".
pub fn full(score: Score) -> String {
    let text = score.show();
    let counted = score.rated > 0 || score.not_applicable > 0 && score.not_rated > 0;
    if !counted {
        return match score.not_rated {
            0 => text,
            open => format!("{text} ({open} mục)"),
        };
    }
    let open = (score.not_rated > 0).then(|| format!("{} mục chưa đánh giá", score.not_rated));
    let apart =
        (score.not_applicable > 0).then(|| format!("{} mục không áp dụng", score.not_applicable));
    let parts = std::iter::once(text).chain(open).chain(apart);
    parts.collect::<Vec<_>>().join(", ")
}

fn earlier(before: Mark) -> String {
    format!(
        "Lần trước {}: {}",
        date::show(before.date),
        before.score.show()
    )
}

fn way(way: Option<Way>) -> &'static str {
    match way {
        Some(Way::Up) => ", nay tăng",
        Some(Way::Same) => ", nay không đổi",
        Some(Way::Down) => ", nay giảm",
        None => "",
    }
}

/// "QC1 Niêm yết…, cộng các phường: 180,5/210 (86%)".
pub fn total(of: &str, title: &str, score: Score) -> String {
    format!("{}: {title}\nCộng các phường: {}", code(of), full(score))
}

/// A quarter as a bar.
pub fn quarter(share: QuarterShare) -> Bar {
    let name = share.name();
    let said = if share.due == 0 {
        format!("{name}: không có tồn tại nào đến hạn")
    } else {
        format!(
            "{name}: {} trên {} tồn tại đến hạn được khắc phục đúng hạn ({}%)",
            share.in_time,
            share.due,
            share.percent().unwrap_or(0)
        )
    };
    let label = name.trim_start_matches("quý ").to_owned();
    let (quarter, year) = label.split_once('/').unwrap_or((&label, ""));
    let year = year.get(year.len().saturating_sub(2)..).unwrap_or(year);
    Bar {
        top: String::new(),
        label: format!("{quarter}/{year}"),
        short: String::new(),
        percent: share
            .percent()
            .and_then(|percent| u32::try_from(percent).ok()),
        detail: if share.due == 0 {
            String::new()
        } else {
            format!("{}/{}", share.in_time, share.due)
        },
        said,
        opens: false,
    }
}
