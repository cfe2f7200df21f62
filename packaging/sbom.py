#!/usr/bin/env python3
"""Writes what a build is made of as CycloneDX 1.5, from `cargo metadata`: no tool to install, the same bytes each time.

Usage: packaging/sbom.py --target TRIPLE --out FILE
"""

import argparse
import json
import os
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def metadata(target):
    words = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target]
    # the compiler that is only extracted may stand in RUSTC; the plan of a build does not depend on it
    environment = {name: value for name, value in os.environ.items() if name not in ("RUSTC", "LD_LIBRARY_PATH")}
    return json.loads(subprocess.run(words, cwd=ROOT, check=True, capture_output=True, env=environment).stdout)


def reached(nodes, root):
    """Everything that is linked in, tools of the build left out (build and test dependencies)."""
    seen, open_ = set(), [root]
    while open_:
        node = nodes[open_.pop()]
        if node["id"] in seen:
            continue
        seen.add(node["id"])
        for dependency in node["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                open_.append(dependency["pkg"])
    return seen


def checksums():
    """SHA-256 of each crate as Cargo.lock has it."""
    found, name, version = {}, None, None
    for line in (ROOT / "Cargo.lock").read_text("utf-8").splitlines():
        key, _, value = line.partition(" = ")
        if key == "name":
            name = value.strip('"')
        elif key == "version":
            version = value.strip('"')
        elif key == "checksum":
            found[name, version] = value.strip('"')
    return found


def component(package, sums):
    purl = f"pkg:cargo/{package['name']}@{package['version']}"
    made = {"type": "library", "bom-ref": purl, "name": package["name"], "version": package["version"], "purl": purl}
    if package["license"]:
        made["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if (package["name"], package["version"]) in sums:
        made["hashes"] = [{"alg": "SHA-256", "content": sums[package["name"], package["version"]]}]
    if package["repository"]:
        made["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return made


def fonts():
    for font in sorted((ROOT / "assets" / "fonts").glob("*.ttf")):
        yield {"type": "file", "bom-ref": f"file:{font.name}", "name": font.name,
               "licenses": [{"expression": "OFL-1.1"}]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--target", required=True)
    parser.add_argument("--out", required=True, type=Path)
    asked = parser.parse_args()
    data = metadata(asked.target)
    packages = {package["id"]: package for package in data["packages"]}
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    root = next(id_ for id_, package in packages.items() if package["name"] == "qcdc")
    inside, sums = reached(nodes, root), checksums()

    def purl(id_):
        return component(packages[id_], {})["purl"]

    moment = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), timezone.utc)
    own = component(packages[root], {})
    own["type"] = "application"
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": own,
            "properties": [{"name": "target", "value": asked.target}],
        },
        "components": sorted((component(packages[id_], sums) for id_ in inside if id_ != root),
                             key=lambda made: made["bom-ref"]) + list(fonts()),
        "dependencies": sorted(
            ({"ref": purl(id_), "dependsOn": sorted({purl(dependency["pkg"]) for dependency in nodes[id_]["deps"]
                                                     if dependency["pkg"] in inside})} for id_ in inside),
            key=lambda made: made["ref"]),
    }
    asked.out.write_text(json.dumps(bom, ensure_ascii=False, indent=1) + "\n", "utf-8")
    without = [made["name"] for made in bom["components"] if "licenses" not in made]
    print(f"sbom: {len(bom['components'])} components, without a licence: {', '.join(without) or 'none'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
