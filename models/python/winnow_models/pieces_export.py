"""Exports what `refinement`, `pieces_train` and `karl_train` have made as the bundles of One-D-Piece and KARL.

    python -m winnow_models.pieces_export one-d-piece --train ../../../shared/data/train --work WORK --to ../one-d-piece-small
    python -m winnow_models.pieces_export karl --train ../../../shared/data/train --work WORK --to ../karl-small
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
from safetensors.numpy import save_file

from . import backbone, bundle, refinement, small_pieces, squares
from .compact import WeightsFile, shared, stored
from .graphs import traced
from .refinement import CODES, TOKENS, WIDTH
from .serving import OPSET, prune_dead
from .squares import SIDE
from .tokenizer import enlarged, high_water_bytes, photos
from .weightless import anonymous, merge_equal_nodes

FEATURES = "pieces-v1"
# What the search reads must be the same number on both sides of an export.
EXACT = ("seen.cosines", "seen.mean", "refinement.codebook", "refinement.gains")
EXAMPLES, EXAMPLE_SIDE, DECODED = 64, 32, 8
BATCH_SIZE, WITHIN = 32, 0.965    # of training; see pieces_train and karl_train
BATCH, FIXED = {0: "batch"}, ["batch", SIDE, SIDE, 3]
DEPARTURES = [
    "ids are found by a search in a codebook and maps that are fitted by least squares, each token to what the ones before have left; no encoder is trained",
    "each token has a linear map of its own from its code to the picture's frequencies, with a gain that follows from the codes of the tokens before; codes are not normalised",
    "the decoder starts from the picture that these maps add up to, and works on pixels without a base tokenizer"]

KARL_DEPARTURES = [
    "the head that halts also sees how much of the picture the search has left after each token, and wished errors are not sorted into bins",
    "what is kept is always the first so many tokens, one at least; the head learnt the exact shortest prefixes"]


class Pieces:
    """The parts of both bundles, as they will be stored."""

    def __init__(self, work):
        self.seen, self.tokens = refinement.load(work)
        trained = Path(work, "pieces.pt")
        self.correction, self.steps, self.minutes = None, 0, 0
        if trained.exists():
            kept = torch.load(trained)
            self.correction = small_pieces.Correction().eval()
            self.correction.load_state_dict(kept["weights"])
            stored(self.correction)
            self.steps, self.minutes = kept["step"], round(kept["seconds"] / 60)
        taught = Path(work, "karl.pt")
        if taught.exists():
            kept = torch.load(taught)
            self.halting = small_pieces.Halting().eval()
            self.halting.load_state_dict(kept["weights"])
            stored(self.halting)
            self.bias, self.told = kept["bias"], kept

    def tokenizer(self):
        return small_pieces.Tokenizer(self.seen, self.tokens).eval()

    def kept_tokenizer(self):
        return small_pieces.KeptTokenizer(self.seen, self.tokens, self.halting, self.bias).eval()

    def reconstructor(self, kind=small_pieces.Reconstructor):
        return kind(self.seen, self.tokens, self.correction).eval()


def write(folder, graphs, weights_name):
    """Writes graphs and weights, and returns the manifest's list of graphs. graphs: function to module, inputs by name, outputs by name
    to type and shape."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, listed = WeightsFile(weights_name), {}
    kinds = {torch.uint8: "uint8", torch.int64: "int64", torch.float32: "float32"}
    for function, (module, inputs, outputs) in graphs.items():
        axes = {name: {i: axis for i, axis in enumerate(shape) if isinstance(axis, str)} for name, (_, shape) in outputs.items()}
        axes |= {name: {i: axis for i, axis in enumerate(shape) if isinstance(axis, str)} for name, (_, shape) in inputs.items()}
        model = traced(module, tuple(example for example, _ in inputs.values()), list(inputs), list(outputs), axes)
        merge_equal_nodes(model.graph, set(outputs))
        prune_dead(model.graph)
        small = anonymous(shared(model, weights, exact=EXACT), {*inputs, *outputs, *(tensor.name for tensor in model.graph.initializer)})
        onnx.save(small, folder / f"{function}.onnx")
        listed[function] = {"file": f"{function}.onnx", "engine": "onnx", "precision": "int8", "opset": OPSET,
                            "inputs": bundle.ports(**{name: (kinds[example.dtype], shape) for name, (example, shape) in inputs.items()}),
                            "outputs": bundle.ports(**outputs)}
    (folder / weights_name).write_bytes(weights.data)
    return listed


