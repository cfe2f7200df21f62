//! What the keys, the menus and the palette ask of the window, and the dialogs that stand over every screen.

use chrono::Datelike as _;
use eframe::egui::{Context, Ui, gui_zoom};

use super::{Action, App, Found, Guide, NewFileDialog, NewVisitDialog, Route, Work, same_place};
use crate::domain::ShortcomingClass;
use crate::domain::typing::Method;
use crate::read::grid::GridKind;
use crate::read::{PaperRequest, ReportFilter, ShortcomingFilter, VisitFilter};
use crate::ui::action::ScreenContext;
use crate::ui::commands::{self, Deed};
use crate::ui::files::{FileKind, Pick};
use crate::ui::preferences;
use crate::ui::screens::archive::ArchivePlace;
use crate::ui::screens::help::HelpPlace;
use crate::ui::screens::safety::SafetyPlace;
use crate::ui::theme::{Appearance, Density};
use crate::ui::widgets::{text_field, typing, work_strip};
use crate::worker::Command;

impl App {
    pub(super) fn carry_out_deed(&mut self, ctx: &Context, deed: Deed) {
        match deed {
            // a screen with a filter of its own has taken the key before
            Deed::Find | Deed::Filter => self.palette.open(),
            Deed::SearchAll => self.go(ctx, Route::Search(String::new())),
            Deed::NewVisit => {
                let today = (self.clock)().date();
                self.new_visit = Some(NewVisitDialog::new(None, today));
            }
            Deed::Save => self.save(ctx),
            Deed::Print => self.print(ctx),
            Deed::Undo => self.run(Command::Undo),
            Deed::Redo => self.run(Command::Redo),
            Deed::Back => {
                if let Some(route) = self.back.pop() {
                    self.going_back = true;
                    self.go(ctx, route);
                }
            }
            Deed::Go(at) => {
                if let Some(route) = commands::place(at, (self.clock)().date()) {
                    let route = self.as_left(route);
                    self.go(ctx, route);
                }
            }
            Deed::Chase(class) => self.chase(ctx, class),
            Deed::Remind => {
                self.screens.open_reminders((self.clock)().date());
                self.chase(ctx, ShortcomingClass::Late);
            }
            Deed::AskReports => {
                let today = (self.clock)().date();
                self.screens.open_report_letters(today);
                self.go(
                    ctx,
                    Route::Reports(ReportFilter {
                        year: today.year(),
                        district: String::new(),
                    }),
                );
            }
            Deed::AskArchive => {
                let today = (self.clock)().date();
                self.screens.open_archive_letters(today);
                self.go(ctx, Route::Archive(ArchivePlace::of_year(today.year())));
            }
            Deed::OpenFile => {
                let pick = Pick::Open {
                    kind: FileKind::Data,
                };
                self.ask_for_path(pick, super::Purpose::OpenFile);
            }
            Deed::NewFile => self.new_file = Some(NewFileDialog::default()),
            Deed::PlanYear => {
                self.screens.plan_year((self.clock)().date());
                self.go(ctx, Route::Visits(VisitFilter::default()));
            }
            Deed::Copies => self.go(ctx, Route::Copies),
            Deed::TakeBack => {
                self.go(ctx, Route::Copies);
                let pick = Pick::Open {
                    kind: FileKind::Package,
                };
                self.ask_for_path(pick, super::Purpose::Package);
            }
            Deed::Safety => self.go(ctx, Route::Safety(SafetyPlace::Copies)),
            Deed::Trail => self.go(ctx, Route::Safety(SafetyPlace::trail())),
            Deed::Tables => self.go(ctx, Route::Tables(GridKind::Units)),
            Deed::ImportVisit => self.carry_out(ctx, Action::ImportVisit),
            Deed::Guide => self.guide = Some(Guide::default()),
            Deed::ZoomIn => gui_zoom::zoom_in(ctx),
            Deed::ZoomOut => gui_zoom::zoom_out(ctx),
            Deed::ZoomReset => ctx.set_zoom_factor(1.0),
            Deed::Dark => turn_dark(ctx),
            Deed::Compact => turn_compact(ctx),
            Deed::Typing => {
                let method = typing::method(ctx).next();
                typing::set_method(ctx, method);
                self.toasts.say(if method == Method::Off {
                    "Đã tắt bộ gõ của chương trình.".to_owned()
                } else {
                    format!("Gõ kiểu {}; tắt nếu đang dùng UniKey.", method.label())
                });
            }
            Deed::Lock => {
                if !self.lock.lock_now(ctx) {
                    self.toasts.say("Chưa có mật khẩu khóa chương trình; đặt trong Cài đặt, phần “Khóa chương trình”.");
                }
            }
            Deed::Keys => self.keys_page = true,
            Deed::Help => self.help(ctx),
            Deed::About => self.go(ctx, Route::Help(HelpPlace::About)),
            Deed::News => self.go(ctx, Route::Help(HelpPlace::News)),
        }
        ctx.request_repaint();
    }

    fn chase(&mut self, ctx: &Context, class: ShortcomingClass) {
        let filter = ShortcomingFilter {
            class: Some(class),
            ..ShortcomingFilter::default()
        };
        self.go(ctx, Route::Shortcomings(filter));
    }

    /// The chapter about this screen; from the guide, back to where one was.
    fn help(&mut self, ctx: &Context) {
        if !matches!(self.route, Route::Help(_)) {
            let place = HelpPlace::about(&self.route);
            self.go(ctx, Route::Help(place));
            return;
        }
        while let Some(route) = self.back.pop() {
            if !matches!(route, Route::Help(_)) {
                self.going_back = true;
                self.go(ctx, route);
                return;
            }
        }
        self.going_back = true;
        self.go(ctx, Route::Overview);
    }

