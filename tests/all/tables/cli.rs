//! The same on the command line.

use std::process::{Command, Output};

use serde_json::Value;

struct Desk(tempfile::TempDir);

impl Desk {
    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_qcdc"))
            .args(["--file", "a.qcdc"])
            .args(args)
            .current_dir(self.0.path())
            .env("HOME", self.0.path())
            .env("USERPROFILE", self.0.path())
            .output()
            .unwrap()
    }

    fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn a_sheet_is_looked_at_first_and_written_when_accepted() {
    let desk = Desk(tempfile::tempdir().unwrap());
    desk.ok(&["new"]);
    desk.ok(&["export", "table", "reports", "--empty", "--out", "mau.csv"]);
    let form = std::fs::read_to_string(desk.0.path().join("mau.csv")).unwrap();
    assert_eq!(
        form,
        "\u{FEFF}Mã đơn vị;Tên đơn vị;Tháng;Ngày nhận;Người nhận;Ghi chú\r\n"
    );
    let empty = desk.run(&["import", "table", "mau.csv"]);
    assert_eq!(empty.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&empty.stderr).contains("chưa có dòng nào"),
        "{empty:?}"
    );

    let lay = |name: &str, rows: &str| {
        qcdc::store::files::write_atomic(
            &desk.0.path().join(name),
            format!("{form}{rows}").as_bytes(),
        )
        .unwrap();
    };
    lay(
        "thang.csv",
        "lb-phuc-dong;;03/2024;05/04/2024;;\r\nlb-cu-khoi;;03/2024;04/04/2024;;\r\n",
    );
    let looked = desk.ok(&["import", "table", "thang.csv"]);
    assert_eq!(
        looked,
        "Báo cáo tháng: 2 dòng; thêm mới 2, thay đổi 0, không đổi 0, lỗi 0.\n"
    );
    assert!(
        !desk
            .ok(&["export", "table", "reports", "--out", "ra.csv"])
            .contains("lb-")
    );
    let answer: Value =
        serde_json::from_str(&desk.ok(&["import", "table", "thang.csv", "--accept", "--json"]))
            .unwrap();
    assert_eq!(
        (&answer["table"], &answer["new"], &answer["written"]),
        (&Value::from("reports"), &Value::from(2), &Value::from(true))
    );
    desk.ok(&["export", "table", "báo cáo tháng", "--out", "ra.csv"]);
    let out = std::fs::read_to_string(desk.0.path().join("ra.csv")).unwrap();
    assert!(
        out.contains("lb-cu-khoi;Phường Cự Khối;03/2024;04/04/2024;"),
        "{out}"
    );

    lay(
        "sai.csv",
        "lb-phuc-dong;;03/2024;06/04/2024;;\r\nkhong-co;;03/2024;04/04/2024;;\r\n",
    );
    let wrong = desk.run(&["import", "table", "sai.csv", "--accept"]);
    assert_eq!(wrong.status.code(), Some(1));
    let told = String::from_utf8(wrong.stdout).unwrap();
    assert!(
        told.contains("   2  Thay đổi  Ngày nhận: “05/04/2024” đổi thành “06/04/2024”"),
        "{told}"
    );
    assert!(
        told.contains("   3  Lỗi       Ô A3: Không có đơn vị mang mã “khong-co”"),
        "{told}"
    );
    desk.ok(&["export", "table", "reports", "--out", "ra2.csv"]);
    assert_eq!(
        std::fs::read_to_string(desk.0.path().join("ra2.csv")).unwrap(),
        out
    );
}
