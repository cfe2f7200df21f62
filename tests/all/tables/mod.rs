//! Sheets that go out and come in again, what each row does, and what is refused.

mod bad;
mod cli;
mod window;
mod works;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use qcdc::documents::{GridFormat, read_grid, write_grid};
use qcdc::domain::{Unit, VisitState};
use qcdc::read::grid::{FateCounts, Grid, GridCell, GridKind, GridPreview, RowFate};
use qcdc::read::{ShortcomingFilter, VisitFilter};
use qcdc::register::{LARGE, Register, RegisterError};

use crate::sample::sample;
use crate::support;

pub const TODAY: &str = "2024-05-15";

pub fn go(_rows: usize) -> bool {
    true
}

pub fn text(words: &str) -> GridCell {
    GridCell::text(words)
}

pub fn day(words: &str) -> GridCell {
    GridCell::Day(support::day(words))
}

/// A row with the named fields, the others empty.
pub fn row(kind: GridKind, fields: &[(&str, GridCell)]) -> Vec<GridCell> {
    let mut cells = vec![GridCell::Empty; kind.columns().len()];
    for (key, cell) in fields {
        cells[kind.place(key).unwrap()] = cell.clone();
    }
    cells
}

/// Through a file, as a clerk's rows come.
pub fn grid(kind: GridKind, rows: &[Vec<GridCell>]) -> Arc<Grid> {
    let bytes = write_grid(kind, rows, GridFormat::Xlsx, support::day(TODAY)).unwrap();
    Arc::new(read_grid(&bytes, GridFormat::Xlsx, None, &mut go).unwrap())
}

pub fn preview(register: &mut Register, grid: &Arc<Grid>) -> GridPreview {
    register.preview_grid(grid.clone(), &mut go).unwrap()
}

fn words(preview: &GridPreview) -> Vec<String> {
    let rows = preview.grid.rows.iter().zip(&preview.fates);
    rows.map(|(row, fate)| {
        format!("{} {} {}", row.number, fate.label(), fate.words())
            .trim_end()
            .to_owned()
    })
    .collect()
}

fn new_file() -> (tempfile::TempDir, Register) {
    let (folder, path) = support::place();
    let register = support::create(&path, TODAY);
    (folder, register)
}

fn ward(register: &Register, code: &str) -> Unit {
    register.unit_by_code(code).unwrap().unwrap()
}

