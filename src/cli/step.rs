//! `qcdc step`, `recheck`, `close`, `show shortcoming`: the chase without a window.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::World;
use super::step_args::{RecheckArgs, StepArgs, StepKind};
use super::visit_id;
use crate::domain::date::show as day;
use crate::domain::shortcoming::Step;
use crate::domain::{EventKind, Problem, ShortcomingId, VisitState};
use crate::read::visit::visit_title;
use crate::register::{Outcome, Register, RegisterError};

/// Letters that a beginning needs at least.
const SHORTEST: usize = 4;
/// Shortcomings that are named when a beginning fits several.
const NAMED: usize = 5;

impl StepKind {
    fn event(self) -> EventKind {
        match self {
            Self::Reported => EventKind::Reported,
            Self::Verified => EventKind::Verified,
            Self::Returned => EventKind::Returned,
            Self::Extended => EventKind::Extended,
            Self::Withdrawn => EventKind::Withdrawn,
            Self::Carried => EventKind::Carried,
            Self::Released => EventKind::Released,
        }
    }
}

/// The option that a problem is about.
fn option(place: &str) -> Option<&'static str> {
    match place {
        "on" => Some("--on"),
        "by" => Some("--by"),
        "text" => Some("--text"),
        "deadline" => Some("--deadline"),
        "visit" => Some("--visit"),
        "unit_id" => Some("--unit"),
        _ => None,
    }
}

/// Problems name the option that was typed, not the field of the window.
fn typed<T>(result: Result<Outcome<T>, RegisterError>) -> Result<Outcome<T>, RegisterError> {
    result.map_err(|error| match error {
        RegisterError::Problems(mut problems) => {
            for Problem { place, .. } in &mut problems.0 {
                *place = option(place).unwrap_or_default().to_owned();
            }
            RegisterError::Problems(problems)
        }
        RegisterError::Store(_) | RegisterError::Conflict(_) | RegisterError::Refused(_) => error,
    })
}

pub(super) fn run(file: Option<&Path>, args: &StepArgs, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    let id = find(&register, &args.id)?;
    let kind = args.kind.event();
    if args.deadline.is_some() && kind != EventKind::Extended {
        bail!("--deadline chỉ dùng khi gia hạn (extended).");
    }
    if args.visit.is_some() && kind != EventKind::Carried {
        bail!("--visit chỉ dùng khi chuyển theo dõi (carried).");
    }
    let step = Step {
        kind,
        on: args.on.unwrap_or_else(|| register.today()),
        by: args.by.clone(),
        text: args.text.clone(),
        deadline: args.deadline,
    };
    let outcome = match (kind, &args.visit) {
        (EventKind::Carried, Some(to)) => {
            let to = visit_id::find(&register, to)?;
            typed(register.carry_shortcoming(id, to, &step))?
        }
        _ => typed(register.step_shortcoming(id, &step))?,
    };
    writeln!(world.err, "{}.", outcome.message.trim_end_matches('.'))?;
    Ok(())
}

pub(super) fn recheck(
    file: Option<&Path>,
    args: &RecheckArgs,
    world: &mut World<'_>,
) -> Result<()> {
    let mut register = world.open(file)?;
    let earlier = visit_id::find(&register, &args.id)?;
    let unit = match &args.unit {
        Some(code) => match register.unit_by_code(code)? {
            Some(unit) => Some(unit.id),
            None => bail!("Không có đơn vị mang mã “{code}”. Xem mã bằng lệnh “qcdc list units”."),
        },
        None => None,
    };
    let on = args.on.unwrap_or_else(|| register.today());
    let outcome = typed(register.create_recheck(earlier, on, unit))?;
    writeln!(world.err, "{}.", outcome.message)?;
    writeln!(world.out, "{}", outcome.value)?;
    Ok(())
}

pub(super) fn close(file: Option<&Path>, id: &str, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    let id = visit_id::find(&register, id)?;
    let outcome = typed(register.move_visit(id, VisitState::Closed, "", false))?;
    writeln!(world.err, "{}.", outcome.message)?;
    Ok(())
}

