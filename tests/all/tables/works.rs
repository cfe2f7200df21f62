//! Sheets of figures, archives, guiding documents, models, programmes and dialogues.

use std::collections::BTreeSet;

use qcdc::read::grid::{GridCell, GridKind};
use qcdc::register::Register;

use super::{day, grid, new_file, preview, row, text, words};
use crate::sample::sample;
use crate::support;

/// Columns that hold identities, which another file does not have.
const IDENTITIES: [&str; 6] = [
    "id",
    "visit_id",
    "document_id",
    "model_id",
    "programme_id",
    "dialogue_id",
];

const KINDS: [GridKind; 12] = [
    GridKind::Figures,
    GridKind::Archive,
    GridKind::Documents,
    GridKind::DocumentTasks,
    GridKind::Models,
    GridKind::Commitments,
    GridKind::Programmes,
    GridKind::ProgrammeTasks,
    GridKind::ProgrammeResults,
    GridKind::Inspections,
    GridKind::Dialogues,
    GridKind::Opinions,
];

fn by_names(register: &Register, kind: GridKind) -> Vec<Vec<GridCell>> {
    let mut rows = register.grid_rows(kind).unwrap();
    for row in &mut rows {
        for key in IDENTITIES {
            if let Some(place) = kind.place(key) {
                row[place] = GridCell::Empty;
            }
        }
    }
    rows
}

#[test]
fn another_file_takes_every_sheet_by_names_alone() {
    let (_sample_folder, from) = sample(super::TODAY, "long-bien");
    let (_folder, mut to) = new_file();
    for kind in KINDS {
        let rows = by_names(&from, kind);
        let grid = grid(kind, &rows);
        let before = words(&preview(&mut to, &grid));
        let other = before.iter().find(|words| !words.contains("Thêm mới"));
        assert_eq!(other, None, "{kind:?}");
        let taken = to.take_grid(&grid, &mut super::go).unwrap();
        assert!(taken.undoable);
        let shown = |rows: &[Vec<GridCell>]| -> BTreeSet<String> {
            rows.iter().map(|row| format!("{row:?}")).collect()
        };
        assert_eq!(shown(&by_names(&to, kind)), shown(&rows), "{kind:?}");
        let again = words(&preview(&mut to, &grid));
        let other = again.iter().find(|words| !words.contains("Không đổi"));
        assert_eq!(other, None, "{kind:?}, a second time");
    }
    assert_eq!(support::findings(&to), Vec::<String>::new());
    for kind in KINDS.iter().rev() {
        to.undo().unwrap();
        assert!(to.grid_rows(*kind).unwrap().is_empty(), "{kind:?}");
    }
}

