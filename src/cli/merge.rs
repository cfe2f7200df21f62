//! `qcdc take-out`, `qcdc merge`, `qcdc conflict`: a copy goes to a ward and comes back.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use serde::Serialize;

use super::lock::{self, PassphraseArg};
use super::table::Table;
use super::{World, write_json};
use crate::domain::passphrase::{LOCKED, is_locked};
use crate::read::merge::{ConflictView, MergePreview, table_name};

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc take-out [TÙY CHỌN] --label <TÊN> <TỆP>",
    after_help = "Gói mang đi là một bản đầy đủ của tệp dữ liệu: chép sang máy xách tay, mở bằng chương trình và làm việc như thường.\n\
        Số văn bản chỉ lấy tại cơ quan, nên trên gói không ban hành văn bản có số.\n\
        Khi về, dùng lệnh merge.\n\n\
        Ví dụ:\n  qcdc take-out --label \"Máy đoàn 1\" --unit lb-phuc-dong doan-1.qcdcpack"
)]
pub(super) struct TakeOutArgs {
    #[arg(value_name = "TỆP", help = "Tệp ghi ra, đuôi .qcdcpack")]
    pub out: PathBuf,
    #[arg(long, value_name = "TÊN", help = "Ai mang đi, hoặc tên máy xách tay")]
    pub label: String,
    #[arg(
        long,
        value_name = "MÃ_ĐƠN_VỊ",
        help = "Chỉ phường này cùng những gì liên quan; ghi được nhiều lần; không ghi thì mang đi tất cả"
    )]
    pub unit: Vec<String>,
    #[arg(long, help = "Khóa gói bằng mật khẩu; tên tệp kết thúc bằng .qcdckhoa")]
    pub lock: bool,
    #[command(flatten)]
    pub passphrase: PassphraseArg,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "qcdc merge [TÙY CHỌN] <GÓI>",
    after_help = "In những gì sẽ được thêm, sửa, xóa và những chỗ hai bên khác nhau; thêm --accept thì ghi.\n\
        Chỗ khác nhau giữ theo cơ quan cho đến khi có người quyết định (lệnh conflict). Nhận lại gói đã nhận thì không đổi gì.\n\n\
        Ví dụ:\n  qcdc merge doan-1.qcdcpack\n  qcdc merge doan-1.qcdcpack --accept"
)]
pub(super) struct MergeArgs {
    #[arg(
        value_name = "GÓI",
        help = "Tệp .qcdcpack mang về, hoặc .qcdckhoa nếu đã khóa"
    )]
    pub from: PathBuf,
    #[command(flatten)]
    pub passphrase: PassphraseArg,
    #[arg(long, help = "Ghi vào tệp dữ liệu; không ghi thì chỉ xem trước")]
    pub accept: bool,
    #[arg(long, help = "In ra dạng JSON")]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConflictCommand {
    /// Liệt kê chỗ hai bên khác nhau
    #[command(override_usage = "qcdc conflict list [TÙY CHỌN]")]
    List {
        #[arg(long, help = "Cả những chỗ đã quyết định")]
        all: bool,
        #[arg(long, help = "In ra dạng JSON")]
        json: bool,
    },
    /// Giữ bản của cơ quan
    #[command(override_usage = "qcdc conflict mine [TÙY CHỌN] <MÃ>")]
    Mine {
        #[arg(value_name = "MÃ", help = "Mã của chỗ khác nhau, hoặc phần đầu của mã")]
        id: String,
    },
    /// Lấy bản mang đi, tất cả hoặc từng ô
    #[command(override_usage = "qcdc conflict theirs [TÙY CHỌN] <MÃ>")]
    Theirs {
        #[arg(value_name = "MÃ", help = "Mã của chỗ khác nhau, hoặc phần đầu của mã")]
        id: String,
        #[arg(
            long,
            value_name = "Ô",
            help = "Chỉ lấy ô này (tên trong lệnh list --json); ghi được nhiều lần"
        )]
        field: Vec<String>,
    },
}

