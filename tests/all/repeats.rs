//! What comes back, what became late, whom to remind: through the register.

use crate::support;

use qcdc::domain::shortcoming::Step;
use qcdc::domain::{EventKind, RepeatCause, Shortcoming, ShortcomingClass, ShortcomingId, VisitId};
use qcdc::read::ShortcomingFilter;
use qcdc::register::{Numbers, Register, RegisterError, Round};
use support::{create, day, end, issue, open, place, shortcoming, visit, write_conclusion};

/// A shortcoming on the item with this code, with these words.
fn on_item(register: &Register, id: VisitId, code: &str, words: &str, due: &str) -> Shortcoming {
    let page = register.visit_page(id).unwrap();
    let found = page.regulations.iter().find_map(|sheet| {
        let item = sheet.items.iter().find(|item| item.item.code == code)?;
        Some((sheet.regulation.id, item.item.id))
    });
    Shortcoming {
        regulation_id: found.map(|(regulation, _)| regulation),
        item_id: found.map(|(_, item)| item),
        description: words.into(),
        ..shortcoming(id, due)
    }
}

/// A concluded visit of a day with one shortcoming, concluded ten days later.
fn concluded(
    register: &mut Register,
    on: &str,
    issued: &str,
    (code, words, due): (&str, &str, &str),
) -> (VisitId, ShortcomingId) {
    let id = visit(register, on);
    let new = on_item(register, id, code, words, due);
    let found = register.add_shortcoming(&new).unwrap().value;
    end(register, id);
    write_conclusion(register, id, issued, None);
    issue(register, id);
    (id, found)
}

fn number(register: &Register, id: ShortcomingId) -> Option<u32> {
    let rows = register
        .shortcomings(&ShortcomingFilter::default(), register.today())
        .unwrap();
    rows.iter().find(|row| row.id == id).unwrap().repeat
}

fn step(kind: EventKind, on: &str) -> Step {
    Step {
        kind,
        on: day(on),
        by: "Ban Dân vận Quận ủy".into(),
        text: "Đã xem hồ sơ".into(),
        deadline: None,
    }
}

