#!/usr/bin/python3
"""Proves that no folder includes one above it: check-arrows.py. Says what does, if anything.

Every quoted include says whose it is (core/…, ui/…), or is of a file in the same folder.
"""
import pathlib
import re
import sys

# From below to above. A folder may include those before it; workspaces know nothing of each other, and all know the files
# beside their folders.
CORE = ["model", "solve", "sdp", "search", "certify", "reach", "attack", "decide", "prove", "explain", "sweep", "verdicts", "io/text", "io/hdf5", "io/files", "io/import", "train"]
UI = ["text", "style", "formula", "files", "state", "glossary", "plot", "widgets", "jobs", "documents", "lessons", "workspaces", "shell"]


def layer(path):
    """("core", 0, "model") of core/model/network.h; None of what is in no folder of the lists."""
    tree, _, rest = path.partition("/")
    for folders in ([CORE] if tree == "core" else [UI] if tree == "ui" else []):
        for place, folder in enumerate(folders):
            if rest.startswith(folder + "/"):
                if folder != "workspaces":
                    return tree, place, folder
                within = rest.split("/")[1:-1]
                return (tree, place + 0.5, within[0]) if within else (tree, place, folder)
    return None


def arrows(root):
    """Sentences about includes that lead up, or whose file is not there."""
    for file in sorted(f for tree in ("core", "ui") for f in (root / tree).rglob("*") if f.suffix in (".h", ".cpp")):
        name = str(file.relative_to(root))
        here = layer(name)
        if here is None:
            yield f"{name}: is in no folder of the list in tests/check-arrows.py"
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            found = re.match(r'#include "([^"]+)"', line)
            if not found or found[1].endswith(".moc"):
                continue
            there = layer(found[1])
            if there is None or not (root / found[1]).exists():
                yield f'{name}:{number}: includes "{found[1]}", expected a path from the root of the project, as "core/model/network.h"'
            elif there[0] == "ui" and here[0] == "core":
                yield f"{name}:{number}: includes {found[1]}, but core/ must not know ui/"
            elif there[0] == here[0] and there[1] > here[1]:
                yield f"{name}:{number}: includes {found[1]}, which is above it"
            elif there[0] == here[0] and there[1] == here[1] and there[2] != here[2]:
                yield f"{name}:{number}: includes {found[1]} of another workspace"


# All that the checker of proofs may share with what it checks: readers, hashes, the network as a value, and threads.
SHARED = re.compile(r"core/(io/files/.+|model/(network|parallel)\.h)$")


def checker(root):
    """Sentences about includes by which app/check would believe what it is there to check."""
    for file in sorted(f for f in (root / "app/check").iterdir() if f.suffix in (".h", ".cpp")):
        for included in re.findall(r'^#include "([^"]+)"', file.read_text(encoding="utf-8"), re.MULTILINE):
            if "/" in included and not SHARED.match(included):
                yield f"app/check/{file.name}: includes {included}, but kamke-check shares only readers with the core"
        if re.search(r"\b(Eigen/|Eigen::(?!Map\b))", file.read_text(encoding="utf-8")):
            yield f"app/check/{file.name}: uses Eigen, but kamke-check has arithmetic of its own"


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    found = [*arrows(root), *checker(root)]
    for sentence in found:
        print(sentence, file=sys.stderr)
    if not found:
        print("No include leads up.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
