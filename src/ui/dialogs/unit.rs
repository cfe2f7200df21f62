//! A new unit, or another name and span of days for one that is there.

use chrono::NaiveDate;
use eframe::egui::Ui;
use uuid::Uuid;

use crate::domain::{Problem, Unit, UnitId, UnitKind, reform};
use crate::read::UnitRow;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::screens::names::Names;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{Command, SettingsCommand};

/// The dialog's own state.
#[derive(Debug)]
pub struct UnitDialog {
    base: Option<Box<Unit>>,
    new: Unit,
    from: DateDraft,
    to: DateDraft,
    problem: Option<Problem>,
    fresh: bool,
}

impl UnitDialog {
    /// For a new unit of a district.
    pub fn add(district: &str) -> Self {
        let new = Unit {
            id: UnitId(Uuid::nil()),
            ver: 0,
            code: String::new(),
            kind: UnitKind::Ward,
            name: String::new(),
            short_name: String::new(),
            district: district.to_owned(),
            parent_id: None,
            valid_from: None,
            valid_to: None,
            checked: false,
        };
        Self::with(None, new)
    }

    /// For one that is there.
    pub fn edit(unit: &Unit) -> Self {
        Self::with(Some(Box::new(unit.clone())), unit.clone())
    }

    fn with(base: Option<Box<Unit>>, new: Unit) -> Self {
        Self {
            base,
            new,
            from: DateDraft::default(),
            to: DateDraft::default(),
            problem: None,
            fresh: true,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        units: &[UnitRow],
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        let subject = Subject::Unit(self.new.id);
        if context.has_done(subject) {
            return true;
        }
        let title = if self.base.is_some() {
            "Sửa đơn vị"
        } else {
            "Thêm đơn vị"
        };
        let outcome = Dialog::new(title, "Ghi")
            .ready(!self.from.is_open() && !self.to.is_open() && !context.is_busy(subject))
            .width(560.0)
            .show(ui, |ui| self.fields(ui, units, context));
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => true,
            Outcome::Confirmed => {
                self.complete(units);
                self.problem = self.new.check().err();
                if self.problem.is_none() {
                    out.push(Action::Run(Command::Settings(SettingsCommand::SaveUnit {
                        base: self.base.clone(),
                        new: Box::new(self.new.clone()),
                    })));
                }
                false
            }
        }
    }

    /// A new unit that belongs to a ward.
    pub fn add_under(ward: &Unit) -> Self {
        let mut dialog = Self::add(&ward.district);
        dialog.new.kind = UnitKind::School;
        dialog.new.parent_id = Some(ward.id);
        dialog
    }

    /// Fills in what follows from the name.
    fn complete(&mut self, units: &[UnitRow]) {
        let unit = &mut self.new;
        unit.name = crate::domain::text::clean(&unit.name);
        unit.short_name = crate::domain::text::clean(&unit.short_name);
        if unit.kind == UnitKind::Ward {
            unit.parent_id = None;
        }
        if unit.short_name.is_empty() {
            unit.short_name = reform::short_name(&unit.name, unit.kind);
        }
        if unit.code.is_empty() {
            let ward = units.iter().find(|row| Some(row.unit.id) == unit.parent_id);
            let ward = ward.map(|row| row.unit.code.as_str());
            unit.code = reform::code_for(&unit.district, ward, &unit.short_name);
        }
    }

    fn fields(&mut self, ui: &mut Ui, units: &[UnitRow], context: &ScreenContext<'_>) {
        let kinds: Vec<&str> = UnitKind::ALL.iter().map(|kind| kind.label()).collect();
        let kind = UnitKind::ALL.iter().position(|kind| *kind == self.new.kind);
        form::row(ui, "Loại đơn vị", |ui, label| {
            let choice = Choice::new(label, &kinds, kind).width(220.0).show(ui);
            if let Some(kind) = choice.and_then(|place| UnitKind::ALL.get(place)) {
                self.new.kind = *kind;
            }
        });
        if self.new.kind != UnitKind::Ward {
            self.parent(ui, units);
        }
        self.problem_at(ui, "parent_id", context);
        form::row(ui, "Tên đầy đủ", |ui, label| {
            TextField::line(label, "")
                .hint(example(self.new.kind).0)
                .focus(std::mem::take(&mut self.fresh))
                .bind(ui, &mut self.new.name);
        });
        self.problem_at(ui, "name", context);
        form::row(ui, "Tên gọn", |ui, label| {
            TextField::line(label, "")
                .hint(example(self.new.kind).1)
                .bind(ui, &mut self.new.short_name);
        });
        self.problem_at(ui, "short_name", context);
        form::row(ui, "Có từ ngày", |ui, label| {
            day(ui, label, &mut self.new.valid_from, &mut self.from, context);
        });
        self.problem_at(ui, "valid_from", context);
        form::row(ui, "Đến hết ngày", |ui, label| {
            day(ui, label, &mut self.new.valid_to, &mut self.to, context);
        });
        self.problem_at(ui, "valid_to", context);
        self.problem_at(ui, "code", context);
        ui.checkbox(
            &mut self.new.checked,
            "Tên và ngày đã đối chiếu với quyết định thành lập, sắp xếp",
        );
    }

    /// The ward that it belongs to.
    fn parent(&mut self, ui: &mut Ui, units: &[UnitRow]) {
        let wards: Vec<&UnitRow> = units
            .iter()
            .filter(|row| row.unit.kind == UnitKind::Ward)
            .collect();
        let names = Names::of(units);
        let mut shown = vec!["Không thuộc phường nào".to_owned()];
        shown.extend(
            wards
                .iter()
                .map(|row| names.tell(row.unit.id, &row.unit.name)),
        );
        let at = |id| wards.iter().position(|row| row.unit.id == id);
        let here = self.new.parent_id.and_then(at).map_or(0, |place| place + 1);
        form::row(ui, "Thuộc phường", |ui, label| {
            if let Some(place) = Choice::new(label, &shown, Some(here)).width(320.0).show(ui) {
                let ward = place.checked_sub(1).and_then(|place| wards.get(place));
                self.new.parent_id = ward.map(|row| row.unit.id);
            }
        });
    }

    fn problem_at(&self, ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
        let own = self
            .problem
            .as_ref()
            .filter(|problem| problem.place == place)
            .map(|problem| problem.message.as_str());
        if let Some(text) = own.or(context.problem(Subject::Unit(self.new.id), place)) {
            form::problem(ui, text);
        }
    }
}

/// Full and short name of a made-up unit of the kind.
fn example(kind: UnitKind) -> (&'static str, &'static str) {
    match kind {
        UnitKind::Ward => ("Phường Phúc Đồng", "Phúc Đồng"),
        UnitKind::PartyCell => ("Chi bộ tổ dân phố số 5", "Chi bộ 5"),
        UnitKind::ResidentialGroup => ("Tổ dân phố số 5", "Tổ 5"),
        UnitKind::School => ("Trường Tiểu học Phúc Đồng", "Tiểu học Phúc Đồng"),
        UnitKind::Agency => ("Trạm Y tế phường Phúc Đồng", "Trạm Y tế"),
    }
}

fn day(
    ui: &mut Ui,
    label: eframe::egui::Id,
    day: &mut Option<NaiveDate>,
    draft: &mut DateDraft,
    context: &ScreenContext<'_>,
) {
    if let Some(NewDate(new)) = DateField::new(label, *day, context.today).show(ui, draft) {
        *day = new;
    }
}
