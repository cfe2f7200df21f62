//! What stands above the text: the two columns of page 1, kind and subject, and the headers of the pages.

use super::package::{LINKS, MAIN};
use super::pieces::{cell, frame, letters, paragraph, preserved, row, run, sides, tab};
use super::styles::{self, id};
use super::twips;
use super::xml::Xml;
use crate::documents::content::{Paper, Span};
use crate::documents::layout::text::clean;
use crate::documents::profile::TextStyle;

/// From the lowest letters of the name of the Party to the rule below it, points.
const RULE_DROP: f32 = 1.0;

/// A header: the number of the page in the middle, but on the first; the mark at the right edge.
pub(super) fn header(paper: &Paper, numbered: bool, width: f32) -> String {
    let mut xml = Xml::part();
    xml.inside("w:hdr", &[("xmlns:w", MAIN), ("xmlns:r", LINKS)], |xml| {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.value("w:pStyle", id::HEADER);
                xml.inside("w:tabs", &[], |xml| {
                    for (kind, at) in [("center", width / 2.0), ("right", width)] {
                        xml.empty("w:tab", &[("w:val", kind), ("w:pos", &twips(at))]);
                    }
                });
            });
            tab(xml);
            if numbered {
                xml.inside("w:fldSimple", &[("w:instr", "PAGE")], |xml| {
                    run(xml, &Span::plain("2"));
                });
            }
            if let Some(mark) = &paper.mark {
                tab(xml);
                xml.inside("w:r", &[], |xml| {
                    xml.inside("w:rPr", &[], styles::mark);
                    letters(xml, &format!("\u{A0}{}\u{A0}", mark.to_uppercase()));
                });
            }
        });
    });
    xml.finish()
}

/// `columns` are the widths of both columns; `side` is how far the rule stays from the edges of the right one.
pub(super) fn letterhead(xml: &mut Xml, paper: &Paper, columns: [f32; 2], side: f32) {
    let profile = &paper.profile;
    let head = &paper.letterhead;
    let line = |xml: &mut Xml, style: &str, text: &str, face: TextStyle| {
        if !text.trim().is_empty() {
            // alone in a column as wide as itself, it needs no bound spaces
            let text = clean(&face.cased(text));
            xml.inside("w:p", &[], |xml| {
                xml.inside("w:pPr", &[], |xml| xml.value("w:pStyle", style));
                xml.inside("w:r", &[], |xml| preserved(xml, &text));
            });
        }
    };
    frame(xml, &columns, |xml| {
        row(xml, false, |xml| {
            cell(xml, columns[0], |xml| {
                line(xml, id::SUPERIOR, &head.superior, profile.superior);
                line(xml, id::ISSUER, &head.issuer, profile.issuer);
                line(xml, id::STAR, &profile.star, profile.issuer);
            });
            cell(xml, columns[1], |xml| {
                xml.inside("w:p", &[], |xml| {
                    xml.inside("w:pPr", &[], |xml| {
                        xml.value("w:pStyle", id::PARTY);
                        xml.inside("w:pBdr", &[], |xml| {
                            styles::border(xml, "w:bottom", 0.75, RULE_DROP, "auto");
                        });
                        sides(xml, side);
                    });
                    run(xml, &Span::plain(profile.party_title.cased(&profile.party)));
                });
            });
        });
        row(xml, false, |xml| {
            cell(xml, columns[0], |xml| {
                line(xml, id::NUMBER, &head.number_line, profile.number);
                if let Some(subject) = &paper.letter_subject {
                    line(xml, id::LETTER_SUBJECT, subject, profile.letter_subject);
                }
            });
            cell(xml, columns[1], |xml| {
                line(xml, id::PLACE_DATE, &head.place_date, profile.place_date);
            });
        });
    });
}

pub(super) fn title(xml: &mut Xml, paper: &Paper, side: f32) {
    let profile = &paper.profile;
    if let Some(kind) = &paper.kind {
        paragraph(xml, id::KIND, &[Span::plain(profile.kind.cased(kind))]);
    }
    if let Some(subject) = &paper.subject {
        xml.inside("w:p", &[], |xml| {
            xml.inside("w:pPr", &[], |xml| {
                xml.value("w:pStyle", id::SUBJECT);
                sides(xml, side);
            });
            run(xml, &Span::plain(profile.subject.cased(subject)));
        });
    }
    if paper.kind.is_some() || paper.subject.is_some() {
        paragraph(xml, id::SUBJECT, &[Span::plain(profile.dashes.as_str())]);
    }
}
