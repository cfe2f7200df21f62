//! A district that the program does not ship.

use serde_json::json;

/// Its wards.
const WARDS: [&str; 14] = [
    "Đại Kim",
    "Định Công",
    "Giáp Bát",
    "Hoàng Liệt",
    "Hoàng Văn Thụ",
    "Lĩnh Nam",
    "Mai Động",
    "Tân Mai",
    "Thanh Trì",
    "Thịnh Liệt",
    "Trần Phú",
    "Tương Mai",
    "Vĩnh Hưng",
    "Yên Sở",
];

/// The district's file, as a helper filled it in.
pub fn district() -> serde_json::Value {
    let code = |name: &str| format!("hm-{}", qcdc::domain::text::fold(name).replace(' ', "-"));
    let units: Vec<_> = WARDS
        .iter()
        .map(|name| {
            json!({
                "code": code(name), "kind": "ward", "name": format!("Phường {name}"),
                "short_name": name, "valid_from": "2004-01-01", "valid_to": null, "checked": true,
            })
        })
        .collect();
    json!({
        "schema_version": 1,
        "district": {"code": "hoang-mai", "name": "Quận Hoàng Mai"},
        "bodies": [{
            "superior": "QUẬN ỦY HOÀNG MAI", "name": "BAN DÂN VẬN", "symbol": "BDVQU", "place": "Hoàng Mai",
            "term_from": "2020-08-01", "valid_from": null, "valid_to": null,
            "signers": [
                {"title": "TRƯỞNG BAN", "right": "direct", "name": "Nguyễn Thị Hạnh"},
                {"title": "PHÓ TRƯỞNG BAN", "right": "deputy", "name": "Trần Văn Bình"},
            ],
            "recipients": ["Đảng ủy {unit}", "Lưu Ban Dân vận"],
        }],
        "units": units,
        "successions": [],
    })
}
