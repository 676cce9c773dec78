"""Writes a bundle's manifest with the hash of every file beside it, and checks one."""
import hashlib
from pathlib import Path

import yaml

MANIFEST = "bundle.yaml"


class Inline(dict):
    """A mapping that is written on one line."""


class Row(list):
    """A sequence that is written on one line."""


class Dumper(yaml.SafeDumper):
    pass


Dumper.add_representer(Inline, lambda d, v: d.represent_mapping("tag:yaml.org,2002:map", v, flow_style=True))
Dumper.add_representer(Row, lambda d, v: d.represent_sequence("tag:yaml.org,2002:seq", v, flow_style=True))


def sha256(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def hashes(folder):
    """Path inside the bundle -> sha256, of every file but the manifest, sorted."""
    files = sorted(p for p in Path(folder).rglob("*") if p.is_file() and p.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): sha256(path) for path in files}


def text(manifest):
    return yaml.dump(manifest, Dumper=Dumper, sort_keys=False, width=10_000, allow_unicode=True)


def write_manifest(folder, manifest):
    Path(folder, MANIFEST).write_text(text(manifest | {"files": hashes(folder)}))


def refresh_hashes(folder):
    """Rewrites `files:` after a file of the bundle, such as its card, has changed."""
    text = Path(folder, MANIFEST).read_text()
    head = text[:text.index("\nfiles:") + 1]
    listed = "".join(f"  {name}: {digest}\n" for name, digest in hashes(folder).items())
    Path(folder, MANIFEST).write_text(head + "files:\n" + listed)


def check(folder):
    """Raises if a file of the bundle is missing, changed or not listed."""
    listed = yaml.safe_load(Path(folder, MANIFEST).read_text())["files"]
    found = hashes(folder)
    if listed != found:
        wrong = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
        raise ValueError(f"{folder}: not as the manifest says: {', '.join(wrong)}")


def digest(folder):
    """The bundle's digest: sha256 over sorted lines `<path> <sha256>`, the manifest's own line last."""
    lines = [f"{name} {value}\n" for name, value in hashes(folder).items()]
    lines.append(f"{MANIFEST} {sha256(Path(folder, MANIFEST))}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def ports(**named):
    """`name=(type, shape)` as the manifest lists inputs and outputs."""
    return {name: Inline(type=kind, shape=Row(shape)) for name, (kind, shape) in named.items()}
