//! A round of letters: "Công văn đôn đốc" to the units that are late, or letters that ask for monthly reports; numbered,
//! kept and written down.

use std::collections::HashSet;

use chrono::NaiveDate;
use eframe::egui::{ScrollArea, Ui};

use crate::domain::UnitId;
use crate::domain::date::show;
use crate::domain::figures::FigurePeriod;
use crate::domain::reminder::default_reply_by;
use crate::read::figures::FigureBoard;
use crate::read::reminder::{LateUnit, LateUnits};
use crate::read::{ArchiveRow, ArchiveYear, PaperFormat, ReportRow, ReportYear};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::export::Export;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{Numbers, Round};

const FORMATS: [(&str, PaperFormat); 2] = [("PDF", PaperFormat::Pdf), ("Word", PaperFormat::Word)];
const WIDTH: f32 = 640.0;
const LIST_HEIGHT: f32 = 220.0;

/// What the letters are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Orders,
    /// Monthly reports of a year.
    Reports(i32),
    /// Archives of a year.
    Archive(i32),
    /// Figures of a period.
    Figures(FigurePeriod),
}

impl About {
    fn title(self) -> &'static str {
        match self {
            Self::Orders => "Công văn đôn đốc",
            Self::Reports(_) => "Công văn đề nghị gửi báo cáo tháng",
            Self::Archive(_) => "Công văn đề nghị bổ sung hồ sơ lưu trữ",
            Self::Figures(_) => "Công văn đề nghị bổ sung số liệu",
        }
    }

    fn all(self, count: usize) -> String {
        match self {
            Self::Orders => format!("Tất cả {count} đơn vị quá hạn"),
            Self::Reports(_) => format!("Tất cả {count} phường thiếu báo cáo"),
            Self::Archive(_) => format!("Tất cả {count} phường thiếu giấy tờ"),
            Self::Figures(_) => format!("Tất cả {count} phường thiếu số liệu hoặc có câu hỏi"),
        }
    }

    fn none(self) -> &'static str {
        match self {
            Self::Orders => "Không có đơn vị nào có yêu cầu khắc phục quá hạn.",
            Self::Reports(_) => "Không có phường nào thiếu báo cáo tháng.",
            Self::Archive(_) => "Không có phường nào có giấy tờ ghi “Thiếu”.",
            Self::Figures(_) => "Không có phường nào thiếu số liệu hoặc còn câu hỏi.",
        }
    }
}

/// Whom the letters may go to.
#[derive(Debug, Default)]
pub struct Addressees {
    /// Each with what is told of it.
    pub units: Vec<(UnitId, String)>,
    /// Number of the first letter, once known.
    pub next_number: Option<i64>,
}

impl Addressees {
    /// The units with something late.
    pub fn late(late: &LateUnits) -> Self {
        Self {
            units: late
                .units
                .iter()
                .map(|unit| (unit.unit_id, words(unit)))
                .collect(),
            next_number: late.next_number,
        }
    }

    /// The wards with a paper of the archive missing.
    pub fn without_papers(year: &ArchiveYear, next_number: Option<i64>) -> Self {
        let units = year
            .with_missing()
            .map(|row| (row.unit.id, archive_words(row)));
        Self {
            units: units.collect(),
            next_number,
        }
    }

    /// The units with a figure missing or a question open.
    pub fn to_ask(board: &FigureBoard, next_number: Option<i64>) -> Self {
        let units = board.to_ask().map(|row| {
            let missing = board.missing(row).len();
            let open = row.open().count();
            let last = row.letter_on.map_or_else(
                || "chưa gửi công văn".to_owned(),
                |day| format!("đã gửi công văn {}", show(day)),
            );
            let name = &row.unit.name;
            let words = format!("{name}: thiếu {missing} số liệu, {open} câu hỏi; {last}");
            (row.unit.id, words)
        });
        Self {
            units: units.collect(),
            next_number,
        }
    }

    /// The wards with a report missing.
    pub fn missing(year: &ReportYear, next_number: Option<i64>) -> Self {
        let units = year
            .with_missing()
            .map(|row| (row.unit.id, missing_words(row)));
        Self {
            units: units.collect(),
            next_number,
        }
    }
}

