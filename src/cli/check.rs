//! `qcdc check`: whether the file is whole and does not contradict itself; `--repair` puts it in order.

use std::path::Path;

use anyhow::Result;
use clap::Args;

use super::{World, place};
use crate::register::Register;

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc check [TÙY CHỌN]",
    after_help = "Thoát với mã 1 khi tệp có lỗi; lưu ý thì không tính là lỗi."
)]
pub(super) struct CheckArgs {
    #[arg(
        long,
        help = "Lưu một bản trước, rồi dựng lại những gì dựng lại được: chỉ mục, khóa bảo vệ, bảng tra, bảng tìm kiếm"
    )]
    pub repair: bool,
}

/// Ends with 1 when something is wrong; a notice alone is no error.
pub(super) fn run(file: Option<&Path>, args: &CheckArgs, world: &mut World<'_>) -> Result<u8> {
    if args.repair {
        return repair(file, world);
    }
    let register = world.open_to_read(file)?;
    let findings = register.check()?;
    for finding in &findings {
        let kind = if finding.is_error { "Lỗi" } else { "Lưu ý" };
        writeln!(world.out, "{kind}: {}", finding.message)?;
    }
    let wrong = findings.iter().filter(|finding| finding.is_error).count();
    let path = register.path().display();
    if wrong == 0 {
        writeln!(world.out, "Tệp “{path}” nguyên vẹn.")?;
        return Ok(0);
    }
    writeln!(
        world.err,
        "Lỗi: Tệp “{path}” có {wrong} lỗi. Hãy khôi phục từ bản sao lưu gần nhất (restore) hoặc sửa tệp (check --repair)."
    )?;
    Ok(1)
}

fn repair(file: Option<&Path>, world: &mut World<'_>) -> Result<u8> {
    let path = match file {
        Some(path) => path.to_owned(),
        None => place::own_file()?,
    };
    let mut going = |_: usize, _: usize, _: &str| true;
    let mended = Register::repair_file(&path, &world.os_user, &world.clock(), &mut going)?;
    writeln!(
        world.err,
        "Tệp trước khi sửa được lưu ở “{}”.",
        mended.saved.display()
    )?;
    for line in &mended.work.did {
        writeln!(world.out, "{line}")?;
    }
    if mended.work.did.is_empty() {
        writeln!(world.out, "Không có gì cần dựng lại.")?;
    }
    for line in &mended.work.could_not {
        writeln!(world.out, "Không sửa được: {line}")?;
    }
    if mended.work.could_not.is_empty() {
        return Ok(0);
    }
    writeln!(
        world.err,
        "Lỗi: Còn {:02} chỗ không sửa được. Hãy khôi phục từ bản sao lưu gần nhất (restore).",
        mended.work.could_not.len()
    )?;
    Ok(1)
}
