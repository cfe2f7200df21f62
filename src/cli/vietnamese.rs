//! clap in Vietnamese: headings of the help, and every kind of mistake in the user's words.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error};

use super::args::CommandLine;

/// The commands with Vietnamese headings at every level.
pub(super) fn command() -> Command {
    translate(CommandLine::command(), true)
}

fn translate(command: Command, is_root: bool) -> Command {
    let mut template = String::from("{about-with-newline}\nCách dùng: {usage}\n");
    if command.has_subcommands() {
        template.push_str("\nLệnh:\n{subcommands}\n");
    }
    if command.get_positionals().next().is_some() {
        template.push_str("\nĐối số:\n{positionals}\n");
    }
    template.push_str("\nTùy chọn:\n{options}{after-help}");
    let mut command = command
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .help_template(template)
        .arg(
            Arg::new("help")
                .short('h')
                .long("help")
                .action(ArgAction::Help)
                .help("Xem hướng dẫn này"),
        );
    if is_root {
        command = command.version(env!("CARGO_PKG_VERSION")).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("Xem số phiên bản của chương trình"),
        );
    }
    command.mut_subcommands(|sub| translate(sub, false))
}

/// What was typed wrongly, with the right way.
pub(super) fn explain(error: &Error) -> String {
    let mut text = format!("Lỗi: {}\n", mistake(error));
    if let Some(usage) = usage(error) {
        let path: Vec<&str> = usage
            .split(' ')
            .take_while(|word| word.starts_with(char::is_alphanumeric))
            .collect();
        text = format!(
            "{text}\nCách dùng: {usage}\nXem hướng dẫn: {} --help\n",
            path.join(" ")
        );
    }
    text
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "clap's lists may grow in any version"
)]
fn usage(error: &Error) -> Option<String> {
    let text = match error.get(ContextKind::Usage)? {
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::String(text) => text.clone(),
        _ => return None,
    };
    let text = text.trim();
    Some(
        text.strip_prefix("Usage:")
            .unwrap_or(text)
            .trim()
            .to_owned(),
    )
}

fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(list)) => list.clone(),
        _ => Vec::new(),
    }
}

fn joined(error: &Error, kind: ContextKind) -> String {
    words(error, kind).join(", ")
}

/// " Có phải “--overdue” không?", or nothing.
fn suggestion(error: &Error, kind: ContextKind) -> String {
    let list = words(error, kind);
    if list.is_empty() {
        return String::new();
    }
    let quoted: Vec<String> = list.iter().map(|word| format!("“{word}”")).collect();
    format!(" Có phải {} không?", quoted.join(", "))
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "clap's lists may grow in any version"
)]
fn mistake(error: &Error) -> String {
    use ContextKind as Context;
    let arg = joined(error, Context::InvalidArg);
    let value = joined(error, Context::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if arg.starts_with('-') => format!(
            "Không có tùy chọn “{arg}”.{}",
            suggestion(error, Context::SuggestedArg)
        ),
        ErrorKind::UnknownArgument => format!(
            "Thừa “{arg}”.{}",
            suggestion(error, Context::SuggestedSubcommand)
        ),
        ErrorKind::InvalidSubcommand => format!(
            "Không có lệnh “{}”.{}",
            joined(error, Context::InvalidSubcommand),
            suggestion(error, Context::SuggestedSubcommand)
        ),
        ErrorKind::MissingSubcommand => format!(
            "Thiếu lệnh sau “{}”; ghi một trong: {}.",
            joined(error, Context::InvalidSubcommand),
            joined(error, Context::ValidSubcommand)
        ),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("Thiếu giá trị sau “{arg}”.{}", choices(error))
        }
        ErrorKind::InvalidValue => format!(
            "Giá trị “{value}” của “{arg}” không dùng được.{}",
            choices(error)
        ),
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error)
                .map_or_else(String::new, |source| format!("; {source}"));
            format!("Giá trị “{value}” của “{arg}” không đúng{reason}.")
        }
        ErrorKind::MissingRequiredArgument => format!("Thiếu: {arg}"),
        ErrorKind::ArgumentConflict => {
            let other = joined(error, Context::PriorArg);
            if other.is_empty() || other == arg {
                format!("“{arg}” ghi nhiều lần; chỉ ghi một lần.")
            } else {
                format!("“{arg}” không dùng cùng “{other}”.")
            }
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            format!("Thừa giá trị “{value}” sau “{arg}”.")
        }
        ErrorKind::TooFewValues => format!("Thiếu giá trị sau “{arg}”."),
        ErrorKind::NoEquals => format!("Sau “{arg}” phải có dấu bằng."),
        ErrorKind::InvalidUtf8 => "Có chữ không đọc được; hãy gõ lại bằng UTF-8.".to_owned(),
        _ => "Lệnh gõ chưa đúng.".to_owned(),
    }
}

fn choices(error: &Error) -> String {
    let list = joined(error, ContextKind::ValidValue);
    if list.is_empty() {
        String::new()
    } else {
        format!(" Dùng một trong: {list}.")
    }
}
