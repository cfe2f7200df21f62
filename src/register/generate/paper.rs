//! The conclusions of made-up visits: drafts, and issued ones that share the bytes of one small paper.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::super::conclusion::blank_conclusion;
use super::super::error::RegisterError;
use super::super::transact::Tx;
use super::{Maker, Scene};
use crate::domain::{
    Conclusion, ConclusionId, ConclusionState, Paragraph, ParagraphId, ParagraphSource,
    ParagraphStyle, Section, Shortcoming, Strength, Visit, VisitState, date,
};
use crate::store::check::sha256_hex;

/// Bytes that stand for an issued paper.
const PAPER: &[u8] = b"%PDF-1.7\n% made-up paper of a file for measuring\n%%EOF\n";

impl Maker {
    /// The conclusion of a visit that ended: issued, drafted, or none yet.
    pub(super) fn conclusion(
        &mut self,
        tx: &mut Tx<'_>,
        scene: &Scene,
        strengths: &[Strength],
        shortcomings: &[Shortcoming],
    ) -> Result<(), RegisterError> {
        let issued = matches!(scene.state, VisitState::Concluded | VisitState::Closed);
        let drafted = scene.state == VisitState::Visited && self.random.percent(40);
        if !issued && !drafted {
            return Ok(());
        }
        let visit: Visit = tx.rows.need(scene.id, "Cuộc giám sát này")?;
        let mut paper = Conclusion {
            id: ConclusionId(tx.new_id_at(scene.at)),
            date: Some(scene.issued),
            signer_name: self
                .signer
                .as_ref()
                .map_or("", |_| "Nguyễn Văn A")
                .to_owned(),
            ..blank_conclusion(tx, &visit)?
        };
        if paper.subject.is_empty() {
            paper.subject = format!(
                "Kết luận giám sát {} đối với {}",
                visit.topic, scene.in_sentence
            );
        }
        if issued {
            let (term_from, number) = self.number(scene.issued);
            paper.state = ConclusionState::Issued;
            paper.term_from = term_from;
            paper.number = Some(number);
            paper.sha256 = sha256_hex(PAPER);
            let noon = NaiveTime::from_hms_opt(11, 0, 0).unwrap_or(NaiveTime::MIN);
            paper.issued_at = scene
                .issued
                .and_time(noon)
                .and_local_timezone(self.zone)
                .earliest();
        }
        let paper = tx.rows.add(paper)?;
        if issued {
            tx.rows.add_issued_paper(paper.id, &paper.sha256, PAPER)?;
        }
        let opening = format!(
            "{}, {} đã giám sát {} đối với {}.",
            crate::domain::text::upper_first(&date::long(scene.day)),
            self.body.full_name(),
            visit.topic,
            scene.in_sentence
        );
        let mut lines = vec![(Section::Opening, opening, ParagraphSource::Visit)];
        lines.extend(strengths.iter().map(|s| {
            (
                Section::Strengths,
                s.text.clone(),
                ParagraphSource::Strength(s.id),
            )
        }));
        for s in shortcomings {
            let source = ParagraphSource::Shortcoming(s.id);
            lines.push((Section::Shortcomings, format!("{}.", s.description), source));
            lines.push((Section::Orders, s.order_text.clone(), source));
        }
        for (position, (section, text, source)) in (1..).zip(lines) {
            tx.rows.add(Paragraph {
                id: ParagraphId(tx.new_id_at(scene.at)),
                ver: 0,
                conclusion_id: paper.id,
                section,
                position,
                style: ParagraphStyle::Body,
                drafted: text.clone(),
                text,
                source,
                edited: false,
            })?;
        }
        Ok(())
    }

    /// The next number on that day: from 01 in each term of five years.
    fn number(&mut self, day: NaiveDate) -> (NaiveDate, i64) {
        let mut term = self.body.term_from;
        while term > day {
            let earlier = term.with_year(term.year() - 5);
            term = earlier.unwrap_or(day);
        }
        let last = self.numbered.filter(|(of, _)| *of == term);
        let number = last.map_or(1, |(_, last)| last + 1);
        self.numbered = Some((term, number));
        (term, number)
    }
}
