//! `qcdc body`: the supervising body as it is from a day on, without a window.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::NaiveDate;
use clap::{Args, Subcommand};

use super::World;
use super::args::day;
use super::write_json;
use crate::domain::Body;
use crate::domain::date::show;
use crate::register::{Outcome, Register, RegisterError};

#[derive(Debug, Subcommand)]
pub(super) enum BodyCommand {
    /// Xem cơ quan giám sát: tên, cấp trên, ký hiệu, địa danh, từ ngày nào đến ngày nào
    #[command(override_usage = "qcdc body list [TÙY CHỌN]")]
    List {
        #[arg(long, help = "In ra JSON cho chương trình khác đọc")]
        json: bool,
    },
    /// Ghi tên, cấp trên, ký hiệu, địa danh mới từ một ngày; văn bản ghi ngày trước đó giữ cái cũ
    #[command(
        override_usage = "qcdc body change [TÙY CHỌN] --from <NGÀY>",
        after_help = "Ô nào không ghi thì giữ nguyên. Người ký được chép sang.\n\n\
            Ví dụ:\n  \
            qcdc body change --from 1/7/2025 --superior \"ĐẢNG ỦY PHƯỜNG BỒ ĐỀ\" --name \"BAN XÂY DỰNG ĐẢNG\" --symbol BXDĐ --place \"Bồ Đề\""
    )]
    Change(Change),
    /// Bỏ lần thay đổi bắt đầu từ một ngày; chưa ban hành văn bản nào từ ngày đó mới bỏ được
    #[command(override_usage = "qcdc body remove [TÙY CHỌN] --from <NGÀY>")]
    Remove {
        #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày bắt đầu của lần thay đổi")]
        from: NaiveDate,
        #[arg(
            long,
            value_name = "QUẬN",
            help = "Mã quận; không ghi thì quận của tệp"
        )]
        district: Option<String>,
    },
}

/// What is new from a day on.
#[derive(Debug, Args)]
pub(super) struct Change {
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày bắt đầu")]
    from: NaiveDate,
    #[arg(
        long,
        value_name = "QUẬN",
        help = "Mã quận; không ghi thì quận của tệp"
    )]
    district: Option<String>,
    #[arg(long, value_name = "TÊN", help = "Cơ quan cấp trên, chữ hoa")]
    superior: Option<String>,
    #[arg(long, value_name = "TÊN", help = "Tên cơ quan, chữ hoa")]
    name: Option<String>,
    #[arg(long, value_name = "KÝ HIỆU", help = "Ký hiệu văn bản, ví dụ BDVQU")]
    symbol: Option<String>,
    #[arg(long, value_name = "ĐỊA DANH", help = "Địa danh trước ngày văn bản")]
    place: Option<String>,
    #[arg(long, value_name = "NGÀY", value_parser = day, help = "Ngày đầu nhiệm kỳ; số văn bản chạy lại từ 01")]
    term_from: Option<NaiveDate>,
    #[arg(
        long,
        value_name = "NƠI NHẬN",
        help = "Một dòng nơi nhận mặc định; ghi được nhiều lần, thay mọi dòng cũ"
    )]
    recipient: Vec<String>,
}

pub(super) fn run(file: Option<&Path>, what: &BodyCommand, world: &mut World<'_>) -> Result<()> {
    let mut register = world.open(file)?;
    match what {
        BodyCommand::List { json } => list(&register, *json, world),
        BodyCommand::Change(change) => {
            let base = before(&register, change.district.as_deref(), change.from)?;
            let mut new = base.clone();
            for (field, typed) in [
                (&mut new.superior, &change.superior),
                (&mut new.name, &change.name),
                (&mut new.symbol, &change.symbol),
                (&mut new.place, &change.place),
            ] {
                if let Some(typed) = typed {
                    field.clone_from(typed);
                }
            }
            new.term_from = change.term_from.unwrap_or(base.term_from);
            if !change.recipient.is_empty() {
                new.recipients.clone_from(&change.recipient);
            }
            say(
                &typed(register.change_body(&base, &new, change.from))?,
                world,
            )
        }
        BodyCommand::Remove { from, district } => {
            let district = of(&register, district.as_deref())?;
            let bodies = register.bodies()?;
            let Some(page) = bodies
                .iter()
                .find(|page| page.body.district == district && page.body.valid_from == Some(*from))
            else {
                bail!(
                    "Không có lần thay đổi nào bắt đầu từ {}. Xem bằng lệnh “qcdc body list”.",
                    show(*from)
                );
            };
            say(&typed(register.remove_body_version(page.body.id))?, world)
        }
    }
}

fn of(register: &Register, district: Option<&str>) -> Result<String> {
    Ok(match district {
        Some(district) => district.to_owned(),
        None => register.district()?,
    })
}

/// The version that a change of that day follows.
fn before(register: &Register, district: Option<&str>, from: NaiveDate) -> Result<Body> {
    let district = of(register, district)?;
    let began = |body: &Body| body.valid_from.is_none_or(|began| began <= from);
    let found = register
        .bodies()?
        .into_iter()
        .map(|page| page.body)
        .filter(|body| body.district == district && began(body))
        .max_by_key(|body| body.valid_from);
    match found {
        Some(body) => Ok(body),
        None => bail!(
            "Không có cơ quan giám sát của “{district}” trước ngày {}.",
            show(from)
        ),
    }
}

fn list(register: &Register, json: bool, world: &mut World<'_>) -> Result<()> {
    let bodies = register.bodies()?;
    if json {
        let rows: Vec<serde_json::Value> = bodies
            .iter()
            .map(|page| {
                let body = &page.body;
                serde_json::json!({
                    "district": body.district,
                    "superior": body.superior,
                    "name": body.name,
                    "symbol": body.symbol,
                    "place": body.place,
                    "term_from": body.term_from,
                    "valid_from": body.valid_from,
                    "valid_to": body.valid_to,
                    "recipients": body.recipients,
                    "signers": page.signers.iter().map(|signer| &signer.title).collect::<Vec<_>>(),
                })
            })
            .collect();
        return write_json(world.out, &rows);
    }
    for page in &bodies {
        let body = &page.body;
        let span = body.span_words();
        let span = if span.is_empty() {
            "mọi ngày".to_owned()
        } else {
            span
        };
        writeln!(
            world.out,
            "{span}: {}, {}; ký hiệu {}; {}; nhiệm kỳ từ {}",
            body.name,
            body.superior,
            body.symbol,
            body.place,
            show(body.term_from)
        )?;
    }
    Ok(())
}

fn say<T>(outcome: &Outcome<T>, world: &mut World<'_>) -> Result<()> {
    Ok(writeln!(world.err, "{}.", outcome.message)?)
}

/// What is wrong, without the places of fields.
fn typed<T>(result: Result<T, RegisterError>) -> Result<T> {
    super::unit::typed(result)
}
