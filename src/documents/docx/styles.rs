//! The styles of the file: every size, face and distance of the profile, under a name that a clerk can change.

use super::package::MAIN;
use super::xml::Xml;
use super::{half_points, twips};
use crate::documents::layout::letterhead::{ABOVE_KIND, GUTTER};
use crate::documents::layout::setter::{leading, points};
use crate::documents::layout::{MARK_SIZE, closing, table};
use crate::documents::profile::{Profile, TextStyle};

/// What the styles are called inside the file.
pub(super) mod id {
    pub const NORMAL: &str = "Normal";
    pub const BODY: &str = "BodyText";
    pub const ITEM: &str = "GachDauDong";
    pub const HEADINGS: [&str; 3] = ["Heading1", "Heading2", "Heading3"];
    pub const HEADER: &str = "Header";
    pub const PARTY: &str = "TieuDeDang";
    pub const SUPERIOR: &str = "CoQuanCapTren";
    pub const ISSUER: &str = "CoQuanBanHanh";
    pub const STAR: &str = "DauSao";
    pub const NUMBER: &str = "SoKyHieu";
    pub const PLACE_DATE: &str = "DiaDanhNgayThang";
    pub const LETTER_SUBJECT: &str = "TrichYeuCongVan";
    pub const KIND: &str = "TenLoaiVanBan";
    pub const SUBJECT: &str = "TrichYeu";
    pub const SIGN_RIGHT: &str = "QuyenHanKy";
    pub const SIGNER_TITLE: &str = "ChucVuKy";
    pub const SIGNER_NAME: &str = "NguoiKy";
    pub const RECIPIENTS_TITLE: &str = "NoiNhanTieuDe";
    pub const RECIPIENTS: &str = "NoiNhan";
    pub const CELL: &str = "ChuTrongBang";
    pub const CELL_HEADER: &str = "DauBang";
    pub const DENSE_CELL: &str = "ChuTrongDanhSach";
    pub const DENSE_HEADER: &str = "DauDanhSach";
    pub const DENSE_TABLE: &str = "BangDanhSach";
    pub const GAP: &str = "KhoangCach";
    pub const TABLE: &str = "BangKe";
    pub const FRAME: &str = "BangKhongKe";
}

/// The family that offices have; its letters are as wide as those of the PDF.
const FONT: &str = "Times New Roman";
/// The ink of the mark.
const GREY: &str = "595959";

/// One paragraph style.
#[derive(Debug, Clone, Copy)]
struct Style<'a> {
    id: &'a str,
    name: &'a str,
    based_on: &'a str,
    next: Option<&'a str>,
    /// Face and size; none as in the style below.
    text: Option<TextStyle>,
    align: &'a str,
    /// Exact height of a line and empty height above, points.
    line: f32,
    before: f32,
    /// From the margins and of the first line, points.
    left: f32,
    right: f32,
    first_line: f32,
    keep_next: bool,
    outline: Option<&'a str>,
}

impl<'a> Style<'a> {
    /// Text that stands outside the body.
    fn of(id: &'a str, name: &'a str, text: TextStyle, align: &'a str) -> Self {
        Self {
            id,
            name,
            based_on: id::NORMAL,
            next: None,
            text: Some(text),
            align,
            line: leading(text.size_pt),
            before: 0.0,
            left: 0.0,
            right: 0.0,
            first_line: 0.0,
            keep_next: false,
            outline: None,
        }
    }

    fn write(&self, xml: &mut Xml) {
        let id = [("w:type", "paragraph"), ("w:styleId", self.id)];
        xml.inside("w:style", &id, |xml| {
            xml.value("w:name", self.name);
            xml.value("w:basedOn", self.based_on);
            if let Some(next) = self.next {
                xml.value("w:next", next);
            }
            xml.empty("w:qFormat", &[]);
            xml.inside("w:pPr", &[], |xml| self.paragraph(xml));
            if let Some(text) = self.text {
                xml.inside("w:rPr", &[], |xml| face(xml, text));
            }
        });
    }

    fn paragraph(&self, xml: &mut Xml) {
        if self.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        spacing(xml, self.line, self.before);
        let sides = [self.left, self.right, self.first_line].map(twips);
        let [left, right, first_line] = &sides;
        xml.empty(
            "w:ind",
            &[
                ("w:left", left),
                ("w:right", right),
                ("w:firstLine", first_line),
            ],
        );
        xml.value("w:jc", self.align);
        if let Some(level) = self.outline {
            xml.value("w:outlineLvl", level);
        }
    }
}

