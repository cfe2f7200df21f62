//! `qcdc programme`: coordination programmes, inspections and dialogues without a window.

use std::path::Path;

use anyhow::{Result, bail};

use super::World;
use super::papers::unit;
use super::programme_args::{ProgrammeCommand, ReportArgs, YearPaperArgs};
use crate::domain::date::show;
use crate::domain::{
    Dialogue, DialogueId, Inspection, Opinion, Programme, ProgrammeId, ProgrammeResult,
    ProgrammeTask, text,
};
use crate::read::PaperRequest;
use crate::read::programme::{DialogueFilter, InspectionFilter, ProgrammePaper};
use crate::register::{
    DialogueEntry, Fate, Outcome, ProgrammeEntry, Register, RegisterError, blank,
};

pub(super) fn run(
    file: Option<&Path>,
    what: &ProgrammeCommand,
    world: &mut World<'_>,
) -> Result<()> {
    use ProgrammeCommand as C;
    let mut register = world.open(file)?;
    match what {
        C::Put { .. } | C::Task { .. } | C::Result { .. } => put(&mut register, what, world),
        C::Show { of, day } => {
            let as_of = day.on(&register);
            let id = id(&register, &of.id)?;
            one(&register.programme(id, as_of)?, world)
        }
        C::Remove { of } => {
            let id = id(&register, &of.id)?;
            let outcome = register.remove_programme(id)?;
            Ok(writeln!(world.err, "{}.", outcome.message)?)
        }
        C::Inspection { .. } => inspection(&mut register, what, world),
        C::Dialogue { .. } | C::Opinion { .. } => dialogue(&mut register, what, world),
    }
}

/// The programme that an identity, its beginning, or a title means.
fn id(register: &Register, typed: &str) -> Result<ProgrammeId> {
    let all = register.programmes(register.today())?;
    let (wanted, folded) = (typed.trim().to_lowercase(), text::fold(typed.trim()));
    let mut fitting = all.iter().map(|row| &row.programme).filter(|one| {
        let by_id = wanted.chars().count() >= 4 && one.id.to_string().starts_with(&wanted);
        by_id || text::fold(&one.title) == folded
    });
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(one.id),
        (Some(_), Some(_)) => bail!("Nhiều chương trình khớp “{typed}”; hãy ghi mã."),
        (None, _) => {
            bail!("Không có chương trình “{typed}”. Xem mã bằng lệnh “qcdc list programmes”.")
        }
    }
}

/// Whole sentences, without the names of the window's fields.
fn plain<T>(result: Result<Outcome<T>, RegisterError>) -> Result<Outcome<T>, RegisterError> {
    result.map_err(|error| match error {
        RegisterError::Problems(mut problems) => {
            for problem in &mut problems.0 {
                problem.place.clear();
            }
            RegisterError::Problems(problems)
        }
        RegisterError::Store(_) | RegisterError::Conflict(_) | RegisterError::Refused(_) => error,
    })
}

fn told<I: std::fmt::Display>(outcome: &Outcome<(I, Fate)>, world: &mut World<'_>) -> Result<()> {
    writeln!(world.out, "{}", outcome.value.0)?;
    let words = match outcome.value.1 {
        Fate::New => "Đã ghi mới",
        Fate::Changed => "Đã sửa nội dung đã có",
        Fate::Same => "Đã có, không có gì thay đổi",
    };
    Ok(writeln!(world.err, "{words}.")?)
}

