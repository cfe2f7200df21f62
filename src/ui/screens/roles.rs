//! Vai trò: who may do what in this file; said honestly to be a guard against mistakes.

use eframe::egui::{Grid, Ui};

use crate::domain::role::{Role, UserRole};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, form, section};
use crate::worker::{Command, SettingsCommand};

/// The account that is being added.
#[derive(Debug, Default)]
pub struct RolesPart {
    account: String,
}

impl RolesPart {
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        let Some(status) = context.status else { return };
        if context.has_done(Subject::Role) {
            self.account.clear();
        }
        let forbidden = context.forbids(Role::Approve);
        theme::sheet(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            section::heading(ui, "Vai trò", |_| {});
            form::hint(
                ui,
                "Vai trò chỉ để tránh làm nhầm, không phải để giữ bí mật: ai mở được tệp thì vẫn đọc được, \
                 và đổi tên tài khoản máy là đổi vai trò. Tài khoản chưa đặt vai trò thì làm được mọi việc.",
            );
            for role in Role::ALL {
                form::hint(ui, &format!("{}: {}", role.label(), role.hint()));
            }
            if let Some(words) = &forbidden {
                form::hint(ui, words);
            }
            ui.add_enabled_ui(forbidden.is_none(), |ui| {
                Grid::new("roles").num_columns(3).show(ui, |ui| {
                    for user in &status.roles {
                        line(ui, user, out);
                        ui.end_row();
                    }
                });
                form::row(ui, "Thêm tài khoản", |ui, label| {
                    TextField::line(label, "")
                        .width(220.0)
                        .bind(ui, &mut self.account);
                    let named = !self.account.trim().is_empty();
                    ui.add_enabled_ui(named, |ui| {
                        for role in Role::ALL {
                            let words = format!("Thêm: {}", role.label());
                            if button::quiet(ui, &words).clicked() {
                                out.push(set(self.account.trim(), Some(role)));
                            }
                        }
                    });
                });
            });
            for place in ["os_user", "role"] {
                if let Some(text) = context.problem(Subject::Role, place) {
                    form::problem(ui, text);
                }
            }
        });
        ui.add_space(theme::GAP);
    }
}

fn set(os_user: &str, role: Option<Role>) -> Action {
    Action::Run(Command::Settings(SettingsCommand::SetRole(
        os_user.to_owned(),
        role,
    )))
}

fn line(ui: &mut Ui, user: &UserRole, out: &mut Vec<Action>) {
    ui.label(theme::strong(&user.os_user));
    ui.label(&user.name);
    let mut words = vec!["Chưa đặt (mọi việc)".to_owned()];
    words.extend(Role::ALL.iter().map(|role| role.label().to_owned()));
    let place = user
        .role
        .and_then(|role| Role::ALL.iter().position(|other| *other == role))
        .map_or(0, |place| place + 1);
    let label = format!("Vai trò của {}", user.os_user);
    let chosen = Choice::new(label.as_str(), &words, Some(place))
        .width(200.0)
        .show(ui);
    if let Some(chosen) = chosen.filter(|chosen| *chosen != place) {
        let role = chosen
            .checked_sub(1)
            .and_then(|place| Role::ALL.get(place).copied());
        out.push(set(&user.os_user, role));
    }
}