#[derive(Debug, Serialize)]
struct FieldLine<'a> {
    field: &'a str,
    name: &'a str,
    base: &'a str,
    mine: &'a str,
    theirs: &'a str,
}

#[derive(Debug, Serialize)]
struct ConflictLine<'a> {
    id: String,
    kind: &'a str,
    record: &'a str,
    label: &'a str,
    mine_by: String,
    theirs_by: String,
    decision: &'a str,
    fields: Vec<FieldLine<'a>>,
}

#[derive(Debug, Serialize)]
struct RowsLine {
    table: &'static str,
    added: usize,
    changed: usize,
    removed: usize,
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    label: &'a str,
    news: bool,
    written: bool,
    rows: Vec<RowsLine>,
    attached: usize,
    conflicts: Vec<ConflictLine<'a>>,
    notices: &'a [String],
}

pub(super) fn take_out(
    file: Option<&Path>,
    args: &TakeOutArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let mut register = world.open(file)?;
    let mut units = Vec::new();
    for code in &args.unit {
        match register.unit_by_code(code)? {
            Some(unit) => units.push(unit.id),
            None => bail!("Không có đơn vị “{code}”. Xem mã bằng lệnh list units."),
        }
    }
    let failed = || format!("Không tạo được gói “{}”.", args.out.display());
    let made = if args.lock {
        if !is_locked(&args.out) {
            bail!("Tên gói khóa phải kết thúc bằng .{LOCKED}.");
        }
        let passphrase = lock::chosen(&args.passphrase, world)?;
        register.take_out_locked(&args.out, &args.label, &units, &passphrase)
    } else {
        register.take_out(&args.out, &args.label, &units)
    };
    let made = made.with_context(failed)?;
    writeln!(world.err, "{}: {}", made.message, args.out.display())?;
    Ok(())
}

pub(super) fn merge(file: Option<&Path>, args: &MergeArgs, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    let untouched = || {
        format!(
            "Không nhận được “{}”; tệp dữ liệu giữ nguyên.",
            args.from.display()
        )
    };
    let passphrase = lock::of(&args.from, &args.passphrase, world)?;
    let preview = if args.accept {
        let merged = register.merge_from(&args.from, passphrase.as_ref());
        merged.with_context(untouched)?.value
    } else {
        register
            .preview_merge_from(&args.from, passphrase.as_ref())
            .with_context(untouched)?
    };
    if args.json {
        return write_json(world.out, &answer(&preview, args.accept && preview.news));
    }
    tell(&preview, world)?;
    let done = match (args.accept, preview.news) {
        (_, false) => "Không có gì mới; tệp dữ liệu giữ nguyên.",
        (true, true) => "Đã ghi vào tệp dữ liệu.",
        (false, true) => "Chưa ghi gì; thêm --accept để ghi.",
    };
    writeln!(world.err, "{done}")?;
    Ok(())
}

fn answer(preview: &MergePreview, written: bool) -> Answer<'_> {
    Answer {
        label: &preview.label,
        news: preview.news,
        written,
        rows: preview
            .rows
            .iter()
            .map(|row| RowsLine {
                table: row.table,
                added: row.added,
                changed: row.changed,
                removed: row.removed,
            })
            .collect(),
        attached: preview.contents,
        conflicts: preview.conflicts.iter().map(line).collect(),
        notices: &preview.notices,
    }
}

fn line(view: &ConflictView) -> ConflictLine<'_> {
    ConflictLine {
        id: view.id().to_string(),
        kind: view.kind().code(),
        record: &view.conflict.title,
        label: &view.label,
        mine_by: view.mine_by(),
        theirs_by: view.theirs_by(),
        decision: view.conflict.decision.code(),
        fields: view
            .fields
            .iter()
            .map(|field| FieldLine {
                field: &field.field,
                name: field.name,
                base: &field.base,
                mine: &field.mine,
                theirs: &field.theirs,
            })
            .collect(),
    }
}

