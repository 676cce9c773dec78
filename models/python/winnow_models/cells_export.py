"""Measures a trained tokenizer of `cells_lavit` and exports it as a bundle that takes the vectors of another's encoder.

    python -m winnow_models.cells_export measured --train ../../../shared/data/train --bundle ../lite0-cells --work WORK
    python -m winnow_models.cells_export export --bundle ../lite0-cells --work WORK --to ../lavit-cells
"""
import argparse
import json
import multiprocessing
import random
from pathlib import Path

import numpy as np
import onnx
import torch
from PIL import Image
from safetensors.numpy import load_file, save_file
from torch.nn import functional

from . import backbone, bundle, drawing, pictures
from .cells_lavit import CELL, SIDES, SHAPE, CellsDecoder, CellsTokenizer, Codes, Material, calibrate, encoded, grids
from .codebook import WIDTH
from .compact import WeightsFile, shared, stored
from .graphs import traced
from .serving import OPSET
from .shipped import steps_and_scales
from .tokenizer import enlarged, high_water_bytes

FEATURES, WEIGHTS = "lite0-cells-v1", "lavit.weights"
FLAT = 24           # pictures of one colour, or of two that pass into each other, at each size


def modules(lite0, work):
    """Tokenizer and decoder with the weights that their bundle holds, and the threshold that keeps a third."""
    codes, kept = Codes(*steps_and_scales(lite0)), torch.load(Path(work, "lavit.pt"), weights_only=False)
    tokenizer, decoder = CellsTokenizer(codes).eval(), CellsDecoder(codes).eval()
    tokenizer.load_state_dict(kept["tokenizer"])
    decoder.load_state_dict(kept["decoder"])
    stored(tokenizer), stored(decoder)
    calibrate(tokenizer, Material(work, False))
    return tokenizer, decoder, kept["step"]


def held_cells(options):
    """Writes `held.npz`: held-out photos at every size (`photos-SIDE`), and flat pictures (`flat-SIDE`), as float16 cells."""
    session, rng, found = backbone.session(options.bundle / "encode.onnx", 1), random.Random(11), {}
    paths = [path for path, _, _ in pictures.labelled(options.train) if pictures.held_out(path)]
    for side in SIDES:
        size = side * CELL
        found[f"photos-{side}"] = encoded(session, [pictures.squashed(Image.open(path), size) for path in paths])
        found[f"flat-{side}"] = encoded(session, [pictures.squashed(drawing.background(rng, (320, 240)), size) for _ in range(FLAT)])
    np.savez(options.work / "held.npz", **found)


def measured(tokenizer, decoder, work, every=1):
    """Figures on held-out photos at every size."""
    held, codes = np.load(Path(work, "held.npz")), tokenizer.codes
    material = Material(work, False)
    mean = torch.from_numpy(np.mean([rows.astype(np.float32).mean((0, 1)) for rows in material.by_side.values()], 0))
    shares, flat, used, nearest, own = [], [], set(), set(), []
    cosines = {name: [] for name in ("rebuilt", "rebuiltCentred", "own", "ownCentred", "allCells", "merged")}
    with torch.no_grad():
        for side in SIDES:
            for part in grids(held[f"flat-{side}"], side):
                flat += tokenizer(part)[0].float().mean(1).tolist()
            for part in grids(held[f"photos-{side}"][::every], side):
                keep, ids, merged = tokenizer(part)
                cells, taken = part.flatten(1, 2), keep > 0
                first = codes.nearest(cells)
                named = codes(first)
                rebuilt = decoder(ids.reshape(-1, side, side), keep.reshape(-1, side, side))
                whole = decoder(first.reshape(-1, side, side), torch.ones_like(keep).reshape(-1, side, side))
                alike = functional.cosine_similarity
                for name, values in (("rebuilt", alike(rebuilt, cells, dim=-1)), ("rebuiltCentred", alike(rebuilt - mean, cells - mean, dim=-1)),
                                     ("own", alike(named, cells, dim=-1)), ("ownCentred", alike(named - mean, cells - mean, dim=-1)),
                                     ("allCells", alike(whole, cells, dim=-1)), ("merged", alike(merged, cells, dim=-1)[taken])):
                    cosines[name].append(float(values.mean()))
                shares += keep.float().mean(1).tolist()
                used |= set(ids[taken].tolist())
                nearest |= set(first.flatten().tolist())
                own.append(float((ids == first)[taken].float().mean()))
    return {"pictures": len(shares), "kept": round(float(np.mean(shares)), 4), "spread": round(float(np.std(shares)), 4),
            "least": round(min(shares), 3), "most": round(max(shares), 3), "flat": round(float(np.mean(flat)), 4), "flatPictures": len(flat),
            "codes": len(used), "codesOfAllCells": len(nearest), "ownIds": round(float(np.mean(own)), 4)} | {
            f"cosine.{name}": round(float(np.mean(values)), 4) for name, values in cosines.items()}


