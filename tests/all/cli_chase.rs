//! The chase as typed: lists as of a day, steps, re-checks, and what is refused.

use crate::support;

use std::path::{Path, PathBuf};

use qcdc::domain::{ShortcomingClass, VisitState};
use qcdc::read::{ShortcomingFilter, VisitFilter};
use serde_json::Value;

const TODAY: &str = "2024-12-20";

/// Exit code, answer and message.
fn typed(file: &Path, words: &[&str]) -> (u8, String, String) {
    support::typed::typed(file, TODAY, words)
}

fn ok(file: &Path, words: &[&str]) -> String {
    let (code, out, err) = typed(file, words);
    assert_eq!(code, 0, "{words:?}: {err}");
    out
}

fn refused(file: &Path, words: &[&str]) -> String {
    let (code, out, err) = typed(file, words);
    assert_eq!((code, out.as_str()), (1, ""), "{words:?}: {err}");
    err
}

/// A concluded visit with one shortcoming that is due on 13/05/2024: the file, the ids of both.
fn desk() -> (tempfile::TempDir, PathBuf, String, String) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let visit = support::visit(&mut register, "2024-04-03");
    register
        .add_shortcoming(&support::shortcoming(visit, "2024-05-13"))
        .unwrap();
    support::end(&mut register, visit);
    support::write_conclusion(&mut register, visit, "2024-04-11", None);
    support::issue(&mut register, visit);
    let shortcoming = register.visit_page(visit).unwrap().shortcomings[0].id;
    (folder, path, visit.to_string(), shortcoming.to_string())
}

#[test]
fn steps_are_typed_and_wrong_ones_name_the_option() {
    let (_folder, file, visit, id) = desk();
    let file = file.as_path();
    let by = ["--by", "Ban Dân vận"];
    let step = |kind: &'static str, more: &[&'static str]| {
        [&["step", &id, kind][..], more]
            .concat()
            .iter()
            .map(|w| (*w).to_owned())
            .collect::<Vec<_>>()
    };
    let say = |words: &[String]| {
        words
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join("\u{1f}")
    };
    let run = |words: Vec<String>, good: bool| -> String {
        let joined = say(&words);
        let words: Vec<&str> = joined.split('\u{1f}').collect();
        if good {
            ok(file, &words)
        } else {
            refused(file, &words)
        }
    };
    let unverified = refused(file, &["close", &visit]);
    assert!(
        unverified.contains("Còn 01 tồn tại") && unverified.contains("“Chưa lưu đủ hồ sơ”"),
        "{unverified}"
    );
    let reasonless = run(
        step(
            "extended",
            &[
                "--on",
                "10/05/2024",
                "--deadline",
                "10/06/2024",
                "--by",
                "Trưởng Ban",
            ],
        ),
        false,
    );
    assert!(
        reasonless.contains("--text: Hãy ghi lý do gia hạn."),
        "{reasonless}"
    );
    let early = run(
        step(
            "extended",
            &[
                "--on",
                "10/05/2024",
                "--deadline",
                "01/04/2024",
                "--by",
                "Trưởng Ban",
                "--text",
                "Khối lượng lớn",
            ],
        ),
        false,
    );
    assert!(
        early.contains("--deadline:") && early.contains("trước ngày giám sát"),
        "{early}"
    );
    let nobody = run(
        step("verified", &["--on", "10/05/2024", "--text", "Đã xem"]),
        false,
    );
    assert!(nobody.contains("--by: Hãy ghi người xác nhận."), "{nobody}");
    let future = run(
        step("reported", &["--on", "01/01/2025", by[0], by[1]]),
        false,
    );
    assert!(
        future.contains("--on:") && future.contains("chưa đến"),
        "{future}"
    );
    run(
        step(
            "extended",
            &[
                "--on",
                "10/05/2024",
                "--deadline",
                "10/06/2024",
                "--by",
                "Trưởng Ban",
                "--text",
                "Khối lượng lớn",
            ],
        ),
        true,
    );
    run(
        step(
            "reported",
            &[
                "--on",
                "14/06/2024",
                "--by",
                "UBND phường",
                "--text",
                "Đã bổ sung",
            ],
        ),
        true,
    );
    let shown = ok(file, &["show", "shortcoming", &id[..18]]);
    assert!(
        shown.contains("Thời hạn: 10/06/2024\nThời hạn đầu: 13/05/2024"),
        "{shown}"
    );
    assert!(
        shown.contains("Trễ so với thời hạn đang có: 4 ngày\nTrễ so với thời hạn đầu: 32 ngày"),
        "{shown}"
    );
    let then = ok(file, &["show", "shortcoming", &id, "--as-of", "01/05/2024"]);
    assert!(
        then.contains("Thời hạn: 13/05/2024\nTình trạng: Đang khắc phục, tính đến ngày 01/05/2024"),
        "{then}"
    );
    run(
        step(
            "verified",
            &["--on", "20/06/2024", by[0], by[1], "--text", "Đã xem hồ sơ"],
        ),
        true,
    );
    ok(file, &["close", &visit]);
    assert!(refused(file, &["step", "zz", "verified"]).contains("không phải mã tồn tại"));
    assert!(refused(file, &["step", "00000000", "verified"]).contains("Không có tồn tại nào"));
}

