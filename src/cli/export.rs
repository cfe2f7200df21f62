//! `qcdc export`: a visit as JSON, its conclusion as PDF or Word.

use std::path::Path;

use anyhow::{Result, bail};

use super::World;
use super::args::PaperFormat;
use super::visit_id;
use crate::documents::{self, DocumentError};
use crate::domain::text::paper_count;
use crate::read::AttachmentFilter;
use crate::register::Register;
use crate::store::files::{explain, write_atomic};

pub(super) fn visit(
    file: Option<&Path>,
    id: &str,
    out: Option<&Path>,
    world: &mut World<'_>,
) -> Result<()> {
    let register = world.open(file)?;
    let id = visit_id::find(&register, id)?;
    let json = register.export_visit_json(id)?;
    match out {
        None => world.out.write_all(json.as_bytes())?,
        Some(out) => write(&register, out, json.as_bytes(), world)?,
    }
    let filter = AttachmentFilter { visit_id: Some(id) };
    let left_behind = register.attachments(&filter)?.len();
    if left_behind > 0 {
        writeln!(
            world.err,
            "Lưu ý: {} tài liệu đính kèm không đi theo tệp JSON.",
            paper_count(left_behind)
        )?;
    }
    Ok(())
}

/// The PDF of an issued conclusion as the bytes that were issued; anything else from the text as it stands,
/// drafted where nothing is written yet.
pub(super) fn conclusion(
    file: Option<&Path>,
    id: &str,
    format: PaperFormat,
    out: &Path,
    world: &mut World<'_>,
) -> Result<()> {
    let register = world.open(file)?;
    let page = register.visit_page(visit_id::find(&register, id)?)?;
    let bytes = match format {
        PaperFormat::Docx => documents::conclusion_docx(&page)?,
        PaperFormat::Xlsx => return Err(DocumentError::NoTable.into()),
        PaperFormat::Pdf => match register.issued_pdf(&page)? {
            Some(bytes) => bytes,
            None => documents::conclusion_pdf(&page)?.bytes,
        },
    };
    write(&register, out, &bytes, world)
}

/// Writes a file that is not the open one.
pub(super) fn write(
    register: &Register,
    out: &Path,
    bytes: &[u8],
    world: &mut World<'_>,
) -> Result<()> {
    let same = |a: &Path, b: &Path| match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    };
    if same(out, register.path()) {
        bail!(
            "“{}” là tệp dữ liệu đang dùng; hãy chọn tên khác để không ghi đè.",
            out.display()
        );
    }
    if let Err(error) = write_atomic(out, bytes) {
        bail!("Không ghi được “{}”: {}.", out.display(), explain(&error));
    }
    writeln!(world.err, "Đã ghi “{}”.", out.display())?;
    Ok(())
}
