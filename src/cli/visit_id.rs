//! Which visit is meant: by its id, or by a beginning that no other visit has.

use anyhow::{Result, bail};

use crate::domain::VisitId;
use crate::read::visit::visit_title;
use crate::read::{VisitFilter, VisitRow};
use crate::register::Register;

/// Letters that a beginning needs at least.
const SHORTEST: usize = 4;
/// Visits that are named when a beginning fits several.
const NAMED: usize = 5;

pub(super) fn find(register: &Register, typed: &str) -> Result<VisitId> {
    let typed = typed.trim().to_lowercase();
    let visits = register.visits(&VisitFilter::default())?;
    if let Ok(id) = typed.parse::<VisitId>() {
        if visits.iter().any(|row| row.id == id) {
            return Ok(id);
        }
        bail!("Không có cuộc giám sát mang mã {id}. Xem mã bằng lệnh “qcdc list visits”.");
    }
    let is_beginning = typed.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if !is_beginning || typed.chars().count() < SHORTEST {
        bail!(
            "“{typed}” không phải mã cuộc giám sát; hãy ghi mã hoặc ít nhất {SHORTEST} chữ đầu của mã. \
             Xem mã bằng lệnh “qcdc list visits”."
        );
    }
    let fitting: Vec<&VisitRow> = visits
        .iter()
        .filter(|row| row.id.to_string().starts_with(&typed))
        .collect();
    match fitting.as_slice() {
        [] => bail!(
            "Không có cuộc giám sát nào có mã bắt đầu bằng “{typed}”. Xem mã bằng lệnh “qcdc list visits”."
        ),
        [one] => Ok(one.id),
        several => {
            let names: Vec<String> = several
                .iter()
                .take(NAMED)
                .map(|row| {
                    format!(
                        "{}  {}",
                        row.id,
                        visit_title(&row.unit_name, row.kind, row.date)
                    )
                })
                .collect();
            let more = if several.len() > NAMED { "\n…" } else { "" };
            bail!(
                "Có {} cuộc giám sát có mã bắt đầu bằng “{typed}”; hãy ghi dài hơn.\n{}{more}",
                several.len(),
                names.join("\n")
            );
        }
    }
}