#[test]
fn a_finding_comes_back_by_item_by_words_and_by_hand() {
    let (_folder, path) = place();
    let mut register = create(&path, "2023-01-20");
    let niem_yet = ("QC1-03", "Chưa niêm yết danh mục dự án", "2023-02-20");
    let (_, first) = concluded(&mut register, "2023-01-05", "2023-01-15", niem_yet);
    drop(register);

    let mut register = open(&path, "2023-06-20");
    let item = ("QC1-03", "Thiếu biên bản kết thúc niêm yết", "2023-07-20");
    let (_, second) = concluded(&mut register, "2023-06-05", "2023-06-15", item);
    assert_eq!(number(&register, first), Some(1));
    assert_eq!(number(&register, second), Some(2));
    let detail = register.shortcoming(second, day("2023-06-20")).unwrap();
    let (earlier, cause) = detail.repeat.of.unwrap();
    assert_eq!((earlier.id, cause), (first, RepeatCause::Item));
    assert_eq!(earlier.visit_date, day("2023-01-05"));
    drop(register);

    let mut register = open(&path, "2024-01-20");
    let words = "Thiếu biên bản kết thúc việc niêm yết";
    let text = ("", words, "2024-02-20");
    let (third_visit, third) = concluded(&mut register, "2024-01-05", "2024-01-15", text);
    let other = ("QC5-01", "Hộp thư góp ý hỏng", "2024-02-20");
    let (_, fourth) = concluded(&mut register, "2024-01-08", "2024-01-16", other);
    assert_eq!(number(&register, third), Some(3));
    assert_eq!(number(&register, fourth), Some(1));
    let checklist = register.earlier_findings(third_visit).unwrap();
    assert_eq!(checklist.len(), 1, "what the checklist shows beside QC1-03");
    assert_eq!((checklist[0].times, checklist[0].last.id), (2, second));

    register.mark_repeat(fourth, Some(Some(third))).unwrap();
    assert_eq!(number(&register, fourth), Some(4));
    register.mark_repeat(third, Some(None)).unwrap();
    assert_eq!(number(&register, third), Some(1));
    assert_eq!(number(&register, fourth), Some(2));
    let detail = register.shortcoming(third, day("2024-01-20")).unwrap();
    assert!(detail.repeat.by_hand && detail.repeat.of.is_none());
    register.undo().unwrap();
    assert_eq!(number(&register, third), Some(3));
    register.mark_repeat(fourth, None).unwrap();
    assert_eq!(number(&register, fourth), Some(1));

    let refused = register.mark_repeat(first, Some(Some(third))).unwrap_err();
    assert!(refused.to_string().contains("trước đó"), "{refused}");
    let repeated = ShortcomingFilter {
        repeated: true,
        ..ShortcomingFilter::default()
    };
    let rows = register.shortcomings(&repeated, day("2024-01-20")).unwrap();
    assert_eq!(rows.len(), 2);
    let page = register
        .most_repeated(&ShortcomingFilter::default(), day("2024-01-20"))
        .unwrap();
    assert_eq!((page.total.repeats, page.total.found), (2, 4));
    assert_eq!(page.lines.len(), 1);
    assert_eq!((page.lines[0].latest.id, page.lines[0].times), (third, 3));
    assert_eq!(page.lines[0].first_on, day("2023-01-05"));
    let qc1 = page.by_regulation.iter().find(|(code, _)| code == "QC1");
    assert_eq!(
        qc1.map(|(_, share)| (share.repeats, share.found)),
        Some((1, 2))
    );
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

#[test]
fn a_shortcoming_that_was_linked_to_can_still_be_removed() {
    let (_folder, path) = place();
    let mut register = create(&path, "2023-01-20");
    let first = visit(&mut register, "2023-01-05");
    let second = visit(&mut register, "2023-01-06");
    let old = register
        .add_shortcoming(&on_item(
            &register,
            first,
            "QC1-03",
            "Chưa niêm yết",
            "2023-02-20",
        ))
        .unwrap()
        .value;
    let new = register
        .add_shortcoming(&on_item(
            &register,
            second,
            "QC5-01",
            "Hộp thư hỏng",
            "2023-02-20",
        ))
        .unwrap()
        .value;
    register.mark_repeat(new, Some(Some(old))).unwrap();
    assert_eq!(number(&register, new), Some(2));
    register.remove_shortcoming(old).unwrap();
    assert_eq!(number(&register, new), Some(1));
    register.undo().unwrap();
    assert_eq!(number(&register, new), Some(2), "and the link comes back");
}

#[test]
fn what_became_late_counts_from_the_last_look() {
    let (_folder, path) = place();
    let mut register = create(&path, "2023-01-20");
    let due = ("QC1-03", "Chưa niêm yết danh mục dự án", "2023-02-10");
    let (_, found) = concluded(&mut register, "2023-01-05", "2023-01-15", due);
    drop(register);
    // 10/02/2023 is a Friday: the deadline day itself is in time
    let mut register = open(&path, "2023-02-10");
    assert!(
        register
            .became_late(day("2023-02-10"))
            .unwrap()
            .rows
            .is_empty()
    );
    register.note_look().unwrap();
    drop(register);
    let mut register = open(&path, "2023-02-13");
    for _ in 0..2 {
        let late = register.became_late(day("2023-02-13")).unwrap();
        assert_eq!(late.since, day("2023-02-10"));
        assert_eq!(late.rows.len(), 1, "the weekend is caught, all day long");
        assert_eq!(late.rows[0].id, found);
        register.note_look().unwrap();
    }
    drop(register);
    let mut register = open(&path, "2023-02-14");
    assert!(
        register
            .became_late(day("2023-02-14"))
            .unwrap()
            .rows
            .is_empty()
    );
    register
        .step_shortcoming(found, &step(EventKind::Reported, "2023-02-14"))
        .unwrap();
    register.note_look().unwrap();
    drop(register);
    // a report that is sent back makes it late anew
    let mut register = open(&path, "2023-02-20");
    register
        .step_shortcoming(found, &step(EventKind::Returned, "2023-02-16"))
        .unwrap();
    let late = register.became_late(day("2023-02-20")).unwrap();
    assert_eq!(late.rows.len(), 1);
    // units that are late on a day, however long after it is asked
    for (on, units) in [
        ("2023-02-10", 0),
        ("2023-02-13", 1),
        ("2023-02-15", 0),
        ("2023-02-16", 1),
    ] {
        let late = register.late_unit_list(day(on)).unwrap();
        assert_eq!(late.units.len(), units, "{on}");
    }
}

#[test]
fn letters_to_the_late_are_numbered_and_written_down_with_their_orders() {
    let (_folder, path) = place();
    let mut register = create(&path, "2023-01-20");
    let due = ("QC1-03", "Chưa niêm yết danh mục dự án", "2023-02-10");
    let (_, found) = concluded(&mut register, "2023-01-05", "2023-01-15", due);
    drop(register);
    let mut register = open(&path, "2023-03-01");
    let today = day("2023-03-01");
    let late = register.late_unit_list(today).unwrap();
    assert_eq!(late.units.len(), 1);
    assert_eq!((late.units[0].late, late.units[0].most_days), (1, 19));
    assert_eq!(
        (late.units[0].reminded_on, late.units[0].never_reminded),
        (None, 1)
    );
    let mut round = Round {
        units: Vec::new(),
        on: today,
        as_of: today,
        reply_by: day("2023-03-13"),
        numbers: Numbers::From(7),
    };
    let refused = register.letters(&round).unwrap_err();
    assert!(matches!(refused, RegisterError::Refused(_)), "{refused}");
    round.units = vec![late.units[0].unit_id];
    round.reply_by = today;
    let refused = register.letters(&round).unwrap_err();
    assert!(
        refused.to_string().contains("phải sau ngày công văn"),
        "{refused}"
    );
    round.reply_by = day("2023-03-13");
    let letters = register.letters(&round).unwrap();
    let number = |letter: &qcdc::register::Letter| letter.paper.as_ref().and_then(|p| p.number);
    assert_eq!(number(&letters[0]), Some(7));
    let bytes = |letter: &qcdc::register::Letter| {
        let request = letter.request(&round);
        qcdc::press::render(&register, &request, qcdc::read::PaperFormat::Pdf).unwrap()
    };
    let letters: Vec<_> = letters
        .into_iter()
        .map(|l| (l.clone(), bytes(&l)))
        .collect();
    let outcome = register.send_reminders(&round, &letters).unwrap();
    assert_eq!(
        outcome.message,
        "Đã ban hành 01 công văn đôn đốc ngày 01/03/2023"
    );

    let detail = register.shortcoming(found, today).unwrap();
    assert_eq!(detail.reminders.len(), 1);
    assert_eq!(detail.reminders[0].doc_number, "07-CV/BDVQU");
    assert_eq!(detail.row.reminded_on, Some(today));
    let late = register.late_unit_list(today).unwrap();
    assert_eq!(late.units[0].reminded_on, Some(today));
    assert_eq!(late.units[0].never_reminded, 0);
    assert_eq!(late.next_number, Some(8));
    let paper = detail.reminders[0].paper_id.unwrap();
    let kept = register
        .issued_bytes(qcdc::domain::IssuedId::Paper(paper))
        .unwrap();
    assert_eq!(kept, letters[0].1, "the letter is kept byte for byte");
    let refused = register.letters(&round).unwrap_err();
    assert!(refused.to_string().contains("đã ban hành"), "{refused}");

    // without numbers nothing is issued: the log can be taken back
    round.numbers = Numbers::ByHand;
    let letters = register.letters(&round).unwrap();
    let letters: Vec<_> = letters
        .into_iter()
        .map(|letter| (letter, Vec::new()))
        .collect();
    register.send_reminders(&round, &letters).unwrap();
    assert_eq!(
        register.shortcoming(found, today).unwrap().reminders.len(),
        2
    );
    register.undo().unwrap();
    assert_eq!(
        register.shortcoming(found, today).unwrap().reminders.len(),
        1
    );
}

#[test]
fn one_step_on_many_is_all_or_nothing_and_one_undo() {
    let (_folder, path) = place();
    let mut register = create(&path, "2023-01-20");
    let id = visit(&mut register, "2023-01-05");
    let mut ids = Vec::new();
    for words in ["Chưa niêm yết", "Hộp thư hỏng", "Chậm báo cáo tháng"] {
        let new = on_item(&register, id, "", words, "2023-02-10");
        ids.push(register.add_shortcoming(&new).unwrap().value);
    }
    end(&mut register, id);
    write_conclusion(&mut register, id, "2023-01-15", None);
    issue(&mut register, id);
    let waiting = |register: &Register| {
        let filter = ShortcomingFilter {
            class: Some(ShortcomingClass::Waiting),
            ..ShortcomingFilter::default()
        };
        register
            .shortcomings(&filter, register.today())
            .unwrap()
            .len()
    };
    register
        .step_shortcoming(ids[1], &step(EventKind::Reported, "2023-01-18"))
        .unwrap();
    let report = step(EventKind::Reported, "2023-01-19");
    let refused = register.step_shortcomings(&ids, &report).unwrap_err();
    assert!(refused.to_string().contains("“Hộp thư hỏng”"), "{refused}");
    assert_eq!(waiting(&register), 1, "nothing was written");
    register
        .step_shortcomings(&[ids[0], ids[2]], &report)
        .unwrap();
    assert_eq!(waiting(&register), 3);
    register.undo().unwrap();
    assert_eq!(waiting(&register), 1);
    assert!(register.step_shortcomings(&[], &report).is_err());
}

#[test]
fn deadlines_become_a_calendar_that_reads_back() {
    use icalendar::{Calendar, Component as _, DatePerhapsTime};

    let (_folder, path) = place();
    let mut register = create(&path, "2023-01-20");
    let words = "Chưa niêm yết danh mục dự án; thiếu biên bản, ảnh \\ tệp\nvà sổ theo dõi của tổ \
                 dân phố số 9 kèm hồ sơ bồi thường, hỗ trợ, tái định cư";
    let (_, late) = concluded(
        &mut register,
        "2023-01-05",
        "2023-01-15",
        ("QC1-03", words, "2023-01-18"),
    );
    let due = ("QC5-01", "Hộp thư góp ý hỏng", "2023-02-20");
    let (_, ahead) = concluded(&mut register, "2023-01-06", "2023-01-16", due);
    let done = ("QC4-01", "Chậm báo cáo tháng", "2023-02-21");
    let (_, reported) = concluded(&mut register, "2023-01-07", "2023-01-17", done);
    register
        .step_shortcoming(reported, &step(EventKind::Reported, "2023-01-19"))
        .unwrap();
    let page = register.tracking(None, day("2023-01-20")).unwrap();
    let bytes = qcdc::documents::deadlines_ics(&page, register.moment());
    let again = qcdc::documents::deadlines_ics(&page, register.moment());
    assert_eq!(bytes, again);
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains('\n'), "{line}");
    }
    let calendar: Calendar = text.parse().unwrap();
    let events: Vec<_> = calendar.events().collect();
    assert_eq!(events.len(), 2, "what waits for the board is no deadline");
    let find = |id: ShortcomingId| {
        let uid = format!("{id}@qcdc");
        *events
            .iter()
            .find(|event| event.get_uid() == Some(&uid))
            .unwrap()
    };
    let event = find(late);
    assert_eq!(
        event.get_start(),
        Some(DatePerhapsTime::Date(day("2023-01-18")))
    );
    assert_eq!(
        event.get_end(),
        Some(DatePerhapsTime::Date(day("2023-01-19")))
    );
    let description = event.get_description().unwrap();
    assert!(description.contains(words), "{description}");
    assert!(description.contains("Quá hạn 2 ngày"), "{description}");
    let stamp = event.get_timestamp().unwrap();
    assert_eq!(stamp.to_rfc3339(), "2023-01-20T03:00:00+00:00");
    assert!(event.components().is_empty(), "no bell for what has passed");
    let bells = find(ahead).components();
    let triggers: Vec<_> = bells
        .iter()
        .map(|bell| bell.property_value("TRIGGER").unwrap())
        .collect();
    assert_eq!(triggers, ["-PT64H", "PT8H"]);
}
