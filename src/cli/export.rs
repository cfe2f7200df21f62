//! `qcdc export`: a visit as JSON, its conclusion as PDF or Word.

use std::path::Path;

use anyhow::{Result, bail};

use super::World;
use super::args::PaperFormat;
use super::visit_id;
use crate::domain::text::paper_count;
use crate::press::{self, Proof};
use crate::read::AttachmentFilter;
use crate::read::PaperRequest;
use crate::register::Register;
use crate::store::files::{explain, write_atomic};

pub(super) fn visit(
    file: Option<&Path>,
    id: &str,
    out: Option<&Path>,
    world: &mut World<'_>,
) -> Result<()> {
    let register = world.open_to_read(file)?;
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
    (format, two_sided): (PaperFormat, bool),
    out: &Path,
    world: &mut World<'_>,
) -> Result<()> {
    let register = world.open_to_read(file)?;
    let request = PaperRequest::Conclusion(visit_id::find(&register, id)?);
    let proof = press::proof(&register, &request)?;
    if two_sided && proof.issued.is_some() && format == PaperFormat::Pdf {
        writeln!(
            world.err,
            "Kết luận đã ban hành: PDF là đúng bản đã ban hành, không đổi lề."
        )?;
    }
    let bytes = on_both_sides(proof, two_sided).render(format.into())?;
    write(&register, out, &bytes, world)
}

/// As was asked for, or as the file is set.
pub(super) fn on_both_sides(mut proof: Proof, two_sided: bool) -> Proof {
    proof.paper.two_sided |= two_sided;
    proof
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
