//! The demo file of a fixed day, asked through the command line: answers, tables, papers and workbooks.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use calamine::{Data, Reader as _, Xlsx};
use chrono::{Days, NaiveDate};
use qcdc::cli::{Invocation, World};
use qcdc::register::Register;
use qcdc::ui::memory::Memory;
use serde_json::Value;

use crate::desk::Desk;
use crate::pdf_read;
use crate::support::{self, clock};

/// The day of everything here.
pub const TODAY: &str = "2024-10-15";

/// Rows of cells as they are read.
pub type Rows = Vec<Vec<String>>;

pub struct Office {
    folder: tempfile::TempDir,
    path: PathBuf,
    pub register: Register,
    /// Commands that were asked, each with the form of its answer: "list visits json".
    pub asked: RefCell<BTreeSet<String>>,
}

/// What a printed paper says.
pub struct Print {
    /// Text in reading order, ends of lines gone.
    pub words: String,
    tables: Vec<Rows>,
}

impl Print {
    /// The rows of the tables with these first heads.
    pub fn table(&self, heads: &[&str]) -> Rows {
        let found: Rows = self
            .tables
            .iter()
            .filter(|rows| begins(&rows[0], heads))
            .flat_map(|rows| rows.iter().skip(1).cloned())
            .collect();
        assert!(!found.is_empty(), "no table {heads:?}: {}", self.words);
        found
    }

    /// Each table with these first heads, heads included.
    pub fn tables_with(&self, heads: &[&str]) -> Vec<Rows> {
        let found = self.tables.iter().filter(|rows| begins(&rows[0], heads));
        found.cloned().collect()
    }

    /// The word before these words.
    pub fn before(&self, words: &str) -> String {
        before(&self.words, words)
    }

    pub fn after(&self, words: &str) -> String {
        after(&self.words, words)
    }
}

fn begins(row: &[String], heads: &[&str]) -> bool {
    row.len() >= heads.len() && heads.iter().zip(row).all(|(head, cell)| head == cell)
}

/// The rows below the row that begins so.
pub fn below(rows: &Rows, heads: &[&str]) -> Rows {
    let at = rows.iter().position(|row| begins(row, heads));
    let at = at.unwrap_or_else(|| panic!("no heads {heads:?}: {rows:?}"));
    rows[at + 1..].to_vec()
}

/// The word before the first place of these words.
pub fn before(text: &str, words: &str) -> String {
    let (ahead, _) = text
        .split_once(words)
        .unwrap_or_else(|| panic!("no “{words}”: {text}"));
    let word = ahead.split_whitespace().last().unwrap();
    word.trim_matches(|c| "(,:;".contains(c)).to_owned()
}

/// The word after the first place of these words, its stop gone.
pub fn after(text: &str, words: &str) -> String {
    let (_, behind) = text
        .split_once(words)
        .unwrap_or_else(|| panic!("no “{words}”: {text}"));
    let word = behind.split_whitespace().next().unwrap();
    word.trim_matches(|c| "(),:;.".contains(c)).to_owned()
}

impl Office {
    pub fn demo() -> Self {
        let (folder, register) = support::sample::sample("thu", clock(TODAY)());
        let path = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .find(|path| path.extension().is_some_and(|kind| kind == "qcdc"))
            .unwrap();
        Self {
            folder,
            path,
            register,
            asked: RefCell::default(),
        }
    }

    /// The window over the file.
    pub fn into_window(self) -> Desk {
        let now = clock(TODAY)();
        Desk::over_at(self.register, self.folder, now, Memory::default())
    }

    /// The bare records.
    pub fn sql(&self) -> rusqlite::Connection {
        rusqlite::Connection::open_with_flags(
            &self.path,
            rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
        )
        .unwrap()
    }

    /// The first column of what a statement finds on the day, and how often it is there.
    pub fn counted(&self, statement: &str) -> BTreeMap<String, usize> {
        let conn = self.sql();
        let mut statement = conn.prepare(statement).unwrap();
        let keys = statement.query_map([TODAY], |row| row.get::<_, String>(0));
        let mut out = BTreeMap::new();
        for key in keys.unwrap() {
            *out.entry(key.unwrap()).or_default() += 1;
        }
        out
    }

