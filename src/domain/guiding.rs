//! Văn bản chỉ đạo: documents of superior bodies, how another paper cites them, and who must put them into effect.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::attachment::{AttachmentKind, size_label};
use super::date::show;
use super::ids::{DocumentFileId, DocumentId, UnitId};
use super::problem::{Problem, Problems};
use super::text::{fold, lower_first};
use super::words::words;

words! {
    /// Thể loại of a document.
    DocumentType {
        Resolution = "resolution", "Nghị quyết";
        Decision = "decision", "Quyết định";
        Directive = "directive", "Chỉ thị";
        Circular = "circular", "Thông tri";
        Conclusion = "conclusion", "Kết luận";
        Rule = "rule", "Quy định";
        Regulation = "regulation", "Quy chế";
        Programme = "programme", "Chương trình";
        Plan = "plan", "Kế hoạch";
        Guidance = "guidance", "Hướng dẫn";
        Notice = "notice", "Thông báo";
        Report = "report", "Báo cáo";
        Letter = "letter", "Công văn";
        Law = "law", "Luật";
        Ordinance = "ordinance", "Pháp lệnh";
        Decree = "decree", "Nghị định";
        StateCircular = "state_circular", "Thông tư";
        Other = "other", "Văn bản khác";
    }
}

impl DocumentType {
    /// Abbreviations that its symbols bear; none where they bear no abbreviation that tells.
    fn abbreviations(self) -> &'static [&'static str] {
        match self {
            Self::Resolution => &["NQ"],
            Self::Decision => &["QĐ"],
            Self::Directive => &["CT"],
            Self::Circular | Self::StateCircular => &["TT"],
            Self::Conclusion => &["KL"],
            Self::Rule => &["QĐ", "QyĐ", "QĐi"],
            Self::Regulation => &["QC"],
            Self::Programme => &["CTr"],
            Self::Plan => &["KH"],
            Self::Guidance => &["HD"],
            Self::Notice => &["TB"],
            Self::Report => &["BC"],
            Self::Letter => &["CV"],
            Self::Ordinance => &["PL"],
            Self::Decree => &["NĐ"],
            Self::Law | Self::Other => &[],
        }
    }

    /// The types whose symbols bear an abbreviation: "CT" is of chỉ thị.
    fn with(abbreviation: &str) -> Vec<Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|kind| kind.abbreviations().contains(&abbreviation))
            .collect()
    }

    /// The type that a text begins with: "Thông tri số 08…".
    pub fn named(text: &str) -> Option<Self> {
        let text = fold(text.trim());
        let all = Self::ALL.iter().copied();
        all.filter(|kind| *kind != Self::Other)
            .find(|kind| text == fold(kind.label()) || text == kind.code())
    }
}

/// The abbreviation in a number: `CT` of `08-CT/QU`, `NĐ` of `84/2015/NĐ-CP`, `PL` of `34/2007/PL-UBTVQH11`.
pub fn abbreviation(number: &str) -> Option<&str> {
    let number = number.trim();
    let letters = |part: &&str| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.all(char::is_alphabetic)
    };
    if number.matches('/').count() >= 2 {
        let (_, last) = number.rsplit_once('/')?;
        let (kind, _) = last.split_once('-')?;
        return Some(kind.trim()).filter(letters);
    }
    let (head, _) = number.split_once('/')?;
    let (_, kind) = head.rsplit_once('-')?;
    Some(kind.trim()).filter(letters)
}

/// A document that a superior body issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuidingDocument {
    pub id: DocumentId,
    pub ver: i64,
    pub doc_type: DocumentType,
    /// Số và ký hiệu as it stands on the document: `08-CT/QU`.
    pub number: String,
    pub date: Option<NaiveDate>,
    pub issuer: String,
    /// Trích yếu.
    pub subject: String,
    /// In force from; without it, from its own day.
    pub valid_from: Option<NaiveDate>,
    /// Last day in force.
    pub valid_to: Option<NaiveDate>,
    pub replaced_by: Option<DocumentId>,
    /// Whether a clerk compared it with the original.
    pub checked: bool,
    pub note: String,
}

impl GuidingDocument {
    /// "Thông tri số 08-CT/QU ngày 12/11/2021".
    pub fn reference(&self) -> String {
        let number = if self.number.is_empty() {
            String::new()
        } else {
            format!(" số {}", self.number)
        };
        let day = self
            .date
            .map_or_else(String::new, |day| format!(" ngày {}", show(day)));
        format!("{}{number}{day}", self.doc_type.label())
    }

