//! Reading the JSON form: what is wrong, where, and what to do, in Vietnamese.

use crate::domain::{Problem, Problems};
use crate::read::visit_file::{SCHEMA_VERSION, VisitFile};

/// Bytes that one visit may have; an issued conclusion travels inside.
pub const VISIT_FILE_LIMIT: u64 = 32 * 1024 * 1024;

/// Parses the JSON form of a visit.
///
/// # Errors
/// The file is too large, not JSON, of another version, or a field is unknown, missing or of the wrong kind.
pub(super) fn parse(bytes: &[u8]) -> Result<VisitFile, Problems> {
    if bytes.len() as u64 > VISIT_FILE_LIMIT {
        return Err(Problem::new(
            "",
            "Tệp lớn hơn 32 MB, không phải tệp một cuộc giám sát; hãy kiểm tra lại.",
        )
        .into());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    check_version(bytes, SCHEMA_VERSION)?;
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let file: VisitFile = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let place = error.path().to_string();
        let place = if place == "." { String::new() } else { place };
        let inner = error.into_inner();
        Problem::new(place, message(&inner))
    })?;
    json.end()
        .map_err(|error| Problem::new("", message(&error)))?;
    Ok(file)
}

/// The version is looked at first: another version's fields would only confuse.
pub(in crate::register) fn check_version(bytes: &[u8], wanted: u32) -> Result<(), Problem> {
    let value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|error| Problem::new("", message(&error)))?;
    match value.get("schema_version") {
        Some(version) if version.as_u64() == Some(u64::from(wanted)) => Ok(()),
        Some(version) => Err(Problem::new(
            "schema_version",
            format!(
                "Cấu trúc phiên bản {version} chương trình này không đọc được (đọc phiên bản {wanted}). \
                 Hãy xuất lại từ chương trình cùng phiên bản hoặc cập nhật chương trình."
            ),
        )),
        None => Err(Problem::new(
            "schema_version",
            format!("Thiếu trường “schema_version”; hãy ghi \"schema_version\": {wanted}."),
        )),
    }
}

/// serde's English in the user's words.
pub(in crate::register) fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let at = format!("dòng {}, cột {}", error.line(), error.column());
    if error.is_eof() {
        return format!("Tệp JSON bị cắt ngang ở {at}; hãy xuất hoặc chép lại tệp.");
    }
    if error.is_syntax() {
        return format!("Tệp không đúng cú pháp JSON ở {at}; hãy sửa tại đó hoặc xuất lại tệp.");
    }
    let quoted: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    let first = quoted.first().copied().unwrap_or_default();
    let rest = quoted
        .iter()
        .skip(1)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if text.starts_with("unknown field") {
        format!(
            "Không có trường “{first}” ({at}); hãy bỏ trường này hoặc sửa thành một trong: {rest}."
        )
    } else if text.starts_with("unknown variant") {
        format!("Giá trị “{first}” không dùng được ({at}); hãy dùng một trong: {rest}.")
    } else if text.starts_with("missing field") {
        format!("Thiếu trường “{first}” ({at}); hãy ghi thêm.")
    } else if text.starts_with("duplicate field") {
        format!("Trường “{first}” ghi hai lần ({at}); hãy bỏ một.")
    } else if text.starts_with("giờ ") {
        format!(
            "{} ({at}).",
            text.split(" at line").next().unwrap_or_default()
        )
    } else if text.starts_with("invalid type") || text.starts_with("invalid length") {
        format!("Sai kiểu dữ liệu ({at}); hãy xem mẫu trong data/visit.schema.json.")
    } else if text.contains("UUID") || text.contains("uuid") {
        format!("Mã định danh không đúng ({at}); hãy bỏ trường này để chương trình tự đặt.")
    } else {
        format!(
            "Ngày không đúng hoặc không có thật ({at}); hãy ghi năm-tháng-ngày, ví dụ 2022-12-12."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(json: &str) -> Problem {
        parse(json.as_bytes()).unwrap_err().0.remove(0)
    }

    #[test]
    fn says_where_and_what_to_do() {
        let head =
            r#"{"schema_version":1,"unit":"lb-phuc-dong","kind":"periodic","state":"visited","#;
        for (tail, place, words) in [
            (r#""date":"2022-12-32"}"#, "date", "Ngày không đúng"),
            (r#""date":"12/12/2022"}"#, "date", "Ngày không đúng"),
            (
                r#""date":"2022-12-12","plaice":"x"}"#,
                "plaice",
                "Không có trường “plaice”",
            ),
            (r#""date":"2022-12-12","time":"25:00"}"#, "time", "giờ"),
            (
                r#""date":"2022-12-12","ratings":[{"item":"QC1-01","rating":"good"}]}"#,
                "ratings[0].rating",
                "met, partly_met",
            ),
            (
                r#""date":"2022-12-12","ratings":[{"rating":"met"}]}"#,
                "ratings[0]",
                "Thiếu trường “item”",
            ),
            (
                r#""date":"2022-12-12","covered":"QC1"}"#,
                "covered",
                "Sai kiểu",
            ),
            (r#""date":"2022-12-12""#, "", "cắt ngang"),
            (r#""date":}"#, "", "cú pháp"),
        ] {
            let problem = problem(&format!("{head}{tail}"));
            assert_eq!(problem.place, place, "{problem}");
            assert!(problem.message.contains(words), "{problem}");
        }
        assert_eq!(problem("{}").place, "schema_version");
        assert!(
            problem(r#"{"schema_version":9}"#)
                .message
                .contains("phiên bản 9")
        );
    }
}