#[test]
fn what_goes_out_comes_in_again_without_a_difference() {
    let (_folder, mut register) = sample(TODAY, "long-bien");
    let unit = ward(&register, "lb-phuc-dong").id;
    for number in 0..6 {
        let name = format!("Trần Văn Thứ {}", number % 4);
        let title = format!("Ủy viên {number}");
        let from = Some(support::day("2020-06-01"));
        let (unit, from) = if number % 2 == 0 {
            (Some(unit), from)
        } else {
            (None, None)
        };
        register
            .keep_person(&name, &title, unit, (from, None))
            .unwrap();
    }
    for kind in GridKind::ALL {
        let rows = register.grid_rows(*kind).unwrap();
        assert!(!rows.is_empty(), "{kind:?} has no rows to prove anything");
        for format in [GridFormat::Xlsx, GridFormat::Csv] {
            let bytes = write_grid(*kind, &rows, format, support::day(TODAY)).unwrap();
            assert_eq!(
                bytes,
                write_grid(*kind, &rows, format, support::day(TODAY)).unwrap()
            );
            let grid = Arc::new(read_grid(&bytes, format, None, &mut go).unwrap());
            assert_eq!((grid.kind, grid.rows.len()), (*kind, rows.len()));
            let preview = preview(&mut register, &grid);
            let other = words(&preview)
                .into_iter()
                .find(|words| !words.contains("Không đổi"));
            assert_eq!(other, None, "{kind:?} {format:?}");
            let taken = register.take_grid(&grid, &mut go).unwrap();
            assert_eq!(taken.value.same, rows.len());
            assert!(!taken.undoable, "nothing changed");
        }
    }
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

#[test]
fn rows_are_new_changed_the_same_or_wrong_and_one_wrong_row_keeps_all_out() {
    let (_folder, mut register) = new_file();
    let kind = GridKind::Units;
    let school = |name: &str| {
        row(
            kind,
            &[
                ("kind", text("trường học")),
                ("name", text(name)),
                ("parent_id", text("lb-phuc-dong")),
            ],
        )
    };
    let ward = row(
        kind,
        &[
            ("code", text("lb-phuc-dong")),
            ("kind", text("Phường")),
            ("name", text("Phường Phúc Đồng mới")),
            ("short_name", text("Phúc Đồng")),
            ("district", text("long-bien")),
            ("valid_to", day("2025-06-30")),
        ],
    );
    let wrong = [
        row(
            kind,
            &[("kind", text("Xã")), ("name", text("Xã Bát Tràng"))],
        ),
        row(
            kind,
            &[
                ("kind", text("Chi bộ")),
                ("name", text("Chi bộ 11")),
                ("parent_id", text("khong-co")),
                ("valid_from", text("hôm qua")),
            ],
        ),
        school("Trường Tiểu học A"),
    ];
    let mut rows = vec![school("Trường Tiểu học A"), ward];
    rows.extend(wrong);
    let with_wrong = grid(kind, &rows);
    let before = register.grid_rows(kind).unwrap();
    let seen = preview(&mut register, &with_wrong);
    let told = words(&seen);
    assert_eq!(told[0], "2 Thêm mới");
    assert!(
        told[1].starts_with(
            "3 Thay đổi Tên đầy đủ: “Phường Phúc Đồng” đổi thành “Phường Phúc Đồng mới”"
        ),
        "{}",
        told[1]
    );
    assert!(
        told[2].contains("Ô B4: “Xã” không có trong danh sách: Phường; Chi bộ"),
        "{}",
        told[2]
    );
    assert!(
        told[3].contains("Ô F5: Không có đơn vị mang mã “khong-co”"),
        "{}",
        told[3]
    );
    assert!(
        told[3].contains("Ô G5: “hôm qua” không phải là ngày"),
        "{}",
        told[3]
    );
    assert!(told[4].contains("trùng với dòng 2"), "{}", told[4]);
    let refused = register
        .take_grid(&with_wrong, &mut go)
        .unwrap_err()
        .to_string();
    assert!(
        refused.contains("Có 3 dòng lỗi nên chưa ghi dòng nào"),
        "{refused}"
    );
    assert!(refused.contains("Ô B4"), "{refused}");
    assert_eq!(
        register.grid_rows(kind).unwrap(),
        before,
        "a look or a refusal wrote something"
    );

    rows.truncate(2);
    let right = grid(kind, &rows);
    let taken = register.take_grid(&right, &mut go).unwrap();
    let expected = FateCounts {
        new: 1,
        changed: 1,
        ..FateCounts::default()
    };
    assert_eq!(taken.value, expected);
    assert_eq!(
        taken.message,
        "Đã nhập bảng đơn vị: thêm 1, sửa 1, giữ nguyên 0 dòng"
    );
    let school = register.unit_by_code("truong-tieu-hoc-a").unwrap().unwrap();
    assert_eq!(school.short_name, "Trường Tiểu học A");
    assert_eq!(
        school.parent_id,
        Some(crate::tables::ward(&register, "lb-phuc-dong").id)
    );
    // one undo takes all of it back
    register.undo().unwrap();
    assert_eq!(register.grid_rows(kind).unwrap(), before);
    register.redo().unwrap();
    assert!(
        register
            .unit_by_code("truong-tieu-hoc-a")
            .unwrap()
            .is_some()
    );
}

#[test]
fn a_column_that_the_file_lacks_leaves_what_is_there() {
    let (_folder, mut register) = new_file();
    let kind = GridKind::Reports;
    let unit = ward(&register, "lb-phuc-dong");
    let full = row(
        kind,
        &[
            ("unit_id", text(&unit.code)),
            ("month", text("3/2024")),
            ("received_on", text("5-4-24")),
            ("note", text("Gửi qua thư điện tử")),
            ("received_by", text("Văn thư")),
        ],
    );
    register.take_grid(&grid(kind, &[full]), &mut go).unwrap();
    let csv = "Bảng theo dõi báo cáo;;\nNgày nhận;Tháng;MÃ ĐƠN VỊ;Người gửi\n08/04/2024;03/2024;lb-phuc-dong;ai đó\n";
    let grid = read_grid(csv.as_bytes(), GridFormat::Csv, None, &mut go).unwrap();
    assert_eq!(grid.ignored, ["Người gửi"]);
    let seen = preview(&mut register, &Arc::new(grid.clone()));
    assert_eq!(
        words(&seen),
        ["3 Thay đổi Ngày nhận: “05/04/2024” đổi thành “08/04/2024”"]
    );
    register.take_grid(&grid, &mut go).unwrap();
    let rows = register.grid_rows(kind).unwrap();
    let shown: Vec<String> = rows[0].iter().map(GridCell::show).collect();
    assert_eq!(
        shown,
        [
            "lb-phuc-dong",
            "Phường Phúc Đồng",
            "03/2024",
            "08/04/2024",
            "Văn thư",
            "Gửi qua thư điện tử"
        ]
    );
}

#[test]
fn visits_and_their_shortcomings_come_in_one_after_the_other() {
    let (_folder, mut register) = new_file();
    let visit = |date: &str, state: &str| {
        row(
            GridKind::Visits,
            &[
                ("unit_id", text("lb-phuc-dong")),
                ("date", text(date)),
                ("time", text("14h00")),
                ("kind", text("giám sát định kỳ")),
                ("state", text(state)),
                ("covered", text("qc1; QC3")),
            ],
        )
    };
    let rows = [visit("12/12/2022", "Đã giám sát"), visit("20/6/2024", "")];
    register
        .take_grid(&grid(GridKind::Visits, &rows), &mut go)
        .unwrap();
    let list = register.visits(&VisitFilter::default()).unwrap();
    let mut states: Vec<(NaiveDate, VisitState)> = list.iter().map(|v| (v.date, v.state)).collect();
    states.sort();
    assert_eq!(
        states,
        [
            (support::day("2022-12-12"), VisitState::Visited),
            (support::day("2024-06-20"), VisitState::Planned)
        ]
    );
    // the same rows again are the same visits, a state is not changed by a sheet
    let seen = preview(&mut register, &grid(GridKind::Visits, &rows));
    assert_eq!(seen.counts().same, 2, "{:?}", words(&seen));
    let closed = [
        visit("12/12/2022", "Đã kết thúc"),
        visit("1/1/2023", "Đã kết luận"),
    ];
    let seen = preview(&mut register, &grid(GridKind::Visits, &closed));
    assert!(
        words(&seen)[0].contains("Ô G2: Cuộc này đang “Đã giám sát”"),
        "{:?}",
        words(&seen)
    );
    assert!(
        words(&seen)[1].contains("Ô G3: Cuộc mới không nhập thẳng"),
        "{:?}",
        words(&seen)
    );

    let found = |words: &str, item: &str, deadline: &str, of: &str| {
        row(
            GridKind::Shortcomings,
            &[
                ("unit_id", text("lb-phuc-dong")),
                ("visit_date", text(of)),
                ("regulation_id", text("QC1")),
                ("item_id", text(item)),
                ("description", text(words)),
                ("order_text", text("Bổ sung hồ sơ")),
                ("owner", text("UBND phường")),
                ("deadline", text(deadline)),
            ],
        )
    };
    let rows = [
        found("Chưa lưu đủ hồ sơ", "QC1-03", "28/02/2023", "12/12/2022"),
        found(
            "Chưa niêm yết danh mục",
            "",
            "15 ngày làm việc",
            "12/12/2022",
        ),
    ];
    let taken = register
        .take_grid(&grid(GridKind::Shortcomings, &rows), &mut go)
        .unwrap();
    assert_eq!(taken.value.new, 2);
    let list = register
        .shortcomings(&ShortcomingFilter::default(), support::day(TODAY))
        .unwrap();
    assert_eq!(list.len(), 2);
    let seen = preview(&mut register, &grid(GridKind::Shortcomings, &rows));
    assert_eq!(seen.counts().same, 2, "{:?}", words(&seen));
    let wrong = [
        found("Một điều khác", "QC3-01", "01/01/2020", "12/12/2022"),
        found("Thêm nữa", "QC9-99", "bao giờ cũng được", "12/12/2022"),
        found("Không có cuộc nào", "", "", "13/12/2022"),
    ];
    let seen = preview(&mut register, &grid(GridKind::Shortcomings, &wrong));
    let told = words(&seen);
    assert!(
        told[0].contains("Ô G2: Nội dung “QC3-01” không thuộc quy chế “QC1”"),
        "{told:?}"
    );
    assert!(
        told[1].contains("Ô N3: “bao giờ cũng được” không phải là ngày"),
        "{told:?}"
    );
    assert!(told[1].contains("Ô G3"), "{told:?}");
    assert!(
        told[2].contains("Ô E4: Phường Phúc Đồng chưa có cuộc giám sát ngày 13/12/2022"),
        "{told:?}"
    );
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

#[test]
fn people_are_known_by_name_title_and_unit() {
    let (_folder, mut register) = new_file();
    let kind = GridKind::People;
    let person = |name: &str, title: &str, to: &str| {
        row(
            kind,
            &[
                ("name", text(name)),
                ("title", text(title)),
                ("unit_id", text("lb-phuc-dong")),
                ("valid_from", text("01/06/2020")),
                ("valid_to", text(to)),
            ],
        )
    };
    let rows = [
        person("Trần Văn Một", "Bí thư Đảng ủy phường", ""),
        person("Trần Văn Một", "Chủ tịch HĐND phường", ""),
        person("Lê Thị Hai", "Chủ tịch UBND phường", ""),
    ];
    let taken = register.take_grid(&grid(kind, &rows), &mut go).unwrap();
    assert_eq!(taken.value.new, 3);
    assert_eq!(register.people().unwrap().len(), 2);
    let later = [person("Lê Thị Hai", "Chủ tịch UBND phường", "31/12/2023")];
    let seen = preview(&mut register, &grid(kind, &later));
    assert_eq!(words(&seen), ["2 Thay đổi Đến ngày: thêm “31/12/2023”"]);
    let backwards = [person("Lê Thị Hai", "Chủ tịch UBND phường", "31/12/2019")];
    let seen = preview(&mut register, &grid(kind, &backwards));
    assert!(words(&seen)[0].contains("Ô F2"), "{:?}", words(&seen));
}

fn many(count: usize) -> Vec<Vec<GridCell>> {
    (0..count)
        .map(|number| {
            row(
                GridKind::Units,
                &[
                    ("code", text(&format!("to-{number}"))),
                    ("kind", text("Tổ dân phố")),
                    ("name", text(&format!("Tổ dân phố số {number}"))),
                    ("parent_id", text("lb-phuc-dong")),
                ],
            )
        })
        .collect()
}

fn audit(path: &Path) -> Vec<(String, i64)> {
    let conn = rusqlite::Connection::open(path).unwrap();
    let mut statement = conn
        .prepare("SELECT summary, json_array_length(changes) FROM audit WHERE op LIKE 'take%' ORDER BY rowid")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn many_rows_are_audited_in_parts_and_can_be_stopped() {
    let (_folder, mut register) = new_file();
    let units = register.grid_rows(GridKind::Units).unwrap().len();
    let many = grid(GridKind::Units, &many(LARGE + 1));
    let mut rows_seen = 0;
    let stopped = register.take_grid(&many, &mut |row| {
        rows_seen = row;
        row < 3_000
    });
    assert!(
        matches!(stopped, Err(RegisterError::Refused(_))),
        "{stopped:?}"
    );
    assert_eq!(rows_seen, 3_000);
    assert_eq!(register.grid_rows(GridKind::Units).unwrap().len(), units);
    assert!(audit(register.path()).is_empty());

    let taken = register.take_grid(&many, &mut go).unwrap();
    assert!(!taken.undoable);
    assert_eq!(taken.value.new, LARGE + 1);
    assert_eq!(
        register.grid_rows(GridKind::Units).unwrap().len(),
        units + LARGE + 1
    );
    let lines = audit(register.path());
    assert_eq!(lines.len(), 11);
    assert_eq!(
        lines.iter().map(|(_, changes)| *changes).sum::<i64>(),
        5_001
    );
    assert_eq!(lines[0].0, "Nhập bảng đơn vị (phần 1)");
    assert_eq!(
        lines[10].0,
        "Đã nhập bảng đơn vị: thêm 5.001, sửa 0, giữ nguyên 0 dòng"
    );
    let same = preview(&mut register, &many);
    assert!(same.fates.iter().all(|fate| *fate == RowFate::Same));
}
