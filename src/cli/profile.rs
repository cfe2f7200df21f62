//! `qcdc profile`: the format rules of papers, those of the program and those of the office.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use clap::{Subcommand, ValueEnum};

use super::World;
use crate::domain::catalogue::checked_label;
use crate::press::rules;

#[derive(Debug, Subcommand)]
pub(super) enum ProfileCommand {
    /// Liệt kê các quy định thể thức đang có
    #[command(override_usage = "qcdc profile list [TÙY CHỌN]")]
    List,
    /// In nội dung một quy định ra màn hình, để lấy làm mẫu mà sửa
    #[command(
        override_usage = "qcdc profile show [TÙY CHỌN] <MÃ>",
        after_help = "Ví dụ:\n  qcdc profile show HD05 > the-thuc.json"
    )]
    Show {
        #[arg(value_name = "MÃ", help = "Mã quy định, ví dụ HD05")]
        code: String,
    },
    /// Kiểm tra một tệp quy định; sai chỗ nào báo dòng đó
    #[command(override_usage = "qcdc profile check [TÙY CHỌN] <TỆP.json>")]
    Check {
        #[arg(value_name = "TỆP.json", help = "Tệp quy định thể thức")]
        path: PathBuf,
    },
    /// Dùng một tệp quy định của cơ quan cho tệp dữ liệu này
    #[command(
        override_usage = "qcdc profile use [TÙY CHỌN] <TỆP.json>",
        after_help = "Nội dung được chép vào tệp dữ liệu. Sửa tệp quy định rồi thì chạy lại lệnh này.\n\
            Văn bản ban hành trong thời gian hiệu lực ghi trong tệp theo quy định này; văn bản đã ban hành giữ nguyên."
    )]
    Use {
        #[arg(value_name = "TỆP.json", help = "Tệp quy định thể thức")]
        path: PathBuf,
    },
    /// Bỏ quy định của cơ quan, trở lại quy định kèm chương trình
    #[command(override_usage = "qcdc profile remove [TÙY CHỌN] <MÃ>")]
    Remove {
        #[arg(value_name = "MÃ", help = "Mã quy định của cơ quan")]
        code: String,
    },
    /// Đặt in văn bản hai mặt (lề mặt sau đổi trái, phải) hoặc một mặt
    #[command(
        name = "two-sided",
        override_usage = "qcdc profile two-sided [TÙY CHỌN] <on|off>"
    )]
    TwoSided {
        #[arg(
            value_name = "on|off",
            hide_possible_values = true,
            help = "on: in hai mặt; off: in một mặt"
        )]
        switch: Switch,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Switch {
    On,
    Off,
}

pub(super) fn run(file: Option<&Path>, what: &ProfileCommand, world: &mut World<'_>) -> Result<()> {
    match what {
        ProfileCommand::List => list(file, world)?,
        ProfileCommand::Show { code } => {
            let text = rules::file(&world.open(file)?, code)
                .map_err(|error| anyhow!("{error} Xem mã bằng lệnh “qcdc profile list”."))?;
            writeln!(world.out, "{}", text.trim_end())?;
        }
        ProfileCommand::Check { path } => {
            let own = rules::read(path)?.entry;
            writeln!(
                world.out,
                "Tệp “{}” dùng được: {}, {}.",
                path.display(),
                own.title,
                own.span()
            )?;
        }
        ProfileCommand::Use { path } => {
            let own = rules::read(path)?;
            rules::take_over(&mut world.open(file)?, &own)?;
            let entry = own.entry;
            writeln!(
                world.err,
                "Đã dùng quy định thể thức {} ({}) cho văn bản {}.",
                entry.code,
                entry.title,
                entry.span()
            )?;
        }
        ProfileCommand::Remove { code } => {
            let done = world.open(file)?.remove_profile(code)?;
            writeln!(world.err, "{}.", done.message)?;
        }
        ProfileCommand::TwoSided { switch } => {
            let done = world.open(file)?.set_two_sided(*switch == Switch::On)?;
            writeln!(world.err, "{}.", done.message)?;
        }
    }
    Ok(())
}

fn list(file: Option<&Path>, world: &mut World<'_>) -> Result<()> {
    let register = world.open(file)?;
    let page = rules::page(&register, register.today())?;
    for entry in &page.profiles {
        let whose = if entry.own {
            "của cơ quan"
        } else {
            "kèm chương trình"
        };
        let checked = checked_label(entry.checked);
        let (code, title, span) = (&entry.code, &entry.title, entry.span());
        if entry.wrong.is_empty() {
            writeln!(world.out, "{code}: {title}, {span} ({whose}, {checked})")?;
        } else {
            let wrong = entry.wrong.join("; ");
            writeln!(
                world.out,
                "{code}: {title} ({whose}) không dùng được: {wrong}"
            )?;
        }
    }
    let sides = if page.two_sided {
        "In văn bản hai mặt: lề trái và phải của mặt sau đổi cho nhau."
    } else {
        "In văn bản một mặt."
    };
    writeln!(world.out, "{sides}")?;
    Ok(())
}
