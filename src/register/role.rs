//! Who may do what: asked at the one door of changes.

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::Outcome;
use crate::domain::role::{self, Role, UserRole};
use crate::domain::{Problem, text};
use crate::store::{StoreError, setting};

/// The least role that may do this.
pub(super) fn least(op: Op) -> Role {
    match op {
        Op::NoteLook => Role::View,
        Op::CreateFile
        | Op::Generate
        | Op::ImportVisit
        | Op::TakeGrid
        | Op::TakeLargeGrid
        | Op::CreateVisit
        | Op::PlanVisits
        | Op::EditVisit
        | Op::MoveVisit
        | Op::EditParticipants
        | Op::EditPeople
        | Op::Attach
        | Op::Rate
        | Op::RateRest
        | Op::EditStrengths
        | Op::EditShortcomings
        | Op::StepShortcoming
        | Op::StepShortcomings
        | Op::MarkRepeat
        | Op::EditConclusion
        | Op::DraftConclusion
        | Op::EditUnit
        | Op::ReceiveReport
        | Op::EditModels
        | Op::EditProgrammes
        | Op::MarkArchive
        | Op::EditDocuments
        | Op::EditFigures
        | Op::SetUserName
        | Op::EditSettings
        | Op::TakeOut
        | Op::Undo
        | Op::Redo => Role::Enter,
        Op::DeleteVisit
        | Op::DecideShortcoming
        | Op::Remind
        | Op::IssueConclusion
        | Op::CorrectConclusion
        | Op::IssuePaper
        | Op::ReformUnits
        | Op::EditBody
        | Op::ChangeBody
        | Op::EditHolidays
        | Op::EditArchivePapers
        | Op::CheckRegulation
        | Op::SaveCatalogue
        | Op::SetNumbering
        | Op::SetPaperRules
        | Op::LockCopies
        | Op::SetRole
        | Op::ChooseDistrict
        | Op::SetDueSoon
        | Op::SetReportRule
        | Op::SetWantedFigures
        | Op::Merge
        | Op::ResolveConflict
        | Op::Restore
        | Op::Repair => Role::Approve,
    }
}

impl Register {
    /// What the person at this computer may do: everything, where nothing was set.
    pub fn role(&self) -> Result<Role, StoreError> {
        let key = format!("{}{}", setting::ROLE, self.os_user);
        let set = setting::get(self.store.conn(), &key)?;
        Ok(set
            .and_then(|code| Role::from_code(&code))
            .unwrap_or(Role::Approve))
    }

    pub(super) fn may(&self, op: Op) -> Result<(), RegisterError> {
        let (role, needed) = (self.role()?, least(op));
        if role < needed {
            return refused(role.refusal(needed));
        }
        Ok(())
    }

    /// The people who have worked in this file, and their roles.
    pub fn user_roles(&self) -> Result<Vec<UserRole>, StoreError> {
        let conn = self.store.conn();
        let mut users = vec![self.os_user.clone()];
        let names = setting::with_prefix(conn, setting::USER_NAME)?;
        let roles = setting::with_prefix(conn, setting::ROLE)?;
        users.extend(names.iter().chain(&roles).map(|(user, _)| user.clone()));
        users.sort();
        users.dedup();
        let of = |list: &[(String, String)], user: &str| {
            let found = list.iter().find(|(known, _)| known == user);
            found.map(|(_, value)| value.clone())
        };
        Ok(users
            .into_iter()
            .map(|os_user| UserRole {
                name: of(&names, &os_user).unwrap_or_default(),
                role: of(&roles, &os_user).and_then(|code| Role::from_code(&code)),
                os_user,
            })
            .collect())
    }

    /// Sets the role of an account, or takes it away: without one everything is allowed.
    ///
    /// # Errors
    /// The person at this computer does not approve, or nobody would be left who does.
    pub fn set_role(
        &mut self,
        os_user: &str,
        role: Option<Role>,
    ) -> Result<Outcome<()>, RegisterError> {
        let os_user = text::clean(os_user);
        if os_user.is_empty() {
            return Err(Problem::new(
                "os_user",
                "Hãy ghi tên tài khoản trên máy của người được đặt vai trò.",
            )
            .into());
        }
        let changed = role::set(&self.user_roles()?, &self.os_user, &os_user, role)
            .map_err(|message| Problem::new("role", message))?;
        let message = match role {
            Some(role) => format!("Đã đặt vai trò “{}” cho {os_user}", role.label()),
            None => format!("Đã bỏ vai trò của {os_user}"),
        };
        self.transact(Op::SetRole, message, |tx| {
            for (user, role) in &changed {
                let key = format!("{}{user}", setting::ROLE);
                match role {
                    Some(role) => tx.rows.put_setting(&key, role.code())?,
                    None => tx.rows.remove_setting(&key)?,
                }
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every operation has its role, and what binds the office is for those who approve.
    #[test]
    fn the_table_is_whole_and_what_binds_is_approved() {
        let (mut all, mut approved) = (0, Vec::new());
        for op in Op::ALL {
            all += 1;
            if least(*op) == Role::Approve {
                approved.push(op.code());
            }
        }
        let source = include_str!("change.rs");
        let codes = source
            .lines()
            .filter(|line| line.trim().starts_with("Self::") && line.contains("=> \""))
            .count();
        assert_eq!(all, codes, "Op::ALL lacks one");
        for code in [
            "issue_conclusion",
            "issue_paper",
            "decide_shortcoming",
            "delete_visit",
            "set_paper_rules",
            "set_role",
            "restore",
            "merge",
        ] {
            assert!(approved.contains(&code), "{code}");
        }
        for code in ["rate", "edit_visit", "step_shortcoming", "draft_conclusion"] {
            assert!(!approved.contains(&code), "{code}");
        }
    }
}
