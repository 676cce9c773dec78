"""The exported graphs say what PyTorch says."""
import numpy as np
import pytest
import torch
import yaml

from winnow_models import backbone, bundle, cells_export, lavit
from winnow_models.cells_lavit import CellsDecoder, CellsTokenizer, Codes
from winnow_models.compact import stored

SHAPE = lavit.Shape(width=64, heads=2, hidden=128, merger_layers=1, decoder_layers=1, codes=4096, code_width=256)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    torch.manual_seed(4)
    numbers, folder = np.random.default_rng(5), tmp_path_factory.mktemp("exported") / "small"
    codes = Codes(numbers.integers(-127, 128, (4096, 256)).astype(np.int8), numbers.uniform(0.001, 0.002, 256).astype(np.float32))
    tokenizer, decoder = CellsTokenizer(codes, SHAPE).eval(), CellsDecoder(codes, SHAPE).eval()
    torch.nn.init.normal_(tokenizer.leave.weight, std=0.02)
    stored(tokenizer), stored(decoder)
    return folder, tokenizer, decoder, cells_export.write(folder, tokenizer, decoder)


@pytest.mark.parametrize("side", [7, 10, 12])
@pytest.mark.parametrize("batch", [1, 3])
def test_graphs_agree_with_pytorch(made, side, batch):
    folder, tokenizer, decoder, _ = made
    cells = torch.randn(batch, side, side, 256, generator=torch.Generator().manual_seed(side)) / 16
    with torch.no_grad():
        keep, ids, vectors = tokenizer(cells)
        rebuilt = decoder(ids.reshape(batch, side, side), keep.reshape(batch, side, side))
    found = backbone.session(folder / "select.onnx", 1).run(["keep", "ids", "vectors"], {"cells": cells.numpy()})
    np.testing.assert_array_equal(found[0], keep)
    assert (found[1] == ids.numpy()).mean() > 0.999
    np.testing.assert_allclose(found[2], vectors, atol=1e-4)
    again = backbone.session(folder / "decode.onnx", 1).run(None, {"ids": ids.numpy().reshape(batch, side, side), "keep": keep.numpy().reshape(batch, side, side)})[0]
    np.testing.assert_allclose(again, rebuilt, atol=1e-4)


def test_both_graphs_share_their_weights(made):
    folder, tokenizer, decoder, listed = made
    numbers = sum(p.numel() for module in (tokenizer, decoder) for p in module.parameters())
    assert (folder / cells_export.WEIGHTS).stat().st_size < 1.3 * (numbers + 4096 * 256)
    assert list(listed) == ["select", "decode"]


def test_the_manifest_names_the_very_encoder(made, tmp_path):
    folder, _, _, listed = made
    lite0 = tmp_path / "lite0-cells"
    lite0.mkdir()
    (lite0 / "encode.onnx").write_bytes(b"graph")
    bundle.write_manifest(lite0, {"name": "lite0-cells"})
    cells_export.manifest(folder, lite0, listed, 1)
    told = yaml.safe_load((folder / bundle.MANIFEST).read_text())
    assert told["encoder"] == {"bundle": "lite0-cells", "digest": bundle.digest(lite0)}
    assert told["system"] == "lavit" and told["input"]["sizes"] == [224, 256, 288, 320, 352, 384]
