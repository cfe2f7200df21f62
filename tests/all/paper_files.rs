//! The finished files of every paper: the same bytes on every run. They stay in the folder `papers` of the tests,
//! where `scripts/check-papers.sh` has them examined by other programs.

use crate::every_paper;

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

/// The report of a thousand rows, the last of all papers: made once, for it takes longest.
const LONG: &str = "bao-cao-1000-dong";

/// A sample, its papers and their files, from nothing.
fn run(long: bool) -> Made {
    let (_folder, register) = every_paper::sample();
    let mut papers = every_paper::all(&register);
    papers.retain(|(name, _)| long || name != LONG);
    files(&papers)
}

#[test]
fn the_same_record_and_date_give_the_same_bytes() {
    let second = std::thread::spawn(|| run(false));
    let mut first = run(true);
    let mut second = second.join().unwrap();
    for made in [&mut first, &mut second] {
        for (name, quick) in [("huong-dan", false), ("bat-dau-nhanh", true)] {
            let pdf = qcdc::documents::guide::pdf(quick).unwrap();
            made.push((format!("{name}.pdf"), pdf.bytes));
        }
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in &first {
        std::fs::write(folder.join(name), bytes).unwrap();
        let again = second.iter().find(|(other, _)| other == name);
        let same = again.is_some_and(|(_, again)| again == bytes);
        assert!(
            same || name.starts_with(LONG),
            "{name} differs on the second run"
        );
    }
    let of = |form: &str| {
        first
            .iter()
            .filter(|(name, _)| name.ends_with(form))
            .count()
    };
    assert!(of(".pdf") > 15 && of(".pdf") == of(".docx") + 2 && of(".xlsx") > 8);
}
