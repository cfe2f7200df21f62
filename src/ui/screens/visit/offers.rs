//! Cập nhật từ biên bản: what a fresh draft would change in the conclusion, taken or left one by one.

use eframe::egui::{Frame, Label, Margin, RichText, Ui};

use super::View;
use crate::domain::text::paper_count;
use crate::read::{ConclusionPage, DraftOffer, DraftPick, OfferKind};
use crate::ui::action::{Action, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{badge, button, section};
use crate::worker::{Command, ConclusionCommand};

/// Shows the offers; true when the panel is to be closed.
pub fn ui(ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage, offers: &[DraftOffer]) -> bool {
    let mut close = false;
    theme::sheet(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = match offers.len() {
            0 => "Nội dung đã khớp với biên bản".to_owned(),
            count => format!("{} thay đổi từ biên bản", paper_count(count)),
        };
        section::heading(ui, &title, |ui| {
            close = button::quiet(ui, "Đóng").clicked();
        });
        let busy = view.ctx.is_busy(Subject::Offers(view.page.visit.id));
        let safe: Vec<&DraftOffer> = offers
            .iter()
            .filter(|offer| !touches_handwork(offer))
            .collect();
        if safe.len() > 1 {
            let words = format!(
                "Lấy {} thay đổi không động đến đoạn sửa tay",
                paper_count(safe.len())
            );
            ui.add_enabled_ui(!busy, |ui| {
                if button::plain(ui, &words).clicked() {
                    let picks = safe.iter().map(|offer| pick(offer, true)).collect();
                    send(view, page, picks);
                }
            });
            ui.add_space(theme::GAP_SMALL);
        }
        for (place, offer) in offers.iter().enumerate() {
            ui.push_id(("offer", place), |ui| {
                ui.add_enabled_ui(!busy, |ui| {
                    if let Some(take) = one(ui, offer, place + 1) {
                        send(view, page, vec![pick(offer, take)]);
                    }
                });
            });
        }
    });
    close
}

/// Whether taking it would lose what a hand wrote.
fn touches_handwork(offer: &DraftOffer) -> bool {
    offer.written.as_ref().is_some_and(|p| p.edited)
}

fn pick(offer: &DraftOffer, take: bool) -> DraftPick {
    DraftPick {
        offer: offer.clone(),
        take,
    }
}

fn send(view: &mut View<'_>, page: &ConclusionPage, picks: Vec<DraftPick>) {
    view.out.push(Action::Run(Command::Conclusion(
        ConclusionCommand::TakeOffers {
            conclusion: Box::new(page.conclusion.clone()),
            picks,
        },
    )));
}

/// One change with its two buttons; what was decided.
fn one(ui: &mut Ui, offer: &DraftOffer, number: usize) -> Option<bool> {
    let colours = theme::palette(ui);
    let (tone, kind, take, leave) = match offer.kind {
        OfferKind::New => (Tone::Good, "Đoạn mới", "Thêm vào", "Không thêm"),
        OfferKind::Changed => (
            Tone::Info,
            "Biên bản đã đổi",
            "Thay bằng bản mới",
            "Giữ nguyên",
        ),
        OfferKind::Edited => (
            Tone::Caution,
            "Đoạn sửa tay, biên bản đã đổi",
            "Bỏ bản sửa tay, lấy bản mới",
            "Giữ bản sửa tay",
        ),
        OfferKind::Gone => (
            Tone::Caution,
            "Không còn trong biên bản",
            "Bỏ đoạn này",
            "Giữ lại",
        ),
    };
    let section = offer
        .draft
        .as_ref()
        .map(|draft| draft.section)
        .or(offer.written.as_ref().map(|p| p.section));
    let mut decided = None;
    Frame::new()
        .fill(colours.canvas)
        .corner_radius(theme::RADIUS)
        .inner_margin(Margin::same(10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                badge::show(ui, tone, kind);
                if let Some(section) = section {
                    ui.label(theme::small(section.label()).color(colours.weak));
                }
            });
            if let Some(written) = &offer.written {
                let mut old = RichText::new(&written.text).color(colours.weak);
                if offer.kind != OfferKind::Edited {
                    old = old.strikethrough();
                }
                ui.add(Label::new(old).wrap());
            }
            if let Some(draft) = &offer.draft {
                ui.add(Label::new(&draft.text).wrap());
            }
            ui.horizontal_wrapped(|ui| {
                let name = |words: &str| format!("{words} (thay đổi {number})");
                let yes = button::plain(ui, take).accessible_name(name(take));
                if yes.clicked() {
                    decided = Some(true);
                }
                let no = button::quiet(ui, leave).accessible_name(name(leave));
                if no.clicked() {
                    decided = Some(false);
                }
            });
        });
    ui.add_space(theme::GAP_SMALL);
    decided
}
