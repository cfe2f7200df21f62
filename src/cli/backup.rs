//! `qcdc backup` and `qcdc restore`: copies of the file, and going back to one.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;

use super::lock::{self, PassphraseArg};
use super::table::Table;
use super::{World, place, write_json};
use crate::domain::passphrase::LOCKED;
use crate::domain::text::thousands;
use crate::read::backup::{BackupCopy, BackupNote, BackupReason};
use crate::register::Register;
use crate::store::StoreError;
use crate::store::backup::{BackupPlan, list, read_note};

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc backup [TÙY CHỌN]",
    after_help = "Bản sao được kiểm tra xong mới mang tên; in đường dẫn của bản sao.\n\
        Không ghi --to thì vào thư mục “… - sao lưu” cạnh tệp dữ liệu và nơi thứ hai đã đặt; bản cũ được lọc bớt sau 48 giờ:\n\
        giữ 48 bản theo giờ, 30 theo ngày, 12 theo tuần, 24 theo tháng.\n\
        Đã đặt mật khẩu (lệnh lock copies) thì tên tệp kết thúc bằng .qcdckhoa là bản khóa.\n\n\
        Ví dụ:\n  \
        qcdc --file quan.qcdc backup\n  \
        qcdc --file quan.qcdc backup --to E:/quan.qcdc\n  \
        qcdc --file quan.qcdc backup --list"
)]
pub(super) struct BackupArgs {
    #[arg(
        long,
        value_name = "NƠI",
        conflicts_with = "list",
        help = "Tệp hoặc thư mục ghi bản sao"
    )]
    pub to: Option<PathBuf>,
    #[arg(long, help = "Liệt kê các bản sao đang có, mới nhất trước")]
    pub list: bool,
    #[arg(
        long,
        requires = "list",
        help = "In ra dạng JSON cho chương trình khác đọc"
    )]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc restore [TÙY CHỌN] <BẢN SAO>",
    after_help = "Tệp hiện có được lưu thành một bản sao trước khi khôi phục; các bản sao cũ giữ nguyên.\n\n\
        Ví dụ:\n  \
        qcdc --file quan.qcdc backup --list\n  \
        qcdc --file quan.qcdc restore 1\n  \
        qcdc --file quan.qcdc restore E:/quan.qcdc"
)]
pub(super) struct RestoreArgs {
    #[arg(
        value_name = "BẢN SAO",
        help = "Số thứ tự trong backup --list (1 là mới nhất), hoặc tệp bản sao"
    )]
    pub copy: String,
    #[command(flatten)]
    pub passphrase: PassphraseArg,
}

pub(super) fn back_up(file: Option<&Path>, args: &BackupArgs, world: &mut World<'_>) -> Result<()> {
    if args.list {
        return show(file, args.json, world);
    }
    let register = world.open(file)?;
    let mut going = |_, _, _| true;
    if let Some(to) = &args.to {
        let locked = register.backups()?.lock.is_some();
        let to = target(to, register.path(), locked, world);
        let note = register.back_up_to(&to, &mut going)?;
        writeln!(world.err, "{}", holds(&note))?;
        writeln!(world.out, "{}", to.display())?;
        return Ok(());
    }
    let made = register.back_up(BackupReason::Asked, &mut going)?;
    for copy in &made.copies {
        writeln!(world.err, "{}", holds(&copy.note))?;
        writeln!(world.out, "{}", copy.path.display())?;
    }
    if made.removed > 0 {
        writeln!(world.err, "Đã bỏ bớt {:02} bản sao cũ.", made.removed)?;
    }
    if let Some(trouble) = made.second_trouble {
        bail!("Đã có bản sao cạnh tệp dữ liệu, nhưng chưa có ở nơi thứ hai: {trouble}");
    }
    Ok(())
}

/// A folder gets a name of its own.
fn target(to: &Path, file: &Path, locked: bool, world: &World<'_>) -> PathBuf {
    if !to.is_dir() {
        return to.to_owned();
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let kind = if locked { LOCKED } else { "qcdc" };
    to.join(format!(
        "{stem} {}.{kind}",
        world.now.format("%Y-%m-%d %H-%M-%S")
    ))
}

fn holds(note: &BackupNote) -> String {
    let last = note.last_change.as_ref().map_or_else(String::new, |last| {
        format!(
            "; thay đổi cuối {} của {}: {}",
            last.at.format("%H:%M %d/%m/%Y"),
            last.user_name,
            last.summary
        )
    });
    format!(
        "Bản sao có {} cuộc giám sát, {} tồn tại, {} văn bản đã ban hành{last}.",
        thousands(usize::try_from(note.visits).unwrap_or(usize::MAX)),
        thousands(usize::try_from(note.shortcomings).unwrap_or(usize::MAX)),
        thousands(usize::try_from(note.papers).unwrap_or(usize::MAX)),
    )
}

/// The copies; of a file that cannot be opened, those beside it.
fn copies(file: Option<&Path>, world: &World<'_>) -> Result<Vec<BackupCopy>> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => place::own_file()?,
    };
    let opened = Register::open(&path, world.os_user.clone(), world.clock());
    Ok(match opened {
        Ok(register) => register.backups()?.copies,
        Err(_) => list(&BackupPlan::of(&path, None), None).copies,
    })
}