/// Exact height of lines and the empty height above.
pub(super) fn spacing(xml: &mut Xml, line: f32, before: f32) {
    xml.empty(
        "w:spacing",
        &[
            ("w:before", &twips(before)),
            ("w:after", "0"),
            ("w:line", &twips(line)),
            ("w:lineRule", "exact"),
        ],
    );
}

fn face(xml: &mut Xml, style: TextStyle) {
    for (tag, on) in [
        ("w:b", style.bold),
        ("w:bCs", style.bold),
        ("w:i", style.italic),
        ("w:iCs", style.italic),
        ("w:caps", style.caps),
    ] {
        if on {
            xml.empty(tag, &[]);
        }
    }
    xml.value("w:sz", &half_points(style.size_pt));
    xml.value("w:szCs", &half_points(style.size_pt));
    if style.underline {
        xml.value("w:u", "single");
    }
}

/// `word/styles.xml`
pub(super) fn styles(profile: &Profile) -> String {
    let mut xml = Xml::part();
    xml.inside("w:styles", &[("xmlns:w", MAIN)], |xml| {
        defaults(xml, profile);
        normal(xml);
        for style in body(profile)
            .iter()
            .chain(&head(profile))
            .chain(&closing_styles(profile))
            .chain(&tables(profile))
        {
            style.write(xml);
        }
        table_style(xml, id::FRAME, "Bảng không kẻ", None);
        for (id, name, setting) in [
            (id::TABLE, "Bảng kẻ", table::USUAL),
            (id::DENSE_TABLE, "Bảng danh sách", table::DENSE),
        ] {
            table_style(xml, id, name, Some(setting));
        }
    });
    xml.finish()
}

fn defaults(xml: &mut Xml, profile: &Profile) {
    xml.inside("w:docDefaults", &[], |xml| {
        xml.inside("w:rPrDefault", &[], |xml| {
            xml.inside("w:rPr", &[], |xml| {
                xml.empty(
                    "w:rFonts",
                    &[
                        ("w:ascii", FONT),
                        ("w:hAnsi", FONT),
                        ("w:eastAsia", FONT),
                        ("w:cs", FONT),
                    ],
                );
                let size = half_points(profile.body.size_pt);
                xml.value("w:sz", &size);
                xml.value("w:szCs", &size);
                let lang = [("w:val", "vi-VN"), ("w:eastAsia", "vi-VN")];
                xml.empty("w:lang", &lang);
            });
        });
        xml.inside("w:pPrDefault", &[], |xml| xml.empty("w:pPr", &[]));
    });
}

fn normal(xml: &mut Xml) {
    let id = [
        ("w:type", "paragraph"),
        ("w:default", "1"),
        ("w:styleId", id::NORMAL),
    ];
    xml.inside("w:style", &id, |xml| {
        xml.value("w:name", "Normal");
        xml.empty("w:qFormat", &[]);
    });
}

fn plain(size_pt: f32) -> TextStyle {
    TextStyle {
        size_pt,
        bold: false,
        italic: false,
        caps: false,
        underline: false,
    }
}

fn body(profile: &Profile) -> Vec<Style<'static>> {
    let body = profile.body;
    let text = Style {
        line: body.line_pitch_pt,
        before: body.paragraph_gap_pt,
        first_line: points(body.first_indent_mm),
        ..Style::of(id::BODY, "Body Text", plain(body.size_pt), "both")
    };
    let item = Style {
        id: id::ITEM,
        name: "Gạch đầu dòng",
        based_on: id::BODY,
        ..text
    };
    let names = ["heading 1", "heading 2", "heading 3"];
    let headings = id::HEADINGS.into_iter().zip(names).zip(["0", "1", "2"]);
    let headings = headings.map(|((id, name), level)| Style {
        id,
        name,
        next: Some(id::BODY),
        text: Some(TextStyle {
            italic: profile.heading.italic || level == "2",
            ..profile.heading
        }),
        keep_next: true,
        outline: Some(level),
        ..text
    });
    let number = plain(profile.page_number.size_pt);
    let header = Style::of(id::HEADER, "header", number, "left");
    [text, item]
        .into_iter()
        .chain(headings)
        .chain([header])
        .collect()
}

