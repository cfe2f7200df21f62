//! Cài đặt: who works here, the supervising body, its signers and default recipients, how the window looks.

use eframe::egui::{ScrollArea, Ui};

use super::days_off::DaysOff;
use super::lock_part::LockPart;
use super::paper_rules::RulesPart;
use super::roles::RolesPart;
use crate::domain::typing::Method;
use crate::domain::{Body, BodyId, Signer};
use crate::read::lease::Sharing;
use crate::read::{BodyPage, CalendarPage, PaperRulesPage};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::commands::Deed;
use crate::ui::dialogs::body::BodyDialog;
use crate::ui::dialogs::signer::SignerDialog;
use crate::ui::drawing::{self, Drawing};
use crate::ui::in_flight::InFlight;
use crate::ui::preferences;
use crate::ui::theme::{self, Appearance, Density};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::text_field::{Draft, TextField};
use crate::ui::widgets::{button, form, section, tick, typing};
use crate::worker::{Command, LeaseCommand, ReformCommand, SettingsCommand};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct SettingsScreen {
    body: Option<BodyId>,
    drafts: Drafts,
    in_flight: InFlight<BodyId, Body>,
    dialog: Option<SignerDialog>,
    change: Option<BodyDialog>,
    days_off: DaysOff,
    rules: RulesPart,
    lock: LockPart,
    roles: RolesPart,
}

/// What the screen shows.
#[derive(Debug, Clone, Copy)]
pub struct SettingsPages<'a> {
    pub bodies: &'a [BodyPage],
    pub calendar: Option<&'a CalendarPage>,
    pub rules: Option<&'a PaperRulesPage>,
}

#[derive(Debug, Default)]
struct Drafts {
    user: Draft,
    title: Draft,
    superior: Draft,
    name: Draft,
    symbol: Draft,
    place: Draft,
    recipients: Draft,
    term: DateDraft,
}

