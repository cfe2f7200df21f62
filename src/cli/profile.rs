//! `qcdc profile`: the format rules of papers, those of the program and those of the office.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::{Subcommand, ValueEnum};

use super::World;
use crate::documents::profile::Profile;
use crate::domain::date::show;
use crate::store::files::explain;

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
            let rules = world.open(file)?.paper_rules()?;
            let own = rules.profiles.iter().find(|json| {
                Profile::from_json(json).is_ok_and(|own| own.code.eq_ignore_ascii_case(code))
            });
            let text = match own {
                Some(json) => json.as_str(),
                None => match Profile::embedded_file(code) {
                    Some(text) => text,
                    None => bail!(
                        "Không có quy định thể thức mang mã “{code}”. Xem mã bằng lệnh “qcdc profile list”."
                    ),
                },
            };
            write!(world.out, "{}", text.trim_end())?;
            writeln!(world.out)?;
        }
        ProfileCommand::Check { path } => {
            let (_, profile) = read(path)?;
            writeln!(
                world.out,
                "Tệp “{}” dùng được: {}, {}.",
                path.display(),
                profile.title,
                span(&profile)
            )?;
        }
        ProfileCommand::Use { path } => {
            let (json, profile) = read(path)?;
            let mut register = world.open(file)?;
            register.use_profile(&profile.code, &json)?;
            writeln!(
                world.err,
                "Đã dùng quy định thể thức {} ({}) cho văn bản {}.",
                profile.code,
                profile.title,
                span(&profile)
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

/// The file's text and the profile in it.
fn read(path: &Path) -> Result<(String, Profile)> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => bail!("Không đọc được “{}”: {}.", path.display(), explain(&error)),
    };
    let Ok(json) = String::from_utf8(bytes) else {
        bail!(
            "Tệp “{}” không ghi bằng UTF-8; hãy lưu lại với mã UTF-8.",
            path.display()
        );
    };
    let profile = Profile::from_json(&json)?;
    Ok((json, profile))
}

fn list(file: Option<&Path>, world: &mut World<'_>) -> Result<()> {
    let rules = world.open(file)?.paper_rules()?;
    let mut line = |profile: &Profile, whose: &str| {
        let checked = if profile.checked {
            "đã đối chiếu"
        } else {
            "chưa đối chiếu"
        };
        writeln!(
            world.out,
            "{}: {}, {} ({whose}, {checked})",
            profile.code,
            profile.title,
            span(profile)
        )
    };
    for profile in Profile::embedded()? {
        line(profile, "kèm chương trình")?;
    }
    for json in &rules.profiles {
        line(&Profile::from_json(json)?, "của cơ quan")?;
    }
    let sides = if rules.two_sided {
        "In văn bản hai mặt: lề trái và phải của mặt sau đổi cho nhau."
    } else {
        "In văn bản một mặt."
    };
    writeln!(world.out, "{sides}")?;
    Ok(())
}

/// "từ ngày 03/04/2018 đến ngày 26/05/2026".
fn span(profile: &Profile) -> String {
    match (profile.valid_from, profile.valid_to) {
        (Some(from), Some(to)) => format!("từ ngày {} đến ngày {}", show(from), show(to)),
        (Some(from), None) => format!("từ ngày {}", show(from)),
        (None, Some(to)) => format!("đến ngày {}", show(to)),
        (None, None) => "mọi ngày".to_owned(),
    }
}
