//! A guiding document chosen where a paper cites one; the words of the citation are made in the domain.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::GuidingDocument;
use crate::domain::guiding::citation_warnings;
use crate::ui::theme::Tone;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::{Name, notice};

/// Offers the documents of the register; the text with the chosen one cited behind what it says already.
pub fn cite(
    ui: &mut Ui,
    documents: &[GuidingDocument],
    text: &str,
    day: NaiveDate,
) -> Option<String> {
    let document = one(ui, documents, "Dẫn văn bản chỉ đạo", day)?;
    Some(with_citation(text, document))
}

/// Offers the documents of the register, those in force on the day first; the others say so.
pub fn one<'a>(
    ui: &mut Ui,
    documents: &'a [GuidingDocument],
    name: &str,
    day: NaiveDate,
) -> Option<&'a GuidingDocument> {
    if documents.is_empty() {
        return None;
    }
    let mut offered: Vec<&GuidingDocument> = documents.iter().collect();
    offered.sort_by_key(|document| !document.in_force(day));
    let words: Vec<String> = offered
        .iter()
        .map(|document| {
            let short = format!("{}: {}", document.reference(), document.subject);
            if document.in_force(day) {
                short
            } else {
                format!("{short} ({})", document.standing(day))
            }
        })
        .collect();
    let picked = Choice::new(Name::Said(name), &words, None)
        .hint("Dẫn văn bản chỉ đạo…")
        .width(ui.available_width().min(320.0))
        .show(ui)?;
    offered.get(picked).copied()
}

/// "Căn cứ …; Thông tri số …": a document that is cited already is not cited again.
pub fn with_citation(text: &str, document: &GuidingDocument) -> String {
    let there = text.trim().trim_end_matches([';', '.', ',']);
    if document.is_cited_in(there) {
        return text.to_owned();
    }
    if there.is_empty() {
        document.citation()
    } else {
        format!("{there}; {}", document.citation())
    }
}

/// What is wrong with the documents that a text of a day cites.
pub fn warn(ui: &mut Ui, documents: &[GuidingDocument], text: &str, day: NaiveDate) {
    for warning in citation_warnings(documents, text, day) {
        notice::show(ui, Tone::Caution, &warning);
    }
}
