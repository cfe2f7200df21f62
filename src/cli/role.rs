//! `qcdc role`: who may do what in the file.

use std::path::Path;

use anyhow::Result;
use clap::{Subcommand, ValueEnum};

use super::table::Table;
use super::{World, write_json};
use crate::domain::role::Role;

#[derive(Debug, Subcommand)]
pub(super) enum RoleCommand {
    /// Liệt kê tài khoản và vai trò
    #[command(override_usage = "qcdc role list [TÙY CHỌN]")]
    List {
        #[arg(long, help = "In ra dạng JSON cho chương trình khác đọc")]
        json: bool,
    },
    /// Đặt vai trò cho một tài khoản máy
    #[command(
        override_usage = "qcdc role set [TÙY CHỌN] <TÀI KHOẢN> <VAI TRÒ>",
        after_help = "xem: xem, in, xuất; nhap: ghi, sửa, soạn, không ban hành, xác nhận, xóa cuộc giám sát, đổi cài đặt chung;\n\
            duyet: làm mọi việc; none: bỏ vai trò, làm được mọi việc.\n\
            Vai trò chỉ để tránh làm nhầm, không phải để giữ bí mật.\n\n\
            Ví dụ:\n  qcdc --file quan.qcdc role set lan nhap"
    )]
    Set {
        #[arg(value_name = "TÀI KHOẢN", help = "Tên tài khoản trên máy")]
        os_user: String,
        #[arg(
            value_name = "VAI TRÒ",
            hide_possible_values = true,
            help = "xem, nhap, duyet hoặc none"
        )]
        role: RoleName,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RoleName {
    Xem,
    Nhap,
    Duyet,
    None,
}

impl RoleName {
    fn role(self) -> Option<Role> {
        match self {
            Self::Xem => Some(Role::View),
            Self::Nhap => Some(Role::Enter),
            Self::Duyet => Some(Role::Approve),
            Self::None => None,
        }
    }
}

pub(super) fn run(file: Option<&Path>, what: &RoleCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    match what {
        RoleCommand::List { json } => {
            let users = register.user_roles()?;
            if *json {
                return write_json(world.out, &users);
            }
            let mut table = Table::new(&["Tài khoản", "Họ và tên", "Vai trò"]);
            for user in users {
                table.row(vec![
                    user.os_user,
                    user.name,
                    user.role
                        .map_or("chưa đặt (mọi việc)", Role::label)
                        .to_owned(),
                ]);
            }
            table.write(world.out)?;
        }
        RoleCommand::Set { os_user, role } => {
            let outcome = register.set_role(os_user, role.role())?;
            writeln!(world.err, "{}.", outcome.message)?;
        }
    }
    Ok(())
}
