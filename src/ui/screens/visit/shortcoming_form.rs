//! The form of a shortcoming: prefilled from the checklist, saved as a whole, kept when saving fails.

use chrono::{Days, NaiveDate};
use eframe::egui::{Key, Modifiers, ScrollArea, Ui, Vec2};
use uuid::Uuid;

use super::View;
use crate::domain::shortcoming::DEFAULT_DEADLINE_DAYS;
use crate::domain::text::{clean, lower_first};
use crate::domain::{
    ItemId, Problem, RegulationId, Shortcoming, ShortcomingId, ShortcomingLevel, ShortcomingState,
};
use crate::read::{ItemSheet, VisitPage};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{Name, button, choice::Choice, form, text_field::TextField};
use crate::worker::Command;

/// Who puts shortcomings right where nobody else was named.
const USUAL_OWNER: &str = "Ủy ban nhân dân phường";

/// What the form starts from.
#[derive(Debug)]
pub struct Start {
    draft: Shortcoming,
    /// The stored one, when it is edited.
    base: Option<Shortcoming>,
}

impl Start {
    /// A new one that belongs to no item.
    pub fn blank(page: &VisitPage) -> Self {
        let visit = &page.visit;
        let draft = Shortcoming {
            id: ShortcomingId(Uuid::nil()),
            ver: 0,
            visit_id: visit.id,
            regulation_id: None,
            item_id: None,
            position: i64::try_from(page.shortcomings.len()).unwrap_or(i64::MAX),
            description: String::new(),
            level: ShortcomingLevel::MustFix,
            cause_external: String::new(),
            cause_own: String::new(),
            order_text: String::new(),
            owner: usual_owner(page),
            evidence: String::new(),
            deadline: visit
                .report_back_by
                .or_else(|| days_after(visit.date, DEFAULT_DEADLINE_DAYS)),
            state: ShortcomingState::Draft,
            reported_on: None,
            verified_on: None,
            carried_to: None,
        };
        Self { draft, base: None }
    }

    /// A new one on an item that was found wanting; the comment becomes its description.
    pub fn from_item(page: &VisitPage, sheet: &ItemSheet, comment: &str) -> Self {
        let mut start = Self::blank(page);
        start.draft.regulation_id = Some(sheet.item.regulation_id);
        start.draft.item_id = Some(sheet.item.id);
        comment.clone_into(&mut start.draft.description);
        start.draft.order_text = order_for(&sheet.item.text);
        start.draft.evidence.clone_from(&sheet.item.evidence);
        start
    }

    /// One that is already written down.
    pub fn edit(stored: &Shortcoming) -> Self {
        Self {
            draft: stored.clone(),
            base: Some(stored.clone()),
        }
    }
}

/// The owner named last in this visit.
fn usual_owner(page: &VisitPage) -> String {
    page.shortcomings
        .iter()
        .rev()
        .map(|shortcoming| shortcoming.owner.trim())
        .find(|owner| !owner.is_empty())
        .unwrap_or(USUAL_OWNER)
        .to_owned()
}

/// "Khắc phục, thực hiện đầy đủ: niêm yết dự thảo phương án …"; names in capitals stay as they are.
fn order_for(item: &str) -> String {
    let capitals = item.chars().take(2).all(char::is_uppercase);
    let rest = if capitals {
        item.to_owned()
    } else {
        lower_first(item)
    };
    format!("Khắc phục, thực hiện đầy đủ: {rest}")
}

fn days_after(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days))
}

/// The form, open or not, and the draft of one that was closed unfinished.
#[derive(Debug, Default)]
pub struct Writing {
    form: Option<Form>,
    parked: Option<Form>,
}

#[derive(Debug)]
struct Form {
    draft: Shortcoming,
    begun: Shortcoming,
    base: Option<Shortcoming>,
    day: DateDraft,
    problems: Vec<Problem>,
    /// Sent to be saved; the form closes once it is.
    sent: bool,
    save_asked: bool,
    focus: bool,
}

impl Form {
    /// Whether both write about the same thing.
    fn same(&self, other: &Self) -> bool {
        self.begun.id == other.begun.id && self.begun.item_id == other.begun.item_id
    }
}

impl Writing {
    pub fn is_open(&self) -> bool {
        self.form.is_some()
    }