    /// Prints the paper on the screen; from a visit, its conclusion comes to the screen first.
    fn print(&mut self, ctx: &Context) {
        match self.route.clone() {
            Route::Paper(request) => self.carry_out(ctx, Action::Print(request)),
            Route::IssuedPaper(id) => self.carry_out(ctx, Action::OpenIssued(id)),
            Route::Help(_) => self.carry_out(ctx, Action::PrintGuide { quick: false }),
            Route::Visit(id) => {
                self.go(ctx, Route::Paper(PaperRequest::Conclusion(id)));
                self.toasts
                    .say("Xem lại trang in; bấm Ctrl+P lần nữa để in.");
            }
            Route::Overview
            | Route::Review
            | Route::Visits(_)
            | Route::Shortcomings(_)
            | Route::Units
            | Route::Unit(_)
            | Route::Papers(_)
            | Route::People
            | Route::Tables(_)
            | Route::Copies
            | Route::Safety(_)
            | Route::Reports(_)
            | Route::Models(_)
            | Route::Model(_)
            | Route::Programmes(_)
            | Route::Archive(_)
            | Route::Guiding(_)
            | Route::Figures(_)
            | Route::Catalogue
            | Route::Settings
            | Route::Search(_) => self.toasts.say(
                "Ở đây không có giấy tờ để in. Hãy mở cuộc giám sát, báo cáo hoặc văn bản đi; danh sách thì xuất ra Excel.",
            ),
        }
    }

    /// Every change is stored as it is made; this only makes the field hand out what is being typed.
    fn save(&mut self, ctx: &Context) {
        text_field::leave(ctx);
        self.toasts
            .say("Đã ghi. Chương trình tự ghi mỗi thay đổi, không cần bấm lưu.");
    }

    /// The filter that a list had when it was left; a second click on its place takes the filter off.
    pub(super) fn as_left(&self, route: Route) -> Route {
        if same_place(&route, &self.route) {
            return route;
        }
        self.back
            .iter()
            .rev()
            .find(|old| same_place(old, &route))
            .cloned()
            .unwrap_or(route)
    }

    /// The palette and the dialogs of the window itself.
    pub(super) fn guide_dialog(&mut self, ui: &Ui, out: &mut Vec<Action>) {
        let today = (self.clock)().date();
        let status = self.loaded.status();
        if let Some(status) = status.as_ref().filter(|status| status.guide)
            && self.guided.as_ref() != Some(&status.path)
        {
            self.guided = Some(status.path.clone());
            self.guide = Some(Guide::default());
        }
        if let Some(guide) = &mut self.guide {
            let districts = self.loaded.districts();
            let context = ScreenContext {
                today,
                status: status.as_deref(),
                answers: &self.answers,
            };
            let list = districts.as_ref().map_or(&[][..], |list| list.as_slice());
            if guide.ui(ui, list, &context, out) {
                self.guide = None;
            }
        }
        if let Some(dialog) = &mut self.new_file {
            let districts = self.loaded.districts();
            let list = districts.as_ref().map_or(&[][..], |list| list.as_slice());
            if dialog.ui(ui, list, out) {
                self.new_file = None;
            }
        }
        if self.keys_page && crate::ui::keys_page::ui(ui) {
            self.keys_page = false;
        }
        self.palette(ui, out);
    }

    fn palette(&mut self, ui: &Ui, out: &mut Vec<Action>) {
        let Some(wanted) = self.palette.wanted() else {
            self.palette.ui(ui, None, out);
            return;
        };
        let (found, fresh) = self.loaded.find(wanted);
        let answer = found.as_ref().map(|found| Found {
            found: found.as_slice(),
            fresh,
        });
        self.palette.ui(ui, answer, out);
    }

    /// Slow work that goes on.
    pub(super) fn work_strip(&mut self, ctx: &Context) {
        let going: Vec<&Work> = self
            .tickets
            .iter()
            .filter_map(|ticket| Some((ticket, ticket.work.as_ref()?)))
            // quiet work shows itself only once it takes its time
            .filter(|(ticket, work)| ticket.loud || work.progress.is_some())
            .map(|(_, work)| work)
            .collect();
        let works: Vec<work_strip::Work> = going.iter().map(|work| shown(work)).collect();
        if let Some(place) = work_strip::show(ctx, &works)
            && let Some(work) = going.get(place)
        {
            work.cancel.cancel();
            ctx.request_repaint();
        }
    }
}

fn turn_dark(ctx: &Context) {
    let dark = ctx.theme() == eframe::egui::Theme::Dark;
    preferences::change(ctx, |kept| {
        kept.appearance = if dark {
            Appearance::Light
        } else {
            Appearance::Dark
        };
    });
}

fn turn_compact(ctx: &Context) {
    preferences::change(ctx, |kept| {
        kept.density = match kept.density {
            Density::Comfortable => Density::Compact,
            Density::Compact => Density::Comfortable,
        };
    });
}

fn shown(work: &Work) -> work_strip::Work {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a share of a bar some pixels wide"
    )]
    let share = |done: usize, of: usize| (done as f32 / of.max(1) as f32).clamp(0.0, 1.0);
    let progress = work.progress.as_ref();
    work_strip::Work {
        what: progress.map_or_else(|| "Đang chuẩn bị".to_owned(), |p| p.what.clone()),
        done: progress.map(|p| share(p.done, p.of)),
        stopping: work.cancel.is_cancelled(),
    }
}