fn tell(preview: &MergePreview, world: &mut World<'_>) -> Result<()> {
    writeln!(world.out, "Gói “{}”: {}.", preview.label, preview.words())?;
    if !preview.rows.is_empty() {
        let mut table = Table::new(&["Nội dung", ">Thêm", ">Sửa", ">Xóa"]);
        for row in &preview.rows {
            table.row(vec![
                table_name(row.table).to_owned(),
                row.added.to_string(),
                row.changed.to_string(),
                row.removed.to_string(),
            ]);
        }
        table.write(world.out)?;
    }
    if preview.contents > 0 {
        writeln!(world.out, "Tài liệu mới kèm theo: {}.", preview.contents)?;
    }
    for view in &preview.conflicts {
        conflict(view, world)?;
    }
    for notice in &preview.notices {
        writeln!(world.out, "Lưu ý: {notice}")?;
    }
    Ok(())
}

fn conflict(view: &ConflictView, world: &mut World<'_>) -> Result<()> {
    let id: String = view.id().to_string();
    writeln!(
        world.out,
        "\n{id}\n{}: {}",
        view.kind().label(),
        view.conflict.title
    )?;
    writeln!(
        world.out,
        "  {} | {} “{}”",
        view.mine_by(),
        view.theirs_by(),
        view.label
    )?;
    for field in &view.fields {
        let one = |text: &str| text.replace('\n', "; ");
        writeln!(
            world.out,
            "  {}: cơ quan “{}” | bản mang đi “{}”",
            field.name,
            one(&field.mine),
            one(&field.theirs)
        )?;
    }
    if !view.is_open() {
        writeln!(
            world.out,
            "  {}, {}",
            view.conflict.decision.label(),
            view.conflict.decided_by
        )?;
    }
    Ok(())
}

pub(super) fn conflicts(
    file: Option<&Path>,
    what: &ConflictCommand,
    world: &mut World<'_>,
) -> Result<()> {
    let mut register = world.open(file)?;
    let (id, picks) = match what {
        ConflictCommand::List { all, json } => {
            let page = register.merge_page(*all)?;
            if *json {
                let lines: Vec<ConflictLine<'_>> = page.conflicts.iter().map(line).collect();
                return write_json(world.out, &lines);
            }
            for view in &page.conflicts {
                conflict(view, world)?;
            }
            writeln!(world.err, "Còn {} chỗ chưa quyết định.", page.open)?;
            return Ok(());
        }
        ConflictCommand::Mine { id } => (id, None),
        ConflictCommand::Theirs { id, field } => (id, Some(field)),
    };
    let page = register.merge_page(false)?;
    let found: Vec<&ConflictView> = page
        .conflicts
        .iter()
        .filter(|view| view.id().to_string().starts_with(id.trim()))
        .collect();
    let view = match found.as_slice() {
        [view] => view,
        [] => bail!("Không có chỗ khác nhau nào chưa quyết định có mã “{id}”."),
        _ => bail!("Mã “{id}” ứng với nhiều chỗ; hãy ghi dài hơn."),
    };
    let all = || {
        view.fields
            .iter()
            .map(|field| field.field.clone())
            .collect::<Vec<String>>()
    };
    let picks = match picks {
        None => Vec::new(),
        Some(fields) if fields.is_empty() => all(),
        Some(fields) => {
            if let Some(unknown) = fields
                .iter()
                .find(|field| !view.conflict.fields.contains(field))
            {
                bail!("Chỗ này không có ô “{unknown}”.");
            }
            fields.clone()
        }
    };
    let id = view.id();
    let done = register.resolve_conflict(id, &picks)?;
    writeln!(world.err, "{}", done.message)?;
    Ok(())
}
