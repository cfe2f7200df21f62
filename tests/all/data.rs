//! The default data and the embedded fonts hold what the program relies on.
//!

//! Read as plain JSON on purpose: these tests say what the files must be, whatever the loader thinks of them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value;
use unicode_normalization::is_nfc;

const FILES: [&str; 6] = [
    "catalogue.json",
    "archive_papers.json",
    "units.json",
    "bodies.json",
    "profiles/hd36.json",
    "profiles/hd05.json",
];

fn path(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn load(name: &str) -> Value {
    let text = std::fs::read_to_string(path("data").join(name)).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key]
        .as_array()
        .unwrap_or_else(|| panic!("no list '{key}' in {value}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key]
        .as_str()
        .unwrap_or_else(|| panic!("no text '{key}' in {value}"))
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .unwrap_or_else(|| panic!("no object: {value}"))
        .keys()
        .map(String::as_str)
        .collect()
}

fn set<const N: usize>(words: [&str; N]) -> BTreeSet<&str> {
    words.into()
}

fn date(value: &Value) -> Option<NaiveDate> {
    let text = value.as_str()?;
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(date.to_string(), text, "a date is written YYYY-MM-DD");
    Some(date)
}

fn day(text: &str) -> NaiveDate {
    date(&Value::from(text)).unwrap()
}

/// Both days count; null is without a limit.
fn valid_on(value: &Value, day: NaiveDate) -> bool {
    date(&value["valid_from"]).is_none_or(|from| from <= day)
        && date(&value["valid_to"]).is_none_or(|to| day <= to)
}

/// Calls `check` with every value in the tree, the root first.
fn visit_all(value: &Value, check: &mut impl FnMut(&Value)) {
    check(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit_all(item, check)),
        Value::Object(fields) => fields.values().for_each(|field| visit_all(field, check)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn items(catalogue: &Value) -> impl Iterator<Item = &Value> {
    list(catalogue, "regulations")
        .iter()
        .flat_map(|regulation| list(regulation, "items"))
}

fn assert_unique<'a>(what: &str, codes: impl IntoIterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    for code in codes {
        assert!(!code.is_empty(), "an empty {what}");
        assert!(seen.insert(code), "{what} twice: {code}");
    }
}

fn wards_on(units: &Value, district: &str, day: NaiveDate) -> usize {
    list(units, "units")
        .iter()
        .filter(|unit| unit["district"] == district && unit["kind"] == "ward")
        .filter(|unit| valid_on(unit, day))
        .count()
}

#[test]
fn every_file_is_version_one_and_nfc() {
    for name in FILES {
        let file = load(name);
        assert_eq!(file["schema_version"], 1, "{name}");
        visit_all(&file, &mut |value| match value {
            Value::String(text) => {
                assert!(is_nfc(text), "{name}: not NFC: {text}");
                assert_eq!(text, text.trim(), "{name}: space around a text");
                assert!(!text.contains("  "), "{name}: two spaces: {text}");
            }
            Value::Object(fields) => {
                for key in fields.keys() {
                    assert!(
                        key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'),
                        "{name}: key {key}"
                    );
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
        });
    }
}

#[test]
fn every_span_of_days_is_well_formed() {
    for name in FILES {
        visit_all(&load(name), &mut |value| {
            let Value::Object(fields) = value else { return };
            for key in ["date", "term_from"] {
                if let Some(day) = fields.get(key) {
                    assert!(date(day).is_some(), "{name}: {key} in {value}");
                }
            }
            for key in ["valid_from", "valid_to"] {
                if let Some(day) = fields.get(key) {
                    assert!(
                        day.is_null() || date(day).is_some(),
                        "{name}: {key} in {value}"
                    );
                }
            }
            let ends = ["valid_from", "valid_to"].map(|key| fields.get(key).and_then(date));
            if let [Some(from), Some(to)] = ends {
                assert!(from <= to, "{name}: ends before it begins: {value}");
            }
        });
    }
}

#[test]
fn the_catalogue_has_one_general_group_and_six_regulations() {
    let catalogue = load("catalogue.json");
    let counts: Vec<_> = list(&catalogue, "regulations")
        .iter()
        .map(|r| (text(r, "code"), text(r, "kind"), list(r, "items").len()))
        .collect();
    assert_eq!(
        counts,
        [
            ("CHUNG", "general", 17),
            ("QC1", "qcdc", 13),
            ("QC2", "qcdc", 10),
            ("QC3", "qcdc", 10),
            ("QC4", "qcdc", 10),
            ("QC5", "qcdc", 15),
            ("QC6", "qcdc", 11),
        ]
    );
    assert_eq!(items(&catalogue).count(), 86);
    assert_unique(
        "item code",
        items(&catalogue).map(|item| text(item, "code")),
    );
}

#[test]
fn nothing_unverified_looks_verified() {
    let catalogue = load("catalogue.json");
    assert!(text(&catalogue, "note").contains("chưa đối chiếu"));
    for regulation in list(&catalogue, "regulations") {
        let ours = regulation["kind"] == "general";
        assert_eq!(regulation["title_checked"], ours, "{}", regulation["code"]);
        assert!(regulation.get("decision").is_none());
    }
    for name in ["profiles/hd36.json", "profiles/hd05.json"] {
        assert_eq!(load(name)["checked"], false, "{name}");
    }
    for body in list(&load("bodies.json"), "bodies") {
        assert!(text(body, "note").contains("chưa đối chiếu"));
    }
}

#[test]
fn legal_references_are_complete_and_unchecked() {
    let catalogue = load("catalogue.json");
    let regulations = list(&catalogue, "regulations").iter();
    let mut count = 0;
    for holder in regulations.chain(items(&catalogue)) {
        assert!(!list(holder, "legal_refs").is_empty(), "{}", holder["code"]);
        for reference in list(holder, "legal_refs") {
            let shape = set(["text", "valid_from", "valid_to", "checked", "district"]);
            assert_eq!(keys(reference), shape);
            assert_eq!(reference["checked"], false, "{reference}");
            assert!(!text(reference, "text").is_empty());
            assert_known_district(&reference["district"]);
            count += 1;
        }
    }
    assert_eq!(count, 266);
}

fn assert_known_district(district: &Value) {
    if let Some(code) = district.as_str() {
        assert!(["long-bien", "dong-da"].contains(&code), "{code}");
    } else {
        assert!(district.is_null());
    }
}

#[test]
fn the_law_of_the_day_is_cited() {
    // Pháp lệnh 34/2007 up to 30/6/2023, Luật 10/2022/QH15 from 01/7/2023, never both
    let catalogue = load("catalogue.json");
    for item in items(&catalogue) {
        for (on, allowed, barred) in [
            ("2022-12-12", "34/2007/PL-UBTVQH11", "10/2022/QH15"),
            ("2023-06-30", "34/2007/PL-UBTVQH11", "10/2022/QH15"),
            ("2023-07-01", "10/2022/QH15", "34/2007/PL-UBTVQH11"),
        ] {
            for reference in list(item, "legal_refs") {
                if valid_on(reference, day(on)) {
                    assert!(
                        !text(reference, "text").contains(barred),
                        "{}: {on} is the time of {allowed}",
                        item["code"]
                    );
                }
            }
        }
    }
}

#[test]
fn every_item_says_whom_it_is_for() {
    let catalogue = load("catalogue.json");
    let kinds = [
        "ward",
        "party_cell",
        "residential_group",
        "school",
        "agency",
    ];
    let mut per_kind = BTreeMap::new();
    for item in items(&catalogue) {
        let code = text(item, "code");
        let shape = set([
            "code",
            "text",
            "evidence",
            "valid_from",
            "valid_to",
            "unit_kinds",
            "district",
            "origin",
            "legal_refs",
        ]);
        assert_eq!(keys(item), shape, "{code}");
        assert!(text(item, "text").ends_with('.'), "{code}");
        assert!(!text(item, "evidence").is_empty(), "{code}");
        assert!(
            ["report", "law", "practice"].contains(&text(item, "origin")),
            "{code}"
        );
        assert_known_district(&item["district"]);
        let own: Vec<_> = list(item, "unit_kinds")
            .iter()
            .map(|k| k.as_str().unwrap())
            .collect();
        assert_unique("unit kind", own.iter().copied());
        assert!(own.contains(&"ward"), "{code}");
        for kind in own {
            assert!(kinds.contains(&kind), "{code}: {kind}");
            *per_kind.entry(kind.to_owned()).or_insert(0) += 1;
        }
    }
    assert_eq!(per_kind["ward"], 86);
    for kind in kinds {
        let count = per_kind.get(kind).copied().unwrap_or(0);
        assert!(count > 0, "{kind} would get an empty checklist");
    }
    // what names the ward's own organs is for a ward alone
    for item in items(&catalogue) {
        let text = text(item, "text");
        if ["UBND phường", "Ban Chỉ đạo", "Thanh tra nhân dân phường"]
            .iter()
            .any(|organ| text.starts_with(organ))
        {
            assert_eq!(list(item, "unit_kinds").len(), 1, "{text}");
        }
    }
}

#[test]
fn the_pilot_of_urban_government_is_asked_about_only_while_it_ran() {
    let catalogue = load("catalogue.json");
    let item = items(&catalogue)
        .find(|item| item["code"] == "QC5-06")
        .unwrap();
    assert!(!valid_on(item, day("2021-06-30")));
    assert!(valid_on(item, day("2022-12-12")));
    assert!(!valid_on(item, day("2025-01-01")));
}

#[test]
fn the_wards_of_each_day_are_counted() {
    let units = load("units.json");
    for (on, long_bien, dong_da) in [
        ("2020-09-23", 14, 21),
        ("2022-12-12", 14, 21),
        ("2024-12-31", 14, 21),
        ("2025-01-01", 13, 17),
        ("2025-03-01", 13, 17),
        ("2025-06-30", 13, 17),
        ("2025-07-01", 4, 5),
    ] {
        assert_eq!(wards_on(&units, "long-bien", day(on)), long_bien, "{on}");
        assert_eq!(wards_on(&units, "dong-da", day(on)), dong_da, "{on}");
    }
    assert_eq!(list(&units, "units").len(), 14 + 21 + 12);
}

#[test]
fn units_are_unique_and_named_in_full() {
    let units = load("units.json");
    let all = list(&units, "units");
    assert_unique("unit code", all.iter().map(|unit| text(unit, "code")));
    assert_unique(
        "statistics code",
        all.iter().filter_map(|unit| unit["gso_code"].as_str()),
    );
    for unit in all {
        let full = format!("Phường {}", text(unit, "short_name"));
        assert_eq!(text(unit, "name"), full);
        assert_eq!(unit["kind"], "ward");
        assert_known_district(&unit["district"]);
        assert!(!text(unit, "source").is_empty(), "{}", unit["code"]);
    }
    let districts: Vec<_> = list(&units, "districts")
        .iter()
        .map(|d| (text(d, "code"), text(d, "valid_to")))
        .collect();
    assert_eq!(
        districts,
        [("long-bien", "2025-06-30"), ("dong-da", "2025-06-30")]
    );
}

#[test]
fn a_succession_joins_units_that_met_on_its_day() {
    let units = load("units.json");
    let by_code: BTreeMap<_, _> = list(&units, "units")
        .iter()
        .map(|unit| (text(unit, "code"), unit))
        .collect();
    let mut seen = BTreeSet::new();
    for edge in list(&units, "successions") {
        let (from, to) = (text(edge, "from"), text(edge, "to"));
        let on = day(text(edge, "date"));
        for code in [from, to] {
            assert!(by_code.contains_key(code), "unknown unit {code}");
        }
        assert!(
            valid_on(by_code[from], on.pred_opt().unwrap()),
            "{from} was gone before {on}"
        );
        assert!(valid_on(by_code[to], on), "{to} was not there on {on}");
        assert!(from != to && seen.insert((from, to)), "{from} → {to} twice");
        assert!(edge["checked"].is_boolean());
        assert!(
            edge["extent"].is_null() || ["whole", "part"].contains(&text(edge, "extent")),
            "{edge}"
        );
    }
    assert_eq!(seen.len(), 54);
}

#[test]
fn no_ward_that_ended_is_left_without_successors() {
    let units = load("units.json");
    for unit in list(&units, "units") {
        let Some(end) = date(&unit["valid_to"]) else {
            continue;
        };
        let code = text(unit, "code");
        let next = end.succ_opt().unwrap();
        assert!(
            list(&units, "successions")
                .iter()
                .any(|edge| edge["from"] == code && day(text(edge, "date")) == next),
            "{code} ended on {end} and nothing followed"
        );
    }
}

#[test]
fn a_ward_that_was_split_keeps_all_its_successors() {
    let units = load("units.json");
    let successors = |code: &str| -> BTreeSet<String> {
        list(&units, "successions")
            .iter()
            .filter(|edge| edge["from"] == code)
            .map(|edge| text(edge, "to").to_owned())
            .collect()
    };
    for (code, expected) in [
        ("lb-sai-dong", vec!["lb-phuc-dong", "lb-phuc-loi"]),
        ("lb-phuc-dong", vec!["hn-long-bien", "hn-phuc-loi"]),
        ("lb-bo-de", vec!["hn-bo-de", "hn-hong-ha", "hn-long-bien"]),
        ("lb-long-bien", vec!["hn-bo-de", "hn-long-bien"]),
        ("lb-thach-ban", vec!["hn-long-bien", "hn-phuc-loi"]),
        ("lb-gia-thuy", vec!["hn-bo-de", "hn-long-bien"]),
        ("lb-ngoc-thuy", vec!["hn-bo-de", "hn-hong-ha"]),
        ("lb-viet-hung", vec!["hn-phuc-loi", "hn-viet-hung"]),
        ("lb-giang-bien", vec!["hn-phuc-loi", "hn-viet-hung"]),
        ("dd-nga-tu-so", vec!["dd-khuong-thuong", "dd-thinh-quang"]),
        ("dd-quang-trung", vec!["hn-dong-da", "hn-kim-lien"]),
        ("dd-lang-ha", vec!["hn-dong-da", "hn-lang"]),
        ("dd-nam-dong", vec!["hn-dong-da", "hn-kim-lien"]),
        ("dd-o-cho-dua", vec!["hn-dong-da", "hn-o-cho-dua"]),
        ("dd-trung-liet", vec!["hn-dong-da", "hn-o-cho-dua"]),
        (
            "dd-hang-bot",
            vec!["hn-o-cho-dua", "hn-van-mieu-quoc-tu-giam"],
        ),
    ] {
        let expected: BTreeSet<_> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(successors(code), expected, "{code}");
    }
    // "whole" leaves nothing for a second successor
    for edge in list(&units, "successions") {
        if edge["extent"] == "whole" {
            assert_eq!(successors(text(edge, "from")).len(), 1, "{edge}");
        }
    }
    // the new wards come from several old ones, and from outside the two districts
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    for edge in list(&units, "successions") {
        if edge["date"] == "2025-07-01" {
            *sources.entry(text(edge, "to")).or_default() += 1;
        }
    }
    assert_eq!(sources.len(), 10);
    assert!(sources.values().all(|&count| count >= 2), "{sources:?}");
    let outside: Vec<_> = list(&units, "reorganisations")
        .iter()
        .flat_map(|r| list(r, "outside"))
        .collect();
    assert_eq!(outside.len(), 3);
    for part in outside {
        assert!(sources.contains_key(text(part, "to")), "{part}");
    }
}

#[test]
fn the_supervising_bodies_can_sign_and_address_a_paper() {
    let bodies = load("bodies.json");
    let mut districts = Vec::new();
    for body in list(&bodies, "bodies") {
        let shape = set([
            "district",
            "superior",
            "name",
            "symbol",
            "place",
            "term_from",
            "note",
            "valid_from",
            "valid_to",
            "signers",
            "recipients",
        ]);
        assert_eq!(keys(body), shape);
        districts.push(text(body, "district"));
        let signers: Vec<_> = list(body, "signers")
            .iter()
            .map(|s| (text(s, "title"), text(s, "right"), text(s, "name")))
            .collect();
        // the head signs directly, a deputy K/T; names are for the user to enter
        assert_eq!(
            signers,
            [
                ("TRƯỞNG BAN", "direct", ""),
                ("PHÓ TRƯỞNG BAN", "deputy", "")
            ]
        );
        let recipients: Vec<_> = list(body, "recipients")
            .iter()
            .map(|r| r.as_str().unwrap())
            .collect();
        assert_unique("recipient", recipients.iter().copied());
        assert!(recipients.contains(&"Đảng ủy {unit}"));
        assert!(recipients.last().unwrap().starts_with("Lưu "));
        for line in recipients {
            // the profile ends the lines
            assert!(!line.ends_with([',', ';', '.']), "{line}");
            assert_eq!(line.replace("{unit}", "").find(['{', '}']), None, "{line}");
        }
    }
    assert_eq!(districts, ["long-bien", "dong-da"]);
}

const STYLES: [&str; 13] = [
    "party_title",
    "superior",
    "issuer",
    "number",
    "place_date",
    "kind",
    "subject",
    "letter_subject",
    "heading",
    "sign_right",
    "signer_title",
    "signer_name",
    "recipients_title",
];

#[test]
fn the_profiles_are_complete() {
    for name in ["profiles/hd36.json", "profiles/hd05.json"] {
        let profile = load(name);
        let mut shape = set([
            "schema_version",
            "code",
            "title",
            "valid_from",
            "valid_to",
            "checked",
            "page",
            "body",
            "recipients",
            "page_number",
            "recipient_line_end",
            "recipient_last_end",
            "text_end",
            "archive_label",
            "body_symbols",
            "dashes",
            "generated_uy",
            "heading_marks",
            "kinds",
            "letter_subject_label",
            "limits",
            "number_digits",
            "number_label",
            "party",
            "recipients_label",
            "signing",
            "star",
            "zero_days_below",
            "zero_months_below",
        ]);
        shape.extend(STYLES);
        assert_eq!(keys(&profile), shape, "{name}");
        for style in STYLES.into_iter().chain(["recipients"]) {
            let style = &profile[style];
            assert_eq!(
                keys(style),
                set(["size_pt", "bold", "italic", "caps", "underline"]),
                "{name}"
            );
            assert!((12.0..=16.0).contains(&style["size_pt"].as_f64().unwrap()));
        }
        let page = set([
            "width_mm",
            "height_mm",
            "margin_top_mm",
            "margin_bottom_mm",
            "margin_left_mm",
            "margin_right_mm",
            "back_margin_left_mm",
            "back_margin_right_mm",
        ]);
        assert_eq!(keys(&profile["page"]), page, "{name}");
        let pitch = profile["body"]["line_pitch_pt"].as_f64().unwrap();
        assert!((18.0..=22.0).contains(&pitch), "{name}");
        assert_eq!(profile["body"]["first_indent_mm"], 10, "{name}");
        assert_eq!(profile["body"]["paragraph_gap_pt"], 6, "{name}");
        assert_eq!(
            keys(&profile["page_number"]),
            set(["size_pt", "top_mm", "from_page"])
        );
    }
}

#[test]
fn the_profiles_differ_where_the_instructions_do_and_leave_no_day_out() {
    let (old, new) = (load("profiles/hd36.json"), load("profiles/hd05.json"));
    let ends = |profile: &Value| {
        ["recipient_line_end", "recipient_last_end", "text_end"]
            .map(|key| text(profile, key).to_owned())
    };
    assert_eq!(ends(&old), [",", ".", "./."]);
    assert_eq!(ends(&new), [";", ".", "."]);
    let last = date(&old["valid_to"]).unwrap();
    assert_eq!(date(&new["valid_from"]), last.succ_opt());
    assert!(new["valid_to"].is_null());
    for same in STYLES
        .into_iter()
        .chain(["page", "body", "recipients", "page_number"])
    {
        assert_eq!(old[same], new[same], "{same}");
    }
}

/// The characters of `wanted` that none of the fonts has.
fn missing(fonts: &[&str], wanted: &str) -> String {
    let files: Vec<_> = fonts
        .iter()
        .map(|font| std::fs::read(path("assets/fonts").join(font)).unwrap())
        .collect();
    let faces: Vec<_> = files
        .iter()
        .map(|file| rustybuzz::Face::from_slice(file, 0).unwrap())
        .collect();
    wanted
        .chars()
        .filter(|&c| faces.iter().all(|face| face.glyph_index(c).is_none()))
        .collect()
}

#[test]
fn the_fonts_have_every_letter_and_sign() {
    let mut letters = String::from("đĐ0123456789 .,;:/()-+%“”‘’…–—×•₫№\u{a0}");
    letters.extend(('a'..='z').chain('A'..='Z'));
    for vowel in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars() {
        letters.push(vowel);
        for tone in ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'] {
            letters.extend(unicode_normalization::char::compose(vowel, tone));
        }
    }
    for weight in ["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"] {
        assert_eq!(missing(&[weight], &letters), "", "{weight}");
    }
    let signs = "✓✗✕▲▼◀▶●○■□☐☑☒⚠⌕✎↶↷↻⟳←↑→↓−≤≥⋮☰★☆⚑🔍";
    assert_eq!(missing(&["QcdcSymbols-Regular.ttf"], signs), "");
    for face in ["Regular", "Bold", "Italic", "BoldItalic"] {
        let file = format!("LiberationSerif-{face}.ttf");
        assert_eq!(missing(&[&file], &letters), "", "{file}");
    }
    // and the texts that the program itself brings
    let mut own = String::new();
    for name in FILES {
        visit_all(&load(name), &mut |value| {
            own.extend(value.as_str());
        });
    }
    assert_eq!(missing(&["NotoSans-Regular.ttf"], &own), "");
    assert_eq!(missing(&["LiberationSerif-Regular.ttf"], &own), "");
}
