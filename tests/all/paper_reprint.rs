//! Every kind of paper, issued, then taken out again after all that it was made from has changed.

use std::ffi::OsString;
use std::sync::Arc;
use std::time::Duration;

use qcdc::cli::{self, Invocation, World};
use qcdc::domain::{IssuedId, Period, VisitKind, VisitState};
use qcdc::press::{self, Issue, rules};
use qcdc::read::{ChecklistOf, IssuedFilter, PaperFormat, PaperRequest, Stamp, VisitFilter};
use qcdc::register::Register;
use qcdc::worker::{Model, Query, Reply, Request, Worker};

use crate::every_paper::{TODAY, sample};
use crate::support::{clock, day, findings, open};

/// One paper of each kind that can be issued besides the conclusion.
fn requests(register: &Register) -> Vec<PaperRequest> {
    let rows = register.visits(&VisitFilter::default()).unwrap();
    let visit = |fits: &dyn Fn(&qcdc::read::VisitRow) -> bool| {
        rows.iter().find(|row| fits(row)).unwrap().id
    };
    let closed = visit(&|row| row.state == VisitState::Closed);
    let recheck = visit(&|row| row.kind == VisitKind::Recheck);
    let late = register.late_units(day(TODAY)).unwrap();
    let unit_id = late[0].unit.as_ref().unwrap().id;
    let stamp = Stamp::default();
    vec![
        PaperRequest::Minutes(closed),
        PaperRequest::Checklist(ChecklistOf::Rated(closed)),
        PaperRequest::Announcement {
            visit_id: closed,
            stamp,
        },
        PaperRequest::Recheck(recheck),
        PaperRequest::reminder(unit_id, day(TODAY)),
        PaperRequest::Plan { year: 2023, stamp },
        PaperRequest::Summary {
            period: Period::Year,
            year: 2023,
            as_of: None,
            stamp,
        },
        PaperRequest::Tracking {
            unit_id: None,
            only: None,
            as_of: day(TODAY),
        },
    ]
}

/// All issued papers: identity, bytes and hash, in the order of the list.
fn kept(register: &Register) -> Vec<(IssuedId, Vec<u8>, String)> {
    let rows = register.issued(&IssuedFilter::default()).unwrap().rows;
    rows.into_iter()
        .map(|row| (row.id, register.issued_bytes(row.id).unwrap(), row.sha256))
        .collect()
}

/// Other words in the catalogue, other names of units and bodies, other signers, another profile, two sides.
fn change_everything(register: &mut Register, folder: &std::path::Path) {
    let mut file = register.catalogue_file().unwrap();
    for regulation in &mut file.regulations {
        regulation.title = format!("{} (sửa đổi)", regulation.title);
        for item in &mut regulation.items {
            item.text = format!("Nội dung mới: {}", item.text);
        }
    }
    register.save_catalogue(file.version, &file).unwrap();
    for row in register.units(day(TODAY)).unwrap() {
        let unit = row.unit;
        let mut new = unit.clone();
        new.name = format!("{} đổi tên", unit.name);
        register.save_unit(Some(&unit), &new).unwrap();
    }
    for page in register.bodies().unwrap() {
        let mut new = page.body.clone();
        new.superior = "ĐẢNG ỦY KHU VỰC".into();
        new.name = "BAN TUYÊN GIÁO VÀ DÂN VẬN".into();
        new.symbol = "BTGDV".into();
        new.place = "Bồ Đề".into();
        register.edit_body(&page.body, &new).unwrap();
        for signer in page.signers {
            let mut new = signer.clone();
            new.title = "PHÓ TRƯỞNG BAN THƯỜNG TRỰC".into();
            new.name = "Trần Thị B".into();
            register.save_signer(Some(&signer), &new).unwrap();
        }
    }
    let path = folder.join("the-thuc.json");
    let own = rules::file(register, "HD36")
        .unwrap()
        .replace("\"HD36\"", "\"QUAN\"")
        .replace("\"line_pitch_pt\": 18", "\"line_pitch_pt\": 20")
        .replace("\"heading_marks\": [\"I-\"", "\"heading_marks\": [\"I.\"");
    std::fs::write(&path, own).unwrap();
    let own = rules::read(&path).unwrap();
    rules::take_over(register, &own).unwrap();
    register.set_two_sided(true).unwrap();
}

#[test]
fn an_issued_paper_comes_out_byte_for_byte_after_all_has_changed() {
    let (folder, mut register) = sample();
    let requests = requests(&register);
    for request in &requests {
        let on = match request {
            PaperRequest::Plan { .. } => "2023-01-10",
            _ => TODAY,
        };
        press::issue(&mut register, &Issue::new(request.clone(), day(on))).unwrap();
    }
    let before = kept(&register);
    let kinds: std::collections::BTreeSet<_> = register
        .issued(&IssuedFilter::default())
        .unwrap()
        .rows
        .iter()
        .map(|row| row.kind.label())
        .collect();
    assert_eq!(kinds.len(), 1 + requests.len(), "{kinds:?}");
    let concluded: Vec<_> = register
        .visits(&VisitFilter::default())
        .unwrap()
        .into_iter()
        .filter(|row| !row.conclusion_number.is_empty())
        .map(|row| row.id)
        .collect();
    let conclusion = PaperRequest::Conclusion(concluded[0]);
    let pdf = |register: &Register, request: &PaperRequest| {
        press::render(register, request, PaperFormat::Pdf).unwrap()
    };
    let conclusion_before = pdf(&register, &conclusion);
    let made_before: Vec<Vec<u8>> = requests.iter().map(|r| pdf(&register, r)).collect();

    change_everything(&mut register, folder.path());

    // a new print of the same matter would differ: the change reached every kind of paper
    for (request, before) in requests.iter().zip(&made_before) {
        assert!(pdf(&register, request) != *before, "{request:?}");
    }
    let path = register.path().to_owned();
    drop(register);
    let register = open(&path, "2034-10-15");
    assert!(kept(&register) == before, "an issued paper has changed");
    assert!(pdf(&register, &conclusion) == conclusion_before);
    assert!(findings(&register).is_empty(), "{:?}", findings(&register));

    // the window shows and prints the same bytes
    let (worker, replies) = Worker::start(register, Box::new(|| {})).unwrap();
    let ask = Request::Ask(Query::Paper(conclusion));
    worker.requests().send(ask).unwrap();
    match replies.recv_timeout(Duration::from_mins(1)).unwrap() {
        Reply::Loaded {
            model: Model::Paper(paper),
            ..
        } => assert!(paper.issued && Arc::unwrap_or_clone(paper.pdf.clone()) == conclusion_before),
        other => panic!("{other:?}"),
    }
    drop(worker);

    // and so does the command line
    let out = folder.path().join("ra.pdf");
    let (file, to) = (path.display().to_string(), out.display().to_string());
    for (id, bytes, _) in &before {
        let words = [
            "qcdc",
            "--file",
            &file,
            "export",
            "paper",
            &id.to_string(),
            "--out",
            &to,
        ];
        let Invocation::Work(work) = cli::parse(words.map(OsString::from)) else {
            panic!("{words:?}");
        };
        let mut said = (Vec::new(), Vec::new());
        let mut world = World {
            now: clock("2034-10-15")(),
            os_user: "thu".into(),
            out: &mut said.0,
            err: &mut said.1,
        };
        assert_eq!(cli::run(work, &mut world), 0);
        assert!(std::fs::read(&out).unwrap() == *bytes);
    }
}
