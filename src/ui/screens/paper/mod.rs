//! One paper: what it is made from above, its pages as they will be printed below.

mod issue;
mod options;

use eframe::egui::Ui;

use self::issue::IssueDialog;
use self::options::Options;
use crate::domain::role::Role;
use crate::read::paper::FiguresPaper;
use crate::read::{ArchiveOf, ChecklistOf, PaperFormat, PaperRequest, PrintedPaper, UnitRow};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::export::Export;
use crate::ui::loaded::{Loaded, Page};
use crate::ui::preview::{PaperPane, Pictures};
use crate::ui::theme;
use crate::ui::widgets::{button, section};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct PaperScreen {
    pane: PaperPane,
    options: Options,
    units: Option<Page<Vec<UnitRow>>>,
    issue: Option<IssueDialog>,
}

impl PaperScreen {
    /// Takes in what is known of the paper, before it is shown.
    pub fn load(
        &mut self,
        request: &PaperRequest,
        loaded: &mut Loaded,
        pictures: &Pictures,
        context: &ScreenContext<'_>,
    ) {
        self.pane.load(request, loaded, pictures);
        if self.options.follow(request) {
            self.issue = None;
        }
        if let Some(dialog) = &mut self.issue {
            dialog.load(loaded);
        }
        self.units = match request {
            PaperRequest::Tracking { .. }
            | PaperRequest::Reminder { .. }
            | PaperRequest::ReportRequest { .. }
            | PaperRequest::Archive(_)
            | PaperRequest::Figures(_) => loaded.units(context.today),
            PaperRequest::Conclusion(_)
            | PaperRequest::Minutes(_)
            | PaperRequest::Checklist(_)
            | PaperRequest::Announcement { .. }
            | PaperRequest::Recheck(_)
            | PaperRequest::Plan { .. }
            | PaperRequest::Summary { .. }
            | PaperRequest::Reports { .. }
            | PaperRequest::Models(_)
            | PaperRequest::Programmes(_)
            | PaperRequest::Guiding { .. }
            | PaperRequest::Profile { .. } => None,
        };
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        request: &PaperRequest,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, request.title(), |ui| {
            self.issue_button(ui, request, context);
            files(ui, request, self.pane.paper(), context, out);
            if let Some(visit_id) = request.visit_id()
                && button::plain(ui, "Về cuộc giám sát").clicked()
            {
                out.push(Action::Go(Route::Visit(visit_id)));
            }
        });
        let units = self.units.as_ref().map_or(&[][..], |units| &units.data);
        if let Some(new) = self.options.ui(ui, request, units, context) {
            out.push(Action::Go(Route::Paper(new)));
        }
        ui.add_space(theme::GAP_SMALL);
        self.pane.ui(ui, true);
        if let Some(dialog) = &mut self.issue
            && dialog.ui(ui, context, out)
        {
            self.issue = None;
        }
    }

    /// A conclusion is issued where its text is written; a blank sheet is not issued at all.
    fn issue_button(&mut self, ui: &mut Ui, request: &PaperRequest, context: &ScreenContext<'_>) {
        let issuable = match request {
            PaperRequest::Minutes(_)
            | PaperRequest::Checklist(ChecklistOf::Rated(_))
            | PaperRequest::Announcement { .. }
            | PaperRequest::Reminder { .. }
            | PaperRequest::ReportRequest { .. }
            | PaperRequest::Archive(ArchiveOf::Letter { .. })
            | PaperRequest::Figures(FiguresPaper::Letter { .. })
            | PaperRequest::Recheck(_)
            | PaperRequest::Plan { .. }
            | PaperRequest::Summary { .. }
            | PaperRequest::Tracking { .. } => true,
            PaperRequest::Conclusion(_)
            | PaperRequest::Profile { .. }
            | PaperRequest::Reports { .. }
            | PaperRequest::Models(_)
            | PaperRequest::Programmes(_)
            | PaperRequest::Guiding { .. }
            | PaperRequest::Archive(ArchiveOf::Sheet { .. })
            | PaperRequest::Figures(FiguresPaper::Table { .. })
            | PaperRequest::Checklist(ChecklistOf::Blank(_) | ChecklistOf::Unit { .. }) => false,
        };
        if !issuable {
            return;
        }
        let forbidden = context.forbids(Role::Approve);
        let ready = self.pane.paper().is_some() && forbidden.is_none();
        ui.add_enabled_ui(ready, |ui| {
            let issue = button::plain(ui, "Ban hành…");
            if issue
                .on_disabled_hover_text(forbidden.unwrap_or_default())
                .on_hover_text("Cấp số, khóa và lưu văn bản vào mục Văn bản đi")
                .clicked()
            {
                self.issue = Some(IssueDialog::new(request, context.today));
            }
        });
    }
}

/// The buttons that make something of a paper: printing and files.
pub fn files(
    ui: &mut Ui,
    request: &PaperRequest,
    paper: Option<&PrintedPaper>,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    let ready = paper.is_some();
    let printing = ready && !context.is_busy(Subject::File);
    let print = button::primary_enabled(ui, printing, "In");
    if print
        .on_hover_text("Chuyển bản PDF tới máy in của hệ thống")
        .clicked()
    {
        out.push(Action::Print(request.clone()));
    }
    let tables = paper.is_some_and(|paper| paper.tables);
    let formats = [
        ("PDF", PaperFormat::Pdf, "Lưu bản in thành tệp PDF"),
        ("Word", PaperFormat::Word, "Lưu thành tệp Word để sửa tiếp"),
        ("Excel", PaperFormat::Excel, "Lưu các bảng thành tệp Excel"),
    ];
    for (words, format, hint) in formats {
        if format == PaperFormat::Excel && !tables {
            continue;
        }
        ui.add_enabled_ui(ready, |ui| {
            let clicked = button::plain(ui, words).on_hover_text(hint).clicked();
            if let Some(paper) = paper.filter(|_| clicked) {
                let name = format!("{}.{}", paper.name, format.extension());
                out.push(Action::Export(Export::Paper(request.clone(), format), name));
            }
        });
    }
}
