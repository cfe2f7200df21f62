//! Files that are no sheets, or hostile: a message that names the place, nothing changed, little memory.

use std::io::Write as _;
use std::sync::Arc;

use flate2::{Compress, Compression, FlushCompress};
use qcdc::documents::{GridError, GridFormat, MOST_ROWS, read_grid};
use qcdc::read::grid::{GridCell, GridKind};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};

use super::{go, new_file, preview, words};

const HEADS: [&str; 3] = ["Mã đơn vị", "Tháng", "Ngày nhận"];

fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Báo cáo tháng").unwrap();
    for (column, head) in (0..).zip(HEADS) {
        sheet.write_string(0, column, head).unwrap();
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn read(bytes: &[u8], kind: Option<GridKind>) -> Result<qcdc::read::grid::Grid, GridError> {
    read_grid(bytes, GridFormat::Xlsx, kind, &mut go)
}

fn refusal(bytes: &[u8], kind: Option<GridKind>) -> String {
    read(bytes, kind).unwrap_err().to_string()
}

#[test]
fn the_wrong_sheet_names_the_row_that_comes_nearest() {
    let bytes = book(|sheet| {
        sheet.write_string(1, 0, "lb-phuc-dong").unwrap();
    });
    let told = refusal(&bytes, Some(GridKind::Visits));
    assert!(
        told.contains("Không tìm thấy dòng tiêu đề của bảng “Cuộc giám sát”"),
        "{told}"
    );
    assert!(
        told.contains("ô A1:C1 của trang “Báo cáo tháng”, còn thiếu cột: Ngày giám sát, Loại"),
        "{told}"
    );
    let told = refusal(&Workbook::new().save_to_buffer().unwrap(), None);
    assert!(told.contains("Không tìm thấy dòng tiêu đề"), "{told}");
    let told = refusal(&book(|_| {}), None);
    assert!(
        told.contains("Bảng “Báo cáo tháng” chỉ có dòng tiêu đề"),
        "{told}"
    );
    let twice = book(|sheet| {
        sheet.write_string(0, 3, "THÁNG").unwrap();
    });
    assert!(refusal(&twice, None).contains("Ô D1: tiêu đề “Tháng” có hai lần"));
    for bytes in [&b""[..], b"PK\x03\x04", b"%PDF-1.7", &[0; 4096]] {
        assert!(refusal(bytes, None).contains("không phải sổ Excel"));
    }
    assert_eq!(
        read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", None),
        Err(GridError::OldOrLocked)
    );
}

#[test]
fn merged_cells_formulas_errors_and_days_in_strange_spellings_are_named_by_their_cell() {
    let merged = book(|sheet| {
        sheet
            .merge_range(1, 0, 2, 0, "lb-phuc-dong", &Format::new())
            .unwrap();
        sheet.write_string(1, 1, "03/2024").unwrap();
    });
    assert!(refusal(&merged, None).contains("Ô A2:A3: các ô này bị gộp"));

    let bytes = book(|sheet| {
        let mut put = |row: u32, code: &str, month: &str, day: &str| {
            sheet.write_string(row, 0, code).unwrap();
            sheet.write_string(row, 1, month).unwrap();
            sheet.write_string(row, 2, day).unwrap();
        };
        put(1, "lb-phuc-dong", "03/2024", "Apr 5, 2024");
        put(2, "lb-phuc-dong", "04/2024", "4/31/2024");
        put(3, "lb-phuc-dong", "02/2024", "5 tháng 3");
        put(4, "lb-phuc-dong", "01/2024", "5.2.2024");
        put(6, "lb-cu-khoi", "13/2024", "05/02/2024");
        sheet.write_string(5, 0, "lb-cu-khoi").unwrap();
        sheet.write_string(5, 1, "01/2024").unwrap();
        sheet
            .write_formula(5, 2, Formula::new("=TODAY()").set_result("45327"))
            .unwrap();
        sheet.write_string(7, 0, "lb-cu-khoi").unwrap();
        sheet.write_string(7, 1, "02/2024").unwrap();
        sheet.write_number(7, 2, 45_327).unwrap();
    });
    let (_folder, mut register) = new_file();
    let before = register.grid_rows(GridKind::Reports).unwrap();
    let grid = Arc::new(read(&bytes, None).unwrap());
    let told = words(&preview(&mut register, &grid));
    for (place, expected) in [
        (0, "2 Lỗi Ô C2: “Apr 5, 2024” không phải là ngày"),
        (1, "3 Lỗi Ô C3: “4/31/2024” không phải là ngày"),
        (2, "4 Lỗi Ô C4: “5 tháng 3” không phải là ngày"),
        (3, "5 Thêm mới"),
        (4, "6 Lỗi Ô C6: Ô là công thức; hãy dán giá trị"),
        (5, "7 Lỗi Ô B7: “13/2024” không phải là tháng"),
        (6, "8 Lỗi Ô C8: Ô là số 45327, không phải ngày"),
    ] {
        assert!(told[place].starts_with(expected), "{}", told[place]);
    }
    assert!(register.take_grid(&grid, &mut go).is_err());
    assert_eq!(register.grid_rows(GridKind::Reports).unwrap(), before);
}

#[test]
fn days_and_months_are_read_from_real_cells_too() {
    let bytes = book(|sheet| {
        let day = Format::new().set_num_format("dd/mm/yyyy");
        let month = Format::new().set_num_format("mm/yyyy");
        let cell = |y, m, d| rust_xlsxwriter::ExcelDateTime::from_ymd(y, m, d).unwrap();
        sheet.write_string(1, 0, "  LB-PHUC-DONG ").unwrap();
        sheet
            .write_datetime_with_format(1, 1, cell(2024, 3, 1), &month)
            .unwrap();
        sheet
            .write_datetime_with_format(1, 2, cell(2024, 4, 5), &day)
            .unwrap();
    });
    let grid = read(&bytes, None).unwrap();
    let shown: Vec<String> = grid.rows[0].cells.iter().map(GridCell::show).collect();
    assert_eq!(
        shown,
        ["LB-PHUC-DONG", "", "01/03/2024", "05/04/2024", "", ""]
    );
}

/// A part of a ZIP file whose content is one piece over and over, packed without unfolding it here.
struct Endless {
    name: &'static str,
    packed: Vec<u8>,
    size: u64,
}

impl Endless {
    fn new(name: &'static str, before: &str, piece: &str, times: usize, after: &str) -> Self {
        // pieces packed for themselves can be put one after another
        let mut together = String::new();
        let at_once = (1 << 20) / piece.len();
        for _ in 0..at_once {
            together.push_str(piece);
        }
        let mut out = Self {
            name,
            packed: pack(before.as_bytes(), FlushCompress::Full),
            size: (before.len() + after.len()) as u64,
        };
        let many = pack(together.as_bytes(), FlushCompress::Full);
        for _ in 0..times.div_ceil(at_once) {
            out.packed.extend(&many);
            out.size += together.len() as u64;
        }
        out.packed
            .extend(pack(after.as_bytes(), FlushCompress::Finish));
        out
    }
}

fn pack(bytes: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut packed = Vec::with_capacity(bytes.len() + 1024);
    let mut packer = Compress::new(Compression::best(), false);
    packer.compress_vec(bytes, &mut packed, flush).unwrap();
    packed
}

/// A workbook with one sheet of its own, the parts as they are given.
fn zip(parts: &[Endless]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for part in parts {
        let mut head = Vec::new();
        let size = u32::try_from(part.size).unwrap();
        let packed = u32::try_from(part.packed.len()).unwrap();
        // version, flags, deflate, time, day, checksum (nobody gets that far)
        for field in [20_u16, 0, 8, 0, 0x21] {
            head.extend(field.to_le_bytes());
        }
        for field in [0_u32, packed, size] {
            head.extend(field.to_le_bytes());
        }
        head.extend(u16::try_from(part.name.len()).unwrap().to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        let at = u32::try_from(out.len()).unwrap();
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(part.name.bytes());
        out.extend(&part.packed);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        // comment, disk, attributes
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(part.name.bytes());
    }
    let at = u32::try_from(out.len()).unwrap();
    let count = u16::try_from(parts.len()).unwrap();
    let size = u32::try_from(directory.len()).unwrap();
    out.extend(directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.write_all(&[0, 0]).unwrap();
    out
}

#[test]
fn a_file_that_swells_to_a_gigabyte_is_refused_before_it_is_read() {
    for name in [
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
    ] {
        let bomb = zip(&[Endless::new(name, "<a>", "          ", 107_374_183, "</a>")]);
        assert!(bomb.len() < 8 * 1024 * 1024, "{}", bomb.len());
        let told = refusal(&bomb, None);
        assert!(told.contains("phình ra quá lớn"), "{name}: {told}");
    }
}

#[test]
fn two_million_rows_are_too_many_and_the_cell_says_where() {
    let mut csv = String::from("Mã đơn vị;Tháng;Ngày nhận\n");
    for _ in 0..2_000_000 {
        csv.push_str("a;01/2024;02/02/2024\n");
    }
    let refused = read_grid(csv.as_bytes(), GridFormat::Csv, None, &mut go);
    let at = format!("A{}", MOST_ROWS + 2);
    assert_eq!(refused, Err(GridError::TooManyRows { at }));
    let mut looked = 0;
    let stopped = read_grid(csv.as_bytes(), GridFormat::Csv, None, &mut |rows| {
        looked = rows;
        rows < 1_000
    });
    assert_eq!(stopped, Err(GridError::Stopped));
    assert!(looked < 1_100);
}

#[test]
fn text_files_of_every_usual_kind_are_read_and_others_say_what_to_do() {
    let rows = "Mã đơn vị,Tháng,Ngày nhận,Ghi chú\r\nlb-phuc-dong,03/2024,05/04/2024,\"Gửi lần hai, đủ \"\"mẫu\"\"\"\r\n";
    let with_tabs = rows
        .replace("\"Gửi lần hai, đủ \"\"mẫu\"\"\"", "Gửi lần hai")
        .replace(',', "\t");
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(with_tabs.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (bytes, note) in [
        (rows.as_bytes().to_vec(), "Gửi lần hai, đủ \"mẫu\""),
        (wide, "Gửi lần hai"),
    ] {
        let grid = read_grid(&bytes, GridFormat::Csv, None, &mut go).unwrap();
        assert_eq!(grid.rows[0].cells[5].show(), note);
        assert_eq!(grid.rows[0].number, 2);
    }
    let mut old = rows.as_bytes().to_vec();
    old.extend(b"lb-x,03/2024,05/04/2024,Ph\xFAc\r\n");
    let refused = read_grid(&old, GridFormat::Csv, None, &mut go);
    assert_eq!(refused, Err(GridError::Encoding { line: 3 }));
}

#[test]
fn a_text_that_looks_like_a_formula_goes_out_harmless_and_comes_back_as_it_was() {
    let kind = GridKind::Reports;
    for said in ["=HYPERLINK(\"x\")", "+84 24", "-", "@ai", "'trích", "'=1"] {
        let mut cells = vec![GridCell::Empty; kind.columns().len()];
        cells[kind.place("note").unwrap()] = GridCell::text(said);
        for format in [GridFormat::Csv, GridFormat::Xlsx] {
            let day = crate::support::day(super::TODAY);
            let bytes = qcdc::documents::write_grid(kind, &[cells.clone()], format, day).unwrap();
            if format == GridFormat::Csv {
                let text = String::from_utf8(bytes.clone()).unwrap();
                let dangerous =
                    |field: &str| field.trim_matches('"').starts_with(['=', '+', '-', '@']);
                assert!(!text.split([';', '\n']).any(dangerous), "{text}");
            }
            let grid = read_grid(&bytes, format, None, &mut go).unwrap();
            assert_eq!(grid.rows[0].cells, cells, "{format:?}");
        }
    }
}