impl SettingsScreen {
    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        pages: SettingsPages<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let bodies = pages.bodies;
        section::title(ui, "Cài đặt", |_| {});
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.set_max_width(860.0);
                self.person(ui, context, out);
                let chosen = bodies
                    .iter()
                    .find(|page| Some(page.body.id) == self.body)
                    .or_else(|| {
                        bodies
                            .iter()
                            .find(|page| page.body.in_force_on(context.today))
                    })
                    .or(bodies.last());
                if let Some(page) = chosen {
                    self.choose(ui, bodies, page);
                    self.body(ui, page, context, out);
                    self.signers(ui, page, out);
                }
                if let Some(rules) = pages.rules {
                    self.rules.ui(ui, rules, context, out);
                }
                if let Some(calendar) = pages.calendar {
                    self.days_off.ui(ui, calendar, context, out);
                }
                looks(ui);
                self.lock.ui(ui);
                self.roles.ui(ui, context, out);
            });
        self.days_off.dialog(ui, context, out);
        self.rules.dialog(ui, context, out);
        if let Some(dialog) = &mut self.dialog
            && dialog.ui(ui, context, out)
        {
            self.dialog = None;
        }
        if let Some(dialog) = &mut self.change
            && dialog.ui(ui, context, out)
        {
            self.change = None;
        }
    }

    fn person(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        let Some(status) = context.status else { return };
        let sheet = theme::sheet(ui);
        sheet.show(ui, |ui| {
            ui.set_width(ui.available_width());
            section::heading(ui, "Người sử dụng", |_| {});
            form::row(ui, "Họ và tên", |ui, label| {
                let field = TextField::line(label, &status.user_name).width(320.0);
                if let Some(name) = field.show(ui, &mut self.drafts.user) {
                    out.push(Action::Run(Command::Settings(
                        SettingsCommand::SetUserName(name),
                    )));
                }
            });
            form::hint(ui, "Tên này được ghi vào nhật ký mỗi khi có thay đổi.");
            form::row(ui, "Chức vụ", |ui, label| {
                let field = TextField::line(label, &status.user_title).width(320.0);
                if let Some(title) = field.show(ui, &mut self.drafts.title) {
                    out.push(Action::Run(Command::Settings(
                        SettingsCommand::SetUserTitle(title),
                    )));
                }
            });
            form::row(ui, "Thư mục sao lưu", |ui, _| {
                let folder = if status.backup_folder.is_empty() {
                    "chưa chọn"
                } else {
                    &status.backup_folder
                };
                form::value(ui, folder);
                if button::quiet(ui, "Chọn thư mục sao lưu…").clicked() {
                    out.push(Action::ChooseBackupFolder);
                }
                if button::quiet(ui, "Xem các bản sao lưu").clicked() {
                    out.push(Action::Do(Deed::Safety));
                }
            });
            form::row(ui, "Tệp đang mở", |ui, _| {
                form::value(ui, &status.path.display().to_string());
                if let Sharing::Editor(holder) = &status.sharing {
                    let since = holder.since.format("%H:%M %d/%m");
                    let words = format!("máy này giữ quyền sửa từ {since}");
                    ui.label(theme::small(words).color(theme::palette(ui).weak));
                    if button::quiet(ui, "Trả quyền sửa")
                        .on_hover_text("Người khác mở tệp này sẽ sửa được; máy này chỉ xem")
                        .clicked()
                    {
                        out.push(Action::Run(Command::Lease(LeaseCommand::GiveUp)));
                    }
                }
            });
            if button::plain(ui, "Mở lại hướng dẫn bắt đầu").clicked() {
                out.push(Action::Do(Deed::Guide));
            }
        });
        ui.add_space(theme::GAP);
    }

    fn choose(&mut self, ui: &mut Ui, bodies: &[BodyPage], here: &BodyPage) {
        if bodies.len() < 2 {
            return;
        }
        let names: Vec<String> = bodies
            .iter()
            .map(|page| format!("{} {}", page.body.full_name(), page.body.span_words()))
            .collect();
        let place = bodies.iter().position(|page| page.body.id == here.body.id);
        form::row(ui, "Cơ quan giám sát", |ui, label| {
            let choice = Choice::new(label, &names, place).width(420.0).show(ui);
            if let Some(page) = choice.and_then(|place| bodies.get(place)) {
                self.body = Some(page.body.id);
                self.drafts = Drafts::default();
            }
        });
        ui.add_space(theme::GAP_SMALL);
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        page: &BodyPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let body = &page.body;
        if context.failure(Subject::Body).is_some() {
            self.in_flight.refused(&body.id);
        }
        let mut new = self.in_flight.base(&body.id, body, body.ver);
        let base = new.clone();
        let sheet = theme::sheet(ui);
        sheet.show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.versions(ui, body, context, out);
            let drafts = &mut self.drafts;
            let fields = [
                (
                    "Cơ quan cấp trên",
                    &body.superior,
                    &mut drafts.superior,
                    &mut new.superior,
                    "superior",
                ),
                (
                    "Tên cơ quan",
                    &body.name,
                    &mut drafts.name,
                    &mut new.name,
                    "name",
                ),
                (
                    "Ký hiệu văn bản",
                    &body.symbol,
                    &mut drafts.symbol,
                    &mut new.symbol,
                    "symbol",
                ),
                (
                    "Địa danh",
                    &body.place,
                    &mut drafts.place,
                    &mut new.place,
                    "place",
                ),
            ];
            for (words, stored, draft, target, place) in fields {
                form::row(ui, words, |ui, label| {
                    if let Some(text) = TextField::line(label, stored).width(420.0).show(ui, draft)
                    {
                        *target = text;
                    }
                });
                problem(ui, place, context);
            }
            form::row(ui, "Nhiệm kỳ từ ngày", |ui, label| {
                let field = DateField::new(label, Some(body.term_from), context.today).required();
                if let Some(NewDate(Some(day))) = field.show(ui, &mut drafts.term) {
                    new.term_from = day;
                }
            });
            form::row(ui, "Nơi nhận mặc định", |ui, label| {
                let stored = body.recipients.join("\n");
                let field = TextField::lines(label, &stored, 4).width(420.0);
                if let Some(text) = field.show(ui, &mut drafts.recipients) {
                    new.recipients = lines(&text);
                }
            });
            form::hint(
                ui,
                "Mỗi dòng một nơi nhận; {unit} được thay bằng tên đơn vị được giám sát.",
            );
            problem(ui, "recipients", context);
        });
        ui.add_space(theme::GAP);
        if new != base {
            self.in_flight.sent(body.id, new.clone(), body.ver);
            out.push(Action::Run(Command::Settings(SettingsCommand::EditBody {
                base: Box::new(base),
                new: Box::new(new),
            })));
        }
    }

    /// On which days the body is so, and what changes it from a day on.
    fn versions(
        &mut self,
        ui: &mut Ui,
        body: &Body,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let heading = match body.span_words() {
            words if words.is_empty() => "Cơ quan giám sát".to_owned(),
            words => format!("Cơ quan giám sát, {words}"),
        };
        section::heading(ui, &heading, |ui| {
            let change = button::plain(ui, "Thay đổi từ ngày…").on_hover_text(
                "Tên, cấp trên, ký hiệu, địa danh mới; văn bản ghi ngày trước đó giữ cái cũ",
            );
            if change.clicked() {
                self.change = Some(BodyDialog::new(body));
            }
            if body.valid_from.is_some()
                && button::quiet(ui, "Bỏ lần thay đổi này")
                    .on_hover_text("Bản trước được dùng tiếp cho những ngày này")
                    .clicked()
            {
                let command = ReformCommand::RemoveBodyVersion(body.id);
                out.push(Action::Run(Command::Reform(command)));
            }
        });
        form::hint(
            ui,
            "Sửa ở đây là sửa cho cả khoảng ngày này. Đổi tên, đổi cấp trên thì bấm “Thay đổi từ ngày…”.",
        );
        if self.change.is_none()
            && let Some(failure) = context.failure(Subject::Reform)
        {
            form::problem(ui, &failure.message);
        }
    }

    fn signers(&mut self, ui: &mut Ui, page: &BodyPage, out: &mut Vec<Action>) {
        let sheet = theme::sheet(ui);
        sheet.show(ui, |ui| {
            ui.set_width(ui.available_width());
            section::heading(ui, "Người ký", |ui| {
                if button::plain(ui, "Thêm người ký").clicked() {
                    let last = page.signers.iter().map(|signer| signer.position).max();
                    self.dialog = Some(SignerDialog::add(page.body.id, last.unwrap_or(0) + 1));
                }
            });
            if page.signers.is_empty() {
                form::hint(
                    ui,
                    "Chưa có người ký; thông báo kết luận cần chức vụ người ký.",
                );
            }
            for signer in &page.signers {
                ui.horizontal(|ui| self.signer(ui, signer, out));
            }
        });
        ui.add_space(theme::GAP);
    }

    fn signer(&mut self, ui: &mut Ui, signer: &Signer, out: &mut Vec<Action>) {
        ui.label(theme::strong(&signer.title));
        let name = if signer.name.is_empty() {
            "chưa ghi tên"
        } else {
            &signer.name
        };
        ui.label(name);
        let colours = theme::palette(ui);
        ui.label(theme::small(signer.right.label()).color(colours.weak));
        if button::quiet(ui, "Sửa")
            .accessible_name(format!("Sửa người ký {}", signer.title))
            .clicked()
        {
            self.dialog = Some(SignerDialog::edit(signer));
        }
        let remove = format!("Bỏ người ký {}", signer.title);
        if button::icon(ui, Icon::Cross, &remove).clicked() {
            out.push(Action::Run(Command::Settings(
                SettingsCommand::RemoveSigner(signer.id),
            )));
        }
    }
}

