"""Measures the bundles of One-D-Piece and KARL on pictures, beside WebP at the same bytes.

    python -m winnow_models.pieces_measure --pictures held --train TRAIN --models .. --to WORK/figures.json
    python -m winnow_models.pieces_measure --pictures DATA/images --models .. --to FILE       # once, at the end
"""
import argparse
import io
import json
import random
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.nn import functional

from . import backbone, pictures, squares
from .squares import SIDE

PREFIXES = (1, 2, 4, 8, 16, 32, 64, 128)
WEBP_BYTES = (96, 192)
SCALES = (128, 112, 96, 80, 64, 48, 40, 32, 24)
ERRORS = (0.03, 0.05, 0.07, 0.09, 0.12, 0.16)
DIP = 0.1
WEIGHTS = (0.0448, 0.2856, 0.3001, 0.2363)  # Wang, Simoncelli and Bovik (2003), of the scales at which a window fits into 128 px


def psnr(shown, images):
    """Of each picture of uint8 `[n, side, side, 3]`, in decibels."""
    squared = ((shown.astype(np.float64) - images)**2).mean((1, 2, 3))
    return -10 * np.log10(np.maximum(squared, 1e-9) / 255**2)


def l1(shown, images):
    return np.abs(shown.astype(np.float64) - images).mean((1, 2, 3)) / 255


