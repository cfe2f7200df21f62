//! Remediation split by one key, and units ranked: numerator and denominator beside each other, each a link.

use eframe::egui::Ui;

use super::Names;
use crate::domain::ShortcomingClass;
use crate::domain::tally::Tally;
use crate::read::review::{
    RankBy, Ranked, ReviewBy, ReviewKey, ReviewPage, fell_due, of_class, ranking as ranked,
};
use crate::read::{ShortcomingFilter, VisitFilter};
use crate::ui::action::{Action, Route};
use crate::ui::theme;
use crate::ui::widgets::figures::{self, Figure, Head, Line};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::{empty_state, waiting};

/// What of that which had fallen due was done in time; the class counts what was done before its day, too.
const IN_TIME: &str = "Đúng hạn (đã đến hạn)";

pub fn board(
    ui: &mut Ui,
    (page, names): (Option<&ReviewPage>, &Names),
    by: ReviewBy,
    all: &ShortcomingFilter,
    out: &mut Vec<Action>,
) {
    let Some(page) = page else {
        waiting::show(ui, "Đang tính…");
        return;
    };
    let lines = page.board(by);
    if lines.is_empty() {
        empty_state::show(
            ui,
            Icon::Figures,
            "Chưa có tồn tại nào trong kỳ này",
            "Tồn tại được tính từ khi kết luận giám sát được ban hành. Chọn kỳ khác ở trên để xem số liệu trước.",
            None,
        );
        return;
    }
    let heads = heads(page.soon_days);
    let sheet = theme::sheet(ui).inner_margin(4);
    let clicked = sheet
        .show(ui, |ui| {
            figures::show(
                ui,
                by.code(),
                by.label(),
                &heads,
                lines.len() + 1,
                |place| match lines.get(place) {
                    Some(line) => {
                        let rows = line.rows(all);
                        let label = match &line.key {
                            ReviewKey::Regulation(code) if code.is_empty() => {
                                "Không thuộc quy chế nào".to_owned()
                            }
                            ReviewKey::Regulation(code) => format!("{code} · {}", line.label),
                            ReviewKey::Owner(owner) if owner.is_empty() => "Chưa ghi".to_owned(),
                            ReviewKey::Unit(id) => names.tell(*id, &line.label),
                            ReviewKey::Owner(_) | ReviewKey::Level(_) | ReviewKey::Age(_) => {
                                line.label.clone()
                            }
                        };
                        let to = if let ReviewKey::Unit(id) = &line.key {
                            Route::Unit(*id)
                        } else {
                            Route::Shortcomings(rows.clone())
                        };
                        Line {
                            label: Figure::link(label, to),
                            figures: tally(line.tally, &rows),
                            strong: false,
                        }
                    }
                    None => Line {
                        label: Figure::plain("Cộng"),
                        figures: tally(page.total, all),
                        strong: true,
                    },
                },
            )
        })
        .inner;
    out.extend(clicked.map(Action::Go));
}

fn heads(soon_days: u64) -> Vec<Head> {
    let mut heads = vec![Head::new("Tổng số", 70.0)];
    heads.extend(ShortcomingClass::BY_URGENCY.iter().map(|class| {
        let wide = *class == ShortcomingClass::DueSoon;
        Head::new(
            class.label_within(soon_days),
            if wide { 106.0 } else { 82.0 },
        )
    }));
    heads.push(Head::new(IN_TIME, 104.0));
    heads.push(Head::new("Đã đến hạn", 72.0));
    heads.push(Head::new("Tỷ lệ", 70.0));
    heads
}

fn tally(tally: Tally, rows: &ShortcomingFilter) -> Vec<Figure<Route>> {
    let list = |filter| Route::Shortcomings(filter);
    let mut out = vec![Figure::count(tally.total(), list(rows.clone()))];
    out.extend(
        ShortcomingClass::BY_URGENCY
            .iter()
            .map(|class| Figure::count(tally.count(*class), list(of_class(rows, *class)))),
    );
    out.extend(share(tally, rows));
    out
}

/// In time, had fallen due, and the share of both.
fn share(tally: Tally, rows: &ShortcomingFilter) -> [Figure<Route>; 3] {
    let due = fell_due(rows);
    let in_time = of_class(&due, ShortcomingClass::DoneInTime);
    [
        Figure::count(tally.in_time, Route::Shortcomings(in_time)),
        Figure::count(tally.due, Route::Shortcomings(due)),
        Figure::plain(tally.percent().map_or_else(
            || "chưa đến hạn".to_owned(),
            |percent| format!("{percent}%"),
        )),
    ]
}

pub fn ranking(
    ui: &mut Ui,
    (page, names): (Option<&ReviewPage>, &Names),
    by: RankBy,
    all: &ShortcomingFilter,
    out: &mut Vec<Action>,
) {
    let Some(page) = page else {
        waiting::show(ui, "Đang tính…");
        return;
    };
    if page.units.is_empty() {
        empty_state::show(
            ui,
            Icon::Figures,
            "Chưa có cuộc giám sát nào trong kỳ này",
            "Đơn vị được xếp hạng khi đã có cuộc giám sát. Chọn kỳ khác ở trên để xem số liệu trước.",
            None,
        );
        return;
    }
    let lines = ranked(&page.units, by);
    let heads = [
        Head::new("Cuộc giám sát", 80.0),
        Head::new("Điểm/số mục đã chấm", 130.0),
        Head::new("Tồn tại", 70.0),
        Head::new("Quá hạn", 70.0),
        Head::new(IN_TIME, 104.0),
        Head::new("Đã đến hạn", 72.0),
        Head::new("Tỷ lệ", 86.0),
    ];
    let sheet = theme::sheet(ui).inner_margin(4);
    let clicked = sheet
        .show(ui, |ui| {
            figures::show(
                ui,
                "xếp hạng",
                "Đơn vị",
                &heads,
                lines.len(),
                |place| {
                    lines
                        .get(place)
                        .map_or_else(nothing, |ranked| unit(ranked, names, all))
                },
            )
        })
        .inner;
    out.extend(clicked.map(Action::Go));
}

fn nothing() -> Line<Route> {
    Line {
        label: Figure::plain(""),
        figures: Vec::new(),
        strong: false,
    }
}

fn unit(ranked: &Ranked<'_>, names: &Names, all: &ShortcomingFilter) -> Line<Route> {
    let line = ranked.line;
    let rows = ShortcomingFilter {
        unit_id: Some(line.unit_id),
        ..all.clone()
    };
    let visits = VisitFilter {
        unit_id: Some(line.unit_id),
        from: all.visited_from,
        to: all.visited_to,
        ..VisitFilter::default()
    };
    let place = ranked
        .place
        .map_or_else(|| "–".to_owned(), |place| place.to_string());
    let mut figures = vec![
        Figure::count(line.visits, Route::Visits(visits.clone())),
        Figure::link(line.score.show(), Route::Visits(visits)),
        Figure::count(line.tally.total(), Route::Shortcomings(rows.clone())),
        Figure::count(
            line.tally.late,
            Route::Shortcomings(of_class(&rows, ShortcomingClass::Late)),
        ),
    ];
    figures.extend(share(line.tally, &rows));
    Line {
        label: Figure::link(
            format!("{place}. {}", names.tell(line.unit_id, &line.unit_name)),
            Route::Unit(line.unit_id),
        ),
        figures,
        strong: false,
    }
}