def graphs(tokenizer, decoder):
    """Function -> graph with fp32 weights inside, and its ports."""
    grid, cells = {0: "batch", 1: "rows", 2: "columns"}, {0: "batch", 1: "cells"}
    square = ["batch", "rows", "columns"]
    select = traced(tokenizer, (torch.zeros(2, 7, 7, WIDTH),), ["cells"], ["keep", "ids", "vectors"],
                    {"cells": grid, "keep": cells, "ids": cells, "vectors": cells})
    decode = traced(decoder, (torch.zeros(2, 7, 7, dtype=torch.int64), torch.ones(2, 7, 7, dtype=torch.uint8)), ["ids", "keep"], ["vectors"],
                    {"ids": grid, "keep": grid, "vectors": cells})
    yield "select", select, (bundle.ports(cells=("float32", [*square, WIDTH])), bundle.ports(
        keep=("uint8", ["batch", "cells"]), ids=("int64", ["batch", "cells"]), vectors=("float32", ["batch", "cells", WIDTH])))
    yield "decode", decode, (bundle.ports(ids=("int64", square), keep=("uint8", square)), bundle.ports(vectors=("float32", ["batch", "cells", WIDTH])))


def write(folder, tokenizer, decoder):
    """Writes graphs and weights, and returns the manifest's list of graphs."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, listed = WeightsFile(WEIGHTS), {}
    for function, model, (inputs, outputs) in graphs(tokenizer, decoder):
        onnx.save(shared(model, weights, exact=("codes.scales",)), folder / f"{function}.onnx")
        listed[function] = {"file": f"{function}.onnx", "engine": "onnx", "precision": "int8", "opset": OPSET, "inputs": inputs, "outputs": outputs}
    (folder / WEIGHTS).write_bytes(weights.data)
    return listed


def examples(tokenizer, decoder, lite0):
    """What PyTorch makes of the cells of the encoder's own examples, and of 2x2 codes."""
    session = backbone.session(lite0 / "encode.onnx", 1)
    images = enlarged(load_file(lite0 / "examples.safetensors")["images"])
    cells = torch.from_numpy(np.concatenate([session.run(["vectors"], {"images": image[None]})[0] for image in images])).reshape(len(images), 7, 7, -1)
    with torch.no_grad():
        keep, ids, _ = tokenizer(cells)
        few, there = ids[:, :4].reshape(-1, 2, 2), torch.ones(len(ids), 2, 2, dtype=torch.uint8)
        there[::2, 0, 1] = 0
        rebuilt = decoder(few, there)
    return {"select.keep": keep.numpy(), "select.ids": ids.numpy().astype(np.int32), "decode.ids": few.numpy().astype(np.int32),
            "decode.keep": there.numpy(), "decode.vectors": rebuilt.numpy()}