pub(super) fn show(
    file: Option<&Path>,
    id: &str,
    as_of: Option<NaiveDate>,
    world: &mut World<'_>,
) -> Result<()> {
    let register = world.open(file)?;
    let id = find(&register, id)?;
    let as_of = as_of.unwrap_or_else(|| register.today());
    let detail = register.shortcoming(id, as_of)?;
    let (row, shortcoming) = (&detail.row, &detail.shortcoming);
    let standing = row.standing();
    let deadline = match (row.deadline, shortcoming.deadline_rule) {
        (Some(deadline), _) => day(deadline),
        (None, Some(rule)) => format!("{} từ ngày ban hành kết luận", rule.length()),
        (None, None) => String::new(),
    };
    let first = row
        .first_deadline
        .filter(|first| Some(*first) != row.deadline);
    let late = |days: i64| (days > 0).then(|| format!("{days} ngày"));
    let carried = detail.carried_to.as_ref().map(|later| {
        format!(
            "{} ({})",
            visit_title(&later.unit_name, later.kind, later.date),
            later.id
        )
    });
    let out = &mut *world.out;
    writeln!(out, "{}", shortcoming.description)?;
    for (label, value) in [
        ("Mã", Some(shortcoming.id.to_string())),
        ("Đơn vị", Some(row.unit_name.clone())),
        (
            "Cuộc giám sát",
            Some(format!("ngày {} ({})", day(row.visit_date), row.visit_id)),
        ),
        ("Yêu cầu khắc phục", Some(shortcoming.order_text.clone())),
        ("Nơi chịu trách nhiệm", Some(shortcoming.owner.clone())),
        ("Thời hạn", Some(deadline)),
        ("Thời hạn đầu", first.map(day)),
        (
            "Tình trạng",
            Some(format!("{standing}, tính đến ngày {}", day(as_of))),
        ),
        ("Trễ so với thời hạn đang có", late(row.days_late)),
        (
            "Trễ so với thời hạn đầu",
            late(row.days_late_at_first).filter(|_| first.is_some()),
        ),
        ("Theo dõi tiếp ở", carried),
    ] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            writeln!(out, "{label}: {value}")?;
        }
    }
    for event in detail.events.iter().filter(|event| event.on <= as_of) {
        let moved = match (event.deadline_from, event.deadline_to) {
            (Some(from), Some(to)) => format!(" từ {} đến {}", day(from), day(to)),
            (None, Some(to)) => format!(" đến {}", day(to)),
            _ => String::new(),
        };
        let said: Vec<&str> = [event.by.as_str(), event.text.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        writeln!(
            out,
            "  {} {}{moved}: {}",
            day(event.on),
            event.kind.label(),
            said.join(": ")
        )?;
    }
    Ok(())
}

/// Which shortcoming is meant: by its id, or by a beginning that no other has.
fn find(register: &Register, typed: &str) -> Result<ShortcomingId> {
    const WHERE: &str = "Xem mã bằng lệnh “qcdc list shortcomings”.";
    let typed = typed.trim().to_lowercase();
    let is_beginning = typed.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if !is_beginning || typed.chars().count() < SHORTEST {
        bail!(
            "“{typed}” không phải mã tồn tại; hãy ghi mã hoặc ít nhất {SHORTEST} chữ đầu của mã. {WHERE}"
        );
    }
    let fitting = register.shortcomings_by_id(&typed)?;
    match fitting.as_slice() {
        [] => bail!("Không có tồn tại nào có mã bắt đầu bằng “{typed}”. {WHERE}"),
        [(one, _)] => Ok(*one),
        several => {
            let names: Vec<String> = several
                .iter()
                .take(NAMED)
                .map(|(id, words)| format!("{id}  {}", super::table::short(words, 60)))
                .collect();
            let more = if several.len() > NAMED { "\n…" } else { "" };
            bail!(
                "Có nhiều tồn tại có mã bắt đầu bằng “{typed}”; hãy ghi dài hơn.\n{}{more}",
                names.join("\n")
            );
        }
    }
}
