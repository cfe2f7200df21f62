//! Units, signers, days and names that the whole file shares: what the window wants done.

use chrono::NaiveDate;

use super::message::{Done, Failure};
use super::run::done;
use crate::domain::role::Role;
use crate::domain::{Body, Holiday, Signer, SignerId, Unit};
use crate::register::Register;

#[derive(Debug, Clone)]
pub enum SettingsCommand {
    SaveUnit {
        base: Option<Box<Unit>>,
        new: Box<Unit>,
    },
    EditBody {
        base: Box<Body>,
        new: Box<Body>,
    },
    SaveSigner {
        base: Option<Signer>,
        new: Signer,
    },
    RemoveSigner(SignerId),
    SaveHoliday {
        base: Option<Holiday>,
        new: Holiday,
    },
    RemoveHoliday(NaiveDate),
    SetDueSoonDays(u64),
    SetUserName(String),
    SetRole(String, Option<Role>),
    SetUserTitle(String),
    SetBackupFolder(String),
    /// Makes a file without visits one of another district.
    ChooseDistrict(String),
    EndGuide,
}

pub(super) fn run(register: &mut Register, command: SettingsCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        SettingsCommand::SetRole(os_user, role) => {
            done(register.set_role(&os_user, role)?, nothing)
        }
        SettingsCommand::SaveUnit { base, new } => {
            done(register.save_unit(base.as_deref(), &new)?, |_| None)
        }
        SettingsCommand::EditBody { base, new } => done(register.edit_body(&base, &new)?, nothing),
        SettingsCommand::SaveSigner { base, new } => {
            done(register.save_signer(base.as_ref(), &new)?, nothing)
        }
        SettingsCommand::RemoveSigner(id) => done(register.remove_signer(id)?, nothing),
        SettingsCommand::SaveHoliday { base, new } => {
            done(register.save_holiday(base.as_ref(), &new)?, nothing)
        }
        SettingsCommand::RemoveHoliday(day) => done(register.remove_holiday(day)?, nothing),
        SettingsCommand::SetDueSoonDays(days) => done(register.set_due_soon_days(days)?, nothing),
        SettingsCommand::SetUserName(name) => done(register.set_user_name(&name)?, nothing),
        SettingsCommand::SetUserTitle(title) => done(register.set_user_title(&title)?, nothing),
        SettingsCommand::SetBackupFolder(folder) => {
            done(register.set_backup_folder(&folder)?, nothing)
        }
        SettingsCommand::ChooseDistrict(code) => done(register.choose_district(&code)?, nothing),
        SettingsCommand::EndGuide => done(register.end_guide()?, nothing),
    })
}
