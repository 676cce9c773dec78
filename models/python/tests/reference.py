"""The published code's own numbers, which lie beside the project."""
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "reference"


def case(name):
    """`(inputs, weights, outputs)` of a case; the test is skipped where they are not."""
    folder = FOLDER / name
    if not folder.is_dir():
        pytest.skip(f"the reference case {name} is not beside the project")
    return tuple(load_file(folder / f"{part}.safetensors") for part in ("inputs", "weights", "outputs"))


def loaded(module, weights):
    """The module with those of a case's weights that it has, all of which are there."""
    missing, _ = module.load_state_dict({key: value.float() for key, value in weights.items()}, strict=False)
    assert not missing
    return module.eval().requires_grad_(False)


def statistics(images):
    """Means and deviations of each channel of `[batch, 3, height, width]`: `[2, batch, 3]`."""
    return torch.stack([images.mean((2, 3)), images.std((2, 3))])
