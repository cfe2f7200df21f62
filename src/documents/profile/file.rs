//! A profile's file: read, and what is wrong with it in the user's words, with the line.

use super::{Profile, check, lines};
use crate::documents::error::DocumentError;

pub(super) fn read(json: &str) -> Result<Profile, DocumentError> {
    let json = json.trim_start_matches('\u{FEFF}');
    let wrong = |place: String| DocumentError::Profile { wrong: vec![place] };
    let mut source = serde_json::Deserializer::from_str(json);
    let profile: Profile = serde_path_to_error::deserialize(&mut source).map_err(|error| {
        let path = error.path().to_string();
        wrong(in_words(json, &path, &error.into_inner()))
    })?;
    source
        .end()
        .map_err(|error| wrong(in_words(json, "", &error)))?;
    let problems = check::problems(&profile);
    if problems.is_empty() {
        return Ok(profile);
    }
    let lines = lines::of(json);
    let mut found: Vec<(usize, String)> = problems
        .into_iter()
        .map(|(path, words)| {
            let line = lines.get(path).or_else(|| lines.get(parent(path)));
            let line = line.copied().unwrap_or(1);
            (line, format!("dòng {line}: “{path}” {words}"))
        })
        .collect();
    found.sort();
    Err(DocumentError::Profile {
        wrong: found.into_iter().map(|(_, words)| words).collect(),
    })
}

/// What a path lies in: `page` for `page.width_mm`.
fn parent(path: &str) -> &str {
    path.rfind(['.', '['])
        .and_then(|at| path.get(..at))
        .unwrap_or_default()
}

fn in_words(json: &str, path: &str, error: &serde_json::Error) -> String {
    let line = error.line();
    if error.is_eof() {
        return format!("dòng {line}: tệp dừng giữa chừng, thiếu dấu }} hoặc ] đóng lại");
    }
    if error.is_syntax() {
        return format!(
            "dòng {line}, cột {}: sai cú pháp; thường là thiếu hoặc thừa dấu phẩy, dấu ngoặc kép",
            error.column()
        );
    }
    let said = error.to_string();
    let name = said.split('`').nth(1).unwrap_or_default();
    if said.starts_with("unknown field") {
        return format!("dòng {line}: không có mục “{name}”; hãy bỏ mục này hoặc sửa lại tên");
    }
    if said.starts_with("duplicate field") {
        return format!("dòng {line}: mục “{name}” ghi hai lần");
    }
    if said.starts_with("missing field") {
        let opening = opening_line(json, path);
        return if path.is_empty() || path == "." {
            format!("dòng {opening}: thiếu mục “{name}”")
        } else {
            format!("dòng {opening}: mục “{path}” thiếu “{name}”")
        };
    }
    format!("dòng {line}: “{path}” phải là {}", wanted(&said))
}

/// Where a group begins; what it lacks has no line of its own.
fn opening_line(json: &str, path: &str) -> usize {
    let path = if path == "." { "" } else { path };
    lines::of(json).get(path).copied().unwrap_or(1)
}

/// What should have stood there.
fn wanted(said: &str) -> &'static str {
    let expected = said.split("expected ").nth(1).unwrap_or_default();
    let is = |kind: &str| expected.starts_with(kind);
    if is("f32") {
        "một số, ví dụ 14 hoặc 14.5"
    } else if is("u8") || is("u32") {
        "một số nguyên từ 0"
    } else if is("a boolean") {
        "true (có) hoặc false (không)"
    } else if is("a string") {
        "chữ trong ngoặc kép"
    } else if is("an array") || is("a sequence") {
        "danh sách trong ngoặc vuông, đủ số phần tử"
    } else if is("struct") {
        "một nhóm trong ngoặc nhọn { }"
    } else {
        "ngày dạng \"2026-05-27\", hoặc null nếu không có"
    }
}
