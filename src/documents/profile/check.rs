//! What a profile must keep so that papers can be laid out by it.

use super::Profile;

pub(super) const SCHEMA_VERSION: u32 = 1;
/// Below this no line of body text would hold a word.
const NARROWEST_TEXT_MM: f32 = 40.0;
const LONGEST_MM: f32 = 1200.0;

/// What is wrong: the path of the value, and the rule.
pub(super) type Found = (&'static str, String);

pub(super) fn problems(profile: &Profile) -> Vec<Found> {
    let mut out = Vec::new();
    if profile.schema_version != SCHEMA_VERSION {
        out.push((
            "schema_version",
            format!(
                "là {}, chương trình này đọc {SCHEMA_VERSION}",
                profile.schema_version
            ),
        ));
        return out;
    }
    identity(profile, &mut out);
    sizes(profile, &mut out);
    page(profile, &mut out);
    words(profile, &mut out);
    out
}

fn identity(profile: &Profile, out: &mut Vec<Found>) {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if profile.code.is_empty() || !profile.code.chars().all(plain) {
        out.push((
            "code",
            "phải là chữ không dấu và số viết liền, ví dụ HD05".to_owned(),
        ));
    }
    if let (Some(from), Some(to)) = (profile.valid_from, profile.valid_to)
        && to < from
    {
        out.push(("valid_to", "phải từ ngày valid_from trở đi".to_owned()));
    }
}

fn sizes(profile: &Profile, out: &mut Vec<Found>) {
    let limits = &profile.limits;
    for (path, [from, to]) in [
        ("limits.kind_pt", limits.kind_pt),
        ("limits.subject_pt", limits.subject_pt),
        ("limits.body_pt", limits.body_pt),
        ("limits.line_pitch_pt", limits.line_pitch_pt),
    ] {
        if from > to {
            out.push((path, format!("phải ghi số nhỏ trước: [{from}, {to}]")));
        }
    }
    let any = [4.0, 72.0];
    for (path, size, [from, to]) in [
        ("party_title.size_pt", profile.party_title.size_pt, any),
        ("superior.size_pt", profile.superior.size_pt, any),
        ("issuer.size_pt", profile.issuer.size_pt, any),
        ("number.size_pt", profile.number.size_pt, any),
        ("place_date.size_pt", profile.place_date.size_pt, any),
        ("kind.size_pt", profile.kind.size_pt, limits.kind_pt),
        (
            "subject.size_pt",
            profile.subject.size_pt,
            limits.subject_pt,
        ),
        (
            "letter_subject.size_pt",
            profile.letter_subject.size_pt,
            any,
        ),
        ("body.size_pt", profile.body.size_pt, limits.body_pt),
        (
            "body.line_pitch_pt",
            profile.body.line_pitch_pt,
            limits.line_pitch_pt,
        ),
        ("heading.size_pt", profile.heading.size_pt, any),
        ("sign_right.size_pt", profile.sign_right.size_pt, any),
        ("signer_title.size_pt", profile.signer_title.size_pt, any),
        ("signer_name.size_pt", profile.signer_name.size_pt, any),
        (
            "recipients_title.size_pt",
            profile.recipients_title.size_pt,
            any,
        ),
        ("recipients.size_pt", profile.recipients.size_pt, any),
        ("page_number.size_pt", profile.page_number.size_pt, any),
    ] {
        let (from, to) = (from.max(4.0), to.min(72.0));
        if !(from..=to).contains(&size) {
            out.push((path, format!("phải từ {from} đến {to}, đang là {size}")));
        }
    }
    let least = limits.paragraph_gap_from_pt;
    if least < 0.0 {
        out.push(("limits.paragraph_gap_from_pt", "phải từ 0".to_owned()));
    } else if !(least..=72.0).contains(&profile.body.paragraph_gap_pt) {
        let now = profile.body.paragraph_gap_pt;
        out.push((
            "body.paragraph_gap_pt",
            format!("phải từ {least} đến 72, đang là {now}"),
        ));
    }
}

fn page(profile: &Profile, out: &mut Vec<Found>) {
    let page = &profile.page;
    for (path, length) in [
        ("page.width_mm", page.width_mm),
        ("page.height_mm", page.height_mm),
        ("page.margin_top_mm", page.margin_top_mm),
        ("page.margin_bottom_mm", page.margin_bottom_mm),
        ("page.margin_left_mm", page.margin_left_mm),
        ("page.margin_right_mm", page.margin_right_mm),
        ("page.back_margin_left_mm", page.back_margin_left_mm),
        ("page.back_margin_right_mm", page.back_margin_right_mm),
        ("body.first_indent_mm", profile.body.first_indent_mm),
        ("page_number.top_mm", profile.page_number.top_mm),
    ] {
        if !(0.0..=LONGEST_MM).contains(&length) {
            out.push((
                path,
                format!("phải từ 0 đến {LONGEST_MM}, đang là {length}"),
            ));
        }
    }
    let across = page.margin_left_mm + page.margin_right_mm;
    let least = NARROWEST_TEXT_MM + profile.body.first_indent_mm.max(0.0);
    if page.width_mm - across < least || page.height_mm - across < least {
        out.push((
            "page.margin_left_mm",
            "và lề phải rộng quá, không còn chỗ cho chữ".to_owned(),
        ));
    }
    let down = page.margin_top_mm + page.margin_bottom_mm;
    if page.height_mm - down < NARROWEST_TEXT_MM || page.width_mm - down < NARROWEST_TEXT_MM {
        out.push((
            "page.margin_top_mm",
            "và lề dưới rộng quá, không còn chỗ cho chữ".to_owned(),
        ));
    }
    let back = page.back_margin_left_mm + page.back_margin_right_mm;
    if (back - across).abs() > 0.01 {
        out.push((
            "page.back_margin_left_mm",
            format!("cộng lề phải mặt sau phải bằng {across}, như mặt trước, đang là {back}"),
        ));
    }
    if !matches!(profile.page_number.from_page, 1 | 2) {
        out.push(("page_number.from_page", "phải là 1 hoặc 2".to_owned()));
    }
}

fn words(profile: &Profile, out: &mut Vec<Found>) {
    for (path, text) in [
        ("title", &profile.title),
        ("party", &profile.party),
        ("number_label", &profile.number_label),
        ("recipients_label", &profile.recipients_label),
        ("signing.collective", &profile.signing.collective),
        ("signing.deputy", &profile.signing.deputy),
        ("signing.by_order", &profile.signing.by_order),
        ("signing.acting", &profile.signing.acting),
    ] {
        if text.trim().is_empty() {
            out.push((path, "chưa ghi chữ nào".to_owned()));
        }
    }
    if profile.number_digits > 6 {
        out.push(("number_digits", "phải từ 0 đến 6".to_owned()));
    }
    if !matches!(profile.generated_uy.as_str(), "ủy" | "uỷ") {
        out.push(("generated_uy", "phải là \"ủy\" hoặc \"uỷ\"".to_owned()));
    }
    for (path, mark, first) in [
        ("heading_marks[0]", 0, 'I'),
        ("heading_marks[1]", 1, '1'),
        ("heading_marks[2]", 2, 'a'),
    ] {
        let fits = |text: &String| text.starts_with(first) && text.chars().count() > 1;
        if !profile.heading_marks.get(mark).is_some_and(fits) {
            out.push((path, format!("phải bắt đầu bằng {first}, kèm dấu đứng sau")));
        }
    }
    let has_notice = profile.kinds.iter().any(|kind| kind.symbol == "TB");
    let named =
        |kind: &super::PaperKind| !kind.symbol.trim().is_empty() && !kind.name.trim().is_empty();
    if !has_notice || !profile.kinds.iter().all(named) {
        out.push((
            "kinds",
            "phải có loại TB, và loại nào cũng có ký hiệu, tên".to_owned(),
        ));
    }
}
