//! Cài đặt, thể thức văn bản: which format profile papers of today follow, the office's own ones, printing on both sides.

use eframe::egui::{Label, Ui};

use crate::domain::catalogue::checked_label;
use crate::read::{PaperRulesPage, ProfileEntry};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::export::Export;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::{badge, button, form, section, tick};
use crate::worker::{Command, PaperCommand};

/// Room for the buttons of a profile.
const BUTTONS: f32 = 210.0;

/// The section's own state.
#[derive(Debug, Default)]
pub struct RulesPart {
    /// The profile that somebody is asked about: code and title.
    stopping: Option<(String, String)>,
}

impl RulesPart {
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &PaperRulesPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let sheet = theme::sheet(ui);
        sheet.show(ui, |ui| {
            ui.set_width(ui.available_width());
            section::heading(ui, "Thể thức văn bản", |ui| {
                let busy = context.is_busy(Subject::PaperRules);
                if button::plain(ui, "Dùng tệp của cơ quan…").clicked() && !busy {
                    out.push(Action::UseProfile);
                }
            });
            ui.add(Label::new(in_use(page)).wrap());
            refusal(ui, context);
            self.list(ui, page, out);
            form::row(ui, "In văn bản", |ui, _| {
                let mut on = page.two_sided;
                if tick::show(ui, &mut on, "In hai mặt (lề đối xứng)").clicked() {
                    out.push(Action::Run(Command::Paper(PaperCommand::SetTwoSided(on))));
                }
            });
            form::hint(
                ui,
                "Văn bản theo quy định có hiệu lực vào ngày ban hành; văn bản đã ban hành giữ nguyên. Muốn có quy định riêng: lưu một quy định ra tệp, sửa, rồi chọn “Dùng tệp của cơ quan…”.",
            );
        });
        ui.add_space(theme::GAP);
    }

    fn list(&mut self, ui: &mut Ui, page: &PaperRulesPage, out: &mut Vec<Action>) {
        let used = page.used();
        for entry in &page.profiles {
            self.line(ui, entry, used == Some(entry), out);
        }
        for entry in &page.profiles {
            for wrong in &entry.wrong {
                form::problem(ui, &format!("{}: {wrong}", entry.code));
            }
        }
    }

    fn line(&mut self, ui: &mut Ui, entry: &ProfileEntry, used: bool, out: &mut Vec<Action>) {
        let weak = theme::palette(ui).weak;
        ui.separator();
        ui.horizontal(|ui| {
            let width = (ui.available_width() - BUTTONS).max(200.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.horizontal_wrapped(|ui| {
                    ui.label(theme::strong(&entry.code));
                    ui.label(&entry.title);
                    if used {
                        badge::show(ui, Tone::Good, "đang dùng");
                    } else if !entry.wrong.is_empty() {
                        badge::show(ui, Tone::Bad, "không dùng được");
                    }
                });
                ui.label(theme::small(about(entry)).color(weak));
            });
            self.buttons(ui, entry, out);
        });
    }

    fn buttons(&mut self, ui: &mut Ui, entry: &ProfileEntry, out: &mut Vec<Action>) {
        let code = &entry.code;
        let save = button::quiet(ui, "Lưu ra tệp…").accessible_name(format!("Lưu {code} ra tệp"));
        if save.clicked() {
            let name = format!("the-thuc-{}.json", code.to_lowercase());
            out.push(Action::Export(Export::Profile(code.clone()), name));
        }
        if !entry.own {
            return;
        }
        let stop = button::quiet(ui, "Thôi dùng").accessible_name(format!("Thôi dùng {code}"));
        if stop.clicked() {
            self.stopping = Some((code.clone(), entry.title.clone()));
        }
    }

    /// The question over the screen, when one is open.
    pub fn dialog(&mut self, ui: &Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        let Some((code, title)) = &self.stopping else {
            return;
        };
        let ready = !context.is_busy(Subject::PaperRules);
        let outcome = Dialog::new("Thôi dùng quy định của cơ quan", "Thôi dùng")
            .cancel("Giữ lại")
            .ready(ready)
            .show(ui, |ui| {
                let words = format!(
                    "Văn bản từ nay không theo {title} ({code}) mà theo quy định kèm chương trình. Nội dung quy định này không còn trong tệp dữ liệu; nếu sau này còn cần, hãy lưu ra tệp trước."
                );
                ui.add(Label::new(words).wrap());
            });
        match outcome {
            Outcome::Open => {}
            Outcome::Cancelled => self.stopping = None,
            Outcome::Confirmed => {
                out.push(Action::Run(Command::Paper(PaperCommand::RemoveProfile(
                    code.clone(),
                ))));
                self.stopping = None;
            }
        }
    }
}

/// "Văn bản ban hành hôm nay theo Hướng dẫn 05-HD/VPTW (HD05), áp dụng từ ngày 27/05/2026."
fn in_use(page: &PaperRulesPage) -> String {
    page.used().map_or_else(
        || "Có quy định của cơ quan không dùng được; hãy chọn lại tệp hoặc thôi dùng.".to_owned(),
        |entry| {
            let (title, code, span) = (&entry.title, &entry.code, entry.span());
            format!("Văn bản ban hành hôm nay theo {title} ({code}), áp dụng {span}.")
        },
    )
}

/// "từ ngày 27/05/2026; kèm chương trình, chưa đối chiếu".
fn about(entry: &ProfileEntry) -> String {
    let whose = if entry.own {
        "của cơ quan"
    } else {
        "kèm chương trình"
    };
    let checked = checked_label(entry.checked);
    format!("{}; {whose}, {checked}", entry.span())
}

/// Why the last file was not taken, place by place.
fn refusal(ui: &mut Ui, context: &ScreenContext<'_>) {
    let Some(failure) = context.failure(Subject::PaperRules) else {
        return;
    };
    form::problem(ui, &failure.message);
    for problem in &failure.problems {
        form::problem(ui, &problem.message);
    }
}
