//! Every list, view and paper of the command line is asked here in each of its forms, or it is said why not.

use std::collections::BTreeSet;
use std::path::Path;

use qcdc::cli::{Invocation, parse};

use super::office::Office;

/// What has nothing to compare, and why.
const NOT_ASKED: [(&str, &str); 17] = [
    ("list attachments", "the demo file has none"),
    ("list people", "the demo file has none"),
    ("list indicators", "names, no figures"),
    ("list holidays", "days, no figures"),
    (
        "show visit",
        "one record; its scores are those of the list of the year",
    ),
    ("show shortcoming", "one record with its days; cli_chase.rs"),
    (
        "export visit",
        "one record for another program; round_trip.rs",
    ),
    (
        "export conclusion",
        "words about one visit; documents_conclusion.rs",
    ),
    (
        "export paper",
        "bytes as they were issued; papers_issued.rs",
    ),
    ("export catalogue", "no figures"),
    ("export district", "no figures"),
    (
        "export table",
        "records to be taken in again; tables/works.rs",
    ),
    (
        "export minutes",
        "words about one visit; documents_papers.rs",
    ),
    ("export checklist", "one record; documents_papers.rs"),
    ("export deadlines", "days for a calendar"),
    (
        "export recheck",
        "two records side by side; documents_papers.rs",
    ),
    ("export announcement", "no figures"),
];

/// The papers and workbooks that the program can make, and the command that makes each.
const MADE: [(&str, &str); 31] = [
    ("announcement_paper", "export announcement"),
    ("archive_request_paper", "export archive-request"),
    ("archive_sheet_paper", "export archive"),
    ("checklist_paper", "export checklist"),
    ("conclusion_paper", "export conclusion"),
    ("documents_paper", "export documents"),
    ("figure_request_paper", "export figure-request"),
    ("figures_paper", "export figures"),
    ("inspections_paper", "export inspections"),
    ("minutes_paper", "export minutes"),
    ("model_comparison_paper", "export models"),
    ("model_proposal_paper", "export models"),
    ("model_register_paper", "export models"),
    ("opinions_paper", "export dialogues"),
    ("plan_paper", "export plan"),
    ("profile_paper", "export profile"),
    ("programme_report_paper", "export programme"),
    ("recheck_paper", "export recheck"),
    ("reminder_paper", "export reminder"),
    ("report_request_paper", "export report-request"),
    ("reports_paper", "export reports"),
    ("summary_paper", "export summary"),
    ("tracking_paper", "export tracking"),
    ("catalogue_xlsx", "export catalogue"),
    ("district_xlsx", "export district"),
    ("issued_xlsx", "list papers"),
    ("paper_xlsx", "export tracking"),
    ("review_xlsx", "show review"),
    ("shortcomings_xlsx", "list shortcomings"),
    ("units_xlsx", "list units"),
    ("visits_xlsx", "list visits"),
];

/// Made by the window alone, or parts of the others.
const MADE_OTHERWISE: [&str; 2] = [
    // the lines of the audit trail, no figures
    "audit_xlsx",
    // the way by which all workbooks are written
    "render_xlsx",
];

/// Names of public functions that make a paper or a workbook.
fn makers(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            makers(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let names = text.split("\npub fn ").skip(1);
        let names = names.filter_map(|rest| rest.split_once('(').map(|(name, _)| name));
        let made = names.filter(|name| name.ends_with("_paper") || name.ends_with("_xlsx"));
        let made = made.filter(|name| !name.contains("_from_"));
        found.extend(made.map(str::to_owned));
    }
}

fn help(command: &[&str]) -> String {
    let words = [&["qcdc"], command, &["--help"]].concat();
    match parse(words.into_iter().map(Into::into)) {
        Invocation::Tell(words) => words,
        other => panic!("{command:?}: {other:?}"),
    }
}

pub fn nothing_is_forgotten(office: &Office) {
    let asked = office.asked.borrow();
    let mut without: BTreeSet<&str> = NOT_ASKED.iter().map(|(name, _)| *name).collect();
    let mut forgotten = Vec::new();
    for group in ["list", "show", "export"] {
        let offered = help(&[group]);
        let offered = offered.split("Lệnh:\n").nth(1).unwrap();
        for line in offered.lines().take_while(|line| !line.is_empty()) {
            let name = line.split_whitespace().next().unwrap();
            let command = format!("{group} {name}");
            let forms = asked
                .iter()
                .filter(|form| form.starts_with(&format!("{command} ")));
            if without.remove(command.as_str()) {
                assert_eq!(forms.count(), 0, "{command} is asked after all");
                continue;
            }
            let how = help(&[group, name]);
            let mut wanted = vec![if group == "export" { "pdf" } else { "text" }];
            wanted.extend(how.contains("--json").then_some("json"));
            wanted.extend(how.contains("xlsx").then_some("xlsx"));
            let missing = wanted
                .into_iter()
                .map(|form| format!("{command} {form}"))
                .filter(|form| !asked.contains(form));
            forgotten.extend(missing);
        }
    }
    assert!(forgotten.is_empty(), "never asked: {forgotten:?}");
    assert!(without.is_empty(), "no such command: {without:?}");

    let mut found = BTreeSet::new();
    let documents = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/documents");
    makers(&documents, &mut found);
    for (name, command) in MADE {
        assert!(found.remove(name), "{name} is gone");
        let known = NOT_ASKED.iter().any(|(other, _)| *other == command);
        let form = if name.ends_with("_paper") {
            "pdf"
        } else {
            "xlsx"
        };
        let form = format!("{command} {form}");
        assert!(known || asked.contains(&form), "{name} is not asked");
    }
    for name in MADE_OTHERWISE {
        assert!(found.remove(name), "{name} is gone");
    }
    assert!(found.is_empty(), "papers that nothing asks: {found:?}");
}
