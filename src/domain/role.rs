//! What a person may do in the file: a guard against mistakes, not against somebody who means harm.

use crate::domain::EventKind;

/// From the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Looks, prints, exports.
    View,
    /// Also writes down, drafts, takes along.
    Enter,
    /// Everything: issues, verifies, deletes visits, sets up.
    Approve,
}

impl Role {
    pub const ALL: [Self; 3] = [Self::View, Self::Enter, Self::Approve];

    /// What a step of a shortcoming needs: some bind the office.
    pub fn of_step(kind: EventKind) -> Self {
        match kind {
            EventKind::Verified | EventKind::Withdrawn | EventKind::Extended => Self::Approve,
            EventKind::Notified
            | EventKind::Reported
            | EventKind::Returned
            | EventKind::Carried
            | EventKind::Released => Self::Enter,
        }
    }

    /// As it is stored and typed.
    pub fn code(self) -> &'static str {
        match self {
            Self::View => "xem",
            Self::Enter => "nhap",
            Self::Approve => "duyet",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::View => "Xem",
            Self::Enter => "Nhập",
            Self::Approve => "Duyệt",
        }
    }

    /// What the role is for, in a line.
    pub fn hint(self) -> &'static str {
        match self {
            Self::View => "xem, in, xuất; không sửa gì",
            Self::Enter => {
                "ghi, sửa, soạn; không ban hành, xác nhận, xóa cuộc giám sát, đổi cài đặt chung"
            }
            Self::Approve => "làm mọi việc, đặt vai trò cho người khác",
        }
    }

    /// Why something that needs more is refused.
    pub fn refusal(self, needed: Self) -> String {
        format!(
            "Vai trò của người dùng máy này trong tệp là “{}”; việc này cần vai trò “{}”. Chưa ghi gì; nội dung đang nhập vẫn còn. \
             Người có vai trò “Duyệt” đổi được ở Cài đặt, mục Vai trò.",
            self.label(),
            needed.label()
        )
    }
}

/// A user of the file and the role, where one was set.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct UserRole {
    /// Name of the account on the computer.
    pub os_user: String,
    /// The name that the user chose.
    pub name: String,
    pub role: Option<Role>,
}

/// What setting a role comes to: the roles to write; an account that is not listed may do everything.
///
/// # Errors
/// Nobody would be left who approves.
pub fn set(
    users: &[UserRole],
    me: &str,
    of: &str,
    role: Option<Role>,
) -> Result<Vec<(String, Option<Role>)>, String> {
    let mut after: Vec<(String, Option<Role>)> = users
        .iter()
        .filter(|user| user.os_user != of)
        .map(|user| (user.os_user.clone(), user.role))
        .collect();
    after.push((of.to_owned(), role));
    let is_set = |(_, role): &(String, Option<Role>)| role.is_some();
    let approves = |(_, role): &(String, Option<Role>)| *role == Some(Role::Approve);
    let mut changed = vec![(of.to_owned(), role)];
    if after.iter().any(is_set) && !after.iter().any(approves) {
        let first = !users.iter().any(|user| user.role.is_some());
        if !first || of == me {
            return Err(
                "Phải còn ít nhất một người có vai trò “Duyệt”. Hãy đặt vai trò “Duyệt” cho người khác trước."
                    .to_owned(),
            );
        }
        // whoever sets the first role keeps the right to set others
        changed.push((me.to_owned(), Some(Role::Approve)));
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(os_user: &str, role: Option<Role>) -> UserRole {
        UserRole {
            os_user: os_user.into(),
            name: String::new(),
            role,
        }
    }

    #[test]
    fn roles_are_ordered_and_read_back() {
        assert!(Role::View < Role::Enter && Role::Enter < Role::Approve);
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("admin"), None);
    }

    #[test]
    fn the_first_who_sets_a_role_approves() {
        let none = [user("lan", None)];
        assert_eq!(
            set(&none, "lan", "hoa", Some(Role::View)),
            Ok(vec![
                ("hoa".into(), Some(Role::View)),
                ("lan".into(), Some(Role::Approve))
            ])
        );
        assert!(set(&none, "lan", "lan", Some(Role::Enter)).is_err());
    }

    #[test]
    fn the_last_who_approves_stays() {
        let users = [
            user("lan", Some(Role::Approve)),
            user("hoa", Some(Role::View)),
        ];
        assert!(set(&users, "lan", "lan", Some(Role::View)).is_err());
        assert!(set(&users, "lan", "lan", None).is_err());
        assert!(set(&users, "lan", "hoa", Some(Role::Approve)).is_ok());
        // without any other role set, everything is allowed to everybody again
        assert!(set(&users[..1], "lan", "lan", None).is_ok());
    }
}
