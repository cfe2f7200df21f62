//! The conclusion of the JSON form: its head, its text, and the bytes of an issued one.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::super::conclusion::{blank_conclusion, number_free, term_for};
use super::super::error::RegisterError;
use super::finding::Finding;
use super::records::Builder;
use crate::domain::text::clean;
use crate::domain::{
    Conclusion, ConclusionId, ConclusionState, Paragraph, ParagraphId, ParagraphSource, Problem,
    Problems, Strength, Unit, Visit,
};
use crate::read::visit_file::{ConclusionFile, ParagraphFile, SourceFile, VisitFile};
use crate::store::check::sha256_hex;

/// A conclusion with its text and, when issued, its bytes.
pub(super) type Paper = (Conclusion, Vec<Paragraph>, Option<Vec<u8>>);

impl Builder<'_, '_> {
    /// The conclusions of a visit: those that were replaced, oldest first, then the one that counts.
    pub(super) fn conclusions(
        &mut self,
        file: &VisitFile,
        visit: &Visit,
        unit: &Unit,
        strengths: &[Strength],
        shortcomings: &[Finding],
    ) -> Result<Vec<Paper>, RegisterError> {
        let mut papers: Vec<Paper> = Vec::new();
        let mut numbers = HashSet::new();
        let earlier = file.replaced_conclusions.iter().enumerate();
        let all = earlier
            .map(|(index, paper)| (format!("replaced_conclusions[{index}]"), paper))
            .chain(
                file.conclusion
                    .iter()
                    .map(|paper| ("conclusion".to_owned(), paper)),
            );
        for (place, paper) in all {
            let kept = paper.issued.is_some();
            if place != "conclusion" && !kept {
                self.problems.push(Problem::new(
                    format!("{place}.issued"),
                    "Văn bản đã được thay thế phải kèm bản đã ban hành.",
                ));
            }
            let (mut made, paragraphs, pdf) =
                self.conclusion(&place, paper, visit, unit, (strengths, shortcomings))?;
            made.replaces = papers.last().map(|(earlier, ..)| earlier.id);
            let number = (
                made.doc_type.clone(),
                made.symbol.clone(),
                made.term_from,
                made.number,
            );
            if made.number.is_some() && !numbers.insert(number) {
                self.problems.push(Problem::new(
                    format!("{place}.number"),
                    "Văn bản đính chính phải mang số khác văn bản được thay thế.",
                ));
            }
            papers.push((made, paragraphs, pdf));
        }
        if file.conclusion.is_none() && !file.replaced_conclusions.is_empty() {
            self.problems.push(Problem::new(
                "conclusion",
                "Thiếu kết luận thay thế các kết luận trong “replaced_conclusions”.",
            ));
        }
        Ok(papers)
    }

    fn conclusion(
        &mut self,
        at: &str,
        file: &ConclusionFile,
        visit: &Visit,
        unit: &Unit,
        (strengths, shortcomings): (&[Strength], &[Finding]),
    ) -> Result<Paper, RegisterError> {
        let mut paper = blank_conclusion(self.tx, visit)?;
        if let Some(id) = file.id {
            if self.tx.rows.get::<Conclusion>(id)?.is_some() {
                self.id_taken(at);
            }
            paper.id = id;
        }
        paper.state = file.state;
        paper.doc_type = clean(&file.doc_type);
        paper.number = file.number;
        paper.date = file.date;
        paper.term_from = term_for(self.tx, visit, file.date)?;
        for (to, from) in [
            (&mut paper.symbol, &file.symbol),
            (&mut paper.subject, &file.subject),
        ] {
            if !from.is_empty() {
                *to = clean(from);
            }
        }
        if !file.signer_title.is_empty() {
            paper.signer_title = clean(&file.signer_title);
            paper.signer_right = file.signer_right;
            paper.signer_name = clean(&file.signer_name);
        }
        if !file.recipients.is_empty() {
            let in_sentence = unit.name_in_sentence();
            paper.recipients = file
                .recipients
                .iter()
                .map(|line| clean(&line.replace("{unit}", &in_sentence)))
                .collect();
        }
        self.note(at, paper.check(visit.date));
        let paragraphs = self.paragraphs((at, &file.paragraphs), paper.id, strengths, shortcomings);
        let pdf = self.issued(at, file, &mut paper);
        if let Err(error) = number_free(self.tx, &paper) {
            let RegisterError::Problems(Problems(problems)) = error else {
                return Err(error);
            };
            self.problems
                .extend(problems.into_iter().map(|problem| problem.within(at)));
        }
        Ok((paper, paragraphs, pdf))
    }