def one_d_piece(pieces):
    images, ids = torch.zeros(2, SIDE, SIDE, 3, dtype=torch.uint8), torch.zeros(2, 5, dtype=torch.int64)
    return {"encode": (pieces.tokenizer(), {"images": (images, FIXED)}, {"ids": ("int64", ["batch", pieces.tokens.tokens])}),
            "decode": (pieces.reconstructor(), {"ids": (ids, ["batch", "tokens"])}, {"images": ("float32", FIXED)})}


def karl(pieces):
    images, ids, count = torch.zeros(2, SIDE, SIDE, 3, dtype=torch.uint8), torch.zeros(2, 5, dtype=torch.int64), pieces.tokens.tokens
    asked = {"images": (images, FIXED), "epsilon": (torch.full((2,), 0.05), ["batch"]), "budget": (torch.full((2,), count), ["batch"])}
    found = {"ids": ("int64", ["batch", count]), "keep": ("uint8", ["batch", count]), "halting": ("float32", ["batch", count])}
    sent = {"ids": (ids, ["batch", "tokens"]), "keep": (torch.ones(2, 5, dtype=torch.uint8), ["batch", "tokens"])}
    return {"encode": (pieces.kept_tokenizer(), asked, found),
            "decode": (pieces.reconstructor(small_pieces.KeptReconstructor), sent, {"images": ("float32", FIXED)})}


