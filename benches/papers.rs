//! How long papers take from their content to the finished file, and beside it, in the same run and on the same
//! content, LibreOffice (our Word file to PDF) and typst.
//!
//! `scripts/bench-papers.sh` installs typst for it and runs it. What is not there is skipped and said so.
#![allow(
    clippy::disallowed_methods,
    reason = "a test lays down files of its own in a folder of its own"
)]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a measurement that cannot run has nothing to say"
)]

mod measure;
#[path = "../tests/all/papers/mod.rs"]
mod papers;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use measure::{head, line, peak_memory, times};
use qcdc::documents::content::{Align, Block, Column, Paper, Sheet, Table};
use qcdc::documents::{lay_out, paper_xlsx, render_docx, render_pdf};

/// Further files in one run of LibreOffice, so that its start can be told apart.
const FURTHER: usize = 4;

/// A paper whose annex has so many rows.
fn annex(rows: usize) -> Paper {
    let column = |header: &str, share, align| Column {
        header: header.to_owned(),
        share,
        align,
    };
    let mut paper = papers::conclusion();
    paper.blocks = vec![
        Block::text("Ban Dân vận Quận ủy gửi kèm danh sách tồn tại, hạn chế."),
        Block::Sheet(Sheet {
            landscape: true,
            annex: true,
        }),
        Block::Table(Table {
            // as the annexes of the yearly report are
            dense: true,
            columns: vec![
                column("TT", 1.0, Align::Center),
                column("Đơn vị", 3.0, Align::Left),
                column("Tồn tại, hạn chế", 6.0, Align::Left),
                column("Yêu cầu khắc phục", 6.0, Align::Left),
                column("Thời hạn", 2.0, Align::Center),
            ],
            rows: (1..=rows)
                .map(|row| {
                    vec![
                        row.to_string(),
                        format!("Phường số {}", row % 14),
                        format!("Chưa niêm yết công khai kết quả giải quyết kiến nghị số {row} của nhân dân sau hội nghị đối thoại."),
                        format!("Niêm yết lại tại {} nhà văn hóa tổ dân phố, lập biên bản có xác nhận.", row % 9 + 1),
                        format!("{:02}/{:02}/2023", row % 28 + 1, row % 12 + 1),
                    ]
                })
                .collect(),
        }),
    ];
    paper
}

fn main() {
    let conclusion = papers::conclusion();
    let long = annex(1000);
    head();
    for (name, paper, runs) in [
        ("conclusion", &conclusion, 60),
        ("1,000-row annex", &long, 20),
    ] {
        let pages = lay_out(paper).unwrap().len();
        let cold = Instant::now();
        render_pdf(paper).unwrap();
        let cold = cold.elapsed().as_secs_f64();
        let ours = times(runs, |_| drop(render_pdf(paper).unwrap()));
        line(&format!("{name}: PDF, {pages} pages"), &ours, None);
        println!("  (first in the process {:.1} ms)", cold * 1000.0);
        line(
            &format!("{name}: layout only"),
            &times(runs, |_| drop(lay_out(paper).unwrap())),
            None,
        );
        line(
            &format!("{name}: Word"),
            &times(runs, |_| drop(render_docx(paper).unwrap())),
            None,
        );
        if paper_xlsx(paper).is_ok() {
            line(
                &format!("{name}: Excel"),
                &times(runs, |_| drop(paper_xlsx(paper).unwrap())),
                None,
            );
        }
        let folder = tempfile::tempdir().unwrap();
        let office = office(folder.path(), paper);
        beside(name, "LibreOffice, docx → PDF", office, &ours);
        let typst = typst(folder.path(), paper);
        beside(name, "typst, source → PDF", typst, &ours);
    }
    println!("highest memory of this process: {} MB", peak_memory());
}

/// One line against ours; seconds of one paper, or why there are none.
fn beside(name: &str, tool: &str, measured: Result<Vec<f64>, String>, ours: &[f64]) {
    match measured {
        Ok(theirs) => {
            let name = format!("{name}: {tool}");
            line(&name, &theirs, Some(ours));
        }
        Err(why) => println!("{name}: {tool}: skipped, {why}"),
    }
}

/// Seconds for each further Word file in one run, its start taken off; three runs.
fn office(folder: &Path, paper: &Paper) -> Result<Vec<f64>, String> {
    let bytes = render_docx(paper).unwrap();
    let files: Vec<PathBuf> = (0..=FURTHER)
        .map(|number| folder.join(format!("van-ban-{number}.docx")))
        .collect();
    for file in &files {
        std::fs::write(file, &bytes).unwrap();
    }
    let convert = |files: &[PathBuf]| -> Result<f64, String> {
        let start = Instant::now();
        let status = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}",
                folder.join("profile").display()
            ))
            .args(["--headless", "--convert-to", "pdf", "--outdir"])
            .arg(folder.join("ra"))
            .args(files)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|_| "soffice is not installed".to_owned())?;
        let seconds = start.elapsed().as_secs_f64();
        let made = files.iter().all(|file| {
            let name = file.with_extension("pdf");
            folder.join("ra").join(name.file_name().unwrap()).exists()
        });
        if status.success() && made {
            Ok(seconds)
        } else {
            Err("soffice made no PDF".to_owned())
        }
    };
    // the first run makes its profile
    convert(files.get(..1).unwrap_or_default())?;
    let mut out = Vec::new();
    for _ in 0..3 {
        let one = convert(files.get(..1).unwrap_or_default())?;
        let all = convert(&files)?;
        out.push((all - one) / FURTHER as f64);
    }
    Ok(out)
}