def ms_ssim(shown, images):
    """Multi-scale structural similarity of each picture, the mean of its three channels: windows of 11 x 11 within the picture."""
    at = torch.arange(11, dtype=torch.float64) - 5
    window = torch.exp(-at**2 / (2 * 1.5**2))
    window = window / window.sum()

    def mean(x):
        return functional.conv2d(functional.conv2d(x, window.reshape(1, 1, 1, -1)), window.reshape(1, 1, -1, 1))

    found = []
    for one, other in zip(np.array_split(shown, max(1, len(shown) // 32)), np.array_split(images, max(1, len(images) // 32))):
        x, y = (torch.from_numpy(a.astype(np.float64)).permute(0, 3, 1, 2).reshape(-1, 1, SIDE, SIDE) for a in (one, other))
        logs = 0
        for scale, weight in enumerate(WEIGHTS):
            if scale:
                x, y = functional.avg_pool2d(x, 2), functional.avg_pool2d(y, 2)
            mu, nu = mean(x), mean(y)
            similar = (2 * (mean(x * y) - mu * nu) + 58.5225) / (mean(x * x) - mu * mu + mean(y * y) - nu * nu + 58.5225)
            if scale == len(WEIGHTS) - 1:
                similar = similar * (2 * mu * nu + 6.5025) / (mu * mu + nu * nu + 6.5025)
            logs = logs + weight * similar.mean((1, 2, 3)).clamp(min=0).log()
        found.append((logs / sum(WEIGHTS)).exp().reshape(-1, 3).mean(1).numpy())
    return np.concatenate(found)


def stored(values):
    return np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)


def ran(session, given, names=None, batch=8):
    """A function on all pictures, some at a time."""
    count = len(next(iter(given.values())))
    parts = [session.run(names, {name: rows[i:i + batch] for name, rows in given.items()}) for i in range(0, count, batch)]
    return [np.concatenate(outputs) for outputs in zip(*parts)]


def webp_at(picture, edge, quality):
    file = io.BytesIO()
    picture.resize((edge, edge), Image.Resampling.LANCZOS).save(file, "webp", quality=quality, method=6)
    return file.getvalue()


def best_webp(image, most):
    """The nearest picture that WebP makes in so many bytes at any scale and quality, or None."""
    picture, best = Image.fromarray(image), None
    for edge in SCALES:
        low, high, file = -1, 100, None
        while high - low > 1:
            quality = (low + high) // 2
            made = webp_at(picture, edge, quality)
            if len(made) <= most:
                low, file = quality, made
            else:
                high = quality
        if file:
            shown = np.asarray(Image.open(io.BytesIO(file)).convert("RGB").resize((SIDE, SIDE), Image.Resampling.BICUBIC))
            if best is None or psnr(shown[None], image[None])[0] > psnr(best[None], image[None])[0]:
                best = shown
    return best


def one_d_piece(folder, images):
    encode, decode = (backbone.session(folder / f"{function}.onnx", 1) for function in ("encode", "decode"))
    ids, = ran(encode, {"images": images})
    rows, last, dipped = {}, None, np.zeros(len(images), bool)
    for k in PREFIXES:
        shown = stored(ran(decode, {"ids": ids[:, :k]})[0])
        quality = psnr(shown, images)
        rows[k] = {"bytes": k * 1.5, "psnr": quality.mean(), "ms-ssim": ms_ssim(shown, images).mean(), "l1": l1(shown, images).mean()}
        if last is not None:
            dipped |= quality < last - DIP
        last = quality
    return {"prefixes": rows, "dipped": dipped.mean(), "codes": len(np.unique(ids))}


def webp(images):
    rows = {}
    for most in WEBP_BYTES:
        shown = [best_webp(image, most) for image in images]
        fits = np.array([one is not None for one in shown])
        kept = np.stack([one for one in shown if one is not None])
        rows[most] = {"fits": int(fits.sum()), "psnr": psnr(kept, images[fits]).mean(), "ms-ssim": ms_ssim(kept, images[fits]).mean()}
    return rows


def plain(rng):
    """Flat pictures and noisy ones, as KARL should tell them from photographs."""
    flat = [np.broadcast_to(np.array([rng.randint(0, 255) for _ in range(3)], np.uint8), (SIDE, SIDE, 3)) for _ in range(24)]
    return {"flat": np.stack(flat), "noise": np.random.default_rng(rng.getrandbits(32)).integers(0, 256, (24, SIDE, SIDE, 3), dtype=np.uint8)}


def karl(folder, images):
    encode, decode = (backbone.session(folder / f"{function}.onnx", 1) for function in ("encode", "decode"))
    others, rows = plain(random.Random(17)), {}
    most = int(encode.get_outputs()[0].shape[1])

    def asked(pictures, wished):
        count = len(pictures)
        return ran(encode, {"images": pictures, "epsilon": np.full(count, wished, np.float32), "budget": np.full(count, most)}, ["ids", "keep"])

    ids, _ = asked(images, 0.5)
    least = l1(stored(ran(decode, {"ids": ids, "keep": np.ones(ids.shape, np.uint8)})[0]), images)
    for wished in ERRORS:
        ids, keep = asked(images, wished)
        error = l1(stored(ran(decode, {"ids": ids, "keep": keep})[0]), images)
        counts, reachable = keep.sum(1), least <= wished
        rows[wished] = {"kept": counts.mean(), "error": error.mean(), "reachable": int(reachable.sum()), "within": (error <= wished)[reachable].mean(),
                        **{kind: asked(shown, wished)[1].sum(1).mean() for kind, shown in others.items()}}
    return rows


def found(options):
    """uint8 `[n, side, side, 3]`."""
    if str(options.pictures) == "held":
        paths = [path for path, _, _ in pictures.labelled(options.train) if pictures.held_out(path)]
    else:
        paths = sorted(path for path in options.pictures.rglob("*") if path.suffix.lower() in (".png", ".jpg", ".jpeg"))
    return np.stack([squares.cut(Image.open(path)) for path in paths])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=Path, required=True, help="a folder, or `held` for the photos that were held out of training")
    parser.add_argument("--train", type=Path)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--systems", nargs="+", default=["one-d-piece", "webp", "karl"])
    options = parser.parse_args()
    torch.set_num_threads(1)
    images, told = found(options), json.loads(options.to.read_text()) if options.to.exists() else {}
    told["pictures"] = len(images)
    measures = {"one-d-piece": lambda: one_d_piece(options.models / "one-d-piece-small", images), "webp": lambda: webp(images),
                "karl": lambda: karl(options.models / "karl-small", images)}
    told |= {system: measures[system]() for system in options.systems}
    options.to.write_text(json.dumps(told, indent=1, default=float))
    print(json.dumps(told, default=lambda value: round(float(value), 4)))


if __name__ == "__main__":
    main()
