use proptest::prelude::*;

use super::*;

/// Types the keys one after the other into a field and answers what stands there.
fn typed(method: Method, keys: &str) -> String {
    typed_after(method, "", keys)
}

fn typed_after(method: Method, text: &str, keys: &str) -> String {
    let mut text = text.to_owned();
    let mut typing = Typing::default();
    for key in keys.chars() {
        match typing.key(method, &text, key) {
            Some(edit) => {
                let keep = text.chars().count() - edit.delete;
                text = text.chars().take(keep).chain(edit.insert.chars()).collect();
            }
            None => text.push(key),
        }
    }
    text
}

const TELEX: &[(&str, &str)] = &[
    ("tieengs Vieetj", "tiếng Việt"),
    ("Phucs DDoongf", "Phúc Đồng"),
    ("phuwowngf Phucs DDoongf", "phường Phúc Đồng"),
    ("quy cheeS daan chur", "quy chế dân chủ"),
    ("giams sats", "giám sát"),
    ("kieemr tra", "kiểm tra"),
    ("toonf taij", "tồn tại"),
    ("hanj chees", "hạn chế"),
    ("khawcs phucj", "khắc phục"),
    ("thuwowngf truwcj", "thường trực"),
    ("nguowif", "người"),
    ("dduwowcj", "được"),
    ("dduowcj", "được"),
    ("ddangr", "đảng"),
    ("DDARNG UYR", "ĐẢNG UỶ"),
    ("hoaf bifnh", "hoà bình"),
    ("thuyr", "thuỷ"),
    ("khoer", "khoẻ"),
    ("quyeets dinhj", "quyết dịnh"),
    ("quoocs gia", "quốc gia"),
    ("giaays tow", "giấy tơ"),
    ("gif", "gì"),
    ("gios", "gió"),
    ("gieengs", "giếng"),
    ("khuyur", "khuỷu"),
    ("ngoawfn ngoeof", "ngoằn ngoèo"),
    ("ngoaif", "ngoài"),
    ("xoong", "xông"),
    ("xooong", "xoong"),
    ("thuowr", "thuở"),
    ("huowng", "hương"),
    ("huow", "huơ"),
    ("ruowuj", "rượu"),
    ("luwu truwx", "lưu trữ"),
    ("muaw", "mưa"),
    ("quawng", "quăng"),
    ("nhw", "như"),
    ("wng hooj", "ưng hộ"),
    ("dangd", "đang"),
    ("tranaf", "trần"),
    ("hoof sow luwu", "hồ sơ lưu"),
    ("aas", "ấ"),
    ("asz", "a"),
    ("ass", "as"),
    ("aaa", "aa"),
    ("ddd", "dd"),
    ("ww", "w"),
    ("Word", "Word"),
    ("Excel", "Excel"),
    ("Windows", "Windows"),
    ("file", "file"),
    ("web", "web"),
    ("QCDC", "QCDC"),
    ("UBND TTr", "UBND TTr"),
    ("DDawks Lawks", "Đắk Lắk"),
    ("Boof DDeef", "Bồ Đề"),
    ("Cuwj Khoois", "Cự Khối"),
    ("ngay 12/12/2022", "ngay 12/12/2022"),
];

const VNI: &[(&str, &str)] = &[
    ("tie6ng1 Vie6t5", "tiếng Việt"),
    ("Phuc1 D9o6ng2", "Phúc Đồng"),
    ("phu7o7ng2", "phường"),
    ("phuong72", "phường"),
    ("d9u7o7c5", "được"),
    ("nguoi72", "người"),
    ("kha8c1 phuc5", "khắc phục"),
    ("da6n chu3", "dân chủ"),
    ("quy6t1", "quy6t1"),
    ("quye6t1 d9inh5", "quyết định"),
    ("lu7u tru74", "lưu trữ"),
    ("ho6 so7", "hô sơ"),
    ("a11", "a1"),
    ("a66", "a6"),
    ("d99", "d9"),
    ("QC 12", "QC 12"),
    ("TT08", "TT08"),
    ("hoa2", "hoà"),
    ("a10", "a"),
];

#[test]
fn telex_makes_these_words() {
    for (keys, text) in TELEX {
        assert_eq!(typed(Method::Telex, keys), *text, "{keys}");
    }
}

#[test]
fn vni_makes_these_words() {
    for (keys, text) in VNI {
        assert_eq!(typed(Method::Vni, keys), *text, "{keys}");
    }
}

#[test]
fn a_word_that_stands_there_can_be_marked() {
    assert_eq!(
        typed_after(Method::Telex, "phường Phuc", "s"),
        "phường Phúc"
    );
    assert_eq!(typed_after(Method::Telex, "Phúc", "f"), "Phùc");
    assert_eq!(typed_after(Method::Vni, "Việt Na", "m"), "Việt Nam");
    assert_eq!(typed_after(Method::Telex, "hồ", "s sow"), "hố sơ");
}

#[test]
fn off_changes_nothing() {
    assert_eq!(typed(Method::Off, "tieengs"), "tieengs");
}

proptest! {
    #[test]
    fn no_key_is_lost_where_nothing_is_marked(word in "[bcghklmnpqtv]{1,6}") {
        prop_assert_eq!(typed(Method::Telex, &word), word);
    }

    #[test]
    fn whatever_is_typed_stays_composed(keys in "[a-zA-Z0-9 ]{0,24}") {
        for method in Method::ALL {
            let text = typed(method, &keys);
            prop_assert!(unicode_normalization::is_nfc(&text));
        }
    }
}
