//! `qcdc lock`: copies and packages that only a passphrase opens.

use std::io::{BufRead as _, IsTerminal as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};

use super::{World, place};
use crate::domain::Passphrase;
use crate::domain::passphrase::{LOCKED, is_locked};
use crate::register::Register;
use crate::store::files::write_atomic;

/// Where a passphrase comes from.
#[derive(Debug, Args)]
pub(super) struct PassphraseArg {
    #[arg(
        long,
        value_name = "TỆP",
        help = "Dòng đầu của tệp này là mật khẩu (- là đọc từ đầu vào); không ghi thì hỏi trên màn hình"
    )]
    pub passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum LockCommand {
    /// Đặt, bỏ mật khẩu của bản sao lưu
    #[command(
        override_usage = "qcdc lock copies [TÙY CHỌN]",
        after_help = "Từ nay bản sao lưu ở nơi thứ hai (thêm --beside: mọi bản sao) chỉ mở được bằng mật khẩu này; bản đã có giữ nguyên.\n\
            Quên mật khẩu thì không ai mở được các bản sao đó.\n\n\
            Ví dụ:\n  qcdc lock copies\n  qcdc lock copies --beside --passphrase-file mat-khau.txt\n  qcdc lock copies --off"
    )]
    Copies {
        #[command(flatten)]
        passphrase: PassphraseArg,
        #[arg(long, help = "Khóa cả bản sao cạnh tệp dữ liệu")]
        beside: bool,
        #[arg(
            long,
            conflicts_with_all = ["beside", "passphrase_file"],
            help = "Bỏ mật khẩu: bản sao lưu mới lại để mở"
        )]
        off: bool,
    },
    /// Bỏ mật khẩu khóa cửa sổ chương trình trên máy này
    #[command(
        override_usage = "qcdc lock window [TÙY CHỌN] --off",
        after_help = "Dùng khi quên mật khẩu; đóng chương trình trước. Đặt mật khẩu thì làm trong Cài đặt của chương trình.\n\n\
            Ví dụ:\n  qcdc lock window --off"
    )]
    Window {
        #[arg(long, required = true, help = "Bỏ mật khẩu")]
        off: bool,
    },
    /// Ghi tệp đang mở thành một tệp khóa để mang đi
    #[command(
        override_usage = "qcdc lock file [TÙY CHỌN] <TỆP>",
        after_help = "Ví dụ:\n  qcdc --file doan-1.qcdcpack lock file doan-1.qcdckhoa"
    )]
    File {
        #[arg(value_name = "TỆP", help = "Tệp ghi ra, đuôi .qcdckhoa")]
        out: PathBuf,
        #[command(flatten)]
        passphrase: PassphraseArg,
    },
    /// Mở một tệp khóa ra tệp thường
    #[command(
        override_usage = "qcdc lock open [TÙY CHỌN] <TỆP KHÓA> <TỆP>",
        after_help = "Ví dụ:\n  qcdc lock open doan-1.qcdckhoa doan-1.qcdcpack"
    )]
    Open {
        #[arg(value_name = "TỆP KHÓA", help = "Tệp đuôi .qcdckhoa")]
        from: PathBuf,
        #[arg(value_name = "TỆP", help = "Tệp ghi ra")]
        out: PathBuf,
        #[command(flatten)]
        passphrase: PassphraseArg,
    },
}

pub(super) fn run(file: Option<&Path>, what: &LockCommand, world: &mut World<'_>) -> Result<()> {
    let mut going = |_, _, _| true;
    match what {
        LockCommand::Copies { off: true, .. } => {
            let done = world.open(file)?.unlock_copies()?;
            writeln!(world.err, "{}.", done.message)?;
        }
        LockCommand::Copies {
            passphrase, beside, ..
        } => {
            let mut register = world.open(file)?;
            let passphrase = chosen(passphrase, world)?;
            let done = register.lock_copies(&passphrase, *beside)?;
            writeln!(world.err, "{}.", done.message)?;
        }
        LockCommand::Window { .. } => {
            let habits = place::habits_file()?;
            let bytes = std::fs::read(&habits).unwrap_or_default();
            if let Ok(serde_json::Value::Object(mut kept)) = serde_json::from_slice(&bytes) {
                kept.remove("lock");
                write_atomic(&habits, &serde_json::to_vec_pretty(&kept)?)
                    .with_context(|| format!("Không ghi được “{}”.", habits.display()))?;
            }
            writeln!(
                world.err,
                "Đã bỏ mật khẩu khóa cửa sổ chương trình trên máy này."
            )?;
        }
        LockCommand::File { out, passphrase } => {
            if !is_locked(out) {
                bail!(
                    "Tên tệp khóa phải kết thúc bằng .{LOCKED}: “{}”.",
                    out.display()
                );
            }
            let register = world.open(file)?;
            let passphrase = chosen(passphrase, world)?;
            register.lock_to(out, &passphrase, &mut going)?;
            writeln!(world.out, "{}", out.display())?;
        }
        LockCommand::Open {
            from,
            out,
            passphrase,
        } => {
            let passphrase = asked(passphrase, world)?;
            Register::unlock_to(from, out, &passphrase, &mut going)?;
            writeln!(world.out, "{}", out.display())?;
        }
    }
    Ok(())
}

/// A new passphrase; on the screen it is asked for twice.
pub(super) fn chosen(arg: &PassphraseArg, world: &mut World<'_>) -> Result<Passphrase> {
    let (one, two) = match &arg.passphrase_file {
        Some(path) => {
            let words = first_line(path)?;
            (words.clone(), words)
        }
        None => (
            typed("Mật khẩu mới: ", world)?,
            typed("Gõ lại mật khẩu: ", world)?,
        ),
    };
    Passphrase::chosen(&one, &two).map_err(|problem| anyhow::anyhow!(problem.message))
}

/// The passphrase of something that is locked.
pub(super) fn asked(arg: &PassphraseArg, world: &mut World<'_>) -> Result<Passphrase> {
    let words = match &arg.passphrase_file {
        Some(path) => first_line(path)?,
        None => typed("Mật khẩu: ", world)?,
    };
    Ok(Passphrase::new(&words))
}

/// The passphrase of a file, if it is locked.
pub(super) fn of(
    path: &Path,
    arg: &PassphraseArg,
    world: &mut World<'_>,
) -> Result<Option<Passphrase>> {
    is_locked(path).then(|| asked(arg, world)).transpose()
}

fn first_line(path: &Path) -> Result<String> {
    let mut line = String::new();
    if path.as_os_str() == "-" {
        std::io::stdin().lock().read_line(&mut line)?;
    } else {
        let unread = || format!("Không đọc được mật khẩu từ “{}”.", path.display());
        let text = std::fs::read_to_string(path).with_context(unread)?;
        text.lines()
            .next()
            .unwrap_or_default()
            .clone_into(&mut line);
    }
    Ok(line
        .trim_start_matches('\u{feff}')
        .trim_end_matches(['\r', '\n'])
        .to_owned())
}

fn typed(question: &str, world: &mut World<'_>) -> Result<String> {
    if !std::io::stdin().is_terminal() {
        bail!("Cần mật khẩu. Hãy thêm --passphrase-file TỆP.");
    }
    world.err.flush()?;
    Ok(rpassword::prompt_password(question)?)
}
