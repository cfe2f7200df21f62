//! The finished files of every paper: the same bytes on every run. They stay in the folder `papers` of the tests,
//! where `scripts/check-papers.sh` has them examined by other programs.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod every_paper;
mod support;

use std::path::Path;

use qcdc::documents::{DocumentError, Paper, paper_xlsx, render_docx, render_pdf};

type Made = Vec<(String, Vec<u8>)>;

fn files(papers: &[(String, Paper)]) -> Made {
    let mut out = Vec::new();
    for (name, paper) in papers {
        out.push((format!("{name}.pdf"), render_pdf(paper).unwrap().bytes));
        out.push((format!("{name}.docx"), render_docx(paper).unwrap()));
        match paper_xlsx(paper) {
            Ok(bytes) => out.push((format!("{name}.xlsx"), bytes)),
            Err(DocumentError::NoTable) => {}
            Err(error) => unreachable!("{name}: {error}"),
        }
    }
    out
}

/// A sample, its papers and their files, from nothing.
fn run() -> Made {
    let (_folder, register) = every_paper::sample();
    files(&every_paper::all(&register))
}

#[test]
fn the_same_record_and_date_give_the_same_bytes() {
    let second = std::thread::spawn(run);
    let first = run();
    let second = second.join().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    for ((name, bytes), (_, again)) in first.iter().zip(&second) {
        assert!(bytes == again, "{name} differs on the second run");
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    assert_eq!(first.len(), second.len());
    let of = |form: &str| {
        first
            .iter()
            .filter(|(name, _)| name.ends_with(form))
            .count()
    };
    assert!(of(".pdf") > 15 && of(".pdf") == of(".docx") && of(".xlsx") > 8);
}
