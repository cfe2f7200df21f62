//! The conclusion of a visit as a paper, from its stored paragraphs.

use std::borrow::Cow;

use super::content::{Block, Letterhead, Meta, Paper};
use super::draft::{draft_conclusion, draft_subject};
use super::error::DocumentError;
use super::papers::frame::{ROMAN, place_date, recipients, signature};
use super::pdf::RenderedPdf;
use super::profile::Profile;
use super::render_pdf;
use crate::domain::{
    Conclusion, ConclusionId, ConclusionState, Paragraph, ParagraphId, ParagraphStyle, Section,
};
use crate::read::{ConclusionPage, VisitPage};

/// The conclusion as a PDF: its stored text, or one drafted from the record where nothing was written yet.
///
/// # Errors
/// A letter has no glyph, or the profile is damaged.
pub fn conclusion_pdf(page: &VisitPage) -> Result<RenderedPdf, DocumentError> {
    render_pdf(&conclusion_or_draft(page)?)
}

/// The conclusion as a paper: its stored text, or one drafted from the record where nothing was written yet.
pub fn conclusion_or_draft(page: &VisitPage) -> Result<Paper, DocumentError> {
    conclusion_paper(&with_text(page))
}

/// The page with a conclusion that has a text.
fn with_text(page: &VisitPage) -> Cow<'_, VisitPage> {
    let written = page
        .conclusion
        .as_ref()
        .is_some_and(|stored| !stored.paragraphs.is_empty());
    let draft = page
        .conclusion
        .as_ref()
        .filter(|stored| stored.conclusion.state == ConclusionState::Draft);
    let dated = draft.and_then(|stored| stored.conclusion.date);
    if written {
        return match dated {
            // As it will be issued: with the dates that orders get on that day.
            Some(day) => Cow::Owned(page.clone().with_deadlines(day)),
            None => Cow::Borrowed(page),
        };
    }
    let mut page = match dated {
        Some(day) => page.clone().with_deadlines(day),
        None => page.clone(),
    };
    let conclusion = page.conclusion.take().map_or_else(
        || Conclusion {
            subject: draft_subject(&page),
            ..Conclusion::blank(
                ConclusionId(page.visit.id.0),
                &page.visit,
                &page.unit,
                &page.body,
                page.signers.first(),
            )
        },
        |stored| stored.conclusion,
    );
    let paragraphs = draft_conclusion(&page)
        .into_iter()
        .zip(1..)
        .map(|(draft, position)| Paragraph {
            id: ParagraphId(page.visit.id.0),
            ver: 0,
            conclusion_id: conclusion.id,
            section: draft.section,
            position,
            style: draft.style,
            drafted: draft.text.clone(),
            text: draft.text,
            source: draft.source,
            edited: false,
        })
        .collect();
    page.conclusion = Some(ConclusionPage {
        conclusion,
        paragraphs,
        left_out: Vec::new(),
    });
    Cow::Owned(page)
}

/// The paper of the visit's conclusion, by the format rules of its date (before it has one, of
/// the day of the visit). One without number or date bears "DỰ THẢO", one of a sample file "MẪU".
pub fn conclusion_paper(page: &VisitPage) -> Result<Paper, DocumentError> {
    let stored = page
        .conclusion
        .as_ref()
        .ok_or(DocumentError::NoConclusion)?;
    let conclusion = &stored.conclusion;
    let day = conclusion.date.unwrap_or(page.visit.date);
    let profile = Profile::of_office(&page.rules, day)?.into_owned();
    let named = profile.kind_of_paper(&conclusion.doc_type).cloned();
    let kind = named.as_ref().filter(|kind| !kind.letter);
    let subject = conclusion.subject.trim().to_owned();
    let (subject_below_kind, letter_subject) = match kind {
        Some(_) => (Some(subject.clone()), None),
        None => (
            None,
            Some(format!("{} {subject}", profile.letter_subject_label)),
        ),
    };
    let symbol = format!("{}/{}", conclusion.doc_type, conclusion.symbol);
    let hand = (
        conclusion.signer_right,
        conclusion.signer_title.as_str(),
        conclusion.signer_name.as_str(),
    );
    Ok(Paper {
        letterhead: Letterhead {
            superior: page.body.superior.clone(),
            issuer: page.body.name.clone(),
            number_line: profile.number_line(conclusion.number, &symbol),
            place_date: place_date(&profile, &page.body.place, conclusion.date),
        },
        kind: kind.map(|kind| kind.name.clone()),
        subject: subject_below_kind,
        letter_subject,
        blocks: replacing(page)
            .into_iter()
            .chain(blocks(&profile, &stored.paragraphs))
            .collect(),
        signature: Some(signature(&profile.signing, &page.body, &page.signers, hand)),
        recipients: recipients(&conclusion.recipients, &page.unit.name_in_sentence()),
        meta: Meta {
            title: format!(
                "{} số {}",
                named.as_ref().map_or("Công văn", |kind| kind.name.as_str()),
                conclusion.doc_number().trim()
            ),
            subject,
            date: day,
        },
        mark: mark(page.sample, conclusion),
        profile,
        two_sided: page.rules.two_sided,
    })
}

/// A correction says first which paper it stands in for.
fn replacing(page: &VisitPage) -> Option<Block> {
    let earlier = page.conclusion.as_ref()?.conclusion.replaces?;
    let earlier = page
        .replaced
        .iter()
        .find(|page| page.conclusion.id == earlier)?;
    Some(Block::text(format!(
        "Thông báo này thay thế {} của {}.",
        earlier.conclusion.reference(),
        page.body.full_name()
    )))
}

/// A draft that already has its number and date is what goes up for signing: it bears no mark.
fn mark(sample: bool, conclusion: &Conclusion) -> Option<String> {
    let unfinished = conclusion.number.is_none() || conclusion.date.is_none();
    let text = match (sample, unfinished) {
        (true, true) => "MẪU - DỰ THẢO",
        (true, false) => "MẪU",
        (false, true) => "DỰ THẢO",
        (false, false) => return None,
    };
    Some(text.to_owned())
}

/// Sections in their order; a titled section without a paragraph is left out and the rest
/// are numbered through.
fn blocks(profile: &Profile, paragraphs: &[Paragraph]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut numbers = ROMAN.iter();
    for section in Section::ALL {
        let mut inside: Vec<&Paragraph> = paragraphs
            .iter()
            .filter(|paragraph| paragraph.section == *section && !paragraph.text.trim().is_empty())
            .collect();
        inside.sort_by_key(|paragraph| paragraph.position);
        if inside.is_empty() {
            continue;
        }
        if let Some((_, title)) = section.label().split_once("- ") {
            let number = numbers.next().copied().unwrap_or_default();
            blocks.push(Block::heading(1, format!("{number}- {title}")));
        }
        blocks.extend(
            inside
                .into_iter()
                .flat_map(|paragraph| set(profile, paragraph)),
        );
    }
    blocks
}

/// A stored paragraph; each line that the user typed is a paragraph on paper.
fn set(profile: &Profile, paragraph: &Paragraph) -> Vec<Block> {
    let text = paragraph.text.trim();
    match paragraph.style {
        ParagraphStyle::Heading => vec![Block::heading(profile.heading_level(text), text)],
        ParagraphStyle::Body => text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|line| Block::text(profile.numbered_text(line)))
            .collect(),
    }
}
