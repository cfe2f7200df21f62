//! A new version of the catalogue while it is written: nothing is kept until its differences were looked at.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use eframe::egui::{ScrollArea, Ui};

use crate::domain::{GuidingDocument, ItemOrigin, RegulationKind, UnitKind};
use crate::read::catalogue_file::{CatalogueFile, ItemFile, RefFile, RegulationFile};
use crate::ui::screens::guiding::pick;
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form, section};

/// What is being written.
#[derive(Debug)]
pub struct Draft {
    pub file: CatalogueFile,
    /// The version that it was made from.
    pub base: i64,
    chosen: usize,
    days: BTreeMap<String, DateDraft>,
    /// Guiding documents that can be cited.
    pub documents: Arc<Vec<GuidingDocument>>,
}

impl Draft {
    /// Begins with the regulation of a code.
    pub fn new(file: CatalogueFile, base: i64, code: Option<&str>) -> Self {
        let with_code = |regulation: &RegulationFile| Some(regulation.code.as_str()) == code;
        let chosen = file.regulations.iter().position(with_code);
        Self {
            file,
            base,
            chosen: chosen.unwrap_or(0),
            days: BTreeMap::new(),
            documents: Arc::default(),
        }
    }

    /// Code of the regulation that is being written.
    pub fn code(&self) -> Option<&str> {
        let regulation = self.file.regulations.get(self.chosen)?;
        Some(&regulation.code)
    }

    pub fn ui(&mut self, ui: &mut Ui, today: NaiveDate) {
        ui.horizontal(|ui| {
            let codes: Vec<String> = self
                .file
                .regulations
                .iter()
                .map(|regulation| format!("{} {}", regulation.code, regulation.title))
                .collect();
            let picked = Choice::new("Quy chế đang soạn", &codes, Some(self.chosen))
                .width(520.0)
                .show(ui);
            self.chosen = picked.unwrap_or(self.chosen);
            if button::plain(ui, "Thêm quy chế").clicked() {
                self.chosen = self.file.regulations.len();
                self.file.regulations.push(blank_regulation(self.chosen));
            }
            if self.file.regulations.len() > 1 && button::quiet(ui, "Bỏ quy chế này").clicked()
            {
                self.file
                    .regulations
                    .remove(self.chosen.min(self.file.regulations.len() - 1));
                self.chosen = 0;
                self.days.clear();
            }
        });
        let (days, documents) = (&mut self.days, Arc::clone(&self.documents));
        let Some(regulation) = self.file.regulations.get_mut(self.chosen) else {
            return;
        };
        ScrollArea::vertical()
            .id_salt(("draft", self.chosen))
            .auto_shrink([false, false])
            .show(ui, |ui| {
                head(ui, regulation);
                section::heading(ui, "Căn cứ chung", |_| {});
                refs(
                    ui,
                    &mut regulation.legal_refs,
                    &regulation.code,
                    (&mut *days, documents.as_slice()),
                    today,
                );
                items(ui, regulation, (&mut *days, documents.as_slice()), today);
            });
    }
}

fn head(ui: &mut Ui, regulation: &mut RegulationFile) {
    form::row(ui, "Mã quy chế", |ui, label| {
        TextField::line(label, "")
            .width(160.0)
            .bind(ui, &mut regulation.code);
    });
    form::row(ui, "Tên quy chế", |ui, label| {
        TextField::lines(label, "", 2).bind(ui, &mut regulation.title);
    });
    let kinds: Vec<&str> = RegulationKind::ALL
        .iter()
        .map(|kind| kind.label())
        .collect();
    let kind = RegulationKind::ALL
        .iter()
        .position(|kind| *kind == regulation.kind);
    form::row(ui, "Loại quy chế", |ui, label| {
        let picked = Choice::new(label, &kinds, kind).width(220.0).show(ui);
        if let Some(kind) = picked.and_then(|place| RegulationKind::ALL.get(place)) {
            regulation.kind = *kind;
        }
    });
    form::row(ui, "Ghi chú quy chế", |ui, label| {
        TextField::line(label, "").bind(ui, &mut regulation.note);
    });
}

