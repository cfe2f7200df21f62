//! The press and the worker around it: one way to every paper, pages drawn from the printed bytes, stored papers as issued.

use crate::support;

use std::sync::mpsc::Receiver;
use std::time::Duration;

use qcdc::domain::{Period, ShortcomingClass, VisitId};
use qcdc::press;
use qcdc::read::{
    ChecklistOf, PaperFormat, PaperRequest, PrintedPaper, ShortcomingFilter, Stamp, VisitFilter,
    VisitRow,
};
use qcdc::register::Register;
use qcdc::worker::{Drawn, Model, Query, Reply, Request, Wanted, Worker};
use support::{clock, day};

const TODAY: &str = "2023-03-15";

fn sample() -> (tempfile::TempDir, Register) {
    support::sample::sample("thu", clock(TODAY)())
}

fn visits(register: &Register) -> Vec<VisitRow> {
    register.visits(&VisitFilter::default()).unwrap()
}

fn issued(register: &Register) -> VisitId {
    let rows = visits(register);
    let row = rows.iter().find(|row| !row.conclusion_number.is_empty());
    row.unwrap().id
}

/// One of every kind.
fn requests(register: &Register) -> Vec<PaperRequest> {
    let (id, today) = (issued(register), day(TODAY));
    let late = register.late_units(today).unwrap();
    let unit_id = late[0].unit.as_ref().unwrap().id;
    let recheck = visits(register)
        .iter()
        .map(|row| row.id)
        .find(|id| register.visit_page(*id).unwrap().visit.rechecks.is_some());
    let stamp = Stamp {
        number: Some(7),
        date: Some(today),
    };
    vec![
        PaperRequest::Conclusion(id),
        PaperRequest::Minutes(id),
        PaperRequest::Checklist(ChecklistOf::Blank(id)),
        PaperRequest::Checklist(ChecklistOf::Rated(id)),
        PaperRequest::Checklist(ChecklistOf::Unit {
            unit_id,
            day: today,
        }),
        PaperRequest::Announcement {
            visit_id: id,
            stamp,
        },
        PaperRequest::reminder(unit_id, today).stamped(stamp),
        PaperRequest::Recheck(recheck.unwrap()),
        PaperRequest::Plan { year: 2023, stamp },
        PaperRequest::Summary {
            period: Period::Quarter1,
            year: 2023,
            as_of: None,
            stamp,
        },
        PaperRequest::Tracking {
            unit_id: None,
            only: None,
            as_of: today,
        },
    ]
}

struct Line {
    worker: Worker,
    replies: Receiver<Reply>,
}

impl Line {
    fn to(register: Register) -> Self {
        let (worker, replies) = Worker::start(register, Box::new(|| {})).unwrap();
        Self { worker, replies }
    }

    fn paper(&self, request: &PaperRequest) -> Result<std::sync::Arc<PrintedPaper>, String> {
        let query = Query::Paper(request.clone());
        self.worker.requests().send(Request::Ask(query)).unwrap();
        match self.replies.recv_timeout(Duration::from_mins(1)).unwrap() {
            Reply::Loaded {
                model: Model::Paper(paper),
                ..
            } => Ok(paper),
            Reply::NotLoaded { message, .. } => Err(message),
            other => panic!("{other:?}"),
        }
    }