#[test]
fn a_recheck_is_made_and_its_result_typed() {
    let (_folder, file, visit, id) = desk();
    let file = file.as_path();
    let made = ok(file, &["recheck", &visit, "--on", "03/06/2024"]);
    let made = made.trim();
    let step = [
        "step",
        id.as_str(),
        "carried",
        "--on",
        "03/06/2024",
        "--visit",
        made,
    ];
    ok(file, &step);
    let line: Value = serde_json::from_str(&ok(file, &["list", "shortcomings", "--json"])).unwrap();
    assert_eq!(line[0]["carried_to"], made);
    assert_eq!(line[0]["class"], "late");
    assert!(refused(file, &["step", &id, "carried", "--on", "03/06/2024"]).contains("--visit"));
    ok(file, &["step", &id, "released", "--text", "Ghi nhầm cuộc"]);
    let holidays = ok(file, &["list", "holidays", "--year", "2024"]);
    assert!(
        holidays.contains("04/05/2024  Ngày làm bù") && holidays.contains("chưa đối chiếu"),
        "{holidays}"
    );
}

/// The list of a day and what the register says of that day, on the demo and on a generated file.
#[test]
fn lists_as_of_a_day_add_up_on_the_demo_and_on_a_generated_file() {
    let (folder, register) = support::sample::sample("thu", support::clock(TODAY)());
    let demo = register.path().to_owned();
    drop(register);
    let made = folder.path().join("sinh.qcdc");
    ok(&made, &["new", "--generate", "visits=60,seed=3"]);
    for file in [demo.as_path(), made.as_path()] {
        let register = support::open(file, TODAY);
        for day in [
            "2023-03-31",
            "2023-12-29",
            "2024-03-29",
            "2024-06-28",
            "2024-09-30",
            TODAY,
        ] {
            let json = ok(file, &["list", "shortcomings", "--as-of", day, "--json"]);
            let lines: Vec<Value> = serde_json::from_str(&json).unwrap();
            let counts = register.overview(support::day(day)).unwrap().counts;
            let of = |class: ShortcomingClass| {
                let code = Value::from(class.code());
                lines.iter().filter(|line| line["class"] == code).count() as u64
            };
            assert_eq!(of(ShortcomingClass::Late), counts.late, "{day}");
            assert_eq!(of(ShortcomingClass::DueSoon), counts.due_soon, "{day}");
            assert_eq!(of(ShortcomingClass::Waiting), counts.waiting, "{day}");
            assert_eq!(of(ShortcomingClass::AtWork), counts.at_work, "{day}");
            assert_eq!(
                of(ShortcomingClass::DoneInTime),
                counts.done_in_time,
                "{day}"
            );
            assert_eq!(of(ShortcomingClass::DoneLate), counts.done_late, "{day}");
            let tally = register.tracking(None, support::day(day)).unwrap().tally();
            let classed = lines.iter().filter(|line| !line["class"].is_null()).count();
            assert_eq!(tally.total(), classed, "{day}");
            let text = ok(file, &["list", "shortcomings", "--as-of", day]);
            assert!(
                lines.is_empty()
                    || text.contains(&format!("Đúng hạn trên số đã đến hạn: {}", tally.share())),
                "{text}"
            );
        }
        let all = register
            .shortcomings(&ShortcomingFilter::default(), support::day(TODAY))
            .unwrap();
        assert!(all.iter().any(|row| row.class.is_some()));
        let closed = register.visits(&VisitFilter {
            state: Some(VisitState::Closed),
            ..VisitFilter::default()
        });
        assert!(closed.unwrap().iter().all(|row| row.late_shortcomings == 0));
    }
}