    /// Opens the form, on the unfinished draft if there is one of the same thing.
    pub fn open(&mut self, start: Start, page: &VisitPage) {
        let mut form = Form {
            begun: start.draft.clone(),
            draft: start.draft,
            base: start.base,
            day: DateDraft::default(),
            problems: Vec::new(),
            sent: false,
            save_asked: false,
            focus: true,
        };
        if let Some(parked) = self.parked.take_if(|parked| parked.same(&form))
            && parked.begun.visit_id == page.visit.id
        {
            form.draft = Shortcoming {
                ver: form.begun.ver,
                ..parked.draft
            };
        }
        self.form = Some(form);
    }

    /// Closes the form once what it sent is saved; a refused draft stays, with what is wrong beside its fields.
    pub fn settle(&mut self, ctx: ScreenContext<'_>) {
        let Some(form) = &mut self.form else { return };
        let subject = Subject::Shortcoming(form.begun.id);
        if !form.sent || ctx.is_busy(subject) {
            return;
        }
        if let Some(failure) = ctx.failure(subject) {
            form.sent = false;
            form.problems.clone_from(&failure.problems);
            if form.problems.is_empty() {
                form.problems
                    .push(Problem::new("", failure.message.clone()));
            }
        } else if ctx.has_done(subject) {
            self.form = None;
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let Some(form) = &mut self.form else { return };
        let save = std::mem::take(&mut form.save_asked);
        let shortcut = ui.input_mut(|i| {
            i.consume_key(Modifiers::COMMAND, Key::S)
                || i.consume_key(Modifiers::COMMAND, Key::Enter)
        });
        if shortcut {
            // the day that is being typed is handed out first
            if let Some(id) = ui.memory(eframe::egui::Memory::focused) {
                ui.memory_mut(|memory| memory.surrender_focus(id));
            }
            form.save_asked = true;
            ui.ctx().request_repaint();
        }
        let title = if form.base.is_some() {
            "Sửa tồn tại, hạn chế"
        } else {
            "Ghi tồn tại, hạn chế"
        };
        let saving = form.sent;
        let words = if saving {
            "Đang lưu…"
        } else {
            "Lưu tồn tại"
        };
        let outcome = Dialog::new(title, words)
            .ready(!saving)
            .width(900.0)
            .show(ui, |ui| fields(ui, view, form));
        if outcome == Outcome::Confirmed || save {
            self.save(view);
        } else if outcome == Outcome::Cancelled {
            self.close(view);
        }
    }

    fn save(&mut self, view: &mut View<'_>) {
        let Some(form) = &mut self.form else { return };
        if form.sent || form.day.is_open() {
            return;
        }
        if let Err(problem) = form.draft.check(view.page.visit.date) {
            form.problems = vec![problem];
            return;
        }
        form.problems.clear();
        let mut new = form.draft.clone();
        for text in [
            &mut new.description,
            &mut new.cause_external,
            &mut new.cause_own,
            &mut new.order_text,
            &mut new.owner,
            &mut new.evidence,
        ] {
            *text = clean(text);
        }
        let command = match &form.base {
            Some(base) if *base == new => {
                self.form = None;
                return;
            }
            Some(base) => Command::EditShortcoming {
                base: Box::new(base.clone()),
                new: Box::new(new),
            },
            None => Command::AddShortcoming(new),
        };
        form.sent = true;
        view.out.push(Action::Run(command));
    }

    /// Closes the form; what was typed waits for the next time.
    fn close(&mut self, view: &mut View<'_>) {
        if let Some(form) = self.form.take()
            && form.draft != form.begun
            && !form.sent
        {
            view.out.push(Action::Toast(
                "Bản ghi tồn tại chưa lưu được giữ lại cho lần mở sau.".to_owned(),
            ));
            self.parked = Some(form);
        }
    }
}

fn fields(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    for problem in form
        .problems
        .iter()
        .filter(|problem| problem.place.is_empty())
    {
        form::problem(ui, &problem.message);
    }
    ScrollArea::vertical().max_height(540.0).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP_LARGE;
            let width = (ui.available_width() - theme::GAP_LARGE - 12.0) / 2.0;
            half(ui, width, |ui| what(ui, view.page, form));
            half(ui, width, |ui| remedy(ui, view, form));
        });
    });
}

fn half(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(
        Vec2::new(width, 0.0),
        eframe::egui::Layout::top_down(eframe::egui::Align::Min),
        |ui| {
            ui.set_width(width);
            content(ui);
        },
    );
}

fn what(ui: &mut Ui, page: &VisitPage, form: &mut Form) {
    let focus = std::mem::take(&mut form.focus);
    text(
        ui,
        "Nội dung tồn tại, hạn chế",
        4,
        focus,
        &mut form.draft.description,
    );
    problems(ui, form, "description");
    regulation(ui, page, &mut form.draft);
    item(ui, page, &mut form.draft);
    text(
        ui,
        "Nguyên nhân khách quan",
        2,
        false,
        &mut form.draft.cause_external,
    );
    text(
        ui,
        "Nguyên nhân chủ quan",
        2,
        false,
        &mut form.draft.cause_own,
    );
}