    /// What the command line prints, and what it says about its work.
    pub fn told(&self, words: &[&str]) -> (String, String) {
        let form = match words {
            _ if words.contains(&"--json") => "json",
            _ if words.contains(&"xlsx") => "xlsx",
            _ if words.contains(&"--out") => "pdf",
            _ => "text",
        };
        let asked = format!("{} {} {form}", words[0], words[1]);
        self.asked.borrow_mut().insert(asked);
        let mut all = vec!["qcdc", "--file", self.path.to_str().unwrap()];
        all.extend(words);
        let Invocation::Work(work) = qcdc::cli::parse(all.into_iter().map(Into::into)) else {
            panic!("{words:?} is no command without a window");
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let code = qcdc::cli::run(
            work,
            &mut World {
                now: clock(TODAY)(),
                os_user: "thu".into(),
                out: &mut out,
                err: &mut err,
            },
        );
        let said = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (out, err) = (said(out), said(err));
        assert_eq!(code, 0, "{words:?}: {err}");
        (out, err)
    }

    /// The lines of a list for other programs.
    pub fn json(&self, words: &[&str]) -> Vec<Value> {
        let (out, _) = self.told(&[words, &["--json"]].concat());
        serde_json::from_str(&out).unwrap()
    }

    /// Rows of the text tables that a command prints, without heads.
    pub fn table(&self, words: &[&str]) -> Rows {
        rows_of(&self.told(words).0)
    }

    fn made(&self, words: &[&str], name: &str) -> Vec<u8> {
        let to = self.folder.path().join(name);
        self.told(&[words, &["--out", to.to_str().unwrap()]].concat());
        std::fs::read(to).unwrap()
    }

    /// The sheets of a workbook, each with its name.
    pub fn workbook(&self, words: &[&str]) -> BTreeMap<String, Rows> {
        let words = [words, &["--format", "xlsx"]].concat();
        sheets_of(&self.made(&words, "bang.xlsx"))
    }

    /// The only sheet of a workbook.
    pub fn sheet(&self, words: &[&str]) -> Rows {
        let mut sheets = self.workbook(words);
        assert_eq!(sheets.len(), 1, "{:?}", sheets.keys());
        sheets.pop_first().unwrap().1
    }

    pub fn paper(&self, words: &[&str]) -> Print {
        print_of(&self.made(words, "van-ban.pdf"))
    }
}

/// Cells below a line of dashes, by its columns.
fn rows_of(text: &str) -> Rows {
    let mut columns: Vec<(usize, usize)> = Vec::new();
    let mut rows = Rows::new();
    for line in text.lines() {
        if !line.is_empty() && line.chars().all(|c| c == '-' || c == ' ') {
            columns = dashes(line);
            continue;
        }
        let letters: Vec<char> = line.chars().collect();
        let cell = |&(from, to): &(usize, usize)| {
            let cut = letters.get(from..to.min(letters.len()).max(from));
            cut.map_or_else(String::new, |cut| cut.iter().collect::<String>())
                .trim()
                .to_owned()
        };
        // words below a table do not keep to its columns
        let between = columns.iter().flat_map(|&(_, end)| end..end + 2);
        let fits = !line.is_empty()
            && between
                .filter_map(|place| letters.get(place))
                .all(|letter| *letter == ' ');
        let cells: Vec<String> = columns.iter().map(cell).collect();
        if fits && cells.iter().skip(1).any(|cell| !cell.is_empty()) {
            rows.push(cells);
        } else {
            columns.clear();
        }
    }
    rows
}

fn dashes(line: &str) -> Vec<(usize, usize)> {
    let mut columns = Vec::new();
    let mut at = 0;
    for part in line.split("  ") {
        columns.push((at, at + part.len()));
        at += part.len() + 2;
    }
    columns
}

pub fn sheets_of(bytes: &[u8]) -> BTreeMap<String, Rows> {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let names = book.sheet_names().clone();
    let read = |name: String| {
        let range = book.worksheet_range(&name).unwrap();
        let rows = range.rows().map(|row| row.iter().map(cell).collect());
        (name, rows.collect())
    };
    names.into_iter().map(read).collect()
}

fn cell(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) => {
            let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            let days = Days::new(at.as_f64().trunc().to_string().parse().unwrap());
            first.checked_add_days(days).unwrap().to_string()
        }
        other => other.to_string(),
    }
}

/// Reads the tree of tags, as a reader for the blind does.
pub fn print_of(bytes: &[u8]) -> Print {
    let tree = pdf_read::File::read(bytes).structure();
    let (mut words, mut tables) = (Vec::new(), Vec::<Rows>::new());
    for line in tree.lines() {
        let (tag, text) = line
            .trim_start()
            .split_once(' ')
            .unwrap_or((line.trim(), ""));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match tag {
            "Table" => tables.push(Rows::new()),
            "TR" => tables.last_mut().unwrap().push(Vec::new()),
            "TH" | "TD" => {
                let row = tables.last_mut().and_then(|rows| rows.last_mut());
                row.unwrap().push(text.clone());
            }
            _ => {}
        }
        if !text.is_empty() {
            words.push(text);
        }
    }
    Print {
        words: words.join(" "),
        tables,
    }
}
