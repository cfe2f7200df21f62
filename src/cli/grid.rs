//! `qcdc export table` and `qcdc import table`: rows of a sheet, looked at before they are written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Serialize;

use super::table::Table;
use super::{World, export as files, write_json};
use crate::documents::GridFormat;
use crate::domain::text::thousands;
use crate::press;
use crate::read::grid::{GridKind, GridPreview, RowFate};

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc import table [TÙY CHỌN] <TỆP>",
    after_help = help(
        "In số dòng thêm mới, thay đổi, không đổi, lỗi, và từng dòng thay đổi hay lỗi; thêm --accept thì ghi.\n\
        Có một dòng lỗi thì không ghi dòng nào và thoát với mã 1.",
        "qcdc export table reports --empty --out mau.xlsx\n  \
        qcdc import table mau.xlsx\n  \
        qcdc import table mau.xlsx --accept"
    )
)]
pub(super) struct ImportTable {
    #[arg(value_name = "TỆP", help = "Tệp .xlsx hoặc .csv")]
    pub from: PathBuf,
    #[arg(
        long,
        value_name = "BẢNG",
        value_parser = kind,
        help = "Mã của bảng (xem dưới); không ghi thì nhận ra theo dòng tiêu đề"
    )]
    pub kind: Option<GridKind>,
    #[arg(long, help = "Ghi vào tệp dữ liệu; không ghi thì chỉ xem trước")]
    pub accept: bool,
    #[arg(long, help = "In ra dạng JSON")]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc export table [TÙY CHỌN] --out <TỆP> <BẢNG>",
    after_help = help(
        "Bảng xuất ra sửa được bằng Excel rồi nhập lại bằng lệnh import table.\n\
        Tên tệp kết thúc bằng .csv thì ghi dạng CSV (UTF-8, dấu chấm phẩy).",
        "qcdc export table visits --out cuoc-giam-sat.xlsx"
    )
)]
pub(super) struct ExportTable {
    #[arg(
        value_name = "BẢNG",
        value_parser = kind,
        help = "Mã của bảng (xem dưới)"
    )]
    pub kind: GridKind,
    #[arg(long, help = "Chỉ dòng tiêu đề, làm mẫu để điền")]
    pub empty: bool,
    #[arg(long, value_name = "TỆP", help = "Tệp ghi ra: .xlsx hoặc .csv")]
    pub out: PathBuf,
}

/// What a command does, the tables that there are, and examples.
fn help(what: &str, examples: &str) -> String {
    let kinds = GridKind::ALL.iter();
    let lines = kinds.map(|kind| format!("  {:<18} {}", kind.code(), kind.label()));
    let tables = lines.collect::<Vec<_>>().join("\n");
    format!("{what}\n\nCác bảng:\n{tables}\n\nVí dụ:\n  {examples}")
}

fn kind(text: &str) -> Result<GridKind, String> {
    GridKind::named(text).ok_or_else(|| {
        let codes: Vec<&str> = GridKind::ALL.iter().map(|kind| kind.code()).collect();
        format!("ghi một trong các bảng: {}", codes.join(", "))
    })
}

pub(super) fn export(file: Option<&Path>, args: &ExportTable, world: &mut World<'_>) -> Result<()> {
    let register = world.open(file)?;
    let bytes = press::grid::file(&register, args.kind, args.empty, GridFormat::of(&args.out))?;
    files::write(&register, &args.out, &bytes, world)
}

/// A row as another program reads it.
#[derive(Debug, Serialize)]
struct RowLine {
    row: u32,
    fate: &'static str,
    words: String,
}

#[derive(Debug, Serialize)]
struct Answer {
    table: &'static str,
    sheet: String,
    new: usize,
    changed: usize,
    same: usize,
    wrong: usize,
    written: bool,
    ignored: Vec<String>,
    rows: Vec<RowLine>,
}

pub(super) fn import(file: Option<&Path>, args: &ImportTable, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    let untouched = || {
        format!(
            "Không nhập được “{}”; tệp dữ liệu giữ nguyên.",
            args.from.display()
        )
    };
    let mut going = |_: usize| true;
    let grid = press::grid::read(&args.from, args.kind, &mut going).with_context(untouched)?;
    let preview = register
        .preview_grid(Arc::new(grid), &mut going)
        .with_context(untouched)?;
    let counts = preview.counts();
    let mut message = None;
    if args.accept && counts.wrong == 0 && counts.to_write() > 0 {
        register.back_up_before_import(&mut |_, _, _| true)?;
        let taken = register.take_grid(&preview.grid, &mut going);
        message = Some(taken.with_context(untouched)?.message);
    }
    if args.json {
        write_json(world.out, &answer(&preview, message.is_some()))?;
    } else {
        tell(&preview, world)?;
    }
    if counts.wrong > 0 {
        bail!(
            "Có {} dòng lỗi nên chưa ghi dòng nào; hãy sửa trong tệp rồi nhập lại.",
            thousands(counts.wrong)
        );
    }
    match message {
        Some(message) => writeln!(world.err, "{message}.")?,
        None if counts.to_write() == 0 => writeln!(world.err, "Không có gì để ghi.")?,
        None => writeln!(world.err, "Chưa ghi gì; thêm --accept để ghi.")?,
    }
    Ok(())
}

/// The rows that are wrong or change something; what is new or the same is only counted.
fn telling(preview: &GridPreview) -> impl Iterator<Item = RowLine> {
    let rows = preview.grid.rows.iter().zip(&preview.fates);
    let rows = rows.filter(|(_, fate)| matches!(fate, RowFate::Changed(_) | RowFate::Wrong(_)));
    rows.map(|(row, fate)| RowLine {
        row: row.number,
        fate: match fate {
            RowFate::New => "new",
            RowFate::Changed(_) => "changed",
            RowFate::Same => "same",
            RowFate::Wrong(_) => "wrong",
        },
        words: fate.words(),
    })
}

fn answer(preview: &GridPreview, written: bool) -> Answer {
    let counts = preview.counts();
    Answer {
        table: preview.grid.kind.code(),
        sheet: preview.grid.sheet.clone(),
        new: counts.new,
        changed: counts.changed,
        same: counts.same,
        wrong: counts.wrong,
        written,
        ignored: preview.grid.ignored.clone(),
        rows: telling(preview).collect(),
    }
}

fn tell(preview: &GridPreview, world: &mut World<'_>) -> Result<()> {
    let counts = preview.counts();
    writeln!(
        world.out,
        "{}: {} dòng; thêm mới {}, thay đổi {}, không đổi {}, lỗi {}.",
        preview.grid.kind.label(),
        thousands(preview.fates.len()),
        thousands(counts.new),
        thousands(counts.changed),
        thousands(counts.same),
        thousands(counts.wrong)
    )?;
    if !preview.grid.ignored.is_empty() {
        writeln!(
            world.out,
            "Bỏ qua cột không có trong mẫu: {}.",
            preview.grid.ignored.join(", ")
        )?;
    }
    let mut table = Table::new(&[">Dòng", "Kết quả", "Chi tiết"]);
    let mut any = false;
    for line in telling(preview) {
        any = true;
        let label = if line.fate == "wrong" {
            "Lỗi"
        } else {
            "Thay đổi"
        };
        table.row(vec![line.row.to_string(), label.to_owned(), line.words]);
    }
    if any {
        table.write(world.out)?;
    }
    Ok(())
}
