"""What is shipped, told twice: as CycloneDX for machines, as a list with licences for people.

    python contents.py SBOM-OF-THE-ENVIRONMENT OUT.cdx.json OUT.txt

The environment that builds holds tools as well. Shipped is what Lintel needs, and PyInstaller, whose
loader starts it.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

OURS = "lintel"


def needed(root: list[str]) -> dict[str, Distribution]:
    """Everything these packages need here, by normalised name."""
    found: dict[str, Distribution] = {}
    left = list(root)
    while left:
        name = normal(left.pop())
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except ModuleNotFoundError:
            continue  # for another system or another Python
        left += [asked for line in found[name].requires or () if (asked := unconditional(line))]
    return found


def unconditional(line: str) -> str:
    """The name a requirement asks for; empty where it belongs to an extra."""
    name = re.match(r"[A-Za-z0-9._-]+", line)
    return name.group() if name and "extra ==" not in line else ""


def normal(name: str) -> str:
    """A name as the index of packages compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(found: Distribution) -> str:
    """What the package says of its licence, in one line."""
    said = found.metadata
    if said["License-Expression"]:
        return str(said["License-Expression"])
    classes = [
        c.rpartition(" :: ")[2] for c in said.get_all("Classifier") or () if c.startswith("License ::")
    ]
    return "; ".join(classes) or str(said["License"] or "see the package").splitlines()[0]


def main(environment: Path, machine: Path, people: Path) -> None:
    """Write both."""
    whole: dict[str, Any] = json.loads(environment.read_text(encoding="utf-8"))
    root = [unconditional(line) for line in own_requirements()]
    shipped = needed([*root, "pyinstaller"])
    kept = [c for c in whole["components"] if normal(c["name"]) in shipped]
    names = {c["bom-ref"] for c in kept} | {whole["metadata"].get("component", {}).get("bom-ref")}
    whole["components"] = kept
    whole["dependencies"] = [
        {**d, "dependsOn": [on for on in d.get("dependsOn", ()) if on in names]}
        for d in whole.get("dependencies", ())
        if d["ref"] in names
    ]
    machine.write_text(json.dumps(whole, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    lines = [
        f"{found.metadata['Name']} {found.version}: {licence(found)}" for _, found in sorted(shipped.items())
    ]
    title = (
        "What Lintel is shipped with, and under which licence\n\n"
        "Python itself: PSF-2.0. Qt (in PySide6) is used under the LGPL: its libraries lie as files of their own\n"
        "in _internal/PySide6 and may be replaced. Of PyInstaller only the loader is shipped, under the exception\n"
        "of its licence that allows any use.\n\n"
    )
    people.write_text(title + "\n".join(lines) + "\n", encoding="utf-8")


def own_requirements() -> list[str]:
    """What Lintel itself asks for."""
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["project"]["dependencies"])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
