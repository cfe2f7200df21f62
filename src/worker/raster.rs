//! The thread that draws pages for the window, from the bytes that go to the printer.
//! What nobody looks at any more is not drawn.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::message::Reply;
use super::pdf_text;
use crate::documents;
use crate::read::paper::PrintedPage;

/// Widest picture, in dots: a page at 200 % on a screen of double density.
pub const WIDEST: u32 = 3200;

/// A picture that the window would like.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Tells one version of a paper from another.
    pub document: u64,
    /// The file: a PDF, or a PNG, which is its own only page.
    pub pdf: Arc<Vec<u8>>,
    pub page: usize,
    /// Width of the picture in dots.
    pub width: u32,
}

/// A page as a picture.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub document: u64,
    pub page: usize,
    /// The width that was asked for.
    pub width: u32,
    /// None for a page that cannot be drawn.
    pub picture: Option<Picture>,
}

/// Dots from the top left corner, four bytes each: red, green, blue, and 255.
#[derive(Debug, Clone)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub dots: Vec<u8>,
}

/// Document, page, width.
type Key = (u64, usize, u32);

impl Wanted {
    fn key(&self) -> Key {
        (self.document, self.page, self.width)
    }
}

#[derive(Debug, Default)]
struct Board {
    wanted: Vec<Wanted>,
    /// What is being drawn right now.
    drawing: Option<Key>,
    stop: bool,
}

#[derive(Debug, Default)]
struct Shared {
    board: Mutex<Board>,
    changed: Condvar,
}