/// The dialog's own state.
#[derive(Debug)]
pub struct RemindDialog {
    about: About,
    /// Units that get no letter; all others do.
    left_out: HashSet<UnitId>,
    /// Only these were meant, when rows of the list were chosen.
    only: Option<HashSet<UnitId>>,
    on: NaiveDate,
    on_draft: DateDraft,
    reply_by: NaiveDate,
    reply_draft: DateDraft,
    /// As typed; the next free one until somebody types.
    number: Option<String>,
    format: usize,
    problem: Option<&'static str>,
    sent: bool,
}

impl RemindDialog {
    /// To all late units, or to those of the chosen rows.
    pub fn new(today: NaiveDate, only: Option<HashSet<UnitId>>) -> Self {
        Self {
            about: About::Orders,
            left_out: HashSet::new(),
            only,
            on: today,
            on_draft: DateDraft::default(),
            reply_by: default_reply_by(today),
            reply_draft: DateDraft::default(),
            number: None,
            format: 0,
            problem: None,
            sent: false,
        }
    }

    /// To all wards with a paper of a year missing.
    pub fn for_archive(today: NaiveDate, year: i32) -> Self {
        Self {
            about: About::Archive(year),
            ..Self::new(today, None)
        }
    }

    /// To all wards with a report of a year missing.
    pub fn for_reports(today: NaiveDate, year: i32) -> Self {
        Self {
            about: About::Reports(year),
            ..Self::new(today, None)
        }
    }

    /// To all wards with a figure missing or a question open.
    pub fn for_figures(today: NaiveDate, period: FigurePeriod) -> Self {
        Self {
            about: About::Figures(period),
            ..Self::new(today, None)
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        late: Option<&Addressees>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        if self.sent && context.has_done(Subject::File) {
            return true;
        }
        let units: Vec<&(UnitId, String)> = late
            .map_or(&[][..], |late| &late.units)
            .iter()
            .filter(|unit| {
                let only = self.only.as_ref();
                only.is_none_or(|only| only.contains(&unit.0))
            })
            .collect();
        let chosen: Vec<UnitId> = units
            .iter()
            .map(|unit| unit.0)
            .filter(|id| !self.left_out.contains(id))
            .collect();
        let next = late.and_then(|late| late.next_number);
        let ready = late.is_some()
            && !chosen.is_empty()
            && !self.on_draft.is_open()
            && !self.reply_draft.is_open()
            && !context.is_busy(Subject::File);
        let confirm = match chosen.len() {
            0 | 1 => "Lưu công văn".to_owned(),
            count => format!("Lưu {count} công văn"),
        };
        let outcome = Dialog::new(self.about.title(), &confirm)
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| {
                self.list(ui, &units, late.is_some());
                self.fields(ui, next, context);
            });
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => self.send(chosen, next, context, out),
        }
        false
    }

    fn list(&mut self, ui: &mut Ui, units: &[&(UnitId, String)], known: bool) {
        if units.is_empty() {
            form::hint(
                ui,
                if known {
                    self.about.none()
                } else {
                    "Đang tìm đơn vị quá hạn…"
                },
            );
            return;
        }
        let mut all = units.iter().all(|unit| !self.left_out.contains(&unit.0));
        if ui.checkbox(&mut all, self.about.all(units.len())).changed() {
            self.left_out = if all {
                HashSet::new()
            } else {
                units.iter().map(|unit| unit.0).collect()
            };
        }
        ui.separator();
        ScrollArea::vertical()
            .max_height(LIST_HEIGHT)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for unit in units {
                    let mut ticked = !self.left_out.contains(&unit.0);
                    if ui.checkbox(&mut ticked, unit.1.as_str()).changed() {
                        if ticked {
                            self.left_out.remove(&unit.0);
                        } else {
                            self.left_out.insert(unit.0);
                        }
                    }
                }
            });
        ui.separator();
    }

    fn fields(&mut self, ui: &mut Ui, next: Option<i64>, context: &ScreenContext<'_>) {
        form::row(ui, "Ngày công văn", |ui, label| {
            let field = DateField::new(label, Some(self.on), context.today).required();
            if let Some(NewDate(Some(day))) = field.show(ui, &mut self.on_draft) {
                self.on = day;
                self.reply_by = default_reply_by(day);
            }
        });
        problem(ui, "date", context);
        form::row(ui, "Yêu cầu báo cáo trước ngày", |ui, label| {
            let field = DateField::new(label, Some(self.reply_by), context.today).required();
            if let Some(NewDate(Some(day))) = field.show(ui, &mut self.reply_draft) {
                self.reply_by = day;
            }
        });
        problem(ui, "reply_by", context);
        form::row(ui, "Số của công văn đầu", |ui, label| {
            let mut unknown = String::new();
            let shown = next.map(|next| format!("{next:02}"));
            let number = match (&mut self.number, shown) {
                (Some(number), _) => number,
                // the next free number is not known before the units are
                (None, None) => &mut unknown,
                (empty @ None, Some(shown)) => empty.insert(shown),
            };
            TextField::line(label, "").width(90.0).bind(ui, number);
        });
        form::hint(
            ui,
            "Các công văn sau lấy số tiếp theo. Để trống thì ghi số bằng tay.",
        );
        problem(ui, "number", context);
        if let Some(text) = self.problem {
            form::problem(ui, text);
        }
        let names: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
        form::row(ui, "Dạng tệp", |ui, label| {
            let choice = Choice::new(label, &names, Some(self.format)).width(120.0);
            if let Some(place) = choice.show(ui) {
                self.format = place;
            }
        });
        if self.number.as_deref().is_some_and(|n| !n.trim().is_empty()) {
            form::hint(
                ui,
                "Công văn có số được lưu vào sổ văn bản và không sửa được nữa; mỗi đơn vị một tệp.",
            );
        }
        if self.sent
            && let Some(failure) = context.failure(Subject::File)
            && failure.problems.is_empty()
        {
            form::problem(ui, &failure.message);
        }
    }

    fn send(
        &mut self,
        units: Vec<UnitId>,
        next: Option<i64>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let typed = self.number.as_deref().unwrap_or_default().trim().to_owned();
        let numbers = match typed.parse::<i64>() {
            _ if typed.is_empty() => Numbers::ByHand,
            Ok(number) if Some(number) == next => Numbers::Next,
            Ok(number) => Numbers::From(number),
            Err(_) => {
                self.problem = Some("Số công văn chỉ gồm chữ số, ví dụ 12.");
                return;
            }
        };
        self.problem = None;
        self.sent = true;
        let round = Round {
            units,
            on: self.on,
            as_of: context.today,
            reply_by: self.reply_by,
            numbers,
        };
        let format = FORMATS.get(self.format).map_or(PaperFormat::Pdf, |f| f.1);
        let (what, title) = match self.about {
            About::Orders => (
                Export::Reminders(round, format),
                "Chọn thư mục lưu công văn đôn đốc",
            ),
            About::Archive(year) => (
                Export::ArchiveRequests(round, year, format),
                "Chọn thư mục lưu công văn đề nghị bổ sung hồ sơ",
            ),
            About::Figures(period) => (
                Export::FigureRequests(round, period, format),
                "Chọn thư mục lưu công văn đề nghị bổ sung số liệu",
            ),
            About::Reports(year) => (
                Export::ReportRequests(round, year, format),
                "Chọn thư mục lưu công văn đề nghị gửi báo cáo",
            ),
        };
        out.push(Action::Export(what, title.to_owned()));
    }
}

