//! Who took part, on both sides of the table: edited in place, the last line adds one more.

use eframe::egui::{Ui, Vec2};
use uuid::Uuid;

use super::View;
use super::field::Field;
use crate::domain::text::clean;
use crate::domain::{Participant, ParticipantId, ParticipantRole, Side};
use crate::read::Candidate;
use crate::ui::action::{Action, Subject};
use crate::ui::theme;
use crate::ui::widgets::{
    button, choice::Choice, form, icon::Icon, section, text_field::TextField,
};
use crate::worker::{Command, PeopleCommand, VisitCommand};

/// The new line of each side.
#[derive(Debug, Default)]
pub struct Participants {
    team: NewLine,
    unit: NewLine,
}

#[derive(Debug, Default)]
struct NewLine {
    name: String,
    title: String,
    role: Option<ParticipantRole>,
    /// Sent to be added; the line is cleared once it is.
    sent: bool,
    /// Back to the name, for the next one.
    refocus: bool,
}

impl NewLine {
    fn is_empty(&self) -> bool {
        self.name.trim().is_empty() && self.title.trim().is_empty()
    }
}

const ROLE: f32 = 150.0;
const FROM_REGISTER: f32 = 118.0;

impl Participants {
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        for (side, line) in [(Side::Team, &mut self.team), (Side::Unit, &mut self.unit)] {
            theme::sheet(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                table(ui, view, side, line);
            });
            ui.add_space(theme::GAP);
        }
    }
}

fn table(ui: &mut Ui, view: &mut View<'_>, side: Side, line: &mut NewLine) {
    section::heading(ui, side.label(), |_| {});
    let page = view.page;
    let people: Vec<&Participant> = page
        .participants
        .iter()
        .filter(|p| p.side == side)
        .collect();
    let adding = Subject::Participant(ParticipantId(Uuid::nil()));
    if line.sent && view.ctx.has_done(adding) {
        *line = NewLine {
            refocus: true,
            ..NewLine::default()
        };
    } else if line.sent && view.ctx.failure(adding).is_some() {
        line.sent = false;
    }
    let room = ui.available_width()
        - ROLE
        - FROM_REGISTER
        - theme::CONTROL_HEIGHT
        - 5.0 * theme::GAP
        - 16.0;
    let widths = [(room * 0.4).max(140.0), (room * 0.6).max(180.0)];
    ui.horizontal(|ui| {
        for (words, width) in ["Họ và tên", "Chức vụ, đơn vị"].into_iter().zip(widths) {
            ui.allocate_ui(Vec2::new(width + theme::GAP, 18.0), |ui| {
                ui.set_min_width(width + theme::GAP);
                form::hint(ui, words);
            });
        }
        form::hint(ui, "Vai trò");
    });
    for (index, person) in people.iter().enumerate() {
        ui.push_id(person.id.0, |ui| row(ui, view, person, index + 1, widths));
    }
    if people.is_empty() && !view.editable {
        form::hint(ui, "Chưa ghi người tham dự.");
    }
    if view.editable {
        ui.push_id(side.code(), |ui| {
            new_line(ui, view, side, line, people.len(), widths);
        });
    }
}

fn row(ui: &mut Ui, view: &mut View<'_>, loaded: &Participant, number: usize, widths: [f32; 2]) {
    let person = view.edits.participants.current(loaded);
    let side = person.side.label();
    let [name_width, title_width] = widths;
    ui.horizontal(|ui| {
        let label = format!("Họ và tên, {side}, dòng {number}");
        let field = Field::new(loaded.id.0, "name", label.as_str()).width(name_width);
        if let Some(name) = cell(ui, name_width, |ui| field.text(ui, view, &loaded.name)) {
            edit(view, loaded, |person| person.name = name);
        }
        let label = format!("Chức vụ, {side}, dòng {number}");
        let field = Field::new(loaded.id.0, "title", label.as_str()).width(title_width);
        if let Some(title) = cell(ui, title_width, |ui| field.text(ui, view, &loaded.title)) {
            edit(view, loaded, |person| person.title = title);
        }
        if !view.editable {
            ui.label(person.role.label());
            return;
        }
        let label = format!("Vai trò, {side}, dòng {number}");
        if let Some(role) = role(ui, &label, person.side, person.role) {
            edit(view, loaded, |person| person.role = role);
        }
        let words = format!("Xóa dòng {number}, {side}");
        if button::icon(ui, Icon::Cross, &words).clicked() {
            view.out.push(Action::Run(Command::Visit(
                VisitCommand::RemoveParticipant(loaded.id),
            )));
        }
        keep(ui, view, loaded, number);
    });
}

fn cell<R>(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui_with_layout(
        Vec2::new(width + theme::GAP, theme::CONTROL_HEIGHT),
        eframe::egui::Layout::left_to_right(eframe::egui::Align::Center),
        |ui| {
            ui.set_min_width(width + theme::GAP);
            content(ui)
        },
    )
    .inner
}

fn edit(view: &mut View<'_>, loaded: &Participant, change: impl FnOnce(&mut Participant)) {
    view.edits.participants.edit(loaded, view.out, change);
}

