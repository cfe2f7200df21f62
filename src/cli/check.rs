//! `qcdc check`: whether the file is whole and does not contradict itself.

use std::path::Path;

use anyhow::Result;

use super::World;

/// Ends with 1 when something is wrong; a notice alone is no error.
pub(super) fn run(file: Option<&Path>, world: &mut World<'_>) -> Result<u8> {
    let register = world.open(file)?;
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
        "Lỗi: Tệp “{path}” có {wrong} lỗi. Hãy khôi phục từ bản sao lưu gần nhất."
    )?;
    Ok(1)
}