impl Shared {
    fn change(&self, change: impl FnOnce(&mut Board)) {
        change(&mut self.board.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_one();
    }

    /// The next picture to draw; waits for one. None at the end.
    fn next(&self) -> Option<Wanted> {
        let mut board = self.board.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if board.stop {
                return None;
            }
            if !board.wanted.is_empty() {
                let next = board.wanted.remove(0);
                board.drawing = Some(next.key());
                return Some(next);
            }
            board = self
                .changed
                .wait(board)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Where wishes for pictures go.
#[derive(Debug, Clone, Default)]
pub struct Easel(Arc<Shared>);

impl Easel {
    /// What is wanted from now on, most urgent first; what was wanted before and is not drawn yet is dropped.
    pub fn want(&self, wanted: Vec<Wanted>) {
        self.0.change(|board| {
            board.wanted = wanted;
            let drawing = board.drawing;
            board.wanted.retain(|wanted| Some(wanted.key()) != drawing);
        });
    }
}

/// The running thread; dropping it ends it after the page at hand.
#[derive(Debug)]
pub(super) struct Rasteriser {
    easel: Easel,
    thread: Option<JoinHandle<()>>,
}

impl Rasteriser {
    pub(super) fn start(
        replies: Sender<Reply>,
        wake: impl Fn() + Send + 'static,
    ) -> std::io::Result<Self> {
        let easel = Easel::default();
        let shared = easel.0.clone();
        let thread = Builder::new()
            .name("pages".to_owned())
            .spawn(move || serve(&shared, &replies, &wake))?;
        Ok(Self {
            easel,
            thread: Some(thread),
        })
    }

    pub(super) fn easel(&self) -> Easel {
        self.easel.clone()
    }
}

impl Drop for Rasteriser {
    fn drop(&mut self) {
        self.easel.0.change(|board| board.stop = true);
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn serve(shared: &Shared, replies: &Sender<Reply>, wake: &impl Fn()) {
    let mut next = shared.next();
    while let Some(wanted) = next {
        next = document(shared, wanted, |drawn| {
            let sent = replies.send(Reply::Drawn(drawn)).is_ok();
            wake();
            sent
        });
    }
}

/// Draws pages of one document until another one is wanted; that wish is the answer.
fn document(shared: &Shared, first: Wanted, say: impl Fn(Drawn) -> bool) -> Option<Wanted> {
    let id = first.document;
    if first.pdf.starts_with(PNG) {
        return photograph(shared, &first, &say);
    }
    let pdf = guarded(|| Pdf::new((*first.pdf).clone()).ok());
    let cache = RenderCache::new();
    let mut wanted = first;
    loop {
        let picture = pdf.as_ref().and_then(|pdf| {
            guarded(|| {
                let pages = pdf.pages();
                Some(draw(pages.get(wanted.page)?, wanted.width, &cache))
            })
        });
        let told = say(Drawn {
            document: wanted.document,
            page: wanted.page,
            width: wanted.width,
            picture,
        });
        if !told {
            return None;
        }
        shared.change(|board| board.drawing = None);
        let next = shared.next()?;
        if next.document != id {
            return Some(next);
        }
        wanted = next;
    }
}

/// How a picture file begins.
const PNG: &[u8] = b"\x89PNG";

/// A picture of the guide instead of a page.
fn photograph(shared: &Shared, wanted: &Wanted, say: &impl Fn(Drawn) -> bool) -> Option<Wanted> {
    let picture = guarded(|| documents::scaled(&wanted.pdf, wanted.width.min(WIDEST)));
    let told = say(Drawn {
        document: wanted.document,
        page: wanted.page,
        width: wanted.width,
        picture: picture.map(|made| Picture {
            width: made.width,
            height: made.height,
            dots: made.rgba,
        }),
    });
    if !told {
        return None;
    }
    shared.change(|board| board.drawing = None);
    shared.next()
}

/// A defect of the drawing costs one picture, not the thread.
fn guarded<T>(work: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok().flatten()
}

fn draw<'a>(page: &'a Page<'a>, width: u32, cache: &RenderCache<'a>) -> Picture {
    let (across, _) = page.render_dimensions();
    #[expect(clippy::cast_precision_loss, reason = "at most a few thousand dots")]
    let dots = width.min(WIDEST) as f32;
    // half a dot more, so that cutting to whole dots never loses one
    let scale = (dots + 0.5) / across.max(1.0);
    let settings = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let interpreter = InterpreterSettings::default();
    let quality = RenderSettings {
        hinting: false,
        ..RenderSettings::default()
    };
    let picture = render(page, cache, &interpreter, &quality, &settings);
    Picture {
        width: usize::from(picture.width()),
        height: usize::from(picture.height()),
        dots: picture.data_as_u8_slice().to_vec(),
    }
}

/// Sizes and words of the pages of a file that was made before.
pub(super) fn pages(bytes: &[u8]) -> Option<Vec<PrintedPage>> {
    guarded(|| {
        let pdf = Pdf::new(bytes.to_vec()).ok()?;
        let pages = pdf.pages();
        Some(
            pages
                .iter()
                .map(|page| {
                    let (width, height) = page.render_dimensions();
                    PrintedPage {
                        width,
                        height,
                        words: pdf_text::words(page),
                    }
                })
                .collect(),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(document: u64, page: usize) -> Wanted {
        Wanted {
            document,
            pdf: Arc::new(Vec::new()),
            page,
            width: 100,
        }
    }

    #[test]
    fn only_the_newest_wishes_are_drawn() {
        let easel = Easel::default();
        easel.want(vec![wanted(1, 0), wanted(1, 1)]);
        easel.want(vec![wanted(2, 4)]);
        let next = easel.0.next().unwrap();
        assert_eq!((next.document, next.page), (2, 4));
        easel.0.change(|board| board.stop = true);
        assert!(easel.0.next().is_none());
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_and_nothing_breaks() {
        let (sender, replies) = std::sync::mpsc::channel();
        let rasteriser = Rasteriser::start(sender, || {}).unwrap();
        rasteriser.easel().want(vec![wanted(1, 0)]);
        let reply = replies.recv().unwrap();
        assert!(matches!(
            reply,
            Reply::Drawn(Drawn {
                document: 1,
                page: 0,
                picture: None,
                ..
            })
        ));
        assert!(pages(b"%PDF-1.7 rubbish").is_none_or(|pages| pages.is_empty()));
    }
}
