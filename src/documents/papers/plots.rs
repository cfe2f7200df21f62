//! Plots of a report: what happened in each quarter (or month) of the period.

use crate::documents::content::{Block, Plot, PlotKind, PlotPoint, Series};
use crate::domain::Score;
use crate::read::PeriodPage;

/// Visits and shortcomings found, as columns.
pub(super) fn counts(page: &PeriodPage) -> Vec<Block> {
    let parts = page.parts();
    let most = parts.iter().map(|part| part.visits.max(part.found)).max();
    let most = share(most.unwrap_or(0)).max(1.0);
    let series = |name: &str, count: &dyn Fn(usize) -> usize| Series {
        name: name.to_owned(),
        scale: String::new(),
        points: (0..parts.len())
            .map(|at| PlotPoint {
                height: Some(share(count(at)) / most),
                value: count(at).to_string(),
            })
            .collect(),
    };
    let visits = series("Số cuộc giám sát", &|at| {
        parts.get(at).map_or(0, |p| p.visits)
    });
    let found = series("Số tồn tại, hạn chế phát hiện", &|at| {
        parts.get(at).map_or(0, |p| p.found)
    });
    block(
        "Số cuộc giám sát và số tồn tại, hạn chế phát hiện theo thời gian:",
        Plot {
            kind: PlotKind::Columns,
            labels: parts.iter().map(|part| part.name.clone()).collect(),
            series: vec![visits, found],
        },
    )
}

/// The share of points as a line between the full tens below and 100%; the figure at each point is points over items
/// rated. Nothing where a line would have no two ends.
pub(super) fn scores(page: &PeriodPage) -> Vec<Block> {
    let parts = page.parts();
    let share = |score: &Score| thousandths(score.half_points, score.rated * 2);
    let rated = || parts.iter().filter(|part| part.score.rated > 0);
    let lowest = rated().map(|part| share(&part.score)).min();
    let (Some(lowest), true) = (lowest, rated().count() > 1) else {
        return Vec::new();
    };
    let bottom = (lowest / 100).min(9) * 100;
    let points = parts.iter().map(|part| PlotPoint {
        height: (part.score.rated > 0)
            .then(|| f32::from(share(&part.score) - bottom) / f32::from(1000 - bottom)),
        value: if part.score.rated > 0 {
            part.score.fraction()
        } else {
            "–".to_owned()
        },
    });
    let series = Series {
        name: "Điểm trên số nội dung đã đánh giá".to_owned(),
        scale: format!(" (mép dưới: {}%, mép trên: 100%)", bottom / 10),
        points: points.collect(),
    };
    block(
        "Kết quả chung theo thời gian:",
        Plot {
            kind: PlotKind::Line,
            labels: parts.iter().map(|part| part.name.clone()).collect(),
            series: vec![series],
        },
    )
}

fn block(announced: &str, plot: Plot) -> Vec<Block> {
    vec![Block::text(announced), Block::Plot(plot)]
}

fn share(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}

/// A part of a whole, in thousandths.
fn thousandths(part: u32, whole: u32) -> u16 {
    let share = u64::from(part) * 1000 / u64::from(whole.max(1));
    u16::try_from(share.min(1000)).unwrap_or(1000)
}
