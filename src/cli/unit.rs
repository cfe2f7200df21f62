//! `qcdc unit`: units of every kind, and what becomes of them, without a window.

use std::path::Path;

use anyhow::{Result, bail};

use super::World;
use super::papers::unit;
use super::unit_args::{How, UnitCommand, UnitFields};
use crate::domain::date::show;
use crate::domain::reform::{code_for, short_name};
use crate::domain::text::{fold, lower_first};
use crate::domain::unit::SuccessionExtent;
use crate::domain::{Giver, Reform, ReformAct, Taker, Unit, UnitId, UnitKind};
use crate::read::reform::{KinRow, answering_words};
use crate::register::{Outcome, Register, RegisterError};

pub(super) fn run(file: Option<&Path>, what: &UnitCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    match what {
        UnitCommand::Add(fields) => add(&mut register, fields, world),
        UnitCommand::Edit { unit: code, fields } => edit(&mut register, code, fields, world),
        UnitCommand::Show { unit: code, as_of } => {
            let day = as_of.unwrap_or_else(|| register.today());
            show_unit(&register, &unit(&register, code)?, day, world)
        }
        UnitCommand::Merge {
            from,
            name,
            code,
            into,
            how,
        } => {
            let givers = from
                .iter()
                .map(|code| giver(&register, code))
                .collect::<Result<_>>()?;
            let taker = match into {
                Some(code) => Taker::There(unit(&register, code)?.id),
                None => taker(name.as_deref().unwrap_or_default(), code.as_deref()),
            };
            let act = reform(ReformAct::Merge, givers, vec![taker], how);
            done(&mut register, &act, world)
        }
        UnitCommand::Split {
            from,
            name,
            into,
            stays,
            answers,
            how,
        } => {
            let mut takers: Vec<Taker> = name.iter().map(|name| taker(name, None)).collect();
            let mut known: Vec<String> = name.iter().map(|name| fold(name)).collect();
            for code in into {
                takers.push(Taker::There(unit(&register, code)?.id));
                known.push(fold(code));
            }
            let mut act = reform(ReformAct::Split, vec![giver(&register, from)?], takers, how);
            act.stays = *stays;
            if let Some(wanted) = answers {
                act.answers = known.iter().position(|known| *known == fold(wanted));
                if act.answers.is_none() {
                    bail!(
                        "“{wanted}” không có trong các đơn vị tiếp nhận; hãy ghi đúng mã hoặc tên đã ghi ở --into, --name."
                    );
                }
            }
            done(&mut register, &act, world)
        }
        UnitCommand::Rename {
            from,
            name,
            code,
            how,
        } => {
            let takers = vec![taker(name, code.as_deref())];
            let act = reform(
                ReformAct::Rename,
                vec![giver(&register, from)?],
                takers,
                how,
            );
            done(&mut register, &act, world)
        }
        UnitCommand::End { from, how } => {
            let givers = vec![giver(&register, from)?];
            let act = reform(ReformAct::End, givers, Vec::new(), how);
            done(&mut register, &act, world)
        }
        UnitCommand::Unlink { from, to } => {
            let (from, to) = (unit(&register, from)?, unit(&register, to)?);
            let kin = register.unit_kin(from.id, register.today())?;
            let Some(row) = kin
                .after
                .iter()
                .find(|row| row.link.from_id == from.id && row.link.to_id == to.id)
            else {
                bail!("{} không ghi tiếp nhận từ {}.", to.name, from.name);
            };
            let outcome = register.remove_succession(row.link.id);
            say(&typed(outcome)?, world)
        }
    }
}

fn reform(act: ReformAct, givers: Vec<Giver>, takers: Vec<Taker>, how: &How) -> Reform {
    Reform {
        act,
        on: how.on,
        givers,
        takers,
        stays: false,
        answers: None,
        basis: how.basis.clone().unwrap_or_default(),
        checked: how.checked,
    }
}

fn taker(name: &str, code: Option<&str>) -> Taker {
    Taker::New {
        name: name.to_owned(),
        code: code.unwrap_or_default().to_owned(),
    }
}

/// `lb-duc-giang` or `lb-duc-giang=part`.
fn giver(register: &Register, words: &str) -> Result<Giver> {
    let (code, extent) = match words.split_once('=') {
        None => (words, SuccessionExtent::Whole),
        Some((code, extent)) => match SuccessionExtent::from_code(extent) {
            Some(extent) => (code, extent),
            None => bail!(
                "Sau dấu = của “{code}” hãy ghi whole (toàn bộ), part (một phần) hoặc unknown (chưa rõ)."
            ),
        },
    };
    Ok(Giver {
        unit_id: unit(register, code)?.id,
        extent,
    })
}

/// Carries the act out; the codes of those that took over go out, one a line.
fn done(register: &mut Register, act: &Reform, world: &mut World<'_>) -> Result<()> {
    let outcome = typed(register.reform(act))?;
    for id in &outcome.value {
        writeln!(world.out, "{}", register.unit(*id)?.code)?;
    }
    say(&outcome, world)
}