fn role(ui: &mut Ui, name: &str, side: Side, chosen: ParticipantRole) -> Option<ParticipantRole> {
    let roles = ParticipantRole::of_side(side);
    let words: Vec<&str> = roles.iter().map(|role| role.label()).collect();
    let index = roles.iter().position(|role| *role == chosen);
    Choice::new(name, &words, index)
        .width(ROLE)
        .show(ui)
        .and_then(|index| roles.get(index).copied())
}

fn new_line(
    ui: &mut Ui,
    view: &mut View<'_>,
    side: Side,
    line: &mut NewLine,
    count: usize,
    widths: [f32; 2],
) {
    let words = side.label();
    let [name_width, title_width] = widths;
    let role_now = line.role.unwrap_or_else(|| first_role(view, side));
    ui.horizontal(|ui| {
        let label = format!("Họ và tên người mới, {words}");
        let name = TextField::line(label.as_str(), "")
            .width(name_width)
            .hint("Thêm người…")
            .focus(line.refocus);
        let name = cell(ui, name_width, |ui| name.bind_response(ui, &mut line.name));
        line.refocus = false;
        let label = format!("Chức vụ người mới, {words}");
        let title = TextField::line(label.as_str(), "")
            .width(title_width)
            .hint("Bí thư Đảng ủy phường");
        let title = cell(ui, title_width, |ui| {
            title.bind_response(ui, &mut line.title)
        });
        if let Some(role) = role(ui, &format!("Vai trò người mới, {words}"), side, role_now) {
            line.role = Some(role);
        }
        let enter = ui.input(|i| i.key_pressed(eframe::egui::Key::Enter));
        let entered = (name.lost_focus() || title.lost_focus()) && enter;
        let add = ui
            .add_enabled_ui(!line.is_empty(), |ui| {
                button::icon(ui, Icon::Plus, &format!("Thêm người, {words}"))
            })
            .inner;
        if let Some(chosen) = from_register(ui, view, side) {
            add_person(view, line, side, count, role_now, chosen);
        }
        if (add.clicked() || entered) && !line.is_empty() && !line.sent {
            let typed = (clean(&line.name), clean(&line.title));
            add_person(view, line, side, count, role_now, typed);
        }
    });
}

fn add_person(
    view: &mut View<'_>,
    line: &mut NewLine,
    side: Side,
    count: usize,
    role: ParticipantRole,
    (name, title): (String, String),
) {
    if line.sent {
        return;
    }
    line.sent = true;
    view.out
        .push(Action::Run(Command::Visit(VisitCommand::AddParticipant(
            Participant {
                id: ParticipantId(Uuid::nil()),
                ver: 0,
                visit_id: view.page.visit.id,
                side,
                position: i64::try_from(count).unwrap_or(i64::MAX),
                name,
                title,
                role,
            },
        ))));
}

/// A choice among those in the register who hold a title on the day of the visit and are not here yet.
fn from_register(ui: &mut Ui, view: &View<'_>, side: Side) -> Option<(String, String)> {
    let here = |candidate: &&Candidate| {
        candidate.side == side
            && !view.page.participants.iter().any(|person| {
                person.side == side
                    && person.name == candidate.name
                    && person.title == candidate.title
            })
    };
    let offered: Vec<&Candidate> = view.page.people.iter().filter(here).collect();
    if offered.is_empty() {
        return None;
    }
    let words: Vec<String> = offered
        .iter()
        .map(|candidate| format!("{}, {}", candidate.name, candidate.title))
        .collect();
    let name = format!("Chọn từ danh bạ, {}", side.label());
    Choice::new(name.as_str(), &words, None)
        .hint("Danh bạ")
        .width(FROM_REGISTER)
        .show(ui)
        .and_then(|index| offered.get(index))
        .map(|candidate| (candidate.name.clone(), candidate.title.clone()))
}

/// Offers to keep someone who was typed here and is not in the register yet.
fn keep(ui: &mut Ui, view: &mut View<'_>, person: &Participant, number: usize) {
    let known = view.page.people.iter().any(|candidate| {
        candidate.side == person.side
            && candidate.name == person.name
            && candidate.title == person.title
    });
    if known || person.name.is_empty() || person.title.is_empty() {
        return;
    }
    let words = format!("Giữ vào danh bạ dòng {number}, {}", person.side.label());
    if button::icon(ui, Icon::Plus, &words).clicked() {
        view.out
            .push(Action::Run(Command::People(PeopleCommand::Keep {
                name: person.name.clone(),
                title: person.title.clone(),
                unit_id: (person.side == Side::Unit).then_some(view.page.unit.id),
                valid_from: None,
                valid_to: None,
            })));
    }
}

/// The first of a side leads it or reports, the rest follow.
fn first_role(view: &View<'_>, side: Side) -> ParticipantRole {
    let roles = ParticipantRole::of_side(side);
    let empty = !view
        .page
        .participants
        .iter()
        .any(|person| person.side == side);
    let usual = if empty { roles.first() } else { roles.last() };
    usual.copied().unwrap_or(ParticipantRole::Member)
}
