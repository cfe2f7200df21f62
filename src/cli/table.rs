//! Text tables: columns as wide as what stands in them.

use std::io::Write;

/// Rows below their heads.
#[derive(Debug)]
pub(super) struct Table {
    heads: Vec<String>,
    /// Whether each column is set to the right.
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A head that begins with `>` sets its column to the right, for numbers.
    pub(super) fn new(heads: &[&str]) -> Self {
        Self {
            heads: heads
                .iter()
                .map(|head| head.strip_prefix('>').unwrap_or(head).to_owned())
                .collect(),
            right: heads.iter().map(|head| head.starts_with('>')).collect(),
            rows: Vec::new(),
        }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    pub(super) fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let heads = &self.heads;
        let widths: Vec<usize> = (0..heads.len())
            .map(|column| {
                std::iter::once(heads)
                    .chain(&self.rows)
                    .filter_map(|row| row.get(column))
                    .map(|cell| width(cell))
                    .max()
                    .unwrap_or(0)
            })
            .collect();
        let line: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
        for row in [heads, &line].into_iter().chain(&self.rows) {
            writeln!(out, "{}", self.line(row, &widths).trim_end())?;
        }
        Ok(())
    }

    fn line(&self, row: &[String], widths: &[usize]) -> String {
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .zip(&self.right)
            .map(|((cell, &wide), &right)| {
                let room = " ".repeat(wide.saturating_sub(width(cell)));
                if right {
                    format!("{room}{cell}")
                } else {
                    format!("{cell}{room}")
                }
            })
            .collect();
        cells.join("  ")
    }
}

/// Letters as they stand on the screen; the texts of the file are NFC, so each is one.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// At most `most` letters of the first line, with … where something was left out.
pub(super) fn short(text: &str, most: usize) -> String {
    let flat: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if width(&flat) <= most {
        return flat;
    }
    let mut cut: String = flat.chars().take(most.saturating_sub(1)).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let mut table = Table::new(&["Tên", ">Số"]);
        table.row(vec!["Phúc Đồng".to_owned(), "5".to_owned()]);
        table.row(vec!["Cự Khối".to_owned(), "12".to_owned()]);
        let mut out = Vec::new();
        table.write(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "Tên        Số\n---------  --\nPhúc Đồng   5\nCự Khối    12\n"
        );
    }

    #[test]
    fn long_texts_are_cut_with_a_sign() {
        assert_eq!(short("làm rõ hơn", 20), "làm rõ hơn");
        assert_eq!(short("làm rõ hơn việc thực hiện", 11), "làm rõ hơn…");
    }
}