    /// "Thông tri số 06-TT/QU ngày 02/03/2016 của Quận ủy Long Biên": how a list of references names it.
    pub fn named(&self) -> String {
        if self.issuer.is_empty() {
            self.reference()
        } else {
            format!("{} của {}", self.reference(), self.issuer)
        }
    }

    /// How another paper cites it: "Thông tri số 06-TT/QU ngày 02/03/2016 của Quận ủy Long Biên về …".
    pub fn citation(&self) -> String {
        let words = self.named();
        let subject = self.subject.trim().trim_end_matches('.');
        if subject.is_empty() {
            return words;
        }
        if fold(subject).starts_with("ve ") {
            format!("{words} {}", lower_first(subject))
        } else {
            format!("{words} về {}", lower_first(subject))
        }
    }

    /// First day in force.
    pub fn since(&self) -> Option<NaiveDate> {
        self.valid_from.or(self.date)
    }

    /// Whether it is in force on a day; a document without days is.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.since().is_none_or(|since| since <= day)
            && self.valid_to.is_none_or(|until| day <= until)
    }

    /// "còn hiệu lực", "hết hiệu lực từ 01/07/2023".
    pub fn standing(&self, day: NaiveDate) -> String {
        match (self.since(), self.valid_to) {
            (Some(since), _) if day < since => format!("chưa có hiệu lực, từ {}", show(since)),
            (_, Some(until)) if until < day => format!("hết hiệu lực sau {}", show(until)),
            _ => "còn hiệu lực".to_owned(),
        }
    }

    /// What should be compared with the original; none of it forbids anything.
    pub fn warnings(&self) -> Vec<String> {
        let mut out = Vec::new();
        let mine = self.doc_type.abbreviations();
        if let Some(found) = abbreviation(&self.number)
            && !mine.is_empty()
            && !mine.contains(&found)
        {
            let others: Vec<String> = DocumentType::with(found)
                .into_iter()
                .map(|kind| lower_first(kind.label()))
                .collect();
            let is_of = if others.is_empty() {
                format!("Ký hiệu “{found}” không phải của thể loại nào đã biết")
            } else {
                format!("Ký hiệu “{found}” là của {}", others.join(", "))
            };
            out.push(format!(
                "{is_of}; {} mang ký hiệu {}. Hãy đối chiếu với văn bản gốc.",
                lower_first(self.doc_type.label()),
                mine.join(", ")
            ));
        }
        if self.number.is_empty() {
            out.push("Chưa ghi số và ký hiệu.".to_owned());
        }
        if self.date.is_none() {
            out.push("Chưa ghi ngày văn bản.".to_owned());
        }
        out
    }

    /// # Errors
    /// A subject or issuer is missing, or its days run backwards.
    pub fn check(&self) -> Result<(), Problems> {
        let mut problems = Vec::new();
        if self.number.is_empty() && self.subject.is_empty() {
            problems.push(Problem::new(
                "number",
                "Hãy ghi số và ký hiệu, hoặc ít nhất trích yếu của văn bản.",
            ));
        }
        if self.issuer.is_empty() {
            problems.push(Problem::new("issuer", "Hãy ghi cơ quan ban hành."));
        }
        if let (Some(since), Some(until)) = (self.since(), self.valid_to)
            && until < since
        {
            problems.push(Problem::new(
                "valid_to",
                format!(
                    "Ngày hết hiệu lực ở trước ngày có hiệu lực {}.",
                    show(since)
                ),
            ));
        }
        if let (Some(date), Some(from)) = (self.date, self.valid_from)
            && from < date
        {
            problems.push(Problem::new(
                "valid_from",
                format!("Ngày có hiệu lực ở trước ngày văn bản {}.", show(date)),
            ));
        }
        if self.replaced_by == Some(self.id) {
            problems.push(Problem::new(
                "replaced_by",
                "Văn bản không thay thế chính nó; hãy chọn văn bản khác.",
            ));
        }
        Problems::into_result(problems)
    }

    /// Whether a text cites it, by its number; a bare number ("34") counts only behind the name of its type.
    pub fn is_cited_in(&self, text: &str) -> bool {
        let (text, number) = (fold(text), fold(self.number.trim()));
        if number.is_empty() {
            return false;
        }
        if number.chars().all(|c| c.is_ascii_digit()) {
            let kind = fold(self.doc_type.label());
            return stands_in(&text, &format!("{kind} so {number}"))
                || stands_in(&text, &format!("{kind} {number}"));
        }
        stands_in(&text, &number)
    }
}