/// Seconds inside typst for the same content, after a first run that does not count.
fn typst(folder: &Path, paper: &Paper) -> Result<Vec<f64>, String> {
    let python = std::env::var("QCDC_TYPST_PYTHON").unwrap_or_default();
    if python.is_empty() {
        return Err("QCDC_TYPST_PYTHON names no Python with typst".to_owned());
    }
    let source = folder.join("van-ban.typ");
    std::fs::write(&source, markup(paper)).unwrap();
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/fonts");
    // every run a compiler of its own, as every run of ours lays out anew
    let program = "
import sys, time, typst
source, fonts = sys.argv[1:3]
for run in range(6):
    start = time.perf_counter()
    pdf = typst.Compiler(source, font_paths=[fonts], ignore_system_fonts=True).compile()
    took = time.perf_counter() - start
    assert pdf.startswith(b'%PDF')
    if run: print(took)
";
    let output = Command::new(python)
        .args(["-c", program])
        .arg(&source)
        .arg(fonts)
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().filter_map(|line| line.parse().ok()).collect())
}

/// The same text, faces, sizes and margins as typst markup.
fn markup(paper: &Paper) -> String {
    let (page, body) = (&paper.profile.page, &paper.profile.body);
    let margins = format!(
        "(left: {}mm, right: {}mm, top: {}mm, bottom: {}mm)",
        page.margin_left_mm, page.margin_right_mm, page.margin_top_mm, page.margin_bottom_mm
    );
    let mut out = format!(
        "#set page(paper: \"a4\", margin: {margins}, numbering: \"1\", number-align: top + center)\n\
         #set text(font: \"Liberation Serif\", size: {}pt, lang: \"vi\")\n\
         #set par(justify: true, first-line-indent: (amount: {}mm, all: true), leading: 6pt, spacing: 12pt)\n",
        body.size_pt, body.first_indent_mm
    );
    let text = |text: &str| {
        let escaped: String = text
            .chars()
            .flat_map(|c| {
                let special = "\\#*_`<>@$[]~-+=/".contains(c);
                special.then_some('\\').into_iter().chain([c])
            })
            .collect();
        escaped.replace('\n', " \\\n")
    };
    let head = &paper.letterhead;
    writeln!(
        out,
        "#grid(columns: (1fr, 1fr), align: center, [{} \\ *{}* \\ {}], [*ĐẢNG CỘNG SẢN VIỆT NAM* \\ _{}_])",
        text(&head.superior), text(&head.issuer), text(&head.number_line), text(&head.place_date)
    )
    .unwrap();
    writeln!(
        out,
        "#align(center)[*{}* \\ *{}*]",
        text(paper.kind.as_deref().unwrap_or_default()),
        text(paper.subject.as_deref().unwrap_or_default())
    )
    .unwrap();
    for block in &paper.blocks {
        match block {
            Block::Heading { level, text: title } => {
                writeln!(out, "\n#heading(level: {level})[{}]\n", text(title)).unwrap();
            }
            Block::Paragraph { spans } | Block::ListItem { spans } => {
                out.push('\n');
                for span in spans {
                    let words = text(&span.text);
                    match (span.bold, span.italic) {
                        (true, _) => write!(out, "#strong[{words}]").unwrap(),
                        (false, true) => write!(out, "#emph[{words}]").unwrap(),
                        (false, false) => out.push_str(&words),
                    }
                }
                out.push('\n');
            }
            Block::Sheet(_) => {
                writeln!(out, "\n#set page(flipped: true, margin: {margins})\n").unwrap();
            }
            Block::Table(table) => {
                let shares: Vec<String> = table
                    .columns
                    .iter()
                    .map(|c| format!("{}fr", c.share))
                    .collect();
                writeln!(
                    out,
                    "#set text(size: {}pt)\n#table(columns: ({}),",
                    body.size_pt - 4.0,
                    shares.join(", ")
                )
                .unwrap();
                let header: Vec<String> = table
                    .columns
                    .iter()
                    .map(|c| format!("[*{}*]", text(&c.header)))
                    .collect();
                writeln!(out, "table.header({}),", header.join(", ")).unwrap();
                for cell in table.rows.iter().flatten() {
                    writeln!(out, "[{}],", text(cell)).unwrap();
                }
                out.push_str(")\n");
            }
            Block::HeatMap(_)
            | Block::Bars(_)
            | Block::Plot(_)
            | Block::Signatures(_)
            | Block::Space { .. } => {}
        }
    }
    for line in &paper.recipients {
        writeln!(out, "\n#text(size: 12pt)[\\- {}]", text(line)).unwrap();
    }
    out
}
