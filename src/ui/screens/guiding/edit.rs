//! A document that is written down or changed.

use std::path::PathBuf;

use eframe::egui::{Label, Ui};

use crate::domain::attachment::TAKEN;
use crate::domain::{DocumentId, DocumentType, GuidingDocument};
use crate::read::guiding::DocumentPage;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, drop, form, notice, tick};
use crate::worker::{GuidingJob, Job};

const WIDTH: f32 = 680.0;

/// The dialog's own state.
#[derive(Debug)]
pub struct EditDialog {
    base: Option<GuidingDocument>,
    new: GuidingDocument,
    date: DateDraft,
    from: DateDraft,
    to: DateDraft,
    /// Files that are to be kept with it.
    paths: Vec<PathBuf>,
    sent: bool,
}

impl EditDialog {
    pub fn new(base: Option<&GuidingDocument>) -> Self {
        let blank = || GuidingDocument {
            id: DocumentId(uuid::Uuid::nil()),
            ver: 0,
            doc_type: DocumentType::Plan,
            number: String::new(),
            date: None,
            issuer: String::new(),
            subject: String::new(),
            valid_from: None,
            valid_to: None,
            replaced_by: None,
            checked: false,
            note: String::new(),
        };
        Self {
            new: base.cloned().unwrap_or_else(blank),
            base: base.cloned(),
            date: DateDraft::default(),
            from: DateDraft::default(),
            to: DateDraft::default(),
            paths: Vec::new(),
            sent: false,
        }
    }

    /// A file was chosen or dropped.
    pub fn take_file(&mut self, path: PathBuf) {
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &DocumentPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        if self.sent && context.has_done(Subject::Guiding) {
            return true;
        }
        for path in drop::let_go(ui) {
            self.take_file(path);
        }
        let title = match &self.base {
            Some(base) => format!("Sửa {}", base.reference()),
            None => "Ghi văn bản chỉ đạo".to_owned(),
        };
        let ready = !context.is_busy(Subject::Guiding)
            && !self.date.is_open()
            && !self.from.is_open()
            && !self.to.is_open();
        let outcome = Dialog::new(&title, "Lưu")
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| self.fields(ui, page, context, out));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => {
                self.sent = true;
                out.push(Action::Start(Job::Guiding(GuidingJob::Save {
                    base: self.base.clone(),
                    new: Box::new(self.new.clone()),
                    paths: self.paths.clone(),
                })));
            }
        }
        false
    }

    fn fields(
        &mut self,
        ui: &mut Ui,
        page: &DocumentPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let wide = WIDTH - theme::LABEL_WIDTH - 20.0;
        form::row(ui, "Thể loại", |ui, label| {
            let words: Vec<&str> = DocumentType::ALL.iter().map(|kind| kind.label()).collect();
            let here = DocumentType::ALL
                .iter()
                .position(|k| *k == self.new.doc_type);
            let picked = Choice::new(label, &words, here).width(180.0).show(ui);
            if let Some(kind) = picked.and_then(|place| DocumentType::ALL.get(place)) {
                self.new.doc_type = *kind;
            }
        });
        form::row(ui, "Số và ký hiệu", |ui, label| {
            TextField::line(label, "")
                .width(180.0)
                .hint("18-KH/QU")
                .bind(ui, &mut self.new.number);
        });
        // asked as soon as it is seen, and never refused
        if let Some(warning) = self
            .new
            .warnings()
            .into_iter()
            .find(|_| crate::domain::guiding::abbreviation(&self.new.number).is_some())
        {
            notice::show(ui, Tone::Caution, &warning);
        }
        self.problem(ui, "number", context);
        form::row(ui, "Ngày văn bản", |ui, label| {
            let field = DateField::new(label, self.new.date, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.date) {
                self.new.date = day;
            }
        });
        form::row(ui, "Cơ quan ban hành", |ui, label| {
            TextField::line(label, "")
                .width(wide)
                .hint("Ban Thường vụ Quận ủy Long Biên")
                .bind(ui, &mut self.new.issuer);
        });
        self.problem(ui, "issuer", context);
        form::row(ui, "Trích yếu", |ui, label| {
            TextField::line(label, "")
                .width(wide)
                .bind(ui, &mut self.new.subject);
        });
        form::row(ui, "Hiệu lực từ ngày", |ui, label| {
            let field = DateField::new(label, self.new.valid_from, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.from) {
                self.new.valid_from = day;
            }
            form::hint(ui, "Để trống thì từ ngày văn bản.");
        });
        self.problem(ui, "valid_from", context);
        form::row(ui, "Hết hiệu lực sau", |ui, label| {
            let field = DateField::new(label, self.new.valid_to, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.to) {
                self.new.valid_to = day;
            }
        });
        self.problem(ui, "valid_to", context);
        self.replacement(ui, page);
        self.problem(ui, "replaced_by", context);
        form::row(ui, "Ghi chú", |ui, label| {
            TextField::line(label, "")
                .width(wide)
                .bind(ui, &mut self.new.note);
        });
        form::row(ui, "Đối chiếu", |ui, _| {
            tick::show(ui, &mut self.new.checked, "Đã so với văn bản gốc");
        });
        self.files(ui, out);
        if self.sent
            && let Some(failure) = context.failure(Subject::Guiding)
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
    }

    fn replacement(&mut self, ui: &mut Ui, page: &DocumentPage) {
        let others: Vec<&GuidingDocument> = page
            .entries
            .iter()
            .map(|entry| &entry.document)
            .filter(|other| other.id != self.new.id)
            .collect();
        let words: Vec<String> = std::iter::once("Chưa có văn bản thay thế".to_owned())
            .chain(others.iter().map(|other| other.reference()))
            .collect();
        let here = self
            .new
            .replaced_by
            .and_then(|id| others.iter().position(|other| other.id == id))
            .map_or(0, |place| place + 1);
        form::row(ui, "Thay bằng", |ui, label| {
            let picked = Choice::new(label, &words, Some(here)).width(380.0).show(ui);
            if let Some(place) = picked {
                self.new.replaced_by = place
                    .checked_sub(1)
                    .and_then(|place| others.get(place))
                    .map(|other| other.id);
            }
        });
    }

    fn files(&mut self, ui: &mut Ui, out: &mut Vec<Action>) {
        form::row(ui, "Bản văn bản", |ui, _| {
            ui.vertical(|ui| {
                let mut removed = None;
                for (place, path) in self.paths.iter().enumerate() {
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    ui.horizontal(|ui| {
                        ui.add(Label::new(name.as_ref()).truncate());
                        form::hint(ui, "sẽ đính kèm");
                        if button::icon(ui, Icon::Cross, &format!("Bỏ {name}")).clicked() {
                            removed = Some(place);
                        }
                    });
                }
                if let Some(place) = removed {
                    self.paths.remove(place);
                }
                if button::plain(ui, "Chọn tệp…").clicked() {
                    out.push(Action::PickDocumentFile);
                }
                form::hint(ui, &format!("{TAKEN} Có thể thả tệp vào cửa sổ."));
            });
        });
    }

    fn problem(&self, ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
        if self.sent
            && let Some(text) = context.problem(Subject::Guiding, place)
        {
            form::problem(ui, text);
        }
    }
}
