//! Design tokens: colours, type scale, spacing, density. Screens use these names and never a colour or a size of their own.

mod fonts;
mod palette;
mod style;

use eframe::egui::{
    self, CornerRadius, FontFamily, FontId, Frame, Id, Margin, RichText, Stroke, Theme,
    ThemePreference, Ui,
};

pub use palette::{DARK, HEAT_STEPS, LIGHT, Pair, Palette, Tone};

/// Text size of the whole window, in points. Noto Sans needs 15 for Vietnamese marks to stay legible.
pub const TEXT_SIZE: f32 = 15.0;
/// Size of hints and captions.
pub const SMALL_SIZE: f32 = 13.0;
/// Size of the heading of a section.
pub const SECTION_SIZE: f32 = 17.0;
/// Size of the title of a screen.
pub const TITLE_SIZE: f32 = 21.0;
/// Size of the one number of a card.
pub const NUMBER_SIZE: f32 = 25.0;
/// Height of one row of a table in the comfortable density; [`row`] is the one in force.
pub const ROW_HEIGHT: f32 = 30.0;
/// Height of a button, a field, a segment in the comfortable density; [`control`] is the one in force.
pub const CONTROL_HEIGHT: f32 = 30.0;
/// Corner radius of fields, buttons and cards.
pub const RADIUS: u8 = 5;
/// Width of the ring around what has the focus.
pub const RING: f32 = 2.0;
/// Distances: within a group, between groups, between sections.
pub const GAP_SMALL: f32 = 4.0;
/// Between two fields.
pub const GAP: f32 = 8.0;
/// Between two sections, and the margin of a screen.
pub const GAP_LARGE: f32 = 16.0;
/// Width of the label column of a form.
pub const LABEL_WIDTH: f32 = 176.0;

/// The palette in force in this part of the window.
pub fn palette(ui: &Ui) -> &'static Palette {
    of(ui.visuals().dark_mode)
}

/// The palette in force, where there is no `Ui` at hand.
pub fn palette_of(ctx: &egui::Context) -> &'static Palette {
    of(ctx.theme() == Theme::Dark)
}

const fn of(dark: bool) -> &'static Palette {
    if dark { &DARK } else { &LIGHT }
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Appearance {
    /// Light, the default: offices are bright and paper is white.
    #[default]
    Light,
    /// Dark.
    Dark,
    /// Follow the system.
    System,
}

/// How much room rows and fields take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    /// Easy to hit and to read, the default.
    #[default]
    Comfortable,
    /// More rows on a small screen.
    Compact,
}

/// The sizes that density changes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sizes {
    row: f32,
    control: f32,
    /// Between two things one above the other.
    line: f32,
    /// Above and below the text of a button or a field.
    pad: f32,
    /// Above and below what lies on a sheet.
    sheet: i8,
}

impl Density {
    const fn sizes(self) -> Sizes {
        match self {
            Self::Comfortable => Sizes {
                row: ROW_HEIGHT,
                control: CONTROL_HEIGHT,
                line: GAP,
                pad: 4.0,
                sheet: 12,
            },
            Self::Compact => Sizes {
                row: 25.0,
                control: 26.0,
                line: 5.0,
                pad: 2.0,
                sheet: 8,
            },
        }
    }
}

/// The density in force.
pub fn density(ctx: &egui::Context) -> Density {
    ctx.data(|data| data.get_temp(density_id()))
        .unwrap_or_default()
}

fn density_id() -> Id {
    Id::unique("density")
}

/// Height of one row of a table or list.
pub fn row(ui: &Ui) -> f32 {
    density(ui.ctx()).sizes().row
}

/// Height of a button, a field, a segment.
pub fn control(ui: &Ui) -> f32 {
    ui.spacing().interact_size.y
}

/// The bold family.
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Bold text at the size of text.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).font(FontId::new(TEXT_SIZE, bold_family()))
}

/// Heading of a section.
pub fn section_text(text: impl Into<String>) -> RichText {
    RichText::new(text).font(FontId::new(SECTION_SIZE, bold_family()))
}

/// Title of a screen.
pub fn title_text(text: impl Into<String>) -> RichText {
    RichText::new(text).font(FontId::new(TITLE_SIZE, bold_family()))
}

/// Caption or hint.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).size(SMALL_SIZE)
}

/// The white sheet on which a screen lays a group of things.
pub fn sheet(ui: &Ui) -> Frame {
    let colours = palette(ui);
    Frame::new()
        .fill(colours.surface)
        .stroke(Stroke::new(1.0, colours.line))
        .corner_radius(CornerRadius::same(RADIUS + 2))
        .inner_margin(Margin::symmetric(14, density(ui.ctx()).sizes().sheet))
}

/// The ring around what has the focus.
pub fn ring(colours: &Palette) -> Stroke {
    Stroke::new(RING, colours.tone(Tone::Accent).fg)
}

/// Installs fonts and both styles. Call once, before the first frame.
pub fn apply(ctx: &egui::Context, appearance: Appearance) {
    ctx.set_fonts(fonts::fonts());
    set_density(ctx, Density::default());
    set_appearance(ctx, appearance);
}

/// Changes how much room rows and fields take.
pub fn set_density(ctx: &egui::Context, density: Density) {
    ctx.data_mut(|data| data.insert_temp(density_id(), density));
    restyle(ctx);
}

/// Whether only what has to be seen is drawn: no shadows, no soft edges, no movement.
pub fn is_light(ctx: &egui::Context) -> bool {
    ctx.data(|data| data.get_temp(light_id()))
        .unwrap_or_default()
}

fn light_id() -> Id {
    Id::unique("light drawing")
}

/// Changes how much is drawn.
pub fn set_light(ctx: &egui::Context, light: bool) {
    ctx.data_mut(|data| data.insert_temp(light_id(), light));
    ctx.tessellation_options_mut(|options| options.feathering = !light);
    restyle(ctx);
}

fn restyle(ctx: &egui::Context) {
    let (sizes, light) = (density(ctx).sizes(), is_light(ctx));
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style::style(theme, sizes, light));
    }
}

/// Changes between light and dark.
pub fn set_appearance(ctx: &egui::Context, appearance: Appearance) {
    ctx.set_theme(match appearance {
        Appearance::Light => ThemePreference::Light,
        Appearance::Dark => ThemePreference::Dark,
        Appearance::System => ThemePreference::System,
    });
}

/// The appearance in force.
pub fn appearance(ctx: &egui::Context) -> Appearance {
    match ctx.options(|options| options.theme_preference) {
        ThemePreference::Light => Appearance::Light,
        ThemePreference::Dark => Appearance::Dark,
        ThemePreference::System => Appearance::System,
    }
}