/// Typing without UniKey, in the whole window.
fn typing_method(ui: &mut Ui) {
    let now = typing::method(ui.ctx());
    form::row(ui, "Bộ gõ tiếng Việt", |ui, _| {
        for method in Method::ALL {
            if tick::one_of(ui, now == method, method.label()) {
                typing::set_method(ui.ctx(), method);
            }
        }
    });
    form::hint(
        ui,
        "Bộ gõ có sẵn của chương trình; tắt nếu đang dùng UniKey. Phím F9 để đổi.",
    );
}

/// How the window looks, on this computer.
fn looks(ui: &mut Ui) {
    let old = preferences::get(ui.ctx());
    let mut new = old.clone();
    let sheet = theme::sheet(ui);
    sheet.show(ui, |ui| {
        ui.set_width(ui.available_width());
        section::heading(ui, "Hiển thị", |_| {});
        form::row(ui, "Màu nền", |ui, _| {
            for (appearance, words) in [
                (Appearance::Light, "Nền sáng"),
                (Appearance::Dark, "Nền tối"),
                (Appearance::System, "Theo hệ điều hành"),
            ] {
                if tick::one_of(ui, old.appearance == appearance, words) {
                    new.appearance = appearance;
                }
            }
        });
        form::row(ui, "Khoảng cách dòng", |ui, _| {
            for (density, words) in [
                (Density::Comfortable, "Thoáng"),
                (Density::Compact, "Gọn, nhiều dòng hơn"),
            ] {
                if tick::one_of(ui, old.density == density, words) {
                    new.density = density;
                }
            }
        });
        new.drawing = drawing_choice(ui, old.drawing);
        typing_method(ui);
        form::hint(
            ui,
            "Phóng to, thu nhỏ: Ctrl và phím + hoặc -; về cỡ thường: Ctrl+0.",
        );
    });
    if new != old {
        preferences::change(ui.ctx(), |remembered| *remembered = new);
    }
}

/// How much is drawn: by itself, or as the person says.
fn drawing_choice(ui: &mut Ui, old: Drawing) -> Drawing {
    let mut new = old;
    form::row(ui, "Cách vẽ", |ui, _| {
        for (drawing, words) in [
            (Drawing::Auto, "Tự chọn"),
            (Drawing::Light, "Vẽ nhẹ"),
            (Drawing::Full, "Vẽ đủ"),
        ] {
            if tick::one_of(ui, old == drawing, words) {
                new = drawing;
            }
        }
    });
    let words = match drawing::machine(ui.ctx()).reason() {
        Some(why) if old == Drawing::Auto => format!("Đang vẽ nhẹ vì {why}."),
        _ => "Vẽ nhẹ: không bóng, không chuyển động; dùng cho máy yếu hoặc màn hình từ xa."
            .to_owned(),
    };
    form::hint(ui, &words);
    new
}

fn problem(ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
    if let Some(text) = context.problem(Subject::Body, place) {
        form::problem(ui, text);
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(crate::domain::text::clean)
        .filter(|line| !line.is_empty())
        .collect()
}
