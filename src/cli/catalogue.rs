//! `qcdc export catalogue` and `qcdc import catalogue`: JSON or Excel, looked at before it is kept.

use std::path::Path;

use anyhow::{Context, Result};

use super::World;
use super::args::CatalogueFormat;
use super::{export as files, import as reading};
use crate::documents;
use crate::domain::text::paper_count;
use crate::read::catalogue_file::CatalogueChange;
use crate::register::{RegisterError, catalogue_from_json, catalogue_to_json};

pub(super) fn export(
    file: Option<&Path>,
    format: Option<CatalogueFormat>,
    out: &Path,
    world: &mut World<'_>,
) -> Result<()> {
    let register = world.open(file)?;
    let catalogue = register.catalogue_file()?;
    let bytes = match format.unwrap_or(CatalogueFormat::Json) {
        CatalogueFormat::Json => catalogue_to_json(&catalogue)?.into_bytes(),
        CatalogueFormat::Xlsx => documents::catalogue_xlsx(&catalogue)?,
    };
    files::write(&register, out, &bytes, world)
}

pub(super) fn import(
    file: Option<&Path>,
    from: &Path,
    accept: bool,
    world: &mut World<'_>,
) -> Result<()> {
    let bytes = reading::read(from)?;
    let mut register = world.open(file)?;
    let not_taken = || {
        format!(
            "Không nhập được danh mục “{}”; tệp dữ liệu giữ nguyên.",
            from.display()
        )
    };
    let base = register.catalogue_file()?;
    let catalogue = if bytes.starts_with(b"PK") {
        documents::catalogue_from_xlsx(&bytes, &base).map_err(RegisterError::from)
    } else {
        catalogue_from_json(&bytes)
    }
    .with_context(not_taken)?;
    let changes = register
        .catalogue_diff(&catalogue)
        .with_context(not_taken)?;
    for change in &changes {
        writeln!(world.out, "{}", line(change))?;
    }
    if changes.is_empty() {
        writeln!(world.out, "Không có thay đổi.")?;
        return Ok(());
    }
    writeln!(
        world.out,
        "Cộng: {} chỗ thay đổi.",
        paper_count(changes.len())
    )?;
    if accept {
        register.back_up_before_import(&mut |_, _, _| true)?;
        let outcome = register
            .save_catalogue(base.version, &catalogue)
            .with_context(not_taken)?;
        writeln!(world.err, "{}.", outcome.message)?;
    } else {
        writeln!(world.err, "Chưa lưu; thêm --accept để lưu thành bản mới.")?;
    }
    Ok(())
}

/// "Sửa QC1-03, nội dung: cũ → mới".
fn line(change: &CatalogueChange) -> String {
    let flat = |text: &str| text.replace('\n', "; ");
    let (before, after) = (flat(&change.before), flat(&change.after));
    let what = match (before.is_empty(), after.is_empty()) {
        (true, _) => after,
        (false, true) => before,
        (false, false) => format!("{before} → {after}"),
    };
    format!("{} {}: {what}", change.kind.label(), change.place)
}