def peak_bytes(folder):
    """Resident memory that both sessions take at batch 8 of the largest grid, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(grown_bytes, (folder,))


def grown_bytes(folder):
    before, side = high_water_bytes(), max(SIDES)
    backbone.session(folder / "select.onnx").run(["ids"], {"cells": np.zeros((8, side, side, WIDTH), np.float32)})
    backbone.session(folder / "decode.onnx").run(None, {"ids": np.zeros((8, side, side), np.int64), "keep": np.ones((8, side, side), np.uint8)})
    return high_water_bytes() - before


def manifest(folder, lite0, listed, peak):
    bundle.write_manifest(folder, {
        "manifest": 1, "name": folder.name, "role": "image-tokenizer", "system": "lavit", "variant": f"{SHAPE.merger_layers}x{SHAPE.width}",
        "licence": "Apache-2.0",
        "provenance": "trained by winnow_models.cells_lavit on cells that lite0-cells makes of Caltech-101, clothing-dataset-small and drawn shapes; its codebook is that of lite0-cells",
        "graphs": listed, "encoder": bundle.Inline(bundle=lite0.name, digest=bundle.digest(lite0)),
        "input": {"sizes": bundle.Row([side * CELL for side in SIDES]), "resize": "squash", "colour": "rgb"},
        "codebook": bundle.Inline(size=SHAPE.codes, width=WIDTH, features=FEATURES),
        "tokens": bundle.Inline(min=1, max=max(SIDES)**2, axis="spatial"), "peakBytes": peak, "examples": "examples.safetensors"})


def card(folder, figures, steps):
    size = sum(path.stat().st_size for path in folder.iterdir() if path.name not in ("README.md", bundle.MANIFEST)) / 1e6
    return f"""# {folder.name}

Image tokenizer after LaVIT: of the cells that `lite0-cells` makes of a picture, a selector keeps as many as the picture needs, a merger pours the others
into them, and each kept one becomes an id of `lite0-cells`' codebook. The encoder is that bundle's own graph, which must lie beside this one.

| | |
| --- | --- |
| start | cells of `lite0-cells`, at 7x7 (224 px) to 12x12 (384 px) |
| selector | LaVIT's, over a cell, the mean of the picture, the cell's place, and how it differs from the 3x3 cells around it; the likelier decision is taken |
| merger | {SHAPE.merger_layers} blocks x {SHAPE.width}, {SHAPE.heads} heads, as LaVIT's; what it finds is added to the cell's own vector |
| decoder | {SHAPE.decoder_layers} blocks x {SHAPE.width}; codes in their places, the rest filled in by self-attention |
| weights | matrices int8 with a scale for each row, vectors fp16, computed with in fp32; {size:.1f} MB |
| training | {steps:,} steps of 16 pictures on a shared CPU: `python -m winnow_models.cells_lavit` |
| data | Caltech-101 (CC-BY-4.0), clothing-dataset-small (CC0-1.0), drawn shapes on flat, graded and photographed grounds; 8 % of the photos held out |

On {figures['pictures']:,} held-out pictures (each photo at all six sizes):

| | |
| --- | --: |
| share of cells kept, mean | {figures['kept']:.3f} |
| its standard deviation from picture to picture; least, most | {figures['spread']:.3f}; {figures['least']:.2f}, {figures['most']:.2f} |
| share kept of flat and graded pictures | {figures['flat']:.3f} |
| codes in use, of {SHAPE.codes:,} | {figures['codes']:,} |
| kept cells whose id is that of the cell before merging | {100 * figures['ownIds']:.1f} % |
| cosine of merged vectors with the cells' own | {figures['cosine.merged']:.3f} |
| cosine of rebuilt cells with the encoder's, from kept ids (centred) | {figures['cosine.rebuilt']:.3f} ({figures['cosine.rebuiltCentred']:.3f}) |
| the same from the ids of all cells | {figures['cosine.allCells']:.3f} |
| cosine of each cell's own code with it (centred) | {figures['cosine.own']:.3f} ({figures['cosine.ownCentred']:.3f}) |

The last line bounds what ids of this codebook can rebuild without help from their neighbours: cells are already centred, and 12 bits a cell keep half of their variance.
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["measured", "export"])
    parser.add_argument("--train", type=Path)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--to", type=Path)
    parser.add_argument("--every", type=int, default=1, help="measure on every so many of the held-out photos")
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer, decoder, steps = modules(options.bundle, options.work)
    if options.what == "measured":
        if not (options.work / "held.npz").exists():
            held_cells(options)
        figures = measured(tokenizer, decoder, options.work, options.every)
        (options.work / "figures.json").write_text(json.dumps(figures, indent=1))
        print(json.dumps(figures))
        return
    listed = write(options.to, tokenizer, decoder)
    save_file(examples(tokenizer, decoder, options.bundle), options.to / "examples.safetensors")
    (options.to / "examples.safetensors").chmod(0o644)
    (options.to / "README.md").write_text(card(options.to, json.loads((options.work / "figures.json").read_text()), steps))
    manifest(options.to, options.bundle.resolve(), listed, peak_bytes(options.to))


if __name__ == "__main__":
    main()
