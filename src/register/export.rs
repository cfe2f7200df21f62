//! A visit in its documented JSON form.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::Register;
use super::error::RegisterError;
use crate::domain::{
    ConclusionState, IssuedId, ItemId, Paragraph, ParagraphSource, Rating, RegulationId,
    Shortcoming, ShortcomingEvent, VisitId,
};
use crate::read::visit_file::{
    CatalogueKey, ConclusionFile, EventFile, IssuedFile, ParagraphFile, ParticipantFile,
    RatingFile, SCHEMA_VERSION, ShortcomingFile, SourceFile, StrengthFile, VisitFile,
};
use crate::read::{ConclusionPage, VisitPage};
use crate::store::{Record, StoreError};

impl Register {
    /// The visit as it can be imported into another file.
    pub fn export_visit(&self, id: VisitId) -> Result<VisitFile, RegisterError> {
        let page = self.visit_page(id)?;
        let issued = self.issued_pdf(&page)?;
        let mut file = visit_file(&page, issued);
        for earlier in &page.replaced {
            let pdf = self.issued_bytes(IssuedId::Conclusion(earlier.conclusion.id))?;
            let codes = Codes::of(&page);
            file.replaced_conclusions
                .push(conclusion(&page, earlier, &codes, Some(pdf)));
        }
        Ok(file)
    }

    /// The same as text, with a line end.
    pub fn export_visit_json(&self, id: VisitId) -> Result<String, RegisterError> {
        let file = self.export_visit(id)?;
        let mut text = serde_json::to_string_pretty(&file)
            .map_err(|error| StoreError::Shipped(error.to_string()))?;
        text.push('\n');
        Ok(text)
    }
}

struct Codes {
    regulations: HashMap<RegulationId, String>,
    items: HashMap<ItemId, String>,
}

impl Codes {
    fn of(page: &VisitPage) -> Self {
        let sheets = &page.regulations;
        Self {
            regulations: sheets
                .iter()
                .map(|s| (s.regulation.id, s.regulation.code.clone()))
                .collect(),
            items: sheets
                .iter()
                .flat_map(|sheet| &sheet.items)
                .map(|sheet| (sheet.item.id, sheet.item.code.clone()))
                .collect(),
        }
    }

    fn regulation(&self, id: Option<RegulationId>) -> Option<String> {
        id.and_then(|id| self.regulations.get(&id).cloned())
    }

    fn item(&self, id: Option<ItemId>) -> Option<String> {
        id.and_then(|id| self.items.get(&id).cloned())
    }
}

fn visit_file(page: &VisitPage, issued: Option<Vec<u8>>) -> VisitFile {
    let codes = Codes::of(page);
    let visit = page.visit.clone();
    VisitFile {
        schema_version: SCHEMA_VERSION,
        id: Some(visit.id),
        unit: page.unit.code.clone(),
        catalogue: Some(CatalogueKey {
            code: page.catalogue.code.clone(),
            version: page.catalogue.version,
        }),
        kind: visit.kind,
        state: visit.state,
        state_reason: visit.state_reason,
        date: visit.date,
        time: visit.time,
        place: visit.place,
        topic: visit.topic,
        basis: visit.basis,
        period_from: visit.period_from,
        period_to: visit.period_to,
        covered: visit
            .covered
            .iter()
            .filter_map(|id| codes.regulation(Some(*id)))
            .collect(),
        report_received_on: visit.report_received_on,
        report_note: visit.report_note,
        assessment: visit.assessment,
        report_back_by: visit.report_back_by,
        rechecks: visit.rechecks,
        note: visit.note,
        participants: page
            .participants
            .iter()
            .map(|person| ParticipantFile {
                side: person.side,
                role: person.role,
                name: person.name.clone(),
                title: person.title.clone(),
            })
            .collect(),
        ratings: ratings(page),
        strengths: page
            .strengths
            .iter()
            .map(|strength| StrengthFile {
                id: Some(strength.id),
                regulation: codes.regulation(strength.regulation_id),
                item: codes.item(strength.item_id),
                text: strength.text.clone(),
            })
            .collect(),
        shortcomings: page
            .shortcomings
            .iter()
            .map(|s| shortcoming(page, &codes, s))
            .collect(),
        conclusion: page
            .conclusion
            .as_ref()
            .map(|written| conclusion(page, written, &codes, issued)),
        replaced_conclusions: Vec::new(),
    }
}

