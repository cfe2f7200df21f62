//! The conclusion of the JSON form: its head, its text, and the bytes of an issued one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::super::conclusion::{blank_conclusion, number_free};
use super::super::error::RegisterError;
use super::finding::Finding;
use super::records::Builder;
use crate::domain::text::clean;
use crate::domain::{
    Conclusion, ConclusionId, ConclusionState, Paragraph, ParagraphId, ParagraphSource, Problem,
    Problems, Strength, Unit, Visit,
};
use crate::read::visit_file::{ConclusionFile, ParagraphFile, SourceFile};
use crate::store::check::sha256_hex;

/// A conclusion with its text and, when issued, its bytes.
pub(super) type Paper = (Conclusion, Vec<Paragraph>, Option<Vec<u8>>);

impl Builder<'_, '_> {
    pub(super) fn conclusion(
        &mut self,
        file: &ConclusionFile,
        visit: &Visit,
        unit: &Unit,
        strengths: &[Strength],
        shortcomings: &[Finding],
    ) -> Result<Paper, RegisterError> {
        let mut paper = blank_conclusion(self.tx, visit)?;
        if let Some(id) = file.id {
            if self.tx.rows.get::<Conclusion>(id)?.is_some() {
                self.id_taken("conclusion");
            }
            paper.id = id;
        }
        paper.state = file.state;
        paper.doc_type = clean(&file.doc_type);
        paper.number = file.number;
        paper.date = file.date;
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
        self.note("conclusion", paper.check(visit.date));
        let paragraphs = self.paragraphs(&file.paragraphs, paper.id, strengths, shortcomings);
        let pdf = self.issued(file, &mut paper);
        if let Err(error) = number_free(self.tx, &paper) {
            let RegisterError::Problems(Problems(problems)) = error else {
                return Err(error);
            };
            self.problems.extend(
                problems
                    .into_iter()
                    .map(|problem| problem.within("conclusion")),
            );
        }
        Ok((paper, paragraphs, pdf))
    }

    /// The bytes of an issued paper, if they are what their hash says.
    pub(super) fn issued(
        &mut self,
        file: &ConclusionFile,
        paper: &mut Conclusion,
    ) -> Option<Vec<u8>> {
        match (file.state, &file.issued) {
            (ConclusionState::Draft, None) => None,
            (ConclusionState::Draft, Some(_)) => {
                self.problems.push(Problem::new(
                    "conclusion.issued",
                    "Kết luận còn dự thảo thì không có bản đã ban hành; hãy bỏ trường này.",
                ));
                None
            }
            (ConclusionState::Issued, None) => {
                self.problems.push(Problem::new(
                    "conclusion.issued",
                    "Kết luận đã ban hành phải kèm bản đã ban hành; nếu chưa có, hãy ghi \"state\": \"draft\".",
                ));
                None
            }
            (ConclusionState::Issued, Some(kept)) => {
                if let Some(problem) = paper.missing_for_issue() {
                    self.problems.push(problem.within("conclusion"));
                }
                paper.issued_at = Some(kept.at);
                paper.sha256.clone_from(&kept.sha256);
                match BASE64.decode(&kept.pdf) {
                    Ok(pdf) if sha256_hex(&pdf) == kept.sha256 => Some(pdf),
                    _ => {
                        self.problems.push(Problem::new(
                            "conclusion.issued.pdf",
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
        files: &[ParagraphFile],
        conclusion_id: ConclusionId,
        strengths: &[Strength],
        shortcomings: &[Finding],
    ) -> Vec<Paragraph> {
        let mut list = Vec::new();
        for (index, (position, file)) in (1..).zip(files).enumerate() {
            let place = format!("conclusion.paragraphs[{index}].source");
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
