//! Thông tin: what the visit is about, and who took part.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use eframe::egui::{Ui, Vec2};

use super::View;
use super::covered::covered;
use super::field::{Field, plain};
use super::participants::Participants;
use crate::domain::{ClockTime, Visit, VisitKind};
use crate::ui::action::Subject;
use crate::ui::screens::guiding::pick;
use crate::ui::theme;
use crate::ui::widgets::{choice::Choice, date_field::NewDate, form, section};

/// Drafts of the tab.
#[derive(Debug, Default)]
pub struct GeneralTab {
    participants: Participants,
    /// Days that contradict another one and wait for it to be mended.
    waiting: BTreeMap<&'static str, (Option<NaiveDate>, String)>,
    time_problem: bool,
}

/// How a day is put into the visit.
type SetDay = fn(&mut Visit, Option<NaiveDate>);

const DAYS: [(&str, SetDay); 5] = [
    ("date", |visit, day| visit.date = day.unwrap_or(visit.date)),
    ("period_from", |visit, day| visit.period_from = day),
    ("period_to", |visit, day| visit.period_to = day),
    ("report_received_on", |visit, day| {
        visit.report_received_on = day;
    }),
    ("report_back_by", |visit, day| visit.report_back_by = day),
];

const LABEL: f32 = 150.0;

impl GeneralTab {
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let visit = view.edits.visit.current(&view.page.visit);
        let gap = theme::GAP_LARGE;
        let width = ((ui.available_width() - gap - 12.0) / 2.0).max(380.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            column(ui, width, |ui| self.facts(ui, view, &visit));
            column(ui, width, |ui| self.content(ui, view, &visit));
        });
        ui.add_space(theme::GAP_LARGE);
        self.participants.ui(ui, view);
    }

    fn facts(&mut self, ui: &mut Ui, view: &mut View<'_>, visit: &Visit) {
        section::heading(ui, "Cuộc giám sát", |_| {});
        form::row_wide(ui, "Hình thức", LABEL, |ui, label| {
            if !view.editable {
                return plain(ui, visit.kind.label());
            }
            let words: Vec<&str> = VisitKind::ALL.iter().map(|kind| kind.label()).collect();
            let chosen = VisitKind::ALL.iter().position(|kind| *kind == visit.kind);
            if let Some(kind) = Choice::new(label, &words, chosen)
                .show(ui)
                .and_then(|i| VisitKind::ALL.get(i))
            {
                edit(view, |visit| visit.kind = *kind);
            }
        });
        if let Some(rechecks) = &view.page.rechecks {
            let text =
                crate::read::visit::visit_title(&rechecks.unit_name, rechecks.kind, rechecks.date);
            form::row_wide(ui, "Phúc tra cuộc", LABEL, |ui, _| plain(ui, &text));
        }
        self.day(
            ui,
            view,
            "date",
            "Ngày giám sát",
            Some(view.page.visit.date),
        );
        self.time(ui, view, visit);
        text(
            ui,
            view,
            &view.page.visit.place,
            ("place", "Địa điểm", 1, ""),
            |visit, text| visit.place = text,
        );
        let topic = (
            "topic",
            "Nội dung",
            3,
            "việc thực hiện 06 quy chế dân chủ ở cơ sở",
        );
        text(ui, view, &view.page.visit.topic, topic, |visit, text| {
            visit.topic = text;
        });
        let basis = (
            "basis",
            "Căn cứ",
            2,
            "kế hoạch, quyết định làm căn cứ giám sát",
        );
        text(ui, view, &view.page.visit.basis, basis, |visit, text| {
            visit.basis = text;
        });
        cite(ui, view, visit);
        self.day(
            ui,
            view,
            "period_from",
            "Thời kỳ từ ngày",
            view.page.visit.period_from,
        );
        self.day(
            ui,
            view,
            "period_to",
            "Thời kỳ đến ngày",
            view.page.visit.period_to,
        );
        text(
            ui,
            view,
            &view.page.visit.note,
            ("note", "Ghi chú", 2, ""),
            |visit, text| visit.note = text,
        );
    }

    fn content(&mut self, ui: &mut Ui, view: &mut View<'_>, visit: &Visit) {
        section::heading(ui, "Quy chế được giám sát", |_| {});
        covered(ui, view, visit);
        ui.add_space(theme::GAP);
        section::heading(ui, "Báo cáo của đơn vị và đánh giá chung", |_| {});
        self.day(
            ui,
            view,
            "report_received_on",
            "Ngày nhận báo cáo",
            view.page.visit.report_received_on,
        );
        let note = (
            "report_note",
            "Nội dung báo cáo",
            2,
            "báo cáo đã nêu gì, còn thiếu gì",
        );
        text(
            ui,
            view,
            &view.page.visit.report_note,
            note,
            |visit, text| visit.report_note = text,
        );
        let assessment = (
            "assessment",
            "Đánh giá chung",
            3,
            "ghi nhận chung, mở đầu phần ưu điểm của kết luận",
        );
        text(
            ui,
            view,
            &view.page.visit.assessment,
            assessment,
            |visit, text| visit.assessment = text,
        );
        self.day(
            ui,
            view,
            "report_back_by",
            "Hạn báo cáo khắc phục",
            view.page.visit.report_back_by,
        );
    }

    fn day(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        code: &'static str,
        label: &str,
        stored: Option<NaiveDate>,
    ) {
        form::row_wide(ui, label, LABEL, |ui, id| {
            ui.vertical(|ui| {
                let field = Field::new(view.page.visit.id.0, code, id);
                if let Some(NewDate(day)) = field.date(ui, view, stored, code == "date") {
                    self.set_day(view, code, day);
                }
                let refused = view.ctx.problem(Subject::Visit(view.page.visit.id), code);
                let waiting = self.waiting.get(code).map(|(_, message)| message.as_str());
                if let Some(message) = waiting.or(refused) {
                    form::problem(ui, message);
                }
            });
        });
    }

    /// Saves a day, together with those that waited for it; one that contradicts another waits with its message.
    fn set_day(&mut self, view: &mut View<'_>, code: &'static str, day: Option<NaiveDate>) {
        let put = |visit: &mut Visit, code: &str, day| {
            if let Some((_, set)) = DAYS.iter().find(|(name, _)| *name == code) {
                set(visit, day);
            }
        };
        self.waiting.remove(code);
        let mut alone = view.edits.visit.current(&view.page.visit);
        put(&mut alone, code, day);
        let mut together = alone.clone();
        for (other, (day, _)) in &self.waiting {
            put(&mut together, other, *day);
        }
        let new = match (together.check(), alone.check()) {
            (Ok(()), _) => {
                self.waiting.clear();
                together
            }
            (Err(_), Ok(())) => alone,
            (Err(_), Err(problem)) => {
                self.waiting.insert(code, (day, problem.message));
                return;
            }
        };
        edit(view, |visit| *visit = new);
    }

    fn time(&mut self, ui: &mut Ui, view: &mut View<'_>, visit: &Visit) {
        let stored = view
            .page
            .visit
            .time
            .map(|time| time.to_string())
            .unwrap_or_default();
        form::row_wide(ui, "Giờ bắt đầu", LABEL, |ui, id| {
            let field = Field::new(visit.id.0, "time", id)
                .width(146.0)
                .hint("14:00");
            if let Some(typed) = field.text(ui, view, &stored) {
                let time = ClockTime::parse(&typed);
                self.time_problem = time.is_none() && !typed.is_empty();
                if time.is_some() || typed.is_empty() {
                    edit(view, |visit| visit.time = time);
                }
                if time.is_some() {
                    view.edits.text(visit.id.0, "time").discard();
                }
            }
            if self.time_problem {
                form::problem(ui, "Ghi giờ như 14:00 hoặc 8h30.");
            }
        });
    }
}

