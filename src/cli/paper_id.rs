//! Which issued paper is meant: by its number, its id, or a beginning of the id that no other paper has.

use anyhow::{Result, bail};

use crate::domain::text::fold;
use crate::read::{IssuedFilter, IssuedRow};
use crate::register::Register;

/// Letters that a beginning needs at least.
const SHORTEST: usize = 4;
/// Papers that are named when several fit.
const NAMED: usize = 5;

pub(super) fn find(register: &Register, typed: &str) -> Result<IssuedRow> {
    let wanted = fold(typed);
    let mut rows = register.issued(&IssuedFilter::default())?.rows;
    let is_beginning = wanted.chars().count() >= SHORTEST
        && wanted.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    rows.retain(|row| {
        let number = fold(&row.number);
        // "5-CV/BDVQU" is "05-CV/BDVQU"
        number == wanted
            || number.trim_start_matches('0') == wanted.trim_start_matches('0')
                && !number.is_empty()
            || is_beginning && row.id.to_string().starts_with(&wanted)
    });
    if rows.len() > 1 {
        let names: Vec<String> = rows
            .iter()
            .take(NAMED)
            .map(|row| format!("{}  {}", row.id, row.reference()))
            .collect();
        let more = if rows.len() > NAMED { "\n…" } else { "" };
        bail!(
            "Có {} văn bản khớp với “{typed}”; hãy ghi mã.\n{}{more}",
            rows.len(),
            names.join("\n")
        );
    }
    match rows.pop() {
        Some(row) => Ok(row),
        None => bail!(
            "Không có văn bản đã ban hành nào mang số hoặc mã “{typed}”. Xem bằng lệnh “qcdc list papers”."
        ),
    }
}
