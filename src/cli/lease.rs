//! `qcdc lease`: who edits a file that several computers reach.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Args;

use super::{HELD, World, place, write_json};
use crate::domain::lease::Pace;
use crate::press::PressError;
use crate::register::RegisterError;
use crate::store::{StoreError, lease};

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc lease [TÙY CHỌN]",
    after_help = "Tệp trên ổ mạng mỗi lúc một máy sửa. Thoát với mã 0 khi tệp trống, 3 khi có máy đang sửa.\n\
        Máy đang sửa bị tắt đột ngột thì --clear theo dõi hai phút; không thấy máy đó hoạt động thì gỡ.\n\n\
        Ví dụ:\n  \
        qcdc --file //may-chu/chung/quan.qcdc lease\n  \
        qcdc --file //may-chu/chung/quan.qcdc lease --clear"
)]
pub(super) struct LeaseArgs {
    #[arg(
        long,
        help = "Gỡ quyền sửa do máy bị tắt đột ngột để lại, sau khi theo dõi hai phút"
    )]
    pub clear: bool,
    #[arg(
        long,
        conflicts_with = "clear",
        help = "In ra dạng JSON cho chương trình khác đọc"
    )]
    pub json: bool,
    #[arg(long, hide = true, requires = "clear")]
    pub watch_ms: Option<u64>,
}

/// How long between two looks.
const LOOK: Duration = Duration::from_secs(1);

pub(super) fn run(file: Option<&Path>, args: &LeaseArgs, world: &mut World<'_>) -> Result<u8> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => place::own_file()?,
    };
    if args.clear {
        return clear(&path, args.watch_ms, world);
    }
    let view = lease::view(&path)?;
    let code = if view.holder.is_some() { HELD } else { 0 };
    if args.json {
        write_json(world.out, &view)?;
        return Ok(code);
    }
    match view.holder {
        None => writeln!(world.out, "Tệp đang trống, sửa được.")?,
        Some(holder) => {
            writeln!(world.out, "{}.", holder.words())?;
            if view.left_here {
                writeln!(
                    world.out,
                    "Chương trình giữ quyền sửa trên máy này đã tắt; mở lại tệp là nhận được."
                )?;
            }
        }
    }
    Ok(code)
}

fn clear(path: &Path, watch_ms: Option<u64>, world: &mut World<'_>) -> Result<u8> {
    let pace = watch_ms.map_or(Pace::USUAL, |ms| Pace {
        stale: Duration::from_millis(ms),
        ..Pace::USUAL
    });
    writeln!(
        world.err,
        "Đang theo dõi máy giữ quyền sửa trong {} giây…",
        pace.stale.as_secs()
    )?;
    let look = LOOK.min(pace.stale / 4);
    let mut wait = || {
        let began = Instant::now();
        std::thread::sleep(look);
        began.elapsed()
    };
    match lease::clear(path, pace, &mut wait)? {
        None => writeln!(world.out, "Tệp đang trống, không có gì để gỡ.")?,
        Some(holder) => writeln!(
            world.out,
            "Đã gỡ quyền sửa của {} ở máy {}.",
            holder.who, holder.pc
        )?,
    }
    Ok(0)
}

/// Whether somebody else's editing is why something failed.
pub(super) fn is_held(error: &anyhow::Error) -> bool {
    error.chain().filter_map(of_store).any(|error| {
        matches!(
            error,
            StoreError::Held(_) | StoreError::LeaseLost(_) | StoreError::NotTaken
        )
    })
}

fn of_store<'a>(cause: &'a (dyn std::error::Error + 'static)) -> Option<&'a StoreError> {
    if let Some(error) = cause.downcast_ref::<StoreError>() {
        return Some(error);
    }
    if let Some(RegisterError::Store(error)) = cause.downcast_ref::<RegisterError>() {
        return Some(error);
    }
    if let Some(PressError::Register(RegisterError::Store(error))) =
        cause.downcast_ref::<PressError>()
    {
        return Some(error);
    }
    None
}