/// A guiding document picked for the basis, and what is wrong with those that it cites on the day of the visit.
fn cite(ui: &mut Ui, view: &mut View<'_>, visit: &Visit) {
    let documents = &view.page.documents;
    if view.editable && !documents.is_empty() {
        let picked = form::row_wide(ui, "", LABEL, |ui, _| {
            pick::cite(ui, documents, &visit.basis, visit.date)
        });
        if let Some(basis) = picked {
            edit(view, |visit| visit.basis = basis);
            view.edits.text(visit.id.0, "basis").discard();
        }
    }
    pick::warn(ui, &view.page.documents, &visit.basis, visit.date);
}

fn column(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(
        Vec2::new(width, 0.0),
        eframe::egui::Layout::top_down(eframe::egui::Align::Min),
        |ui| {
            theme::sheet(ui).show(ui, |ui| {
                ui.set_width(width - 30.0);
                content(ui);
            });
        },
    );
}

fn edit(view: &mut View<'_>, change: impl FnOnce(&mut Visit)) {
    view.edits.visit.edit(&view.page.visit, view.out, change);
}

fn text(
    ui: &mut Ui,
    view: &mut View<'_>,
    stored: &str,
    (code, label, rows, hint): (&'static str, &str, usize, &str),
    set: impl FnOnce(&mut Visit, String),
) {
    form::row_wide(ui, label, LABEL, |ui, id| {
        let field = Field::new(view.page.visit.id.0, code, id)
            .rows(rows)
            .hint(hint);
        if let Some(text) = field.text(ui, view, stored) {
            edit(view, |visit| set(visit, text));
        }
    });
}
