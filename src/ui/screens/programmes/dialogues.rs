//! Hội nghị đối thoại: what was asked, who answers by when, and what was answered.

use eframe::egui::{Label, ScrollArea, Ui};

use super::detail::Wish;
use super::forms::Form;
use super::{ProgrammesPage, ProgrammesScreen, beside};
use crate::domain::Opinion;
use crate::domain::date::show;
use crate::domain::due::DueStanding;
use crate::domain::programme::answer_words;
use crate::read::PaperRequest;
use crate::read::programme::{
    DialogueDetail, DialogueFilter, DialogueRow, ProgrammePaper, ProgrammesPlace,
};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::screens::filters::{chosen_from, place_of, unit_choice};
use crate::ui::screens::rows;
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::page as sheet;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{badge, button, empty_state, section, waiting};
use crate::worker::{Command, ProgrammesCommand, blank};

const COLUMNS: [Column; 6] = [
    Column::fixed("Ngày", 96.0),
    Column::growing("Nội dung đối thoại", 200.0, 1.0),
    Column::fixed("Đơn vị", 130.0),
    Column::growing("Chủ trì", 140.0, 0.6),
    Column::fixed("Đã trả lời", 100.0),
    Column::fixed("Chưa trả lời", 150.0).least(120.0),
];

const NARROW_PLACES: [usize; 4] = [0, 2, 1, 5];

const NARROW: [Column; 4] = [
    Column::fixed("Ngày", 96.0),
    Column::fixed("Đơn vị", 112.0),
    Column::growing("Nội dung đối thoại", 140.0, 1.0),
    Column::fixed("Chưa trả lời", 130.0).least(110.0),
];

pub(super) fn head(
    ui: &mut Ui,
    screen: &mut ProgrammesScreen,
    page: &ProgrammesPage<'_>,
    filter: &DialogueFilter,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    if button::primary(ui, "Ghi hội nghị đối thoại…").clicked() {
        let mut new = blank::dialogue(filter.programme_id, context.today);
        new.unit_id = filter.unit_id;
        screen.open(Form::Dialogue(None, new), page);
    }
    if button::plain(ui, "Bản in, Excel")
        .on_hover_text("Ý kiến và trả lời của những hội nghị đang hiện thành PDF, Word, Excel")
        .clicked()
    {
        let paper = ProgrammePaper::Opinions {
            filter: filter.clone(),
            as_of: context.today,
        };
        out.push(Action::Go(Route::Paper(PaperRequest::Programmes(paper))));
    }
}

impl ProgrammesScreen {
    pub(super) fn talked(
        &mut self,
        ui: &mut Ui,
        page: &ProgrammesPage<'_>,
        filter: &DialogueFilter,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let Some((list, version)) = page.dialogues else {
            waiting::show(ui, "Đang đọc danh sách…");
            return;
        };
        let mut wanted = filter.clone();
        ui.horizontal(|ui| self.dialogue_filters(ui, page, &list.years, &mut wanted));
        if wanted != *filter {
            let place = ProgrammesPlace::Dialogues(wanted);
            out.push(Action::Go(Route::Programmes(place)));
        }
        let said = format!(
            "{:02} hội nghị: {}",
            list.rows.len(),
            list.answered().words()
        );
        crate::ui::widgets::form::hint(ui, &said);
        ui.add_space(theme::GAP_SMALL);
        if list.rows.is_empty() && page.dialogue.is_none() {
            let (title, hint) = if list.used {
                ("Không có hội nghị nào khớp", "Thử bỏ bớt điều kiện lọc.")
            } else {
                (
                    "Chưa ghi hội nghị đối thoại nào",
                    "Ghi ý kiến nêu ra, cơ quan nào trả lời, trước ngày nào; ý kiến chưa trả lời và quá hạn hiện rõ trong danh sách.",
                )
            };
            empty_state::show(ui, Icon::Search, title, hint, None);
            return;
        }
        let wish = beside(
            ui,
            page.dialogue,
            |ui, narrow| self.dialogue_list(ui, &list.rows, version, narrow),
            |ui, detail| one(ui, detail, context, out),
        );
        match wish {
            Some(Wish::Close) => self.chosen_dialogue = None,
            Some(Wish::Form(form)) => self.open(*form, page),
            None => {}
        }
    }