    /// The bytes of an issued paper, if they are what their hash says.
    pub(super) fn issued(
        &mut self,
        at: &str,
        file: &ConclusionFile,
        paper: &mut Conclusion,
    ) -> Option<Vec<u8>> {
        match (file.state, &file.issued) {
            (ConclusionState::Draft, None) => None,
            (ConclusionState::Draft, Some(_)) => {
                self.problems.push(Problem::new(
                    format!("{at}.issued"),
                    "Kết luận còn dự thảo thì không có bản đã ban hành; hãy bỏ trường này.",
                ));
                None
            }
            (ConclusionState::Issued, None) => {
                self.problems.push(Problem::new(
                    format!("{at}.issued"),
                    "Kết luận đã ban hành phải kèm bản đã ban hành; nếu chưa có, hãy ghi \"state\": \"draft\".",
                ));
                None
            }
            (ConclusionState::Issued, Some(kept)) => {
                for problem in paper.missing_for_issue() {
                    self.problems.push(problem.within(at));
                }
                paper.issued_at = Some(kept.at);
                paper.sha256.clone_from(&kept.sha256);
                match BASE64.decode(&kept.pdf) {
                    Ok(pdf) if sha256_hex(&pdf) == kept.sha256 => Some(pdf),
                    _ => {
                        self.problems.push(Problem::new(
                            format!("{at}.issued.pdf"),
                            "Bản đã ban hành không khớp mã kiểm SHA-256; hãy xuất lại từ tệp gốc.",
                        ));
                        None
                    }
                }
            }
        }
    }

    pub(super) fn paragraphs(
        &mut self,
        (at, files): (&str, &[ParagraphFile]),
        conclusion_id: ConclusionId,
        strengths: &[Strength],
        shortcomings: &[Finding],
    ) -> Vec<Paragraph> {
        let mut list = Vec::new();
        for (index, (position, file)) in (1..).zip(files).enumerate() {
            let place = format!("{at}.paragraphs[{index}].source");
            let source = match &file.source {
                SourceFile::Hand => Some(ParagraphSource::Hand),
                SourceFile::Visit => Some(ParagraphSource::Visit),
                SourceFile::Item(code) => self
                    .item(&place, code)
                    .map(|(id, _)| ParagraphSource::Item(id)),
                SourceFile::Strength(at) => {
                    strengths.get(*at).map(|s| ParagraphSource::Strength(s.id))
                }
                SourceFile::Shortcoming(at) => shortcomings
                    .get(*at)
                    .map(|(s, _)| ParagraphSource::Shortcoming(s.id)),
            };
            if source.is_none() && !matches!(file.source, SourceFile::Item(_)) {
                self.problems.push(Problem::new(
                    place,
                    "Không có ưu điểm hoặc tồn tại ở vị trí này; vị trí đếm từ 0.",
                ));
            }
            list.push(Paragraph {
                id: ParagraphId(self.tx.new_id()),
                ver: 0,
                conclusion_id,
                section: file.section,
                position,
                style: file.style,
                text: clean(&file.text),
                drafted: if file.edited || source.is_none() || source == Some(ParagraphSource::Hand)
                {
                    String::new()
                } else {
                    clean(&file.text)
                },
                source: source.unwrap_or(ParagraphSource::Hand),
                edited: file.edited,
            });
        }
        list.sort_by_key(|paragraph| paragraph.section);
        for (position, paragraph) in (1..).zip(&mut list) {
            paragraph.position = position;
        }
        list
    }
}
