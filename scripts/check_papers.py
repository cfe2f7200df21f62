"""What scripts/check-papers.sh asks of every PDF: PDF/A-2b without a finding, text in NFC that comes back out whole,
title, subject and language, a tree of tags with tables, bookmarks for headings, and nothing that acts."""

import pathlib
import subprocess
import sys
import unicodedata

import pikepdf
import pikepdf.pdfa

# keys of actions and of what is carried along: none of them may stand anywhere in a paper
ACTING = {"/JS", "/JavaScript", "/Launch", "/URI", "/AA", "/OpenAction", "/EmbeddedFiles", "/RichMedia", "/SubmitForm", "/GoToR"}


def kinds_of_tags(element, seen):
    """Names of all elements below one of the tree of tags."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            kinds_of_tags(kid, seen)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            seen.append(str(element.S))
        if "/K" in element:
            kinds_of_tags(element.K, seen)
    return seen


def is_guide(path):
    """The guide is a book and no paper of the Party."""
    return pathlib.Path(path).stem in ("huong-dan", "bat-dau-nhanh")


def without_words(element):
    """Pictures that say nothing to those who do not see them."""
    if isinstance(element, pikepdf.Array):
        for kid in element:
            yield from without_words(kid)
    elif isinstance(element, pikepdf.Dictionary):
        if str(element.get("/S", "")) == "/Figure" and not str(element.get("/Alt", "")).strip():
            yield element
        if "/K" in element:
            yield from without_words(element.K)


def acting(pdf):
    for item in pdf.objects:
        if isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
            yield from ACTING.intersection(item.keys())
            if str(item.get("/S", "")) in ACTING:
                yield str(item.S)
            if str(item.get("/Type", "")) == "/Annot":
                yield "/Annot"


def wrong(path):
    report = pikepdf.pdfa.validate_written(path, "2b")
    if not report.passed:
        yield f"PDF/A-2b: {report}"
    with pikepdf.open(path) as pdf:
        if pdf.pdf_version != "1.7":
            yield f"version {pdf.pdf_version}"
        if str(pdf.Root.get("/Lang", "")) != "vi-VN":
            yield "no language"
        for key in ("/Title", "/Subject"):
            if not str(pdf.docinfo.get(key, "")).strip():
                yield f"no {key}"
        tags = kinds_of_tags(pdf.Root.StructTreeRoot.K, [])
        headings = [tag for tag in tags if tag in ("/H1", "/H2", "/H3")]
        if "/P" not in tags:
            yield "no tagged paragraph"
        if "/Table" in tags and not {"/TR", "/TH", "/TD"}.issubset(tags):
            yield "a table without tagged rows or cells"
        if any(without_words(pdf.Root.StructTreeRoot.K)):
            yield "a picture without words"
        if headings and "/Outlines" not in pdf.Root:
            yield "headings without bookmarks"
        found = sorted(set(acting(pdf)))
        if found:
            yield f"acts: {found}"
    text = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True).stdout.decode()
    if unicodedata.normalize("NFC", text) != text:
        yield "text is not in NFC"
    head = "GIÁM SÁT 6 QCDC" if is_guide(path) else "ĐẢNG CỘNG SẢN VIỆT NAM"
    if head not in text:
        yield f"{head} does not come back out"
    if "\ufffd" in text:
        yield "a letter without a code"


def main(paths):
    bad = 0
    for path in paths:
        for what in wrong(path):
            bad += 1
            print(f"{path}: {what}")
    print(f"check-papers: {len(paths)} papers, {bad} findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
