//! From the JSON form to records: codes become identities, every rule is checked, every problem is named.

use std::collections::{HashMap, HashSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::super::conclusion::blank_conclusion;
use super::super::error::RegisterError;
use super::super::rating::check_reason;
use super::super::transact::Tx;
use super::super::visit::{body_for, check_unit_day, newest_catalogue};
use crate::domain::shortcoming::{Step, take_step};
use crate::domain::text::{clean, nfc};
use crate::domain::{
    CatalogueId, Conclusion, ConclusionId, ConclusionState, EventId, EventKind, ItemId, Paragraph,
    ParagraphId, ParagraphSource, Participant, ParticipantId, Problem, Problems, Rating,
    RegulationId, Shortcoming, ShortcomingEvent, ShortcomingId, ShortcomingState, Strength,
    StrengthId, Unit, Visit, VisitId, VisitState,
};
use crate::read::visit_file::{
    ConclusionFile, EventFile, ParagraphFile, RatingFile, ShortcomingFile, SourceFile,
    StrengthFile, VisitFile,
};
use crate::store::{self, check::sha256_hex};

/// A checked visit, ready to be written.
pub(super) struct Records {
    pub visit: Visit,
    pub unit_name: String,
    pub participants: Vec<Participant>,
    pub ratings: Vec<Rating>,
    pub strengths: Vec<Strength>,
    pub shortcomings: Vec<(Shortcoming, Vec<ShortcomingEvent>)>,
    pub conclusion: Option<(Conclusion, Vec<Paragraph>, Option<Vec<u8>>)>,
}

/// Codes of the visit's catalogue, and the problems found so far.
struct Builder<'a, 'tx> {
    tx: &'a Tx<'tx>,
    regulations: HashMap<String, RegulationId>,
    items: HashMap<String, (ItemId, RegulationId)>,
    problems: Vec<Problem>,
}

pub(super) fn build(tx: &Tx<'_>, file: &VisitFile) -> Result<Records, RegisterError> {
    let unit = find_unit(tx, &file.unit)?;
    let catalogue_id = find_catalogue(tx, file)?;
    let mut builder = Builder::new(tx, catalogue_id)?;
    let visit = builder.visit(file, &unit, catalogue_id)?;
    let participants = builder.participants(file, visit.id);
    let ratings = builder.ratings(&file.ratings, &visit);
    let strengths = builder.strengths(&file.strengths, visit.id)?;
    let shortcomings = builder.shortcomings(&file.shortcomings, &visit)?;
    let conclusion = match &file.conclusion {
        Some(paper) => Some(builder.conclusion(paper, &visit, &unit, &strengths, &shortcomings)?),
        None => None,
    };
    let issued = conclusion
        .as_ref()
        .is_some_and(|(paper, ..)| paper.state == ConclusionState::Issued);
    let concluded = matches!(visit.state, VisitState::Concluded | VisitState::Closed);
    if issued != concluded {
        builder.problems.push(Problem::new(
            "state",
            "Cuộc giám sát “đã kết luận” hoặc “đã kết thúc” phải kèm kết luận đã ban hành, và ngược lại.",
        ));
    }
    if visit.state == VisitState::Closed && shortcomings.iter().any(|(s, _)| s.state.is_open()) {
        builder.problems.push(Problem::new(
            "state",
            "Cuộc giám sát đã kết thúc thì không còn tồn tại chưa xác nhận.",
        ));
    }
    Problems::into_result(builder.problems)?;
    Ok(Records {
        visit,
        unit_name: unit.name_in_sentence(),
        participants,
        ratings,
        strengths,
        shortcomings,
        conclusion,
    })
}

fn find_unit(tx: &Tx<'_>, code: &str) -> Result<Unit, RegisterError> {
    store::unit::by_code(tx.rows.conn(), code)?.ok_or_else(|| {
        Problem::new(
            "unit",
            format!("Không có đơn vị mang mã “{code}” trong tệp; hãy xem mã bằng lệnh “qcdc list units” hoặc thêm đơn vị."),
        )
        .into()
    })
}

fn find_catalogue(tx: &Tx<'_>, file: &VisitFile) -> Result<CatalogueId, RegisterError> {
    let Some(key) = &file.catalogue else {
        return newest_catalogue(tx);
    };
    match store::catalogue::by_key(tx.rows.conn(), &key.code, key.version)? {
        Some(catalogue) => Ok(catalogue.id),
        None => Err(Problem::new(
            "catalogue",
            format!(
                "Tệp không có danh mục “{}” phiên bản {}; hãy nhập danh mục đó trước.",
                key.code, key.version
            ),
        )
        .into()),
    }
}

impl<'a, 'tx> Builder<'a, 'tx> {
    fn new(tx: &'a Tx<'tx>, catalogue: CatalogueId) -> Result<Self, RegisterError> {
        let mut builder = Self {
            tx,
            regulations: HashMap::new(),
            items: HashMap::new(),
            problems: Vec::new(),
        };
        if let Some(page) = store::catalogue::page(tx.rows.conn(), catalogue)? {
            for entry in page.regulations {
                let id = entry.regulation.id;
                builder.regulations.insert(entry.regulation.code, id);
                for item in entry.items {
                    builder.items.insert(item.item.code, (item.item.id, id));
                }
            }
        }
        Ok(builder)
    }

    fn note(&mut self, place: &str, result: Result<(), Problem>) {
        if let Err(problem) = result {
            self.problems.push(if place.is_empty() {
                problem
            } else {
                problem.within(place)
            });
        }
    }

    fn visit(
        &mut self,
        file: &VisitFile,
        unit: &Unit,
        catalogue_id: CatalogueId,
    ) -> Result<Visit, RegisterError> {
        let id = file.id.unwrap_or_else(|| VisitId(self.tx.new_id()));
        if self.tx.rows.get::<Visit>(id)?.is_some() {
            return Err(Problem::new(
                "id",
                "Cuộc giám sát này đã có trong tệp; không nhập lần nữa. Muốn nhập thành cuộc mới, hãy bỏ trường “id”.",
            )
            .into());
        }
        if let Some(earlier) = file.rechecks
            && self.tx.rows.get::<Visit>(earlier)?.is_none()
        {
            self.problems.push(Problem::new(
                "rechecks",
                "Cuộc giám sát được phúc tra không có trong tệp; hãy nhập cuộc đó trước.",
            ));
        }
        let mut covered = Vec::new();
        for (index, code) in file.covered.iter().enumerate() {
            match self.regulation(&format!("covered[{index}]"), code) {
                Some(id) if !covered.contains(&id) => covered.push(id),
                _ => {}
            }
        }
        let visit = Visit {
            id,
            ver: 0,
            unit_id: unit.id,
            body_id: body_for(self.tx, unit, file.date)?,
            catalogue_id,
            kind: file.kind,
            state: file.state,
            state_reason: clean(&file.state_reason),
            date: file.date,
            time: file.time,
            place: clean(&file.place),
            topic: clean(&file.topic),
            basis: clean(&file.basis),
            period_from: file.period_from,
            period_to: file.period_to,
            covered,
            report_received_on: file.report_received_on,
            report_note: clean(&file.report_note),
            assessment: clean(&file.assessment),
            report_back_by: file.report_back_by,
            rechecks: file.rechecks,
            note: clean(&file.note),
        };
        self.note("", visit.check());
        self.note("", check_unit_day(unit, visit.date));
        Ok(visit)
    }

    fn regulation(&mut self, place: &str, code: &str) -> Option<RegulationId> {
        let found = self.regulations.get(&nfc(code)).copied();
        if found.is_none() {
            self.problems.push(Problem::new(
                place,
                format!("Danh mục không có quy chế mang mã “{code}”; hãy sửa mã."),
            ));
        }
        found
    }

    fn item(&mut self, place: &str, code: &str) -> Option<(ItemId, RegulationId)> {
        let found = self.items.get(&nfc(code)).copied();
        if found.is_none() {
            self.problems.push(Problem::new(
                place,
                format!("Danh mục không có mục kiểm tra mang mã “{code}”; hãy sửa mã."),
            ));
        }
        found
    }

    fn participants(&mut self, file: &VisitFile, visit_id: VisitId) -> Vec<Participant> {
        let mut list = Vec::new();
        for (index, (position, person)) in (1..).zip(&file.participants).enumerate() {
            let person = Participant {
                id: ParticipantId(self.tx.new_id()),
                ver: 0,
                visit_id,
                side: person.side,
                position,
                name: clean(&person.name),
                title: clean(&person.title),
                role: person.role,
            };
            self.note(&format!("participants[{index}]"), person.check());
            list.push(person);
        }
        // Team first, as every list shows them, so that a round trip keeps the order.
        list.sort_by_key(|person| person.side);
        for (position, person) in (1..).zip(&mut list) {
            person.position = position;
        }
        list
    }

    fn ratings(&mut self, files: &[RatingFile], visit: &Visit) -> Vec<Rating> {
        let mut seen = HashSet::new();
        let mut list = Vec::new();
        for (index, file) in files.iter().enumerate() {
            let place = format!("ratings[{index}]");
            let Some((item_id, _)) = self.item(&format!("{place}.item"), &file.item) else {
                continue;
            };
            if !seen.insert(item_id) {
                self.problems.push(Problem::new(
                    format!("{place}.item"),
                    format!("Mục “{}” được chấm hai lần; hãy bỏ một.", file.item),
                ));
                continue;
            }
            let rating = Rating {
                visit_id: visit.id,
                item_id,
                ver: 0,
                value: file.rating,
                self_rating: file.self_rating,
                comment: clean(&file.comment),
                evidence_seen: clean(&file.evidence_seen),
            };
            self.note(&place, check_reason(visit, &rating));
            list.push(rating);
        }
        list
    }

    /// Regulation and item of a finding; the item's own regulation where only the item is named.
    fn belongs(
        &mut self,
        place: &str,
        regulation: Option<&String>,
        item: Option<&String>,
    ) -> (Option<RegulationId>, Option<ItemId>) {
        let item = item.and_then(|code| self.item(&format!("{place}.item"), code));
        let regulation =
            regulation.and_then(|code| self.regulation(&format!("{place}.regulation"), code));
        if let (Some((_, of_item)), Some(named)) = (item, regulation)
            && of_item != named
        {
            self.problems.push(Problem::new(
                format!("{place}.item"),
                "Mục kiểm tra không thuộc quy chế đã ghi; hãy sửa một trong hai.",
            ));
        }
        (
            regulation.or(item.map(|(_, of_item)| of_item)),
            item.map(|(id, _)| id),
        )
    }

    fn strengths(
        &mut self,
        files: &[StrengthFile],
        visit_id: VisitId,
    ) -> Result<Vec<Strength>, RegisterError> {
        let mut seen = HashSet::new();
        let mut list = Vec::new();
        for (index, (position, file)) in (1..).zip(files).enumerate() {
            let place = format!("strengths[{index}]");
            let id = file.id.unwrap_or_else(|| StrengthId(self.tx.new_id()));
            if !seen.insert(id) || self.tx.rows.get::<Strength>(id)?.is_some() {
                self.id_taken(&place);
            }
            let (regulation_id, item_id) =
                self.belongs(&place, file.regulation.as_ref(), file.item.as_ref());
            let strength = Strength {
                id,
                ver: 0,
                visit_id,
                regulation_id,
                item_id,
                position,
                text: clean(&file.text),
            };
            self.note(&place, strength.check());
            list.push(strength);
        }
        Ok(list)
    }

    fn id_taken(&mut self, place: &str) {
        self.problems.push(Problem::new(
            format!("{place}.id"),
            "Mã định danh đã dùng cho nội dung khác; hãy bỏ trường “id” để chương trình tự đặt.",
        ));
    }

    fn shortcomings(
        &mut self,
        files: &[ShortcomingFile],
        visit: &Visit,
    ) -> Result<Vec<(Shortcoming, Vec<ShortcomingEvent>)>, RegisterError> {
        let mut seen = HashSet::new();
        let mut list = Vec::new();
        for (index, (position, file)) in (1..).zip(files).enumerate() {
            let place = format!("shortcomings[{index}]");
            let id = file.id.unwrap_or_else(|| ShortcomingId(self.tx.new_id()));
            if !seen.insert(id) || self.tx.rows.get::<Shortcoming>(id)?.is_some() {
                self.id_taken(&place);
            }
            if let Some(later) = file.carried_to
                && self.tx.rows.get::<Visit>(later)?.is_none()
            {
                self.problems.push(Problem::new(
                    format!("{place}.carried_to"),
                    "Cuộc giám sát tiếp theo không có trong tệp; hãy nhập cuộc đó trước hoặc bỏ trường này.",
                ));
            }
            let (regulation_id, item_id) =
                self.belongs(&place, file.regulation.as_ref(), file.item.as_ref());
            let first_deadline = file
                .history
                .iter()
                .find_map(|event| event.deadline_from)
                .or(file.deadline);
            let draft = Shortcoming {
                id,
                ver: 0,
                visit_id: visit.id,
                regulation_id,
                item_id,
                position,
                description: clean(&file.description),
                level: file.level,
                cause_external: clean(&file.cause_external),
                cause_own: clean(&file.cause_own),
                order_text: clean(&file.order),
                owner: clean(&file.owner),
                evidence: clean(&file.evidence),
                deadline: first_deadline,
                state: ShortcomingState::Draft,
                reported_on: None,
                verified_on: None,
                carried_to: file.carried_to,
            };
            self.note(&place, draft.check(visit.date));
            let (last, events) = self.replay(&place, draft, &file.history, visit);
            if last.state != file.state {
                self.problems.push(Problem::new(
                    format!("{place}.state"),
                    format!(
                        "Trạng thái “{}” không khớp với quá trình khắc phục (theo quá trình là “{}”); hãy ghi đủ “history”.",
                        file.state.code(),
                        last.state.code()
                    ),
                ));
            }
            if last.deadline != file.deadline {
                self.problems.push(Problem::new(
                    format!("{place}.deadline"),
                    "Thời hạn không khớp với lần gia hạn sau cùng; hãy sửa lại.",
                ));
            }
            list.push((last, events));
        }
        Ok(list)
    }

    /// Goes through the history step by step, as it would have been entered.
    fn replay(
        &mut self,
        place: &str,
        draft: Shortcoming,
        history: &[EventFile],
        visit: &Visit,
    ) -> (Shortcoming, Vec<ShortcomingEvent>) {
        let mut now = draft;
        let mut latest = visit.date;
        let mut events = Vec::new();
        for (index, (position, file)) in (1..).zip(history).enumerate() {
            let place = format!("{place}.history[{index}]");
            let step = Step {
                kind: file.kind,
                on: file.on,
                by: clean(&file.by),
                text: clean(&file.text),
                deadline: file.deadline_to,
            };
            if file.on < latest {
                self.problems.push(Problem::new(
                    format!("{place}.on"),
                    "Ngày ở trước ngày giám sát hoặc trước bước liền trước; hãy sửa lại.",
                ));
            }
            latest = latest.max(file.on);
            match take_step(&now, &step) {
                Ok(after) => now = after,
                Err(problem) => self.problems.push(problem.within(&place)),
            }
            let extends = file.kind == EventKind::Extended;
            events.push(ShortcomingEvent {
                id: EventId(self.tx.new_id()),
                ver: 0,
                shortcoming_id: now.id,
                kind: file.kind,
                on: file.on,
                position,
                by: step.by,
                text: step.text,
                deadline_from: file.deadline_from.filter(|_| extends),
                deadline_to: file.deadline_to.filter(|_| extends),
            });
        }
        (now, events)
    }

    fn conclusion(
        &mut self,
        file: &ConclusionFile,
        visit: &Visit,
        unit: &Unit,
        strengths: &[Strength],
        shortcomings: &[(Shortcoming, Vec<ShortcomingEvent>)],
    ) -> Result<(Conclusion, Vec<Paragraph>, Option<Vec<u8>>), RegisterError> {
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
        if let Some(number) = paper.number
            && let Some((_, day)) = store::visit::number_taken(self.tx.rows.conn(), &paper)?
        {
            self.problems.push(Problem::new(
                "conclusion.number",
                format!(
                    "Số {number:02} đã dùng cho kết luận cuộc giám sát ngày {}; hãy ghi số khác hoặc bỏ trống.",
                    crate::domain::date::show(day)
                ),
            ));
        }
        Ok((paper, paragraphs, pdf))
    }

    /// The bytes of an issued paper, if they are what their hash says.
    fn issued(&mut self, file: &ConclusionFile, paper: &mut Conclusion) -> Option<Vec<u8>> {
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

    fn paragraphs(
        &mut self,
        files: &[ParagraphFile],
        conclusion_id: ConclusionId,
        strengths: &[Strength],
        shortcomings: &[(Shortcoming, Vec<ShortcomingEvent>)],
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