/// Whether words stand in a text with no letter or digit touching them.
fn stands_in(text: &str, words: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        let (start, end) = (from + at, from + at + words.len());
        let before = text.get(..start).and_then(|head| head.chars().next_back());
        let after = text.get(end..).and_then(|tail| tail.chars().next());
        let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        if apart(before) && apart(after) {
            return true;
        }
        from = end;
    }
    false
}

/// What is wrong with the documents that a text of a day cites.
pub fn citation_warnings(documents: &[GuidingDocument], text: &str, day: NaiveDate) -> Vec<String> {
    let mut out = Vec::new();
    for document in documents.iter().filter(|one| one.is_cited_in(text)) {
        if !document.in_force(day) {
            let mut words = format!(
                "{} {} vào ngày {}",
                document.reference(),
                document.standing(day),
                show(day)
            );
            let later = document
                .replaced_by
                .and_then(|id| documents.iter().find(|other| other.id == id));
            if let Some(later) = later {
                words = format!("{words}; đã thay bằng {}", later.reference());
            }
            out.push(format!("{words}."));
        }
        out.extend(
            document
                .warnings()
                .into_iter()
                .map(|warning| format!("{}: {}", document.number, lower_first(&warning))),
        );
    }
    out
}

/// A unit that must put a document into effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentTask {
    pub document_id: DocumentId,
    pub unit_id: UnitId,
    pub ver: i64,
    pub due: Option<NaiveDate>,
    pub done_on: Option<NaiveDate>,
    /// "Kế hoạch số 28-KH/ĐU".
    pub own_paper: String,
    pub note: String,
}

words! {
    /// How it stands with a unit on a day.
    TaskState {
        InTime = "in_time", "Đúng hạn";
        Late = "late", "Chậm";
        Missing = "missing", "Quá hạn";
        NotDue = "not_due", "Chưa triển khai";
    }
}

/// A state, with the days past the due day where there are any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskStanding {
    pub state: TaskState,
    pub days: i64,
}

impl TaskStanding {
    /// The due day itself is in time; without one nothing is late.
    pub fn on(day: NaiveDate, due: Option<NaiveDate>, done: Option<NaiveDate>) -> Self {
        let known = done.filter(|done| *done <= day);
        let late = due.map_or(0, |due| (known.unwrap_or(day) - due).num_days());
        let state = match (known, late > 0) {
            (Some(_), false) => TaskState::InTime,
            (Some(_), true) => TaskState::Late,
            (None, true) => TaskState::Missing,
            (None, false) => TaskState::NotDue,
        };
        Self {
            state,
            days: late.max(0),
        }
    }

    /// "Chậm 3 ngày", "Quá hạn 12 ngày".
    pub fn words(self) -> String {
        match self.state {
            TaskState::Late | TaskState::Missing => {
                format!("{} {} ngày", self.state.label(), self.days)
            }
            TaskState::InTime | TaskState::NotDue => self.state.label().to_owned(),
        }
    }
}

impl DocumentTask {
    pub fn standing(&self, day: NaiveDate) -> TaskStanding {
        TaskStanding::on(day, self.due, self.done_on)
    }

    /// # Errors
    /// Its days contradict the document's or have not come, or it was done with no paper named.
    pub fn check(&self, document: &GuidingDocument, today: NaiveDate) -> Result<(), Problems> {
        let mut problems = Vec::new();
        for (place, day) in [("due", self.due), ("done_on", self.done_on)] {
            if let (Some(day), Some(date)) = (day, document.date)
                && day < date
            {
                problems.push(Problem::new(
                    place,
                    format!("Ngày {} ở trước ngày văn bản {}.", show(day), show(date)),
                ));
            }
        }
        if let Some(done) = self.done_on {
            if done > today {
                problems.push(Problem::new(
                    "done_on",
                    format!("Ngày triển khai {} chưa đến.", show(done)),
                ));
            }
            if self.own_paper.is_empty() {
                problems.push(Problem::new(
                    "own_paper",
                    "Hãy ghi văn bản triển khai của đơn vị, ví dụ Kế hoạch số 28-KH/ĐU.",
                ));
            }
        }
        Problems::into_result(problems)
    }
}

/// The document itself, kept by its hash beside the attached files of visits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFile {
    pub id: DocumentFileId,
    pub ver: i64,
    pub document_id: DocumentId,
    pub position: i64,
    pub name: String,
    pub kind: AttachmentKind,
    pub size: i64,
    pub sha256: String,
    pub added_on: NaiveDate,
}

impl DocumentFile {
    /// "1,4 MB".
    pub fn size_label(&self) -> String {
        size_label(self.size.unsigned_abs())
    }
}

#[cfg(test)]
mod tests;