fn missing_words(row: &ReportRow) -> String {
    let months: Vec<String> = row
        .missing()
        .map(|cell| cell.month.number().to_string())
        .collect();
    let last = row.asked_on.map_or_else(
        || "chưa gửi công văn".to_owned(),
        |day| format!("đã gửi công văn {}", show(day)),
    );
    format!(
        "{}: thiếu {} báo cáo, tháng {}; {last}",
        row.unit.name,
        months.len(),
        months.join(", ")
    )
}

fn archive_words(row: &ArchiveRow) -> String {
    let last = row.asked_on.map_or_else(
        || "chưa gửi công văn".to_owned(),
        |day| format!("đã gửi công văn {}", show(day)),
    );
    let missing = row.tally().missing;
    format!("{}: thiếu {missing} giấy tờ; {last}", row.unit.name)
}

fn words(unit: &LateUnit) -> String {
    let last = unit.reminded_on.map_or_else(
        || "chưa đôn đốc".to_owned(),
        |day| format!("đã đôn đốc {}", show(day)),
    );
    let now = match (unit.ended, unit.answered_by.as_str()) {
        (false, _) => String::new(),
        (true, "") => " (đã kết thúc, chưa ghi đơn vị tiếp nhận)".to_owned(),
        (true, names) => format!(" (nay gửi {names})"),
    };
    format!(
        "{}{now}: {} yêu cầu quá hạn, lâu nhất {} ngày, {last}",
        unit.unit_name, unit.late, unit.most_days
    )
}

fn problem(ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
    if let Some(text) = context.problem(Subject::File, place) {
        form::problem(ui, text);
    }
}
