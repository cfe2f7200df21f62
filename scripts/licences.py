#!/usr/bin/env python3
"""Collects the licence of every crate of Cargo.lock into assets/licences.zz: first a list, then each text once.
Run it after a change of Cargo.lock; a test says when that was forgotten."""

import json
import pathlib
import subprocess
import sys
import zlib

HERE = pathlib.Path(__file__).resolve().parent.parent
TARGET = HERE / "assets/licences.zz"
# files that hold a licence or a notice, and not something else whose name begins so
STARTS = ("license", "licence", "copying", "notice", "unlicense", "copyright")


def texts(folder):
    for file in sorted(folder.iterdir()):
        name = file.name.lower()
        if file.is_file() and name.startswith(STARTS) and file.suffix.lower() not in (".rs", ".toml", ".json"):
            yield file.name, file.read_text(encoding="utf-8", errors="replace").strip()


def main():
    told = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked"], cwd=HERE, capture_output=True, check=True
    ).stdout
    packages = [p for p in json.loads(told)["packages"] if p["source"]]  # not our own
    packages.sort(key=lambda p: (p["name"], p["version"]))
    lines, bodies, seen = [], [], {}
    for package in packages:
        label = f"{package['name']} {package['version']}"
        licence = package.get("license") or ("xem văn bản" if package.get("license_file") else "")
        if not licence:
            sys.exit(f"{label} names no licence")
        lines.append(f"{label} · {licence}")
        for _, text in texts(pathlib.Path(package["manifest_path"]).parent):
            key = " ".join(text.split())
            if key:
                seen.setdefault(key, (text, []))[1].append(label)
    for text, owners in seen.values():
        bodies.append("────────\n" + ", ".join(owners) + "\n\n" + text)
    whole = "\n".join(lines) + "\n\n" + "\n\n".join(bodies) + "\n"
    TARGET.write_bytes(zlib.compress(whole.encode(), 9))
    print(f"{len(packages)} crates, {len(seen)} texts, {len(whole)} bytes, {TARGET.stat().st_size} packed")


if __name__ == "__main__":
    main()
