//! The command line: the same operations without a window, one file per command.
//!
//! Everything printed is Vietnamese. What a command answers goes to `out`, what it says about its work
//! and its mistakes to `err`; it ends with 0, 1 (the work failed), 2 (wrong use) or 3 (another computer edits the
//! file).

mod archive;
mod archive_args;
mod args;
mod attach;
mod backup;
mod body;
mod catalogue;
mod check;
pub mod crash;
pub mod demo;
mod document;
mod document_args;
mod export;
mod figure;
mod figure_args;
mod grid;
mod guide;
mod import;
mod issue;
mod issue_args;
mod lease;
mod list;
mod list_args;
mod list_papers;
mod lock;
mod merge;
mod model;
mod model_args;
mod new;
mod new_args;
mod paper_args;
mod paper_id;
mod papers;
mod people;
pub mod place;
mod profile;
mod programme;
mod programme_args;
mod programme_list;
mod report;
mod report_args;
mod review;
mod review_args;
mod role;
mod search;
mod show;
mod step;
mod step_args;
mod table;
mod unit;
mod unit_args;
mod vietnamese;
mod visit_id;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use chrono::{DateTime, FixedOffset};
use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::domain::passphrase::LOCKED;
use crate::store::files;
pub use args::GeneratePlan;
use args::{Command, CommandLine};

/// What the user asked for.
#[derive(Debug)]
pub enum Invocation {
    /// Open the window.
    Window {
        file: Option<PathBuf>,
        /// On a throw-away sample.
        demo: bool,
        /// `glow` or `wgpu`.
        renderer: Option<String>,
        /// As if the file lay on a share: for trying things out.
        as_share: bool,
    },
    /// Do something without a window: [`run`].
    Work(Work),
    /// Help or version was asked for: print it and end with 0.
    Tell(String),
    /// Wrong use: print it as an error and end with 2.
    Mistake(String),
}

/// A command that needs no window.
#[derive(Debug)]
pub struct Work {
    file: Option<PathBuf>,
    command: Command,
}

/// What a command has of the world outside the program.
pub struct World<'a> {
    /// The moment at which the command happens.
    pub now: DateTime<FixedOffset>,
    /// Name of the account on this computer.
    pub os_user: String,
    /// Where answers go.
    pub out: &'a mut dyn Write,
    /// Where messages and mistakes go.
    pub err: &'a mut dyn Write,
}

impl std::fmt::Debug for World<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("World")
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

/// Understands what was typed.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "clap's lists may grow in any version"
)]
pub fn parse(words: impl IntoIterator<Item = OsString>) -> Invocation {
    let words: Vec<OsString> = words.into_iter().collect();
    if let Some(file) = only_a_file(&words) {
        return Invocation::Window {
            file: Some(file),
            demo: false,
            renderer: None,
            as_share: false,
        };
    }
    let parsed = vietnamese::command()
        .try_get_matches_from(words)
        .and_then(|matches| CommandLine::from_arg_matches(&matches));
    let line = match parsed {
        Ok(line) => line,
        Err(error) => {
            return match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                    Invocation::Tell(error.to_string())
                }
                ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                    Invocation::Mistake(format!("Lỗi: Thiếu lệnh.\n\n{error}"))
                }
                _ => Invocation::Mistake(vietnamese::explain(&error)),
            };
        }
    };
    let renderer = line.renderer.map(|name| name.code().to_owned());
    match line.command {
        None => Invocation::Window {
            file: line.file,
            demo: false,
            renderer,
            as_share: line.as_share,
        },
        Some(Command::Demo { demo_renderer }) => {
            if line.file.is_some() {
                return Invocation::Mistake(
                    "Lỗi: Lệnh demo mở tệp mẫu, không dùng cùng --file.\n".to_owned(),
                );
            }
            Invocation::Window {
                file: None,
                demo: true,
                renderer: demo_renderer
                    .map(|name| name.code().to_owned())
                    .or(renderer),
                as_share: line.as_share,
            }
        }
        Some(command) => Invocation::Work(Work {
            file: line.file,
            command,
        }),
    }
}

/// Exit code of work that somebody else's editing kept from being done: it may be tried again later.
const HELD: u8 = 3;
/// A file that was double-clicked, or dropped on the program: nothing but its path.
fn only_a_file(words: &[OsString]) -> Option<PathBuf> {
    let [_, word] = words else { return None };
    let path = PathBuf::from(word);
    let ours = path.extension().is_some_and(|kind| {
        ["qcdc", "qcdcpack", LOCKED]
            .iter()
            .any(|our| kind.eq_ignore_ascii_case(our))
    });
    (ours && !word.to_string_lossy().starts_with('-')).then_some(path)
}