    fn draw(&self, paper: &PrintedPaper, page: usize, width: u32) -> Drawn {
        self.worker.easel().want(vec![Wanted {
            document: 1,
            pdf: paper.pdf.clone(),
            page,
            width,
        }]);
        match self.replies.recv_timeout(Duration::from_mins(1)).unwrap() {
            Reply::Drawn(drawn) => drawn,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn every_paper_comes_from_the_press_with_a_name_of_its_own() {
    let (_folder, register) = sample();
    let mut names = Vec::new();
    for request in requests(&register) {
        let proof = press::proof(&register, &request).unwrap();
        assert!(
            proof
                .name
                .starts_with(request.title().split(' ').next().unwrap())
                || matches!(request, PaperRequest::Conclusion(_)),
            "{}",
            proof.name
        );
        assert!(
            !proof.name.contains(['/', '\\', ':', '?']),
            "{}",
            proof.name
        );
        let bytes = proof.render(PaperFormat::Pdf).unwrap();
        let again = press::render(&register, &request, PaperFormat::Pdf).unwrap();
        assert_eq!(bytes, again, "{request:?}");
        names.push(proof.file_name(PaperFormat::Pdf));
    }
    names.sort();
    let count = names.len();
    names.dedup();
    // the two blank checklists may be of one unit, but never of one day
    assert_eq!(names.len(), count, "{names:?}");
}

#[test]
fn the_window_gets_the_pages_of_the_file_that_is_printed() {
    let (_folder, register) = sample();
    let requests = requests(&register);
    let files: Vec<Vec<u8>> = requests
        .iter()
        .map(|request| press::render(&register, request, PaperFormat::Pdf).unwrap())
        .collect();
    let line = Line::to(register);
    for (request, file) in requests.iter().zip(&files) {
        let paper = line.paper(request).unwrap();
        assert_eq!(*paper.pdf, *file, "{request:?}");
        assert!(!paper.pages.is_empty());
        assert!(paper.pages.iter().all(|page| page.width > 500.0));
        assert!(
            paper.pages.iter().all(|page| !page.words.trim().is_empty()),
            "{request:?}"
        );
    }
}

#[test]
fn an_issued_conclusion_is_shown_from_its_stored_file() {
    let (_folder, register) = sample();
    let id = issued(&register);
    let page = register.visit_page(id).unwrap();
    let stored = register.issued_pdf(&page).unwrap().unwrap();
    let line = Line::to(register);
    let paper = line.paper(&PaperRequest::Conclusion(id)).unwrap();
    assert!(paper.issued);
    assert_eq!(*paper.pdf, stored);
    let words = &paper.pages[0].words;
    let number = page.conclusion.unwrap().conclusion.doc_number();
    assert!(words.contains(&number), "{words}");
    assert!(words.contains("ĐẢNG CỘNG SẢN VIỆT NAM"), "{words}");
    assert!(words.contains("I- "), "{words}");
}

#[test]
fn a_page_is_drawn_as_wide_as_was_asked_for_and_has_ink_on_it() {
    let (_folder, register) = sample();
    let request = PaperRequest::Conclusion(issued(&register));
    let line = Line::to(register);
    let paper = line.paper(&request).unwrap();
    let picture = line.draw(&paper, 0, 595).picture.unwrap();
    assert_eq!((picture.width, picture.height), (595, 842));
    assert_eq!(picture.dots.len(), 595 * 842 * 4);
    let dark = picture.dots.chunks(4).filter(|dot| dot[0] < 128).count();
    let percent = dark * 100 / (595 * 842);
    assert!(
        (1..20).contains(&percent),
        "{percent} % of the page is dark"
    );
    assert!(
        picture.dots.chunks(4).all(|dot| dot[3] == 255),
        "the paper is white all over"
    );
    assert!(
        line.draw(&paper, 99, 595).picture.is_none(),
        "there is no such page"
    );
}

#[test]
fn what_cannot_be_made_says_what_to_do() {
    let (_folder, register) = sample();
    let late = register.late_units(day(TODAY)).unwrap();
    let late: Vec<_> = late.iter().filter_map(|page| page.unit.as_ref()).collect();
    let units = register.units(day(TODAY)).unwrap();
    let in_time = units
        .iter()
        .find(|row| late.iter().all(|unit| unit.id != row.unit.id))
        .unwrap()
        .unit
        .id;
    let plain = visits(&register)
        .iter()
        .map(|row| row.id)
        .find(|id| register.visit_page(*id).unwrap().visit.rechecks.is_none())
        .unwrap();
    let stamp = qcdc::read::Stamp::default();
    for letter in [
        PaperRequest::Reminder {
            unit_id: late[0].id,
            as_of: day(TODAY),
            by: day(TODAY),
            stamp,
        },
        PaperRequest::ReportRequest {
            unit_id: late[0].id,
            year: 2022,
            as_of: day(TODAY),
            by: day(TODAY),
            stamp,
        },
    ] {
        let message = press::paper(&register, &letter).unwrap_err().to_string();
        assert!(message.contains("phải sau ngày công văn"), "{message}");
    }
    let line = Line::to(register);
    let message = line
        .paper(&PaperRequest::reminder(in_time, day(TODAY)))
        .unwrap_err();
    assert!(message.contains("không cần công văn đôn đốc"), "{message}");
    let message = line.paper(&PaperRequest::Recheck(plain)).unwrap_err();
    assert!(message.contains("hãy chọn cuộc được phúc tra"), "{message}");
}

#[test]
fn a_tracking_sheet_follows_the_filters_of_the_list_and_says_so() {
    let (_folder, register) = sample();
    let today = day(TODAY);
    let all = register.tracking(None, today).unwrap();
    let words = |request: &PaperRequest| {
        let paper = press::paper(&register, request).unwrap();
        let pages = qcdc::documents::lay_out(&paper).unwrap();
        let words: Vec<String> = pages.iter().map(qcdc::documents::Page::words).collect();
        let words = words.join(" ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let rows = |filter: &ShortcomingFilter| {
        let mut page = all.clone();
        register.narrow(&mut page, filter).unwrap();
        page.rows
    };
    let late = ShortcomingFilter {
        class: Some(ShortcomingClass::Late),
        ..ShortcomingFilter::default()
    };
    assert!(rows(&late).len() == all.late().count() && !rows(&late).is_empty());
    let said = words(&PaperRequest::tracking_of(&late, today));
    assert!(
        said.contains("Bảng này chỉ gồm tồn tại, hạn chế: quá hạn;"),
        "{said}"
    );

    let regulation = ShortcomingFilter {
        regulation: Some("QC3".into()),
        text: "ho so".into(),
        as_of: Some(day("2023-02-01")),
        ..ShortcomingFilter::default()
    };
    let request = PaperRequest::tracking_of(&regulation, today);
    assert!(
        matches!(&request, PaperRequest::Tracking { as_of, only: Some(_), .. } if *as_of == day("2023-02-01"))
    );
    let said = words(&request);
    assert!(said.contains("chứa “ho so”"), "{said}");
    assert!(said.contains("tính đến ngày 01/02/2023"), "{said}");

    // what only chose a unit is the whole sheet of that unit
    let unit = ShortcomingFilter {
        unit_id: Some(all.rows[0].unit_id),
        ..ShortcomingFilter::default()
    };
    let request = PaperRequest::tracking_of(&unit, today);
    assert!(matches!(
        &request,
        PaperRequest::Tracking {
            unit_id: Some(_),
            only: None,
            ..
        }
    ));
    assert!(!words(&request).contains("chỉ gồm"));
}