fn ratings(page: &VisitPage) -> Vec<RatingFile> {
    page.regulations
        .iter()
        .flat_map(|sheet| &sheet.items)
        .filter(|sheet| {
            !sheet
                .rating
                .same_content(&Rating::blank(page.visit.id, sheet.item.id))
        })
        .map(|sheet| RatingFile {
            item: sheet.item.code.clone(),
            rating: sheet.rating.value,
            self_rating: sheet.rating.self_rating,
            comment: sheet.rating.comment.clone(),
            evidence_seen: sheet.rating.evidence_seen.clone(),
        })
        .collect()
}

fn shortcoming(page: &VisitPage, codes: &Codes, s: &Shortcoming) -> ShortcomingFile {
    ShortcomingFile {
        id: Some(s.id),
        regulation: codes.regulation(s.regulation_id),
        item: codes.item(s.item_id),
        description: s.description.clone(),
        level: s.level,
        cause_external: s.cause_external.clone(),
        cause_own: s.cause_own.clone(),
        order: s.order_text.clone(),
        owner: s.owner.clone(),
        evidence: s.evidence.clone(),
        deadline: s.deadline,
        state: s.state,
        deadline_rule: s.deadline_rule,
        carried_to: s.carried_to,
        history: page
            .events
            .iter()
            .filter(|event| event.shortcoming_id == s.id)
            .map(event)
            .collect(),
    }
}

fn event(event: &ShortcomingEvent) -> EventFile {
    EventFile {
        kind: event.kind,
        on: event.on,
        by: event.by.clone(),
        text: event.text.clone(),
        deadline_from: event.deadline_from,
        deadline_to: event.deadline_to,
    }
}

fn conclusion(
    page: &VisitPage,
    written: &ConclusionPage,
    codes: &Codes,
    issued: Option<Vec<u8>>,
) -> ConclusionFile {
    let paper = &written.conclusion;
    let kept = match (paper.state, paper.issued_at, issued) {
        (ConclusionState::Issued, Some(at), Some(pdf)) => Some(IssuedFile {
            at,
            sha256: paper.sha256.clone(),
            pdf: BASE64.encode(pdf),
        }),
        _ => None,
    };
    ConclusionFile {
        id: Some(paper.id),
        state: paper.state,
        doc_type: paper.doc_type.clone(),
        number: paper.number,
        symbol: paper.symbol.clone(),
        date: paper.date,
        subject: paper.subject.clone(),
        signer_title: paper.signer_title.clone(),
        signer_right: paper.signer_right,
        signer_name: paper.signer_name.clone(),
        recipients: paper.recipients.clone(),
        paragraphs: written
            .paragraphs
            .iter()
            .map(|p| paragraph(page, codes, p))
            .collect(),
        issued: kept,
    }
}

fn paragraph(page: &VisitPage, codes: &Codes, p: &Paragraph) -> ParagraphFile {
    let source = match p.source {
        ParagraphSource::Hand => SourceFile::Hand,
        ParagraphSource::Visit => SourceFile::Visit,
        ParagraphSource::Item(id) => codes
            .item(Some(id))
            .map_or(SourceFile::Hand, SourceFile::Item),
        ParagraphSource::Strength(id) => page
            .strengths
            .iter()
            .position(|s| s.id == id)
            .map_or(SourceFile::Hand, SourceFile::Strength),
        ParagraphSource::Shortcoming(id) => page
            .shortcomings
            .iter()
            .position(|s| s.id == id)
            .map_or(SourceFile::Hand, SourceFile::Shortcoming),
    };
    ParagraphFile {
        section: p.section,
        style: p.style,
        text: p.text.clone(),
        source,
        edited: p.edited,
    }
}