fn remedy(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    text(
        ui,
        "Yêu cầu khắc phục",
        4,
        false,
        &mut form.draft.order_text,
    );
    problems(ui, form, "order_text");
    text(
        ui,
        "Đơn vị, người chịu trách nhiệm",
        1,
        false,
        &mut form.draft.owner,
    );
    problems(ui, form, "owner");
    deadline(ui, view, form);
    text(
        ui,
        "Minh chứng khi hoàn thành",
        2,
        false,
        &mut form.draft.evidence,
    );
    form::stacked(
        ui,
        "Mức độ (nội bộ, không in vào kết luận)",
        |ui, _| {
            ui.horizontal_wrapped(|ui| {
                for level in ShortcomingLevel::ALL {
                    ui.radio_value(&mut form.draft.level, *level, level.label());
                }
            });
        },
    );
}

fn text(ui: &mut Ui, label: &str, rows: usize, focus: bool, text: &mut String) {
    form::stacked(ui, label, |ui, id| {
        let field = if rows > 1 {
            TextField::lines(Name::By(id), "", rows)
        } else {
            TextField::line(Name::By(id), "")
        };
        field.focus(focus).bind(ui, text);
    });
}

fn problems(ui: &mut Ui, form: &Form, place: &str) {
    for problem in &form.problems {
        if problem.place.rsplit('.').next() == Some(place) {
            form::problem(ui, &problem.message);
        }
    }
}

fn deadline(ui: &mut Ui, view: &View<'_>, form: &mut Form) {
    let visit = view.page.visit.date;
    form::stacked(ui, "Thời hạn", |ui, id| {
        ui.horizontal_top(|ui| {
            let field = DateField::new(id, form.draft.deadline, view.ctx.today);
            if let Some(NewDate(day)) = field.show(ui, &mut form.day) {
                form.draft.deadline = day;
                form.problems
                    .retain(|problem| !problem.place.ends_with("deadline"));
            }
            for days in [30, 60] {
                let quick = button::plain(ui, &format!("{days} ngày"));
                if quick.on_hover_text("Tính từ ngày giám sát").clicked() {
                    form.draft.deadline = days_after(visit, days);
                    form.day = DateDraft::default();
                    form.problems
                        .retain(|problem| !problem.place.ends_with("deadline"));
                }
            }
        });
        match crate::domain::shortcoming::check_deadline(form.draft.deadline, visit) {
            Err(problem) => form::problem(ui, &problem.message),
            Ok(()) => problems(ui, form, "deadline"),
        }
    });
}

fn regulation(ui: &mut Ui, page: &VisitPage, draft: &mut Shortcoming) {
    let mut ids: Vec<Option<RegulationId>> = vec![None];
    let mut words = vec!["Không gắn quy chế".to_owned()];
    for sheet in page.covered() {
        ids.push(Some(sheet.regulation.id));
        words.push(format!(
            "{} – {}",
            sheet.regulation.code, sheet.regulation.title
        ));
    }
    let chosen = ids.iter().position(|id| *id == draft.regulation_id);
    form::stacked(ui, "Quy chế", |ui, label| {
        let picked = Choice::new(label, &words, chosen)
            .width(f32::INFINITY)
            .show(ui);
        if let Some(id) = picked.and_then(|index| ids.get(index))
            && *id != draft.regulation_id
        {
            draft.regulation_id = *id;
            draft.item_id = None;
        }
    });
}

fn item(ui: &mut Ui, page: &VisitPage, draft: &mut Shortcoming) {
    let mut ids: Vec<Option<ItemId>> = vec![None];
    let mut words = vec!["Không gắn nội dung kiểm tra".to_owned()];
    let sheets = page
        .covered()
        .filter(|sheet| Some(sheet.regulation.id) == draft.regulation_id);
    for sheet in sheets.flat_map(|sheet| &sheet.items) {
        ids.push(Some(sheet.item.id));
        words.push(format!("{} {}", sheet.item.code, sheet.item.text));
    }
    let chosen = ids.iter().position(|id| *id == draft.item_id);
    form::stacked(ui, "Nội dung kiểm tra", |ui, label| {
        let picked = Choice::new(label, &words, chosen)
            .width(f32::INFINITY)
            .show(ui);
        if let Some(id) = picked.and_then(|index| ids.get(index)) {
            draft.item_id = *id;
        }
    });
}
