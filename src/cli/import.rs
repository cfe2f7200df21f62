//! `qcdc import visit`: a visit from its JSON form; its id is the only thing on the standard output.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::World;
use crate::register::VISIT_FILE_LIMIT;
use crate::store::files::explain;

pub(super) fn visit(file: Option<&Path>, from: &Path, world: &mut World<'_>) -> Result<()> {
    let bytes = read(from)?;
    let mut register = world.open(file)?;
    register.back_up_before_import(&mut |_, _, _| true)?;
    let outcome = register.import_visit_json(&bytes).with_context(|| {
        format!(
            "Không nhập được “{}”; tệp dữ liệu giữ nguyên.",
            from.display()
        )
    })?;
    writeln!(world.err, "{}.", outcome.message)?;
    writeln!(world.out, "{}", outcome.value)?;
    Ok(())
}

pub(super) fn read(from: &Path) -> Result<Vec<u8>> {
    let cannot = |error: std::io::Error| {
        anyhow::anyhow!(
            "Không đọc được tệp “{}”: {}.",
            from.display(),
            explain(&error)
        )
    };
    let about = std::fs::metadata(from).map_err(cannot)?;
    if about.is_dir() {
        bail!("“{}” là thư mục, không phải tệp.", from.display());
    }
    if about.len() > VISIT_FILE_LIMIT {
        bail!(
            "Tệp “{}” lớn hơn 32 MB, không phải tệp một cuộc giám sát.",
            from.display()
        );
    }
    std::fs::read(from).map_err(cannot)
}
