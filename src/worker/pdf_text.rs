//! The words of a finished page, in the order in which they are written on it.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro::kurbo::{Affine, BezPath, Rect};

/// Baselines nearer than this are one line.
const ONE_LINE: f64 = 0.5;

#[derive(Debug, Default)]
struct Reader {
    words: String,
    line: Option<f64>,
}

impl Device<'_> for Reader {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let place = props.transform * glyph.transform();
            let y = place.translation().y;
            if self.line.is_some_and(|line| (line - y).abs() > ONE_LINE) {
                self.words.push('\n');
            }
            self.line = Some(y);
            match glyph.as_unicode() {
                Some(BfString::Char(letter)) => self.words.push(letter),
                Some(BfString::String(letters)) => self.words.push_str(&letters),
                None => {}
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// What stands on a page.
pub(super) fn words<'a>(page: &'a Page<'a>) -> String {
    let (width, height) = page.render_dimensions();
    let cache = InterpreterCache::new();
    let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(
        Affine::IDENTITY,
        whole,
        &cache,
        page.xref(),
        InterpreterSettings::default(),
    );
    let mut reader = Reader::default();
    interpret_page(page, &mut context, &mut reader);
    reader.words
}
