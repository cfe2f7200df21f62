//! Every test that needs the whole program, as one binary: linking it once keeps the build short and the disk free.
//! A story of its own is a module; what several of them use has a folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "what a test does not find where it must be is a failed test"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a test lays out the files and threads that the program then meets"
)]
#![allow(
    clippy::items_after_statements,
    clippy::too_many_lines,
    clippy::wildcard_enum_match_arm,
    reason = "a test is read from top to bottom, what it uses beside where it uses it"
)]

mod archive;
mod attachments;
mod board;
mod by_keys;
mod catalogue;
mod chase;
mod cli;
mod cli_chase;
mod cli_issue;
mod cli_papers;
mod data;
mod desk;
mod dialogs;
mod district_sheet;
mod documents_conclusion;
mod documents_docx;
mod documents_engine;
mod documents_excel_read;
mod documents_hard;
mod documents_measure;
mod documents_papers;
mod documents_profile;
mod documents_xlsx;
mod every_paper;
mod figures;
mod fuzzed;
mod guide;
mod guiding;
mod habits;
mod item_past;
mod lease;
mod lists_with_words;
mod locked;
mod main_job;
mod merge;
mod models;
mod monthly_reports;
mod paper_files;
mod paper_long;
mod paper_reprint;
mod paper_rules_window;
mod paper_window;
mod papers;
mod papers_issued;
mod pdf_read;
mod people;
mod plan;
mod press;
mod profile;
mod programmes;
mod random_visit;
mod reform;
mod repeats;
mod review;
mod roles;
mod round_trip;
mod rules;
mod safety;
mod safety_window;
mod same_figures;
mod sample;
mod samples;
mod schema;
mod second_start;
mod settle;
mod story;
mod story_window;
mod support;
mod tables;
mod troubles;
mod upgrade;
mod visits;
