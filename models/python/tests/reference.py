"""The published code's own numbers, which lie beside the project."""
from pathlib import Path

import pytest
from safetensors.torch import load_file

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "reference"


def case(name):
    """`(inputs, weights, outputs)` of a case; the test is skipped where they are not."""
    folder = FOLDER / name
    if not folder.is_dir():
        pytest.skip(f"the reference case {name} is not beside the project")
    return tuple(load_file(folder / f"{part}.safetensors") for part in ("inputs", "weights", "outputs"))