    fn dialogue_list(&mut self, ui: &mut Ui, list: &[DialogueRow], version: u64, narrow: bool) {
        let chosen = self
            .chosen_dialogue
            .and_then(|chosen| list.iter().position(|row| row.dialogue.id == chosen));
        let columns = if narrow { &NARROW[..] } else { &COLUMNS[..] };
        let event = Table::new("Các hội nghị đối thoại", columns, list.len(), version)
            .selected(chosen)
            .show(ui, &mut self.dialogues, |row, column| {
                let place = if narrow {
                    NARROW_PLACES.get(column).copied().unwrap_or(column)
                } else {
                    column
                };
                list.get(row)
                    .map_or_else(Cell::default, |row| cell(row, place))
            });
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row) | TableEvent::Open(row)) => {
                self.chosen_dialogue = list.get(row).map(|row| row.dialogue.id);
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }

    fn dialogue_filters(
        &mut self,
        ui: &mut Ui,
        page: &ProgrammesPage<'_>,
        years: &[i64],
        wanted: &mut DialogueFilter,
    ) {
        let words = TextField::line("Lọc theo nội dung, ý kiến", "")
            .finder()
            .width(200.0)
            .hint("Lọc theo nội dung, ý kiến");
        if words.bind(ui, &mut self.words) {
            self.words.trim().clone_into(&mut wanted.text);
        }
        let names: Vec<String> = std::iter::once("Mọi năm".to_owned())
            .chain(years.iter().map(|year| format!("Năm {year}")))
            .collect();
        let here = Some(place_of(years, wanted.year));
        if let Some(place) = Choice::new("Năm", &names, here).width(112.0).show(ui) {
            wanted.year = chosen_from(years, place);
        }
        if let Some(unit) = unit_choice(ui, page.units, wanted.unit_id) {
            wanted.unit_id = unit.0;
        }
        ui.checkbox(&mut wanted.open, "Còn ý kiến chưa trả lời");
        if *wanted != DialogueFilter::default() && button::quiet(ui, "Bỏ lọc").clicked() {
            *wanted = DialogueFilter::default();
            self.words.clear();
        }
    }
}

fn cell(row: &DialogueRow, column: usize) -> Cell<'_> {
    let dialogue = &row.dialogue;
    match column {
        0 => rows::day(Some(dialogue.held_on)),
        1 => Cell::text(dialogue.title.as_str()).strong(),
        2 if row.unit_name.is_empty() => Cell::text("Toàn quận").weak(),
        2 => Cell::text(rows::short_unit(&row.unit_name)),
        3 => Cell::text(dialogue.chair.as_str()),
        4 => Cell::text(row.answered.share()),
        _ => {
            let open = row.answered.open();
            let key = i64::try_from(row.answered.late * 1000 + open).unwrap_or(i64::MAX);
            let (words, tone) = match (open, row.answered.late) {
                (0, _) => return Cell::default(),
                (open, 0) => (format!("{open}"), Tone::Caution),
                (open, late) => (format!("{open} · quá hạn {late}"), Tone::Bad),
            };
            Cell::text(words).tone(tone).sorted_by(key)
        }
    }
}

fn one(
    ui: &mut Ui,
    page: &DialogueDetail,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) -> Option<Wish> {
    let mut wish = None;
    let room = ui.available_size();
    sheet::bare(ui, room, |ui| {
        ScrollArea::vertical()
            .id_salt(page.row.dialogue.id)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                about(ui, page, &mut wish, out);
                opinions(ui, page, context, &mut wish);
            });
    });
    wish
}

