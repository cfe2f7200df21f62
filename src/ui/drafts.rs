//! What is being typed and not stored yet, kept where it outlives a crash of the window.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::{Context, Id};

/// Shared with whoever writes it down when the program breaks.
pub type Kept = Arc<Mutex<Vec<String>>>;

#[derive(Clone, Debug, Default)]
struct Typed(BTreeMap<u64, (u64, String)>);

fn with<R>(ctx: &Context, work: impl FnOnce(&mut Typed) -> R) -> R {
    ctx.data_mut(|data| work(data.get_temp_mut_or_default::<Typed>(Id::unique("drafts"))))
}

/// Notes a field that shows a text which was typed; `changed` when it was typed in this frame.
pub(super) fn note(ctx: &Context, field: Id, text: &str, changed: bool) {
    let frame = ctx.cumulative_frame_nr();
    with(ctx, |typed| match typed.0.get_mut(&field.value()) {
        Some(entry) => {
            entry.0 = frame;
            if entry.1 != text {
                text.clone_into(&mut entry.1);
            }
        }
        None if changed => {
            typed.0.insert(field.value(), (frame, text.to_owned()));
        }
        None => {}
    });
}

/// The text of a field is stored.
pub(super) fn stored(ctx: &Context, field: Id) {
    with(ctx, |typed| typed.0.remove(&field.value()));
}

/// Hands out what stands in fields that are shown now and is not stored.
pub fn gather(ctx: &Context, kept: &Kept) {
    let frame = ctx.cumulative_frame_nr();
    let texts = with(ctx, |typed| {
        typed.0.retain(|_, (seen, _)| *seen + 2 >= frame);
        let texts = typed.0.values().map(|(_, text)| text.clone());
        texts
            .filter(|text| !text.trim().is_empty())
            .collect::<Vec<_>>()
    });
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if *kept != texts {
        *kept = texts;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;
    use crate::ui::widgets::text_field::{Draft, TextField};

    #[test]
    fn what_is_typed_is_kept_until_it_is_stored() {
        let (kept, stored) = (Kept::default(), RefCell::new(String::new()));
        let (draft, bound) = (RefCell::new(Draft::default()), RefCell::new(String::new()));
        let mut harness = window(|ui| {
            let now = stored.borrow().clone();
            TextField::line("Nhận xét", &now).show(ui, &mut draft.borrow_mut());
            TextField::line("Lý do", "").bind(ui, &mut bound.borrow_mut());
            gather(ui.ctx(), &kept);
        });
        harness.run();
        harness.get_by_label("Nhận xét").click();
        harness.run();
        harness.get_by_label("Nhận xét").type_text("Thiếu biên bản");
        harness.run();
        harness.get_by_label("Lý do").click();
        harness.run();
        harness.get_by_label("Lý do").type_text("Mưa bão");
        harness.run();
        let mut texts = kept.lock().unwrap().clone();
        texts.sort();
        assert_eq!(texts, ["Mưa bão", "Thiếu biên bản"]);
        stored.replace("Thiếu biên bản".into());
        harness.run();
        assert_eq!(*kept.lock().unwrap(), ["Mưa bão"]);
    }
}