fn put(register: &mut Register, what: &ProgrammeCommand, world: &mut World<'_>) -> Result<()> {
    use ProgrammeCommand as C;
    let of = |register: &Register, typed: &str| -> Result<Programme> {
        let id = id(register, typed)?;
        Ok(register.programme(id, register.today())?.row.programme)
    };
    let mut entry = ProgrammeEntry {
        programme: blank::programme(&register.district()?, 0),
        tasks: Vec::new(),
        results: Vec::new(),
    };
    if let C::Put {
        title,
        from,
        to,
        party,
        signed,
        basis,
        note,
    } = what
    {
        let programme = &mut entry.programme;
        programme.title.clone_from(title);
        (programme.year_from, programme.year_to) = (*from, *to);
        programme.parties.clone_from(party);
        programme.signed_on = *signed;
        programme.basis = basis.clone().unwrap_or_default();
        programme.note = note.clone().unwrap_or_default();
    } else if let C::Task {
        of: programme,
        text: typed,
        owner,
        due,
        done,
        result,
    } = what
    {
        entry.programme = of(register, &programme.id)?;
        let detail = register.programme(entry.programme.id, register.today())?;
        let folded = text::fold(typed);
        let mut there = detail.tasks.into_iter().map(|(task, _)| task);
        let there = there.find(|task| text::fold(&task.text) == folded);
        let base = there.unwrap_or_else(|| blank::task(entry.programme.id));
        entry.tasks.push(ProgrammeTask {
            text: typed.clone(),
            owner: owner.clone(),
            due: due.or(base.due),
            done_on: done.or(base.done_on),
            result: result.clone().unwrap_or_else(|| base.result.clone()),
            ..base
        });
    } else if let C::Result {
        of: programme,
        kind,
        year,
        on,
        paper,
        text,
    } = what
    {
        entry.programme = of(register, &programme.id)?;
        entry.results.push(ProgrammeResult {
            kind: *kind,
            held_on: *on,
            paper: paper.clone().unwrap_or_default(),
            text: text.clone(),
            ..blank::result(entry.programme.id, *year)
        });
    }
    let outcome = plain(register.put_programme(&entry))?;
    told(&outcome, world)
}

fn inspection(
    register: &mut Register,
    what: &ProgrammeCommand,
    world: &mut World<'_>,
) -> Result<()> {
    let ProgrammeCommand::Inspection {
        on,
        until,
        body,
        field,
        units,
        names,
        result,
        note,
        programme,
    } = what
    else {
        return Ok(());
    };
    let programme = programme.as_deref().map(|typed| id(register, typed));
    let first = on.unwrap_or_else(|| register.today());
    let new = Inspection {
        ended_on: until.unwrap_or(first),
        body: body.clone(),
        field: field.clone(),
        units: *units,
        unit_names: names.clone().unwrap_or_default(),
        result: result.clone().unwrap_or_default(),
        note: note.clone().unwrap_or_default(),
        ..blank::inspection(programme.transpose()?, first)
    };
    let outcome = plain(register.put_inspection(&new))?;
    told(&outcome, world)
}

/// The dialogue that an identity or its beginning means; "cuoi" is the one written down last.
fn dialogue_id(register: &Register, typed: &str) -> Result<DialogueId> {
    let all = register.dialogues(&DialogueFilter::default(), register.today())?;
    let ids = all.rows.iter().map(|row| row.dialogue.id);
    let wanted = typed.trim().to_lowercase();
    if wanted == "cuoi" {
        // identities are ordered by the time they were made
        return match ids.max() {
            Some(id) => Ok(id),
            None => bail!("Chưa ghi hội nghị đối thoại nào."),
        };
    }
    let long = wanted.chars().count() >= 4;
    let mut fitting = ids.filter(|id| long && id.to_string().starts_with(&wanted));
    match (fitting.next(), fitting.next()) {
        (Some(id), None) => Ok(id),
        (Some(_), Some(_)) => {
            bail!("Nhiều hội nghị có mã bắt đầu bằng “{typed}”; hãy ghi dài hơn.")
        }
        (None, _) => {
            bail!("Không có hội nghị mang mã “{typed}”. Xem mã bằng lệnh “qcdc list dialogues”.")
        }
    }
}