fn about(ui: &mut Ui, page: &DialogueDetail, wish: &mut Option<Wish>, out: &mut Vec<Action>) {
    let dialogue = &page.row.dialogue;
    ui.horizontal(|ui| {
        let place = match page.row.unit_name.as_str() {
            "" => "Toàn quận",
            name => name,
        };
        ui.weak(format!("{} · {place}", show(dialogue.held_on)));
        let right = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
        ui.with_layout(right, |ui| {
            if button::icon(ui, Icon::Cross, "Đóng hội nghị").clicked() {
                *wish = Some(Wish::Close);
            }
        });
    });
    ui.add(Label::new(theme::section_text(dialogue.title.as_str())).wrap());
    let attendees = dialogue.attendees.map(|count| count.to_string());
    for (label, words) in [
        ("Chủ trì", dialogue.chair.as_str()),
        ("Địa điểm", dialogue.place.as_str()),
        ("Số người dự", attendees.as_deref().unwrap_or_default()),
        ("Thuộc", page.programme_title.as_str()),
        ("Ghi chú", dialogue.note.as_str()),
    ] {
        if !words.is_empty() {
            ui.add(Label::new(format!("{label}: {words}")).wrap());
        }
    }
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        if button::plain(ui, "Sửa hội nghị…").clicked() {
            let form = Form::Dialogue(Some(dialogue.clone()), dialogue.clone());
            *wish = Some(Wish::Form(Box::new(form)));
        }
        if button::quiet(ui, "Xóa hội nghị")
            .on_hover_text("Xóa cùng các ý kiến; hoàn tác được")
            .clicked()
        {
            let command = ProgrammesCommand::RemoveDialogue(dialogue.id);
            out.push(Action::Run(Command::Programmes(command)));
            *wish = Some(Wish::Close);
        }
    });
}

fn opinions(
    ui: &mut Ui,
    page: &DialogueDetail,
    context: &ScreenContext<'_>,
    wish: &mut Option<Wish>,
) {
    ui.add_space(theme::GAP);
    let answered = page.row.answered;
    let title = match answered.all {
        0 => "Ý kiến, kiến nghị".to_owned(),
        _ => format!("Ý kiến đã trả lời {}", answered.share()),
    };
    section::heading(ui, &title, |ui| {
        if button::quiet(ui, "Thêm ý kiến").clicked() {
            let new = blank::opinion(page.row.dialogue.id);
            *wish = Some(Wish::Form(Box::new(Form::Opinion(None, new))));
        }
    });
    if page.opinions.is_empty() {
        ui.weak("Chưa ghi ý kiến nào.");
    }
    for (number, (opinion, standing)) in (1..).zip(&page.opinions) {
        ui.push_id(opinion.id, |ui| {
            one_opinion(ui, (number, opinion, *standing), context, wish);
        });
    }
}

fn one_opinion(
    ui: &mut Ui,
    (number, opinion, standing): (usize, &Opinion, DueStanding),
    context: &ScreenContext<'_>,
    wish: &mut Option<Wish>,
) {
    ui.add_space(theme::GAP_SMALL);
    ui.add(Label::new(format!("{number}. {}", opinion.text)).wrap());
    if !opinion.raised_by.is_empty() {
        ui.add(Label::new(theme::small(format!("Người nêu: {}", opinion.raised_by))).wrap());
    }
    if !opinion.answer.is_empty() {
        let day = opinion.answered_on.map_or_else(String::new, show);
        ui.add(Label::new(theme::small(format!("Trả lời {day}: {}", opinion.answer))).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let tone = if standing.is_done() || standing.is_late() {
            tones::of_due(standing.state)
        } else {
            Tone::Caution
        };
        badge::show(ui, tone, &answer_words(standing));
        ui.weak(opinion.answerer.as_str());
        if let Some(due) = opinion.due {
            ui.weak(format!("hạn {}", show(due)));
        }
    });
    ui.horizontal(|ui| {
        if opinion.answered_on.is_none()
            && button::quiet(ui, "Ghi trả lời…")
                .on_hover_text(&opinion.text)
                .clicked()
        {
            let form = Form::Answer(opinion.clone(), context.today);
            *wish = Some(Wish::Form(Box::new(form)));
        }
        if button::quiet(ui, "Sửa ý kiến").clicked() {
            let form = Form::Opinion(Some(opinion.clone()), opinion.clone());
            *wish = Some(Wish::Form(Box::new(form)));
        }
    });
}