fn items(
    ui: &mut Ui,
    regulation: &mut RegulationFile,
    (days, documents): (&mut BTreeMap<String, DateDraft>, &[GuidingDocument]),
    today: NaiveDate,
) {
    let mut add = false;
    section::heading(ui, "Nội dung kiểm tra", |ui| {
        add = button::plain(ui, "Thêm nội dung").clicked();
    });
    let (mut removed, mut raised) = (None, None);
    for (index, item) in regulation.items.iter_mut().enumerate() {
        ui.separator();
        ui.push_id(index, |ui| {
            let number = index + 1;
            ui.horizontal(|ui| {
                let name = format!("Mã nội dung {number}");
                TextField::line(name.as_str(), "")
                    .width(120.0)
                    .bind(ui, &mut item.code);
                for kind in UnitKind::ALL {
                    let mut on = item.unit_kinds.contains(kind);
                    let tick = ui.checkbox(&mut on, kind.label());
                    if tick.changed() && on {
                        item.unit_kinds.push(*kind);
                    } else if tick.changed() {
                        item.unit_kinds.retain(|other| other != kind);
                    }
                }
                if index > 0
                    && button::icon(ui, Icon::Up, &format!("Đưa nội dung {number} lên")).clicked()
                {
                    raised = Some(index);
                }
                if button::icon(ui, Icon::Cross, &format!("Bỏ nội dung {number}")).clicked() {
                    removed = Some(index);
                }
            });
            let name = format!("Nội dung kiểm tra {number}");
            TextField::lines(name.as_str(), "", 2).bind(ui, &mut item.text);
            let name = format!("Minh chứng {number}");
            TextField::line(name.as_str(), "")
                .hint("Minh chứng cần xem")
                .bind(ui, &mut item.evidence);
            let beside = (&mut *days, documents);
            refs(ui, &mut item.legal_refs, &item.code, beside, today);
        });
    }
    if let Some(index) = raised {
        regulation.items.swap(index - 1, index);
    }
    if let Some(index) = removed {
        regulation.items.remove(index);
    }
    if add {
        regulation.items.push(blank_item(regulation));
    }
}

/// References, each with the days on which it is in force.
fn refs(
    ui: &mut Ui,
    list: &mut Vec<RefFile>,
    of: &str,
    (days, documents): (&mut BTreeMap<String, DateDraft>, &[GuidingDocument]),
    today: NaiveDate,
) {
    let mut removed = None;
    for (index, legal) in list.iter_mut().enumerate() {
        let number = index + 1;
        ui.horizontal(|ui| {
            let name = format!("Căn cứ {number} của {of}");
            let room = (ui.available_width() - 480.0).max(240.0);
            let before = legal.text.clone();
            TextField::line(name.as_str(), "")
                .width(room)
                .bind(ui, &mut legal.text);
            if legal.text != before {
                // other words were not compared with anything yet
                legal.checked = false;
            }
            for (words, day) in [("từ", &mut legal.valid_from), ("đến", &mut legal.valid_to)] {
                let name = format!("{of}, căn cứ {number}, hiệu lực {words}");
                let draft = days.entry(name.clone()).or_default();
                ui.label(words);
                let field = DateField::new(name.as_str(), *day, today);
                if let Some(NewDate(new)) = field.show(ui, draft) {
                    *day = new;
                }
            }
            if button::icon(ui, Icon::Cross, &format!("Bỏ căn cứ {number} của {of}")).clicked()
            {
                removed = Some(index);
            }
        });
    }
    if let Some(index) = removed {
        list.remove(index);
        days.clear();
    }
    let add = button::quiet(ui, "Thêm căn cứ").accessible_name(format!("Thêm căn cứ của {of}"));
    if let Some(document) = pick::one(
        ui,
        documents,
        &format!("Dẫn văn bản chỉ đạo cho {of}"),
        today,
    ) {
        list.push(cited(document));
    }
    if add.clicked() {
        list.push(RefFile {
            text: String::new(),
            valid_from: None,
            valid_to: None,
            checked: false,
            number: String::new(),
            date: None,
            district: None,
        });
    }
}

/// A reference to a guiding document; whoever compared the document with its original compared this too.
fn cited(document: &GuidingDocument) -> RefFile {
    RefFile {
        text: document.named(),
        valid_from: document.since(),
        valid_to: document.valid_to,
        checked: document.checked && document.date.is_some(),
        number: document.number.clone(),
        date: document.date,
        district: None,
    }
}

fn blank_regulation(place: usize) -> RegulationFile {
    RegulationFile {
        code: format!("QC{place}"),
        title: String::new(),
        kind: RegulationKind::Qcdc,
        title_checked: false,
        decision_number: String::new(),
        decision_date: None,
        note: String::new(),
        legal_refs: Vec::new(),
        items: Vec::new(),
    }
}

/// With the next code that no item of the regulation has.
fn blank_item(regulation: &RegulationFile) -> ItemFile {
    let taken = |code: &str| regulation.items.iter().any(|item| item.code == code);
    let code = (1..1000)
        .map(|number| format!("{}-{number:02}", regulation.code))
        .find(|code| !taken(code));
    ItemFile {
        code: code.unwrap_or_default(),
        text: String::new(),
        evidence: String::new(),
        valid_from: None,
        valid_to: None,
        unit_kinds: vec![UnitKind::Ward],
        district: None,
        origin: ItemOrigin::Practice,
        legal_refs: Vec::new(),
    }
}

/// The words above the draft.
pub fn hint(ui: &mut Ui) {
    form::hint(
        ui,
        "Bản đang soạn chưa được lưu. “Xem thay đổi” cho thấy từng chỗ khác với bản đang dùng trước khi lưu thành bản mới.",
    );
    ui.add_space(theme::GAP_SMALL);
}