fn dialogue(register: &mut Register, what: &ProgrammeCommand, world: &mut World<'_>) -> Result<()> {
    use ProgrammeCommand as C;
    let entry = if let C::Dialogue {
        title,
        on,
        unit: code,
        chair,
        place,
        attendees,
        note,
        programme,
    } = what
    {
        let unit = code
            .as_deref()
            .map(|code| unit(register, code))
            .transpose()?;
        let programme = programme.as_deref().map(|typed| id(register, typed));
        let day = on.unwrap_or_else(|| register.today());
        DialogueEntry {
            dialogue: Dialogue {
                unit_id: unit.map(|unit| unit.id),
                title: title.clone(),
                chair: chair.clone().unwrap_or_default(),
                place: place.clone().unwrap_or_default(),
                attendees: *attendees,
                note: note.clone().unwrap_or_default(),
                ..blank::dialogue(programme.transpose()?, day)
            },
            opinions: Vec::new(),
        }
    } else if let C::Opinion {
        dialogue,
        text,
        raised_by,
        answerer,
        due,
        answered,
        answer,
    } = what
    {
        let id = dialogue_id(register, dialogue)?;
        let detail = register.dialogue(id, register.today())?;
        let folded = text::fold(text);
        let mut there = detail.opinions.into_iter().map(|(one, _)| one);
        let there = there.find(|one| text::fold(&one.text) == folded);
        let base = there.unwrap_or_else(|| blank::opinion(id));
        let or =
            |typed: &Option<String>, old: &str| typed.clone().unwrap_or_else(|| old.to_owned());
        DialogueEntry {
            dialogue: detail.row.dialogue,
            opinions: vec![Opinion {
                text: text.clone(),
                raised_by: or(raised_by, &base.raised_by),
                answerer: or(answerer, &base.answerer),
                due: due.or(base.due),
                answered_on: answered.or(base.answered_on),
                answer: or(answer, &base.answer),
                ..base
            }],
        }
    } else {
        return Ok(());
    };
    let outcome = plain(register.put_dialogue(&entry))?;
    told(&outcome, world)
}

fn one(page: &crate::read::programme::ProgrammeDetail, world: &mut World<'_>) -> Result<()> {
    let programme = &page.row.programme;
    writeln!(world.out, "{} ({})", programme.title, programme.span())?;
    writeln!(world.out, "  {}", programme.parties.join(", "))?;
    if !programme.basis.is_empty() {
        writeln!(world.out, "  Căn cứ: {}", programme.basis)?;
    }
    for (number, (task, standing)) in (1..).zip(&page.tasks) {
        let due = task
            .due
            .map_or_else(String::new, |day| format!(", hạn {}", show(day)));
        writeln!(
            world.out,
            "  {number}. {} ({}; {}{due})",
            task.text,
            task.owner,
            text::lower_first(&standing.words())
        )?;
    }
    for result in &page.results {
        writeln!(
            world.out,
            "  {} năm {}: {}",
            result.kind.label(),
            result.year,
            result.text
        )?;
    }
    writeln!(
        world.err,
        "Nhiệm vụ đã xong {}, quá hạn {}; kiểm tra đột xuất {} lượt đơn vị; đối thoại {} hội nghị.",
        page.row.tasks.share(),
        page.row.tasks.late,
        page.row.inspected,
        page.row.dialogues
    )?;
    Ok(())
}

pub(super) fn report(register: &Register, args: &ReportArgs) -> Result<PaperRequest> {
    Ok(PaperRequest::Programmes(ProgrammePaper::Report {
        id: id(register, &args.of.id)?,
        year: args.year,
        as_of: args.day.on(register),
    }))
}

pub(super) fn opinions_paper(register: &Register, args: &YearPaperArgs) -> PaperRequest {
    PaperRequest::Programmes(ProgrammePaper::Opinions {
        filter: DialogueFilter {
            year: args.year,
            ..DialogueFilter::default()
        },
        as_of: args.day.on(register),
    })
}

pub(super) fn inspections_paper(register: &Register, args: &YearPaperArgs) -> PaperRequest {
    PaperRequest::Programmes(ProgrammePaper::Inspections {
        filter: InspectionFilter {
            year: args.year,
            ..InspectionFilter::default()
        },
        as_of: args.day.on(register),
    })
}
