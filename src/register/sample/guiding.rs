//! Guiding documents of the made-up district, and what its wards did about them.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike as _, Days, FixedOffset, NaiveDate};

use crate::domain::{DocumentId, DocumentType, GuidingDocument, Unit};
use crate::register::Register;
use crate::register::error::RegisterError;
use crate::register::guiding::NewTask;
use crate::register::random::Random;

/// Keeps these dice apart from those of the visits.
const DICE: u64 = 0x4755_4944_494e;

/// Type, number, month and day, subject, days until it has to be put into effect.
type Line = (DocumentType, &'static str, (u32, u32), &'static str, u64);

/// The third is of the year before.
const DOCUMENTS: [Line; 3] = [
    (
        DocumentType::Plan,
        "12-KH/QU",
        (1, 15),
        "Thực hiện công tác dân vận và quy chế dân chủ ở cơ sở trong năm",
        30,
    ),
    (
        DocumentType::Directive,
        "04-CT/QU",
        (3, 20),
        "Nâng cao chất lượng đối thoại giữa người đứng đầu cấp ủy, chính quyền với Nhân dân",
        45,
    ),
    (
        DocumentType::Circular,
        "08-CT/QU",
        (5, 10),
        "Tiếp tục nâng cao hiệu quả xây dựng và thực hiện quy chế dân chủ ở cơ sở",
        30,
    ),
];

impl Register {
    /// Last year's circular was replaced by this year's directive; the wards put them into effect, most of them in time.
    pub(super) fn sample_documents(
        &mut self,
        now: DateTime<FixedOffset>,
        seed: u64,
        moment: &AtomicI64,
    ) -> Result<(), RegisterError> {
        moment.store(now.timestamp(), Ordering::Relaxed);
        let mut random = Random::new(seed ^ DICE);
        let today = now.date_naive();
        let issuer = format!("Ban Thường vụ {}", self.superior_of(today)?);
        let mut made: Vec<DocumentId> = Vec::new();
        for (place, (doc_type, number, (month, day), subject, days)) in
            DOCUMENTS.into_iter().enumerate()
        {
            let back = if place == 2 { 2 } else { 1 };
            let Some(date) = NaiveDate::from_ymd_opt(today.year() - back, month, day) else {
                continue;
            };
            let new = GuidingDocument {
                id: DocumentId(uuid::Uuid::nil()),
                ver: 0,
                doc_type,
                number: number.to_owned(),
                date: Some(date),
                issuer: issuer.clone(),
                subject: subject.to_owned(),
                valid_from: None,
                valid_to: (place == 2).then_some(date + Days::new(300)),
                replaced_by: (place == 2).then(|| made.get(1).copied()).flatten(),
                checked: place == 0,
                note: String::new(),
            };
            let id = self.save_document(None, &new, &[])?.value;
            made.push(id);
            let due = date + Days::new(days);
            let wards: Vec<Unit> = self
                .wards()?
                .into_iter()
                .filter(|unit| unit.exists_on(due))
                .collect();
            for (at, unit) in wards.iter().enumerate() {
                let (dice, late) = (random.below(100), random.between(1, 20));
                let done_on = match dice {
                    dice if dice < 12 => None,
                    dice if dice < 30 => due.checked_add_days(Days::new(late)),
                    _ => due.checked_sub_days(Days::new(late)),
                };
                let done_on = done_on.filter(|done| *done <= today);
                let own_paper = done_on
                    .map_or_else(String::new, |_| format!("Kế hoạch số {:02}-KH/ĐU", 11 + at));
                self.save_task(
                    None,
                    &NewTask {
                        document_id: id,
                        unit_id: unit.id,
                        due: Some(due),
                        done_on,
                        own_paper,
                        note: String::new(),
                    },
                )?;
            }
        }
        Ok(())
    }

    /// "Quận ủy Long Biên", as a sentence has it.
    fn superior_of(&self, day: NaiveDate) -> Result<String, RegisterError> {
        let body = self.issuer_on("", day)?.body;
        Ok(format!("Quận ủy {}", body.place))
    }
}
