//! Hồ sơ lưu trữ: ward × regulation of a year; behind each place the papers, ticked by keys; the list of what is needed.

mod entry;
mod feed;
mod matrix;
mod needed;
mod papers;
#[cfg(test)]
mod tests;

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::Ui;

use self::entry::EntryDialog;
use self::needed::NeededPage;
use self::papers::PapersPage;
use crate::domain::text::{thousands, upper_first};
use crate::domain::{ArchivePaper, UnitId};
use crate::read::archive::LEGEND;
use crate::read::grid::GridKind;
use crate::read::{ArchiveFilter, ArchiveOf, ArchiveYear, PaperRequest};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::dialogs::remind::{Addressees, RemindDialog};
use crate::ui::screens::tables::way;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::matrix::MatrixState;
use crate::ui::widgets::{button, empty_state, notice, page};
use crate::worker::{ArchiveCommand, Command};

/// Years back that the list offers.
const YEARS: i32 = 12;

/// Where in the archives the window is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ArchivePlace {
    pub filter: ArchiveFilter,
    pub part: ArchivePart,
}

/// What of a year is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ArchivePart {
    Matrix,
    /// The papers of a ward, of one regulation or of all.
    Ward(UnitId, Option<String>),
    /// The list of papers that are needed.
    Needed,
}

impl From<ArchiveFilter> for ArchivePlace {
    fn from(filter: ArchiveFilter) -> Self {
        Self {
            filter,
            part: ArchivePart::Matrix,
        }
    }
}

impl ArchivePlace {
    pub fn of_year(year: i32) -> Self {
        ArchiveFilter::of_year(year).into()
    }

    pub fn of_ward(year: i32, unit_id: UnitId) -> Self {
        Self {
            part: ArchivePart::Ward(unit_id, None),
            ..Self::of_year(year)
        }
    }

    /// Whether going from one to the other stays on the same page.
    pub fn is_beside(&self, other: &Self) -> bool {
        std::mem::discriminant(&self.part) == std::mem::discriminant(&other.part)
    }

    fn with(&self, part: ArchivePart) -> Self {
        Self {
            filter: self.filter.clone(),
            part,
        }
    }
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ArchiveScreen {
    matrix: MatrixState,
    papers: PapersPage,
    needed: NeededPage,
    entry: Option<EntryDialog>,
    letters: Option<RemindDialog>,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug)]
pub struct ArchiveData<'a> {
    pub year: &'a ArchiveYear,
    pub version: u64,
    /// Every paper that is or was needed, and its version; only where the list is looked at.
    pub needed: Option<(&'a [ArchivePaper], u64)>,
    /// Code and title of each regulation of the catalogue.
    pub regulations: &'a [(String, String)],
    /// Number of the first letter, where one is prepared.
    pub next_number: Option<i64>,
}

impl ArchiveScreen {
    /// Opens the letters about the year of a day.
    pub fn open_letters(&mut self, today: NaiveDate) {
        self.letters = Some(RemindDialog::for_archive(today, today.year()));
    }

    /// The ward whose letter would be the first of a round, while one is prepared.
    pub fn addressee(&self, year: &ArchiveYear) -> Option<UnitId> {
        self.letters.as_ref()?;
        year.with_missing().next().map(|row| row.unit.id)
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        place: &ArchivePlace,
        data: ArchiveData<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        match &place.part {
            ArchivePart::Matrix => self.all(ui, place, data.year, context, out),
            ArchivePart::Ward(unit_id, regulation) => {
                let chosen = (*unit_id, regulation.as_deref());
                let opened = self.papers.ui(ui, place, chosen, data, context, out);
                if let Some(paper_id) = opened {
                    self.entry = EntryDialog::open(data.year, *unit_id, paper_id);
                }
            }
            ArchivePart::Needed => self.needed.ui(ui, place, data, context, out),
        }
        if let Some(dialog) = &mut self.entry
            && dialog.ui(ui, data.year, context, out)
        {
            self.entry = None;
        }
        if let Some(dialog) = &mut self.letters
            && dialog.ui(
                ui,
                Some(&Addressees::without_papers(data.year, data.next_number)),
                context,
                out,
            )
        {
            self.letters = None;
        }
    }

