//! Giới thiệu: the version, where things lie, licences.

use std::path::Path;
use std::sync::Arc;

use eframe::egui::{Label, ScrollArea, TextWrapMode, Ui};

use super::{HelpPlace, HelpScreen};
use crate::read::about;
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::theme;
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form, section};

impl HelpScreen {
    pub(super) fn about(
        &mut self,
        ui: &mut Ui,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        ui.label(theme::title_text(about::NAME));
        ui.add(Label::new(about::PURPOSE).wrap());
        ui.add_space(theme::GAP);
        for (label, value) in about::build() {
            fact(ui, label, &value);
        }
        if let Some(status) = context.status {
            path(ui, "Tệp dữ liệu đang mở", &status.path);
            let folder = &status.backup_folder;
            let second = if folder.is_empty() {
                "chưa chọn"
            } else {
                folder
            };
            fact(ui, "Nơi sao lưu thứ hai", second);
        }
        for (label, place) in [
            ("Báo cáo sự cố để ở", &self.places.reports),
            ("Thói quen của cửa sổ", &self.places.settings),
        ] {
            if let Some(place) = place {
                path(ui, label, place);
            }
        }
        ui.add_space(theme::GAP);
        ui.horizontal_wrapped(|ui| {
            for (words, place) in [
                ("Có gì mới", HelpPlace::News),
                ("Giấy phép các thành phần", HelpPlace::Licences),
            ] {
                if button::plain(ui, words).clicked() {
                    out.push(Action::Go(Route::Help(place)));
                }
            }
            if button::plain(ui, "Sao chép thông tin này").clicked() {
                ui.ctx().copy_text(self.said(context));
                out.push(Action::Toast("Đã sao chép.".to_owned()));
            }
        });
        ui.add_space(theme::GAP_LARGE);
        section::heading(ui, "Giấy phép của chương trình", |_| {});
        ui.add(Label::new(about::LICENCE).wrap());
    }

    /// The same in words, to be sent to whoever helps.
    fn said(&self, context: &ScreenContext<'_>) -> String {
        let mut lines = vec![about::NAME.to_owned()];
        for (label, value) in about::build() {
            lines.push(format!("{label}: {value}"));
        }
        if let Some(status) = context.status {
            lines.push(format!("Tệp dữ liệu: {}", status.path.display()));
        }
        if let Some(place) = &self.places.reports {
            lines.push(format!("Báo cáo sự cố: {}", place.display()));
        }
        lines.join("\n")
    }

    /// Thousands of lines: only those in sight are laid out.
    pub(super) fn licences(&mut self, ui: &mut Ui) {
        let lines = self
            .licences
            .get_or_insert_with(|| {
                let text = about::licences();
                Arc::new(text.lines().map(str::to_owned).collect())
            })
            .clone();
        let wanted = crate::domain::text::fold(&self.wanted_licence);
        TextField::line("Tìm thành phần", "")
            .width(320.0)
            .hint("Tên thành phần, loại giấy phép")
            .bind(ui, &mut self.wanted_licence);
        ui.add_space(theme::GAP_SMALL);
        let shown: Vec<&String> = lines
            .iter()
            .filter(|line| wanted.is_empty() || crate::domain::text::fold(line).contains(&wanted))
            .collect();
        ScrollArea::both()
            .id_salt("licences")
            .auto_shrink([false, false])
            .show_rows(ui, 18.0, shown.len(), |ui, range| {
                for line in shown.get(range).unwrap_or_default() {
                    let label = Label::new(theme::small(line.as_str()));
                    ui.add(label.wrap_mode(TextWrapMode::Extend));
                }
            });
    }
}

fn fact(ui: &mut Ui, label: &str, value: &str) {
    form::row(ui, label, |ui, _| {
        form::value(ui, value);
    });
}

fn path(ui: &mut Ui, label: &str, path: &Path) {
    fact(ui, label, &path.display().to_string());
}
