//! The office's own format of papers: profiles taken over from files, printing on both sides.

use super::Register;
use super::change::Op;
use super::error::RegisterError;
use super::transact::Outcome;
use crate::domain::Problem;
use crate::read::PaperRules;
use crate::store::setting;

impl Register {
    pub fn paper_rules(&self) -> Result<PaperRules, RegisterError> {
        let conn = self.store.conn();
        let profiles = setting::with_prefix(conn, setting::PROFILE)?;
        Ok(PaperRules {
            profiles: profiles.into_iter().map(|(_, json)| json).collect(),
            two_sided: setting::get(conn, setting::TWO_SIDED)?.is_some_and(|value| value == "1"),
        })
    }

    /// Takes over a profile that was found to be right, in place of the one with the same code.
    pub fn use_profile(&mut self, code: &str, json: &str) -> Result<Outcome<()>, RegisterError> {
        let key = format!("{}{code}", setting::PROFILE);
        self.transact(
            Op::SetPaperRules,
            format!("Đã dùng quy định thể thức {code} của cơ quan"),
            |tx| Ok(tx.rows.put_setting(&key, json)?),
        )
    }

    /// Goes back to the profiles that ship with the program.
    ///
    /// # Errors
    /// No profile of the office has this code.
    pub fn remove_profile(&mut self, code: &str) -> Result<Outcome<()>, RegisterError> {
        let key = format!("{}{code}", setting::PROFILE);
        self.transact(
            Op::SetPaperRules,
            format!("Đã bỏ quy định thể thức {code} của cơ quan"),
            |tx| {
                if setting::get(tx.rows.conn(), &key)?.is_none() {
                    return Err(Problem::new(
                        "profile",
                        format!("Tệp dữ liệu không có quy định thể thức riêng mang mã “{code}”."),
                    )
                    .into());
                }
                Ok(tx.rows.remove_setting(&key)?)
            },
        )
    }

    pub fn set_two_sided(&mut self, on: bool) -> Result<Outcome<()>, RegisterError> {
        let (value, message) = if on {
            ("1", "Đã đặt: in văn bản hai mặt")
        } else {
            ("0", "Đã đặt: in văn bản một mặt")
        };
        self.transact(Op::SetPaperRules, message, |tx| {
            Ok(tx.rows.put_setting(setting::TWO_SIDED, value)?)
        })
    }
}
