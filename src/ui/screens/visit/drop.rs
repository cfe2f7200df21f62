//! Files dropped onto the window go to what is in hand: the shortcoming being written, the item being rated, the visit.

use eframe::egui::Ui;

use super::checklist::ChecklistTab;
use super::shortcoming_form::Writing;
use super::{Tab, View};
use crate::domain::AttachTo;
use crate::domain::attachment::TAKEN;
use crate::ui::action::Action;
use crate::ui::widgets::drop;
use crate::worker::Job;

/// Where dropped files go.
pub fn target(view: &View<'_>, tab: Tab, checklist: &ChecklistTab, writing: &Writing) -> AttachTo {
    let visit = view.page.visit.id;
    if let Some(shortcoming) = writing.about() {
        return AttachTo::shortcoming(visit, shortcoming);
    }
    match checklist.selected {
        Some(item) if tab == Tab::Checklist && view.editable => AttachTo::item(visit, item),
        _ => AttachTo::visit(visit),
    }
}

/// Says where the files that hang over the window would go, and sends those that were let go.
pub fn take(ui: &Ui, view: &mut View<'_>, to: AttachTo) {
    let paths = drop::take(ui, &words(view, to), TAKEN);
    if !paths.is_empty() {
        view.out.push(Action::Start(Job::Attach { to, paths }));
    }
}

/// "Thả để đính kèm vào mục QC1-03".
fn words(view: &View<'_>, to: AttachTo) -> String {
    let item = to.item_id.and_then(|id| view.page.item(id));
    if to.shortcoming_id.is_some() {
        "Thả để đính kèm vào tồn tại này".to_owned()
    } else if let Some((_, sheet)) = item {
        format!("Thả để đính kèm vào mục {}", sheet.item.code)
    } else {
        "Thả để đính kèm vào cuộc giám sát".to_owned()
    }
}