def shown(train, rng):
    """uint8 `[64, 32, 32, 3]`: photos, drawings and noise, to be enlarged without interpolation."""
    found = [np.asarray(Image.fromarray(squares.cut(Image.open(path))).reduce(SIDE // EXAMPLE_SIDE)) for path in rng.sample(photos(train), EXAMPLES - 14)]
    found += [np.asarray(Image.fromarray(squares.plain(rng)).reduce(SIDE // EXAMPLE_SIDE)) for _ in range(10)]
    found += [np.full((EXAMPLE_SIDE, EXAMPLE_SIDE, 3), colour, np.uint8) for colour in ((0, 0, 0), (255, 255, 255), (255, 0, 0), (0, 0, 255))]
    return np.stack(found)


def one_d_piece_examples(pieces, images):
    with torch.no_grad():
        ids = pieces.tokenizer()(torch.from_numpy(enlarged(images, SIDE)))
        few = ids[:DECODED, :TOKENS // 3]
        return {"encode.images": images, "encode.ids": ids.numpy().astype(np.int32), "decode.ids": few.numpy().astype(np.int32),
                "decode.images": np.ascontiguousarray(pieces.reconstructor()(few).numpy())}


def karl_examples(pieces, images):
    epsilon = np.array([0.03, 0.05, 0.07, 0.09, 0.12, 0.16, 0.2, 0.3], np.float32).repeat(EXAMPLES // 8)[np.random.default_rng(4).permutation(EXAMPLES)]
    budget = np.where(np.arange(EXAMPLES) % 7 == 6, 48, TOKENS)
    with torch.no_grad():
        ids, keep, halting = pieces.kept_tokenizer()(*map(torch.from_numpy, (enlarged(images, SIDE), epsilon, budget)))
        few, kept = ids[:DECODED, :TOKENS // 3], keep[:DECODED, :TOKENS // 3]
        decoded = pieces.reconstructor(small_pieces.KeptReconstructor)(few, kept)
    return {"encode.images": images, "encode.epsilon": epsilon, "encode.budget": budget, "encode.ids": ids.numpy().astype(np.int32), "encode.keep": keep.numpy(),
            "encode.halting": halting.numpy(), "decode.ids": few.numpy().astype(np.int32), "decode.keep": np.ascontiguousarray(kept.numpy()),
            "decode.images": np.ascontiguousarray(decoded.numpy())}


def peak_bytes(folder, inputs):
    """Resident memory that all sessions take at batch 8, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(grown_bytes, (folder, inputs))


def grown_bytes(folder, inputs):
    before = high_water_bytes()
    for function, given in inputs.items():
        backbone.session(folder / f"{function}.onnx").run(None, given)
    return high_water_bytes() - before


def manifest(folder, system, listed, peak):
    bundle.write_manifest(folder, {
        "manifest": 1, "name": folder.name, "role": "image-tokenizer", "system": system, "variant": f"{SIDE}px-{TOKENS}", "licence": "Apache-2.0",
        "provenance": "fitted and trained by winnow_models.refinement, winnow_models.pieces_train and winnow_models.karl_train on Caltech-101, clothing-dataset-small and drawn pictures"
        if system == "karl" else
        "fitted and trained by winnow_models.refinement and winnow_models.pieces_train on Caltech-101, clothing-dataset-small and drawn pictures",
        "departures": DEPARTURES + (KARL_DEPARTURES if system == "karl" else []), "graphs": listed,
        "input": {"sizes": bundle.Row([SIDE]), "resize": "crop", "colour": "rgb"},
        "codebook": bundle.Inline(size=CODES, width=WIDTH, features=FEATURES),
        "tokens": bundle.Inline(min=1, max=TOKENS, axis="prefix"), "peakBytes": peak, "examples": "examples.safetensors"})


def size_of(folder):
    """MB of graphs, weights and examples."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.name not in ("README.md", bundle.MANIFEST)) / 1e6


def shared_lines(folder, pieces):
    """What both cards say."""
    trained = (f"a transformer of {small_pieces.CORRECTION.layers} layers x {small_pieces.CORRECTION.width} over patches and codes and {2 * small_pieces.PIXEL_BLOCKS + 2} convolutions "
               f"add what is missing: {pieces.steps:,} steps of {BATCH_SIZE} pictures at random prefixes, {pieces.minutes} minutes on a shared CPU" if pieces.correction else "the sum of the tokens' changes")
    return f"""| picture | shorter side scaled to {SIDE} px, antialiased, the middle cut out |
| ids | found by a search, one after the other: the code whose change leaves least of the picture's {len(pieces.seen.mean):,} strongest frequencies |
| codebook | {CODES:,} x {WIDTH}, one for all tokens; each token has a linear map of its own from codes to frequencies |
| gain | of a token's change: a log-linear function of how large the changes before it were |
| decoder | {trained} |
| weights | maps int8 with a scale for each row, what the search compares in fp32; {size_of(folder):.1f} MB with examples |
| data | Caltech-101 (CC-BY-4.0), clothing-dataset-small (CC0-1.0), drawn grounds, shapes and noise; 8 % of the photos held out |"""


def quality_lines(figures):
    """PSNR and MS-SSIM by prefix, beside WebP."""
    told, other = figures["one-d-piece"], figures.get("webp", {})
    lines = [f"| {k} | {row['bytes']:g} | {row['psnr']:.2f} | {row['ms-ssim']:.3f} | {row['l1']:.4f} | " + (
        f"{other[most]['psnr']:.2f} | {other[most]['ms-ssim']:.3f} |" if (most := f"{row['bytes']:g}") in other else "- | - |") for k, row in told["prefixes"].items()]
    return "\n".join(["| tokens | bytes | PSNR, dB | MS-SSIM | mean absolute error | WebP, PSNR | WebP, MS-SSIM |", "| --: | --: | --: | --: | --: | --: | --: |", *lines])


SETS = {"evaluated": "The {} pictures of the evaluation folder, looked at once", "held": "The {} photos that were held out, by which the model was chosen"}


def card(folder, pieces, figures):
    def told(name):
        found = figures[name]
        main = found["one-d-piece"]
        return (f"{SETS[name].format(found['pictures'])}; {main['codes']:,} codes in use, {100 * main['dipped']:.1f} % of pictures are worse by more than 0.1 dB at some longer prefix; "
                f"WebP fits {' and '.join(str(row['fits']) for row in found['webp'].values())} of them into {' and '.join(found['webp'])} bytes:\n\n{quality_lines(found)}\n")

    return f"""# {folder.name}

Image tokenizer after One-D-Piece (Miwa et al.): a square of {SIDE} px becomes {TOKENS} ids of 12 bits, {TOKENS * 12 // 8} bytes, the telling ones first; any prefix of them decodes to the picture.

| | |
| --- | --- |
{shared_lines(folder, pieces)}

{"".join(told(name) + chr(10) for name in SETS if name in figures)}PSNR is that of each picture of 8 bits against its source at {SIDE} px, then the mean over pictures; MS-SSIM has the four scales that {SIDE} px allow. WebP is the best of nine scales and all qualities for each picture that fits,
scaled back by bicubic interpolation. JPEG and AVIF cannot be as small: at {SIDE} px their smallest files have about 280 and 300 bytes.

What it cannot do: text, faces and fine texture are gone at these rates, and plain areas show some noise; other sizes than {SIDE} px are scaled; ids of different bundles are not comparable. It is trained by squared error alone, so what it does not know is
smooth, not invented.
"""


def karl_card(folder, pieces, figures):
    def told(name):
        lines = [f"| {wished} | {row['kept']:.1f} | {row['error']:.4f} | {row['reachable']} | {100 * row['within']:.1f} | {row['flat']:.1f} | {row['noise']:.1f} |"
                 for wished, row in figures[name]["karl"].items()]
        head = ["| wished error | tokens, mean | error, mean | can be reached for | of these within, % | tokens of flat pictures | of noise |", "| --: | --: | --: | --: | --: | --: | --: |"]
        return f"{SETS[name].format(figures[name]['pictures'])}, beside 24 flat pictures of random colours and 24 of uniform noise:\n\n" + "\n".join([*head, *lines]) + "\n"

    return f"""# {folder.name}

Image tokenizer after KARL (Duggal et al.): a square of {SIDE} px becomes as many of {TOKENS} ids of 12 bits as a wished error needs, in one pass. Its tokens are those of `one-d-piece-small`.

| | |
| --- | --- |
{shared_lines(folder, pieces)}
| halting | a transformer of {small_pieces.HALTING.layers} layers x {small_pieces.HALTING.width} over the wished error, the picture's patches and its tokens: {pieces.told['step']:,} steps of {BATCH_SIZE} pictures, {pieces.told['seconds'] / 60:.0f} minutes on a shared CPU; halted above {small_pieces.HALTED_ABOVE}, after a shift of {pieces.bias:+g} that keeps {100 * WITHIN:g} % of held-out photos within |

{"".join(told(name) + chr(10) for name in SETS if name in figures)}The error is the mean of absolute differences over pixels and channels of the picture of 8 bits, 1 from black to white. "Can be reached": by all {TOKENS} tokens.

What it cannot do: a wished error below what {TOKENS} tokens reach is not met, and every token is kept; the head estimates, so that a few pictures in a hundred miss by a little. The rest is as for `one-d-piece-small`.
"""


def rewritten(folder, system, pieces, work):
    """Writes the card from the figures there are."""
    found = {name: json.loads(path.read_text()) for name in SETS if (path := Path(work, f"{name}.json")).exists()}
    words = karl_card if system == "karl" else card
    (folder / "README.md").write_text(words(folder, pieces, {name: figures for name, figures in found.items() if system in figures}))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["one-d-piece", "karl"])
    parser.add_argument("--train", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--card", action="store_true", help="write the card alone, from WORK/held.json and WORK/evaluated.json of pieces_measure")
    options = parser.parse_args()
    torch.set_num_threads(1)
    pieces = Pieces(options.work)
    kind, examples = (karl, karl_examples) if options.what == "karl" else (one_d_piece, one_d_piece_examples)
    if options.card:
        rewritten(options.to, options.what, pieces, options.work)
        bundle.refresh_hashes(options.to)
        return
    images = shown(options.train, random.Random(3))
    listed = write(options.to, kind(pieces), "pieces.weights")
    examples = examples(pieces, images)
    save_file(examples, options.to / "examples.safetensors")
    (options.to / "examples.safetensors").chmod(0o644)
    rewritten(options.to, options.what, pieces, options.work)
    given = {"encode": {"images": enlarged(images[:8], SIDE)}, "decode": {"ids": np.zeros((8, TOKENS), np.int64)}}
    if options.what == "karl":
        given["encode"] |= {"epsilon": np.full(8, 0.05, np.float32), "budget": np.full(8, TOKENS)}
        given["decode"] |= {"keep": np.ones((8, TOKENS), np.uint8)}
    manifest(options.to, options.what, listed, peak_bytes(options.to, given))


if __name__ == "__main__":
    main()
