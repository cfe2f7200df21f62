//! `qcdc search`: everything that was written, case and marks not needed.

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::World;
use super::args::SearchArgs;
use super::write_json;
use crate::read::HitKind;

/// One hit in JSON.
#[derive(Debug, Serialize)]
struct Hit<'a> {
    /// `visit`, `unit`, `paper`, `model`.
    kind: &'static str,
    id: String,
    title: &'a str,
    what: &'a str,
    excerpt: &'a str,
}

pub(super) fn run(file: Option<&Path>, args: &SearchArgs, world: &mut World<'_>) -> Result<()> {
    let register = world.open_to_read(file)?;
    let hits = register.search(&args.words.join(" "))?;
    let hits: Vec<Hit<'_>> = hits
        .iter()
        .map(|hit| {
            let (kind, id) = match hit.kind {
                HitKind::Model(id) => ("model", id.to_string()),
                HitKind::Programme(id) => ("programme", id.to_string()),
                HitKind::Inspection(id) => ("inspection", id.to_string()),
                HitKind::Dialogue(id) => ("dialogue", id.to_string()),
                HitKind::Document(id) => ("document", id.to_string()),
                HitKind::Paper(id) => ("paper", id.to_string()),
                HitKind::Unit(id) => ("unit", id.to_string()),
                HitKind::Figures(id, period) => ("figures", format!("{id} {}", period.code())),
                HitKind::Visit(id) => ("visit", id.to_string()),
            };
            Hit {
                kind,
                id,
                title: &hit.title,
                what: &hit.what,
                excerpt: &hit.excerpt,
            }
        })
        .collect();
    if args.json {
        return write_json(world.out, &hits);
    }
    for hit in &hits {
        writeln!(world.out, "{}", hit.title)?;
        writeln!(world.out, "  {}: {}", hit.what, hit.excerpt)?;
        writeln!(world.out, "  {}", hit.id)?;
    }
    if hits.is_empty() {
        writeln!(world.out, "Không tìm thấy.")?;
    }
    Ok(())
}
