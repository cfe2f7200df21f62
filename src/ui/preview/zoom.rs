//! How large the pages are shown.

use eframe::egui::Vec2;

/// Points of the screen for a point on paper at 100 %.
const FULL: f32 = 96.0 / 72.0;
const LEAST: f32 = 25.0;
const MOST: f32 = 200.0;

/// The size that was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Zoom {
    /// The page is as wide as the room.
    #[default]
    Width,
    /// The whole page can be seen.
    Page,
    /// Percent of the size on paper.
    Percent(f32),
}

/// What can be chosen from a list.
pub const CHOICES: [Zoom; 8] = [
    Zoom::Width,
    Zoom::Page,
    Zoom::Percent(50.0),
    Zoom::Percent(75.0),
    Zoom::Percent(100.0),
    Zoom::Percent(125.0),
    Zoom::Percent(150.0),
    Zoom::Percent(200.0),
];

impl Zoom {
    pub fn words(self) -> String {
        match self {
            Self::Width => "Vừa chiều ngang".to_owned(),
            Self::Page => "Vừa trang".to_owned(),
            Self::Percent(percent) => format!("{percent:.0}%"),
        }
    }

    /// Points of the screen for a point on paper, where the room is for a page of this size.
    pub fn scale(self, room: Vec2, page: Vec2) -> f32 {
        let across = (room.x / page.x.max(1.0)).max(0.05);
        match self {
            Self::Width => across.min(MOST / 100.0 * FULL),
            Self::Page => across.min(room.y / page.y.max(1.0)).max(0.05),
            Self::Percent(percent) => percent.clamp(LEAST, MOST) / 100.0 * FULL,
        }
    }

    /// The next size from a list, upwards or down, seen from the scale that is shown.
    pub fn step(scale: f32, up: bool) -> Self {
        let now = scale / FULL * 100.0;
        let mut sizes = CHOICES.iter().filter_map(|zoom| match zoom {
            Self::Percent(percent) => Some(*percent),
            Self::Width | Self::Page => None,
        });
        let next = if up {
            sizes.find(|size| *size > now + 0.5).unwrap_or(MOST)
        } else {
            sizes.rev().find(|size| *size < now - 0.5).unwrap_or(LEAST)
        };
        Self::Percent(next)
    }

    /// A size near the shown one, for the wheel.
    pub fn by(scale: f32, factor: f32) -> Self {
        Self::Percent((scale / FULL * 100.0 * factor).clamp(LEAST, MOST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: Vec2 = Vec2::new(595.0, 842.0);

    #[test]
    fn a_page_fits_the_room() {
        let room = Vec2::new(500.0, 600.0);
        assert!((Zoom::Width.scale(room, A4) * A4.x - 500.0).abs() < 0.01);
        assert!((Zoom::Page.scale(room, A4) * A4.y - 600.0).abs() < 0.01);
        assert!((Zoom::Percent(150.0).scale(room, A4) - 2.0).abs() < 0.001);
    }

    #[test]
    fn steps_go_through_the_list_and_stay_in_it() {
        let scale = |percent: f32| percent / 100.0 * FULL;
        assert_eq!(Zoom::step(scale(100.0), true), Zoom::Percent(125.0));
        assert_eq!(Zoom::step(scale(111.0), false), Zoom::Percent(100.0));
        assert_eq!(Zoom::step(scale(200.0), true), Zoom::Percent(200.0));
        assert_eq!(Zoom::by(scale(190.0), 2.0), Zoom::Percent(200.0));
        assert_eq!(Zoom::by(scale(30.0), 0.1), Zoom::Percent(25.0));
    }
}