fn add(register: &mut Register, fields: &UnitFields, world: &mut World<'_>) -> Result<()> {
    let Some(name) = &fields.name else {
        bail!("Hãy ghi tên đơn vị: --name TÊN.");
    };
    let kind = fields.kind.unwrap_or(UnitKind::Ward);
    let ward = ward(register, fields)?.flatten();
    let short = fields
        .short_name
        .clone()
        .unwrap_or_else(|| short_name(name, kind));
    let district = match (&fields.district, &ward) {
        (Some(district), _) => district.clone(),
        (None, Some(ward)) => ward.district.clone(),
        (None, None) => register.district()?,
    };
    let new = Unit {
        id: UnitId(uuid::Uuid::nil()),
        ver: 0,
        code: fields.code.clone().unwrap_or_else(|| {
            code_for(
                &district,
                ward.as_ref().map(|ward| ward.code.as_str()),
                &short,
            )
        }),
        kind,
        name: name.clone(),
        short_name: short,
        district,
        parent_id: ward.map(|ward| ward.id),
        valid_from: fields.from,
        valid_to: fields.to,
        checked: fields.checked,
    };
    let outcome = typed(register.save_unit(None, &new))?;
    writeln!(world.out, "{}", register.unit(outcome.value)?.code)?;
    say(&outcome, world)
}

fn edit(
    register: &mut Register,
    code: &str,
    fields: &UnitFields,
    world: &mut World<'_>,
) -> Result<()> {
    let base = unit(register, code)?;
    let mut new = base.clone();
    new.kind = fields.kind.unwrap_or(base.kind);
    if let Some(ward) = ward(register, fields)? {
        new.parent_id = ward.map(|ward| ward.id);
    }
    for (field, typed) in [
        (&mut new.name, &fields.name),
        (&mut new.short_name, &fields.short_name),
        (&mut new.code, &fields.code),
        (&mut new.district, &fields.district),
    ] {
        if let Some(typed) = typed {
            field.clone_from(typed);
        }
    }
    new.valid_from = fields.from.or(base.valid_from);
    new.valid_to = fields.to.or(base.valid_to);
    new.checked = base.checked || fields.checked;
    say(&typed(register.save_unit(Some(&base), &new))?, world)
}

/// The ward that was typed; the inner `None` for no ward.
#[expect(clippy::option_option, reason = "not typed, none, or a ward")]
fn ward(register: &Register, fields: &UnitFields) -> Result<Option<Option<Unit>>> {
    match fields.ward.as_deref() {
        None => Ok(None),
        Some("khong") => Ok(Some(None)),
        Some(code) => Ok(Some(Some(unit(register, code)?))),
    }
}

fn show_unit(
    register: &Register,
    unit: &Unit,
    as_of: chrono::NaiveDate,
    world: &mut World<'_>,
) -> Result<()> {
    let profile = register.profile(unit.id, as_of, false)?;
    let kin = register.unit_kin(unit.id, as_of)?;
    let out = &mut *world.out;
    writeln!(
        out,
        "{} ({}): {}",
        unit.name,
        unit.code,
        lower_first(unit.kind.label())
    )?;
    if let Some(id) = unit.parent_id {
        writeln!(out, "Thuộc: {}", register.unit(id)?.name)?;
    }
    if let Some(from) = unit.valid_from {
        writeln!(out, "Có từ: {}", show(from))?;
    }
    if let Some(to) = unit.valid_to {
        writeln!(out, "Đến hết: {}", show(to))?;
    }
    writeln!(
        out,
        "Cuộc giám sát: {}, tồn tại còn mở: {}",
        profile.visits_total,
        profile.open_count()
    )?;
    if unit.valid_to.is_some_and(|to| to < as_of) {
        let now = answering_words(&profile.answering);
        let now = if now.is_empty() {
            "chưa ghi đơn vị tiếp nhận".to_owned()
        } else {
            now
        };
        writeln!(out, "Nay chịu trách nhiệm: {now}")?;
    }
    for (title, rows) in [("Trước sắp xếp", &kin.before), ("Tiếp nhận", &kin.after)] {
        for row in rows {
            writeln!(out, "{title}: {}", kin_words(row))?;
        }
    }
    for row in &kin.under {
        let through = row.through.as_ref().map_or_else(String::new, |ward| {
            format!(", trước thuộc {}", lower_first(ward))
        });
        let unit = &row.row.unit;
        let kind = lower_first(unit.kind.label());
        writeln!(
            out,
            "Trực thuộc: {} ({}), {kind}{through}",
            unit.name, unit.code
        )?;
    }
    Ok(())
}

fn kin_words(row: &KinRow) -> String {
    format!(
        "{} ({}), {} từ {}: {} cuộc, {} tồn tại còn mở, {} báo cáo tháng",
        row.row.unit.name,
        row.row.unit.code,
        lower_first(row.link.extent.label()),
        show(row.link.on),
        row.row.visits,
        row.row.open_shortcomings,
        row.reports
    )
}

fn say<T>(outcome: &Outcome<T>, world: &mut World<'_>) -> Result<()> {
    let words = if outcome.message.is_empty() {
        "Không có gì thay đổi"
    } else {
        &outcome.message
    };
    Ok(writeln!(world.err, "{words}.")?)
}

/// What is wrong, without the places of fields, which nobody typed.
pub(super) fn typed<T>(result: Result<T, RegisterError>) -> Result<T> {
    result.map_err(|error| match error {
        RegisterError::Problems(problems) => {
            let words: Vec<String> = problems.0.into_iter().map(|p| p.message).collect();
            anyhow::anyhow!("{}", words.join("\n"))
        }
        RegisterError::Store(_) | RegisterError::Conflict(_) | RegisterError::Refused(_) => {
            error.into()
        }
    })
}
