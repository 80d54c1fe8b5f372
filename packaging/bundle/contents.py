"""What is shipped, told twice: as CycloneDX for machines, as a list with licences for people.

    python contents.py SBOM-OF-THE-ENVIRONMENT OUT.cdx.json OUT.txt

The environment that builds holds tools as well. Shipped is what Lintel needs, Python itself, the loader of
PyInstaller, libraries of the system that are linked to, and fonts and lists of words under licences of their own.
"""

from __future__ import annotations

import json
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

OURS = "lintel"
LEFT_OUT = frozenset({"charset-normalizer"})
"""Asked for by a library, and left out of the bundle (`lintel.spec`)."""
ROOT = Path(__file__).parents[2]


def needed(root: list[str]) -> dict[str, Distribution]:
    """Everything these requirements ask for here, with their extras, by normalised name."""
    found: dict[str, Distribution] = {}
    left = [Requirement(line) for line in root]
    seen: set[str] = set()
    while left:
        asked = left.pop()
        name = normal(asked.name)
        if name in LEFT_OUT or str(asked) in seen:
            continue
        seen.add(str(asked))
        found[name] = distribution(name)
        extras = ("", *asked.extras)
        left += [
            more
            for more in map(Requirement, found[name].requires or ())
            if more.marker is None or any(more.marker.evaluate({"extra": extra}) for extra in extras)
        ]
    return found


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
    shipped = {**needed(own_requirements()), "pyinstaller": distribution("pyinstaller")}
    kept = [c for c in whole["components"] if normal(c["name"]) in shipped]
    others = [python(), *system_libraries(people.parent / "_internal"), *data()]
    names = {c["bom-ref"] for c in kept} | {whole["metadata"].get("component", {}).get("bom-ref")}
    whole["components"] = [*kept, *others]
    whole["dependencies"] = [
        {**d, "dependsOn": [on for on in d.get("dependsOn", ()) if on in names]}
        for d in whole.get("dependencies", ())
        if d["ref"] in names
    ]
    machine.write_text(json.dumps(whole, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    lines = [
        f"{found.metadata['Name']} {found.version}: {licence(found)}" for _, found in sorted(shipped.items())
    ]
    lines += [f"{o['name']} {o.get('version', '')}: {told(o)}".replace(" :", ":") for o in others]
    title = (
        "What Lintel is shipped with, and under which licence\n\n"
        "Python itself: PSF-2.0. Qt (in PySide6) is used under the LGPL: its libraries lie as files of their own\n"
        "in _internal/PySide6 and may be replaced. Of PyInstaller only the loader is shipped, under the exception\n"
        "of its licence that allows any use.\n\n"
    )
    people.write_text(title + "\n".join(lines) + "\n", encoding="utf-8")


def python() -> dict[str, Any]:
    """The interpreter in the bundle."""
    version = platform.python_version()
    return {
        "type": "platform", "bom-ref": "python", "name": "Python", "version": version,
        "purl": f"pkg:generic/python@{version}", "licenses": [{"license": {"id": "PSF-2.0"}}],
    }  # fmt: skip


def system_libraries(folder: Path) -> list[dict[str, Any]]:
    """The packages of this Debian that libraries in the bundle come from; none where there is no dpkg."""
    libraries = (f.name for f in folder.iterdir() if not f.name.startswith("libpython"))
    names = [name for name in libraries if re.fullmatch(r"lib[\w.+-]+?\.so(?:\.\d+)*", name)]
    if not names:
        return []
    found = _dpkg("--search", *(f"*/{name}" for name in names))
    packages = sorted({line.partition(": ")[0].partition(",")[0] for line in found if ": " in line})
    shape = "${Package}\t${Version}\t${Architecture}\n"
    rows = (line.split("\t") for line in _dpkg("--show", f"--showformat={shape}", *packages))
    return [
        {
            "type": "library", "bom-ref": f"deb-{name}", "name": name, "version": version,
            "purl": f"pkg:deb/debian/{name}@{version}?arch={architecture}",
        }
        for name, version, architecture in rows
    ]  # fmt: skip


def _dpkg(*words: str) -> list[str]:
    query = shutil.which("dpkg-query")
    if query is None:
        return []
    # It ends with an error where one file of many belongs to no package, and has told of the others.
    return subprocess.run([query, *words], capture_output=True, text=True, check=False).stdout.splitlines()  # noqa: S603


def data() -> list[dict[str, Any]]:
    """Fonts and lists that others made: each licence lies beside them, and its first line says whose they are."""
    return [
        {
            "type": "data", "bom-ref": f"data-{file.stem}", "name": file.stem.removeprefix("LICENCE-"),
            "description": file.read_text(encoding="utf-8").partition("\n")[0].strip(),
            "licenses": [{"license": {"name": f"resources/{file.relative_to(ROOT / 'resources')}"}}],
        }
        for file in sorted((ROOT / "resources").rglob("LICENCE*"))
    ]  # fmt: skip


def told(part: dict[str, Any]) -> str:
    """Under which licence a part of no Python package is, in one line."""
    for one in part.get("licenses", ()):
        return str(one["license"].get("id") or f"see {one['license']['name']}")
    return f"see /usr/share/doc/{part['name']}/copyright in Debian"


def own_requirements() -> list[str]:
    """What Lintel itself asks for."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["project"]["dependencies"])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