fn head(profile: &Profile) -> Vec<Style<'static>> {
    // the first lines of both columns are of one height, so that their baselines meet
    let first = leading(profile.party_title.size_pt.max(profile.superior.size_pt));
    let left = |id, name, text| Style {
        right: GUTTER,
        ..Style::of(id, name, text, "center")
    };
    let right = |id, name, text| Style::of(id, name, text, "center");
    let star = TextStyle {
        bold: false,
        ..profile.issuer
    };
    let title = |id, name, text| Style {
        keep_next: true,
        ..Style::of(id, name, text, "center")
    };
    vec![
        Style {
            line: first,
            ..right(id::PARTY, "Tiêu đề Đảng", profile.party_title)
        },
        Style {
            line: first,
            ..left(id::SUPERIOR, "Cơ quan cấp trên", profile.superior)
        },
        left(id::ISSUER, "Cơ quan ban hành", profile.issuer),
        left(id::STAR, "Dấu sao", star),
        left(id::NUMBER, "Số, ký hiệu", profile.number),
        right(id::PLACE_DATE, "Địa danh, ngày tháng", profile.place_date),
        left(
            id::LETTER_SUBJECT,
            "Trích yếu công văn",
            profile.letter_subject,
        ),
        Style {
            before: ABOVE_KIND,
            next: Some(id::SUBJECT),
            ..title(id::KIND, "Tên loại văn bản", profile.kind)
        },
        title(id::SUBJECT, "Trích yếu", profile.subject),
    ]
}

fn closing_styles(profile: &Profile) -> Vec<Style<'static>> {
    let name = profile.signer_name;
    vec![
        Style::of(id::SIGN_RIGHT, "Quyền hạn ký", profile.sign_right, "center"),
        Style::of(
            id::SIGNER_TITLE,
            "Chức vụ người ký",
            profile.signer_title,
            "center",
        ),
        Style {
            before: points(closing::SIGNING_MM),
            ..Style::of(id::SIGNER_NAME, "Họ tên người ký", name, "center")
        },
        Style::of(
            id::RECIPIENTS_TITLE,
            "Nơi nhận (tiêu đề)",
            profile.recipients_title,
            "left",
        ),
        Style::of(id::RECIPIENTS, "Nơi nhận", profile.recipients, "left"),
    ]
}

fn tables(profile: &Profile) -> Vec<Style<'static>> {
    let text = plain(profile.body.size_pt - table::USUAL.smaller);
    let header = TextStyle { bold: true, ..text };
    let small = plain(profile.body.size_pt - table::DENSE.smaller);
    let small_header = TextStyle {
        bold: true,
        ..small
    };
    let line = small.size_pt * table::DENSE.line;
    vec![
        Style::of(id::CELL, "Chữ trong bảng", text, "left"),
        Style {
            keep_next: true,
            ..Style::of(id::CELL_HEADER, "Đầu bảng", header, "center")
        },
        Style {
            line,
            ..Style::of(id::DENSE_CELL, "Chữ trong danh sách", small, "left")
        },
        Style {
            line,
            keep_next: true,
            ..Style::of(id::DENSE_HEADER, "Đầu danh sách", small_header, "center")
        },
        Style {
            line: 1.0,
            ..Style::of(id::GAP, "Khoảng cách", plain(2.0), "left")
        },
    ]
}

fn table_style(xml: &mut Xml, id: &str, name: &str, ruled: Option<table::Setting>) {
    let head = [("w:type", "table"), ("w:styleId", id)];
    xml.inside("w:style", &head, |xml| {
        xml.value("w:name", name);
        xml.empty("w:qFormat", &[]);
        xml.inside("w:tblPr", &[], |xml| {
            xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
            if ruled.is_some() {
                xml.inside("w:tblBorders", &[], |xml| {
                    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                        border(xml, &format!("w:{side}"), table::THICKNESS, 0.0, "auto");
                    }
                });
            }
            let (x, y) = ruled.map_or((0.0, 0.0), |setting| (table::PADDING_X, setting.padding_y));
            xml.inside("w:tblCellMar", &[], |xml| {
                for (tag, width) in [("w:top", y), ("w:left", x), ("w:bottom", y), ("w:right", x)] {
                    xml.empty(tag, &[("w:w", &twips(width)), ("w:type", "dxa")]);
                }
            });
        });
    });
}

/// A solid rule; thickness and distance in points.
pub(super) fn border(xml: &mut Xml, tag: &str, thickness: f32, space: f32, colour: &str) {
    xml.empty(
        tag,
        &[
            ("w:val", "single"),
            ("w:sz", &super::whole(thickness * 8.0)),
            ("w:space", &super::whole(space)),
            ("w:color", colour),
        ],
    );
}

/// The boxed word at the top of the pages.
pub(super) fn mark(xml: &mut Xml) {
    xml.empty("w:b", &[]);
    xml.empty("w:bCs", &[]);
    xml.value("w:color", GREY);
    xml.value("w:sz", &half_points(MARK_SIZE));
    xml.value("w:szCs", &half_points(MARK_SIZE));
    border(xml, "w:bdr", 0.75, 0.0, GREY);
}