    fn all(
        &mut self,
        ui: &mut Ui,
        place: &ArchivePlace,
        year: &ArchiveYear,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let tally = year.tally();
        page::head(ui, "Hồ sơ lưu trữ", |ui| {
            let letter =
                button::primary_enabled(ui, tally.missing > 0, "Công văn đề nghị bổ sung…");
            if letter
                .on_hover_text(
                    "Công văn cho mọi phường có giấy tờ ghi “Thiếu”, mỗi phường một văn bản",
                )
                .clicked()
            {
                self.letters = Some(RemindDialog::for_archive(context.today, year.filter.year));
            }
            fill_button(ui, year, None, context, out);
            print_button(ui, year, None, context, out);
            if button::plain(ui, "Danh mục giấy tờ")
                .on_hover_text("Giấy tờ nào phải lưu, từ năm nào")
                .clicked()
            {
                out.push(Action::Go(Route::Archive(place.with(ArchivePart::Needed))));
            }
            way::button(ui, GridKind::Archive, out);
        });
        page::filters(ui, &upper_first(&tally.words()), |ui| {
            let mut filter = year.filter.clone();
            year_choice(ui, year, &mut filter.year, context);
            if year.districts.len() > 1 || !filter.district.is_empty() {
                district(ui, &mut filter, &year.districts);
            }
            if filter != year.filter {
                out.push(Action::Go(Route::Archive(filter.into())));
            }
        });
        if year.rows.is_empty() || year.papers.is_empty() {
            empty_state::show(
                ui,
                Icon::Archive,
                "Không có gì để theo dõi",
                "Năm này không có phường nào, hoặc “Danh mục giấy tờ” không có giấy tờ nào phải lưu.",
                None,
            );
            return;
        }
        if !year.used {
            notice::show(
                ui,
                Tone::Info,
                "Chưa ghi giấy tờ nào. Nhấn vào một ô để xem giấy tờ của phường theo quy chế và ghi bằng phím 1, 2, 0; nơi đã kiểm tra thì dùng “Điền từ phiếu kiểm tra”.",
            );
            ui.add_space(theme::GAP_SMALL);
        }
        match page::list(ui, |ui| matrix::show(ui, &mut self.matrix, year, LEGEND)) {
            Some(matrix::Opened::Unit(id)) => {
                out.push(Action::Go(Route::Archive(
                    place.with(ArchivePart::Ward(id, None)),
                )));
            }
            Some(matrix::Opened::Cell(id, code)) => {
                let part = ArchivePart::Ward(id, Some(code));
                out.push(Action::Go(Route::Archive(place.with(part))));
            }
            Some(matrix::Opened::Letter(id)) => {
                let letter = ArchiveOf::letter(id, year.filter.year, context.today);
                out.push(Action::Go(Route::Paper(PaperRequest::Archive(letter))));
            }
            None => {}
        }
    }
}

/// "Điền từ phiếu kiểm tra (12)", of one ward or of all.
fn fill_button(
    ui: &mut Ui,
    year: &ArchiveYear,
    only: Option<UnitId>,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    let count = match only.and_then(|id| year.row(id)) {
        Some(row) => row.cells.iter().filter(|cell| cell.offer.is_some()).count(),
        None => year.offers(),
    };
    if count == 0 {
        return;
    }
    let words = format!("Điền từ phiếu kiểm tra ({})", thousands(count));
    ui.add_enabled_ui(!context.is_busy(Subject::Archive), |ui| {
        let fill = button::plain(ui, &words).on_hover_text(
            "Mục Đạt ghi “Có”, Chưa đạt ghi “Thiếu”, Không áp dụng giữ nguyên; giấy tờ cán bộ đã ghi thì không đổi. Hoàn tác được.",
        );
        if fill.clicked() {
            out.push(Action::Run(Command::Archive(ArchiveCommand::Fill {
                filter: year.filter.clone(),
                only,
            })));
        }
    });
}

fn print_button(
    ui: &mut Ui,
    year: &ArchiveYear,
    unit_id: Option<UnitId>,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    if button::plain(ui, "Bản in, Excel")
        .on_hover_text("Tỷ lệ và danh sách còn thiếu thành PDF, Word, Excel hoặc ra máy in")
        .clicked()
    {
        out.push(Action::Go(Route::Paper(PaperRequest::Archive(
            ArchiveOf::Sheet {
                filter: year.filter.clone(),
                unit_id,
                as_of: context.today,
            },
        ))));
    }
}

fn year_choice(ui: &mut Ui, year: &ArchiveYear, chosen: &mut i32, context: &ScreenContext<'_>) {
    let newest = context.today.year().max(*chosen);
    let oldest = (newest - YEARS)
        .min(*chosen)
        .min(year.years.first().copied().unwrap_or(newest));
    let years: Vec<i32> = (oldest..=newest).rev().collect();
    let words: Vec<String> = years.iter().map(|year| format!("Năm {year}")).collect();
    let here = years.iter().position(|year| *year == *chosen);
    let picked = Choice::new("Năm", &words, here).width(130.0).show(ui);
    if let Some(new) = picked.and_then(|place| years.get(place)) {
        *chosen = *new;
    }
}

fn district(ui: &mut Ui, filter: &mut ArchiveFilter, districts: &[(String, String)]) {
    let words: Vec<String> = std::iter::once("Mọi quận".to_owned())
        .chain(districts.iter().map(|(_, name)| upper_first(name)))
        .collect();
    let here = districts
        .iter()
        .position(|(code, _)| *code == filter.district)
        .map_or(0, |place| place + 1);
    if let Some(place) = Choice::new("Quận", &words, Some(here))
        .width(180.0)
        .show(ui)
    {
        filter.district = place
            .checked_sub(1)
            .and_then(|place| districts.get(place))
            .map_or_else(String::new, |(code, _)| code.clone());
    }
}