/// A sheet, the fields of its one row, and what is said of it.
type Wrong = (GridKind, Vec<(&'static str, GridCell)>, &'static str);

fn said(register: &mut Register, kind: GridKind, fields: &[(&str, GridCell)]) -> Vec<String> {
    let grid = grid(kind, &[row(kind, fields)]);
    words(&preview(register, &grid))
}

#[test]
fn figures_are_of_a_period_and_clearing_a_cell_clears_the_figure() {
    let (_folder, mut register) = new_file();
    let kind = GridKind::Figures;
    let figure = |code: &str, value: GridCell, source: &str| {
        row(
            kind,
            &[
                ("unit_id", text("lb-phuc-dong")),
                ("kind", text("quý")),
                ("from", day("2024-01-01")),
                ("code", text(code)),
                ("value", value),
                ("source", text(source)),
            ],
        )
    };
    let codes: Vec<String> = {
        let book = register.figure_book().unwrap();
        let counted = book.entered().filter(|indicator| !indicator.decimals);
        counted.take(2).map(|one| one.code.clone()).collect()
    };
    let source = "Báo cáo số 45-BC/ĐU";
    let two = grid(
        kind,
        &[
            figure(&codes[0], GridCell::Number(13_530.0), source),
            figure(&codes[1], text("1.250"), source),
        ],
    );
    register.take_grid(&two, &mut super::go).unwrap();
    let rows = register.grid_rows(kind).unwrap();
    assert_eq!(rows[0][kind.place("to").unwrap()], day("2024-03-31"));
    assert_eq!(
        rows[1][kind.place("value").unwrap()],
        GridCell::Number(1250.0)
    );

    let differing = grid(
        kind,
        &[
            figure(&codes[0], GridCell::Number(1.0), source),
            figure(&codes[1], GridCell::Number(2.0), "Báo cáo khác"),
            figure("KHONG-CO", GridCell::Number(2.0), source),
        ],
    );
    let said = words(&preview(&mut register, &differing));
    assert_eq!(said[0], "2 Thay đổi Số liệu: “13530” đổi thành “1”");
    assert!(
        said[1].contains("Ô K3: Ngày, nguồn hoặc ghi chú của báo cáo khác với dòng trước"),
        "{said:?}"
    );
    assert!(
        said[2].contains("Ô F4: Không có chỉ tiêu mang mã “KHONG-CO”"),
        "{said:?}"
    );

    let parted = grid(kind, &[figure(&codes[0], text("6,5"), source)]);
    let said = words(&preview(&mut register, &parted));
    assert!(
        said[0].contains("Ô H2") && said[0].contains("số nguyên"),
        "{said:?}"
    );

    let cleared = grid(kind, &[figure(&codes[0], GridCell::Empty, source)]);
    let said = words(&preview(&mut register, &cleared));
    assert_eq!(said, ["2 Thay đổi Số liệu: bỏ “13530”"]);
    register.take_grid(&cleared, &mut super::go).unwrap();
    assert_eq!(register.grid_rows(kind).unwrap().len(), 1);
}

#[test]
fn what_a_row_names_must_be_there_and_what_it_says_must_be_possible() {
    let (_folder, mut register) = new_file();
    let ward = ("unit_id", text("lb-phuc-dong"));
    let asks: [Wrong; 9] = [
        (
            GridKind::Archive,
            vec![
                ward.clone(),
                ("paper", text("QC9-99")),
                ("year", GridCell::Number(2024.0)),
                ("state", text("Có")),
            ],
            "Ô C2: Năm 2024 không yêu cầu giấy tờ mang mã “QC9-99”",
        ),
        (
            GridKind::Archive,
            vec![
                ward.clone(),
                ("paper", text("QC9-99")),
                ("year", text("năm nay")),
                ("state", text("Mất")),
            ],
            "Ô E2: “năm nay” không phải là số nguyên; hãy chỉ ghi chữ số. Ô F2: “Mất” không có trong danh sách: Có; Thiếu",
        ),
        (
            GridKind::DocumentTasks,
            vec![ward.clone(), ("number", text("99-KH/QU"))],
            "Ô B2: Chưa có văn bản chỉ đạo số “99-KH/QU”",
        ),
        (
            GridKind::Documents,
            vec![
                ("doc_type", text("Kế hoạch")),
                ("number", text("18-KH/QU")),
                ("issuer", text("Quận ủy")),
                ("date", day("2024-02-01")),
                ("valid_to", day("2024-01-01")),
            ],
            "Ô H2: Ngày hết hiệu lực ở trước ngày có hiệu lực 01/02/2024.",
        ),
        (
            GridKind::Models,
            vec![
                ward.clone(),
                ("year", GridCell::Number(2024.0)),
                ("title", text("Tổ dân phố xanh")),
                ("kind", text("tập thể")),
                ("who", text("Tổ dân phố số 5")),
                ("registered_on", day("2024-02-01")),
                ("outcome", text("Được công nhận")),
            ],
            "Lỗi",
        ),
        (
            GridKind::Commitments,
            vec![
                ward.clone(),
                ("year", GridCell::Number(2024.0)),
                ("title", text("Tổ dân phố xanh")),
                ("who", text("Tổ dân phố số 5")),
                ("text", text("Trồng 50 cây")),
            ],
            "Ô F2: Chưa có mô hình này của “Tổ dân phố số 5” năm 2024",
        ),
        (
            GridKind::ProgrammeTasks,
            vec![
                ("programme", text("Phối hợp dân vận")),
                ("text", text("Tuyên truyền")),
                ("owner", text("Ban Dân vận")),
            ],
            "Ô C2: Chưa có chương trình “Phối hợp dân vận”",
        ),
        (
            GridKind::Inspections,
            vec![
                ("begun_on", day("2024-03-05")),
                ("ended_on", day("2024-03-01")),
                ("body", text("Ban Dân vận")),
                ("field", text("Trật tự đô thị")),
                ("units", GridCell::Number(0.0)),
            ],
            "Ô I2: Hãy ghi số lượt đơn vị được kiểm tra, từ 1 trở lên. Ô F2: Ngày cuối phải từ ngày 05/03/2024 trở đi.",
        ),
        (
            GridKind::Opinions,
            vec![
                ("held_on", day("2024-03-05")),
                ("title", text("Đối thoại về môi trường")),
                ("text", text("Đề nghị thu gom rác đúng giờ")),
            ],
            "Ô F2: Chưa có hội nghị đối thoại này",
        ),
    ];
    for (kind, fields, expected) in asks {
        let said = said(&mut register, kind, &fields);
        assert!(
            said[0].starts_with("2 Lỗi") && said[0].contains(expected),
            "{kind:?}: {said:?}"
        );
    }
    for kind in KINDS {
        assert!(
            register.grid_rows(kind).unwrap().is_empty(),
            "{kind:?}: a preview writes nothing"
        );
    }
}

#[test]
fn an_identity_renames_and_is_of_its_own_kind() {
    let (_folder, mut register) = sample(super::TODAY, "long-bien");
    let kind = GridKind::Models;
    let mut rows = register.grid_rows(kind).unwrap();
    let model = rows[0][0].show();
    let title = kind.place("title").unwrap();
    let before = rows[0][title].show();
    rows[0][title] = text("Tên mới");
    rows.truncate(1);
    let renamed = grid(kind, &rows);
    assert_eq!(
        words(&preview(&mut register, &renamed)),
        [format!(
            "2 Thay đổi Tên mô hình: “{before}” đổi thành “Tên mới”"
        )]
    );
    rows[0][title] = text(&before);
    rows[0][0] = text("4e1f");
    let strange = grid(kind, &rows);
    let said = words(&preview(&mut register, &strange));
    assert!(
        said[0].contains("Ô A2: Tệp dữ liệu đang mở không có mô hình mang mã này"),
        "{said:?}"
    );

    let kind = GridKind::Commitments;
    let all = register.grid_rows(kind).unwrap();
    let other = all
        .iter()
        .find(|row| row[1].show() != model)
        .expect("another model promised something");
    let mut moved = other.clone();
    moved[1] = text(&model);
    let said = words(&preview(&mut register, &grid(kind, &[moved])));
    assert!(
        said[0].contains("Cam kết mang mã này là của mô hình khác"),
        "{said:?}"
    );
}