fn show(file: Option<&Path>, json: bool, world: &mut World<'_>) -> Result<()> {
    let copies = copies(file, world)?;
    if json {
        let lines: Vec<_> = copies
            .iter()
            .map(|copy| serde_json::json!({ "path": copy.path, "second": copy.second, "note": copy.note }))
            .collect();
        return write_json(world.out, &lines);
    }
    if copies.is_empty() {
        writeln!(world.err, "Chưa có bản sao nào.")?;
        return Ok(());
    }
    let mut table = Table::new(&[
        "Số",
        "Lúc",
        "Vì",
        "Giám sát",
        "Tồn tại",
        "Văn bản",
        "Thay đổi cuối",
        "Tệp",
    ]);
    for (place, copy) in copies.iter().enumerate() {
        let note = &copy.note;
        table.row(vec![
            (place + 1).to_string(),
            note.at.format("%d/%m/%Y %H:%M:%S").to_string(),
            note.reason.label().to_owned(),
            note.visits.to_string(),
            note.shortcomings.to_string(),
            note.papers.to_string(),
            note.last_change
                .as_ref()
                .map_or_else(String::new, |last| last.summary.clone()),
            copy.path.display().to_string(),
        ]);
    }
    table.write(world.out)?;
    Ok(())
}

pub(super) fn restore(
    file: Option<&Path>,
    args: &RestoreArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => place::own_file()?,
    };
    let copy = chosen(file, &args.copy, world)?;
    let untouched = || {
        format!(
            "Không khôi phục được từ “{}”; tệp dữ liệu giữ nguyên.",
            copy.display()
        )
    };
    let mut going = |_, _, _| true;
    let passphrase = lock::of(&copy, &args.passphrase, world)?;
    let words = read_note(&copy).map(|note| holds(&note));
    let opened = Register::open_or_read(&path, world.os_user.clone(), world.clock());
    let made_here = BackupPlan::of(&path, None).folder.is_dir();
    let wrong_path = match &opened {
        Err(StoreError::Newer { .. }) => true,
        // a wrong path must not cost somebody else's file its place
        Err(StoreError::Foreign(_)) => !made_here,
        _ => false,
    };
    if wrong_path {
        opened?;
    } else if let Ok(mut register) = opened {
        let outcome = register
            .restore_from(&copy, passphrase.as_ref(), &mut going)
            .with_context(untouched)?;
        let saved = outcome.value.saved.display();
        writeln!(
            world.err,
            "{}. Tệp trước khi khôi phục được lưu ở “{saved}”.",
            outcome.message
        )?;
    } else {
        place::make_folder(&path)?;
        let (_, aside) = Register::restore_anew_from(
            &copy,
            passphrase.as_ref(),
            &path,
            (world.os_user.clone(), world.clock()),
            &mut going,
        )
        .with_context(untouched)?;
        writeln!(world.err, "Đã khôi phục từ “{}”.", copy.display())?;
        if let Some(aside) = aside {
            writeln!(world.err, "Tệp hỏng được để ở “{}”.", aside.display())?;
        }
    }
    if let Some(words) = words {
        writeln!(world.err, "{words}")?;
    }
    writeln!(world.out, "{}", path.display())?;
    Ok(())
}

fn chosen(file: Option<&Path>, copy: &str, world: &World<'_>) -> Result<PathBuf> {
    let Ok(number) = copy.parse::<usize>() else {
        return Ok(PathBuf::from(copy));
    };
    let copies = copies(file, world)?;
    let count = copies.len();
    let Some(copy) = number
        .checked_sub(1)
        .and_then(|place| copies.into_iter().nth(place))
    else {
        bail!("Không có bản sao số {number}; đang có {count:02} bản. Hãy xem bằng backup --list.");
    };
    Ok(copy.path)
}