/// Does the work; answers the exit code.
pub fn run(work: Work, world: &mut World<'_>) -> u8 {
    match perform(work, world) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => 0,
        Err(error) => {
            // Where even the error stream is gone, the exit code still tells.
            world.err.write_all(describe(&error).as_bytes()).ok();
            if lease::is_held(&error) { HELD } else { 1 }
        }
    }
}

fn perform(work: Work, world: &mut World<'_>) -> Result<u8> {
    let file = work.file.as_deref();
    match work.command {
        Command::New(args) => new::run(file, &args, world)?,
        Command::Import {
            what: args::Import::Visit { from },
        } => import::visit(file, &from, world)?,
        Command::Import {
            what: args::Import::Catalogue { from, accept },
        } => catalogue::import(file, &from, accept, world)?,
        Command::Import {
            what: args::Import::Table(args),
        } => grid::import(file, &args, world)?,
        Command::Export {
            what: args::Export::District { empty, out },
        } => new::export_district(file, empty, &out, world)?,
        Command::Export {
            what: args::Export::Table(args),
        } => grid::export(file, &args, world)?,
        Command::Export {
            what: args::Export::Catalogue { format, out },
        } => catalogue::export(file, format, &out, world)?,
        Command::Export {
            what: args::Export::Visit { id, format: _, out },
        } => export::visit(file, &id, out.as_deref(), world)?,
        Command::Export {
            what:
                args::Export::Conclusion {
                    id,
                    format,
                    two_sided,
                    out,
                },
        } => {
            let form = (format.unwrap_or(args::PaperFormat::Pdf), two_sided);
            export::conclusion(file, &id, form, &out, world)?;
        }
        Command::Export {
            what: args::Export::Paper(paper),
        } => papers::run(file, &paper, world)?,
        Command::Attach(args) => attach::run(file, &args, world)?,
        Command::Export {
            what: args::Export::Issued { id, out },
        } => issue::export(file, &id, &out, world)?,
        Command::Issue { what } => issue::run(file, &what, world)?,
        Command::List { what } => list::run(file, &what, world)?,
        Command::Show {
            what: args::Show::Visit { id, json },
        } => show::visit(file, &id, json, world)?,
        Command::Document { what } => document::run(file, &what, world)?,
        Command::Role { what } => role::run(file, &what, world)?,
        Command::Body { what } => body::run(file, &what, world)?,
        Command::Unit { what } => unit::run(file, &what, world)?,
        Command::Archive { what } => archive::run(file, &what, world)?,
        Command::Report { what } => report::run(file, &what, world)?,
        Command::Programme { what } => programme::run(file, &what, world)?,
        Command::Model { what } => model::run(file, &what, world)?,
        Command::Figure { what } => figure::run(file, &what, world)?,
        Command::Import {
            what: args::Import::Figures(args),
        } => figure::import(file, &args.from, world)?,
        Command::Profile { what } => profile::run(file, &what, world)?,
        Command::Show {
            what: args::Show::Shortcoming { id, as_of },
        } => step::show(file, &id, as_of, world)?,
        Command::Step(args) => step::run(file, &args, world)?,
        Command::Recheck(args) => step::recheck(file, &args, world)?,
        Command::Close { id } => step::close(file, &id, world)?,
        Command::Show {
            what: args::Show::Review(what),
        } => review::run(file, &what, world)?,
        Command::Search(args) => search::run(file, &args, world)?,
        Command::TakeOut(args) => merge::take_out(file, &args, world)?,
        Command::Merge(args) => merge::merge(file, &args, world)?,
        Command::Conflict { what } => merge::conflicts(file, &what, world)?,
        Command::Lock { what } => lock::run(file, &what, world)?,
        Command::Backup(args) => backup::back_up(file, &args, world)?,
        Command::Restore(args) => backup::restore(file, &args, world)?,
        Command::Lease(args) => return lease::run(file, &args, world),
        Command::Check(args) => return check::run(file, &args, world),
        Command::Guide(args) => guide::run(&args, world)?,
        Command::About(args) => guide::about(file, &args, world)?,
        // `parse` gives these to the window.
        Command::Demo { .. } => {}
    }
    world.out.flush()?;
    Ok(0)
}

/// The reader of our output went away, as `head` does: nothing is wrong.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// "Lỗi: …", then every cause and every problem with its place on a line of its own.
fn describe(error: &anyhow::Error) -> String {
    let said = |cause: &(dyn std::error::Error + 'static)| {
        cause
            .downcast_ref::<std::io::Error>()
            .map_or_else(|| cause.to_string(), files::explain)
    };
    let lines: Vec<String> = error
        .chain()
        .flat_map(|cause| {
            let text = said(cause);
            text.lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    format!("Lỗi: {}\n", lines.join("\n  "))
}

/// Pretty JSON with a line end.
fn write_json(out: &mut dyn Write, value: &impl serde::Serialize) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)?;
    Ok(())
}
