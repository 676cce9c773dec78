"""Tokenizes what the reader is trained on, once: ids of pictures, slides, pans, grids, insets, drawings and movers.

    python -m winnow_models.material KIND... --train ../../../shared/data/train --bundle ../lite0-cells --work WORK
"""
import argparse
import io
import json
import random
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageOps

from . import backbone, drawing, movers, pictures

SIZE = 224
SLIDE_FRAMES, PAN_FRAMES = 8, 120
WINDOWS = [(0, 0, 400, 300), (30, 22, 370, 278), (0, 20, 340, 275), (60, 20, 400, 275), (30, 0, 370, 255), (30, 45, 370, 300)]


class Library:
    """All training pictures, opened once, with the index that caches name them by."""

    def __init__(self, train):
        self.rows = pictures.labelled(train)
        self.train = Path(train)
        self.held = [pictures.held_out(path) for path, _, _ in self.rows]
        self.kept = [i for i, held in enumerate(self.held) if not held]
        self.out = [i for i, held in enumerate(self.held) if held]
        self.opened = {}

    def picture(self, index):
        if index not in self.opened:
            picture = Image.open(self.rows[index][0]).convert("RGB")
            picture.thumbnail((400, 400))
            self.opened[index] = picture
        return self.opened[index]

    def draw(self, rng, held):
        """A random index of one side of the split."""
        return rng.choice(self.out if held else self.kept)


class Encoder:
    """Ids `[frames, 49]` int16 of uint8 frames."""

    def __init__(self, bundle, threads):
        self.session = backbone.session(Path(bundle, "encode.onnx"), threads)

    def __call__(self, frames, batch=8):
        frames = np.asarray(frames)
        return np.concatenate([self.session.run(["ids"], {"images": frames[i:i + batch]})[0]
                               for i in range(0, len(frames), batch)]).astype(np.int16)


def whole_pictures(library, encode, rng):
    """Each picture whole, on a blurred ground, and in two crops: ids `[pictures, 4, 49]`."""
    ids = []
    for i in range(len(library.rows)):
        picture = library.picture(i)
        views = [picture, pictures.fitted(picture, (320, 240), rng.random() < 0.7), pictures.cropped(picture, rng, 0.6),
                 pictures.cropped(picture, rng, 0.75)]
        if rng.random() < 0.5:
            views[1] = ImageOps.mirror(views[1])
        ids.append(encode([pictures.squashed(view, SIZE) for view in views]))
    return {"ids": np.stack(ids)}


def briefs(library, encode, rng):
    """Each picture as an encoder leaves it in a clip of small frames where it is shown for a moment: ids `[pictures, 49]`."""
    ids = []
    for start in range(0, len(library.rows), 8):
        frames = []
        for i in range(start, min(start + 8, len(library.rows))):
            kept = io.BytesIO()
            pictures.fitted(library.picture(i), (256, 192)).save(kept, "JPEG", quality=rng.randint(25, 60))
            frames.append(pictures.squashed(Image.open(kept), SIZE))
        ids.append(encode(frames))
    return {"ids": np.concatenate(ids)}


def slides(library, encode, rng):
    """Four seconds of slow zoom over each picture: ids `[pictures, 8, 49]`."""
    ids = []
    for i in range(len(library.rows)):
        full = pictures.fitted(library.picture(i), (400, 300))
        first, last = rng.sample(WINDOWS, 2) if rng.random() < 0.3 else rng.choice([(WINDOWS[0], WINDOWS[1]), (WINDOWS[1], WINDOWS[0])])
        shares = np.arange(SLIDE_FRAMES) / (SLIDE_FRAMES + rng.randint(0, 3))
        boxes = [[p + (q - p) * share for p, q in zip(first, last)] for share in shares]
        ids.append(encode([np.asarray(full.resize((SIZE, SIZE), Image.Resampling.BILINEAR, box)) for box in boxes]))
    return {"ids": np.stack(ids)}


def pans(library, encode, rng, count=72):
    """A minute of slow pan over a photo: ids `[runs, 120, 49]`; every twelfth run over held-out photos."""
    ids, sources = [], []
    for run in range(count):
        index = library.draw(rng, run % 12 == 0)
        wide = ImageOps.fit(library.picture(index), (256 + 210, 240), Image.Resampling.BILINEAR)
        top, back = rng.randint(0, 48), rng.random() < 0.5
        lefts = [round((PAN_FRAMES - t if back else t) * 5 / 3) for t in range(PAN_FRAMES)]
        views = [wide.crop((left, top, left + 256, top + 192)) for left in lefts]
        ids.append(encode([pictures.squashed(view, SIZE) for view in views]))
        sources.append(index)
    return {"ids": np.stack(ids), "sources": np.array(sources)}


def insets(library, encode, rng, count=9000):
    """One to four small pictures pasted on a photo or a flat ground: ids `[insets, 49]`, and what is where as JSON."""
    ids, truths = [], []
    for start in range(0, count, 8):
        held = (start // 8) % 12 == 0
        frames = []
        for _ in range(8):
            behind = library.draw(rng, held) if rng.random() < 0.6 else None
            ground = movers.ground(library.picture(behind), rng) if behind is not None else drawing.background(rng, movers.CANVAS)
            placed = []
            for _ in range(rng.choice([1, 1, 2, 2, 3, 4])):
                index, side = library.draw(rng, held), rng.uniform(0.22, 0.5)
                x, y = rng.uniform(side / 2, 1 - side / 2), rng.uniform(side / 2, 1 - side / 2)
                if all(max(abs(x - p["x"]), abs(y - p["y"])) > (side + p["side"]) / 2 for p in placed):
                    placed.append({"source": index, "x": x, "y": y, "side": side})
            canvas = ground.copy()
            for p in placed:
                size = [round(p["side"] * full) for full in canvas.size]
                drawing.paste(canvas, pictures.fitted(library.picture(p["source"]), size, rng.random() < 0.5), p["x"], p["y"])
            frames.append(pictures.squashed(canvas, SIZE))
            truths.append(json.dumps({"ground": behind, "placed": placed}))
        ids.append(encode(frames))
    return {"ids": np.concatenate(ids), "truths": np.array(truths)}


def grids(library, encode, rng, count=12000):
    """Four pictures in a 2x2 grid: ids `[grids, 49]`, sources `[grids, 4]` in reading order; a twelfth held out."""
    ids, sources = [], []
    for start in range(0, count, 8):
        chosen = [[library.draw(rng, (start // 8) % 12 == 0) for _ in range(4)] for _ in range(8)]
        ids.append(encode([pictures.squashed(pictures.grid([library.picture(i) for i in four], rng), SIZE) for four in chosen]))
        sources += chosen
    return {"ids": np.concatenate(ids), "sources": np.array(sources)}


def drawn(library, encode, rng, count=4000):
    """Still drawings: ids `[drawings, 49]`, and each drawing's shapes as JSON."""
    ids, truths = [], []
    for start in range(0, count, 8):
        frames = []
        for _ in range(8):
            ground = movers.ground(library.picture(library.draw(rng, False)), rng)
            shapes = []
            for _ in range(rng.randint(1, 6)):
                shape = drawing.random_shape(rng, width=(0.12, 0.26))
                if all(abs(shape.x - s.x) + abs(shape.y - s.y) > 0.3 for s in shapes):
                    shapes.append(shape)
            frames.append(pictures.squashed(drawing.draw(ground, shapes), SIZE))
            truths.append([{"kind": s.kind, "name": s.colour, "x": s.x, "y": s.y} for s in shapes])
        ids.append(encode(frames))
    return {"ids": np.concatenate(ids), "truths": np.array([json.dumps(truth) for truth in truths])}


def moving(library, encode, rng, count=6000):
    """Rendered movers: ids of all frames `[frames, 49]`, where each clip starts, and its truth as JSON."""
    ids, starts, truths, total = [], [], [], 0
    for i in range(count):
        index = library.draw(rng, i % 12 == 0)
        make = rng.choice([movers.one_moves, movers.one_moves, movers.some_leave, movers.framed])
        actors, seconds = make(rng, index) if make is movers.framed else make(rng)
        ground = movers.ground(library.picture(library.draw(rng, i % 12 == 0)), rng)
        clip = encode(movers.render(actors, seconds, ground, rng, library.picture(index)))
        ids.append(clip)
        starts.append(total)
        total += len(clip)
        truths.append(json.dumps(movers.described(actors, seconds)))
    return {"ids": np.concatenate(ids), "starts": np.array(starts + [total]), "truths": np.array(truths)}


def easy(library, encode, rng):
    """The easy-VQA pictures: ids `[pictures, 49]` and their numbers."""
    paths = sorted((library.train / "easyvqa").rglob("*.png"), key=lambda path: int(path.stem))
    ids = [encode([pictures.squashed(Image.open(path), SIZE) for path in paths[i:i + 8]]) for i in range(0, len(paths), 8)]
    return {"ids": np.concatenate(ids), "numbers": np.array([int(path.stem) for path in paths])}


def real_clips(library, encode, rng):
    """Frames of the training videos at two a second, at most a minute each: ids `[frames, 49]` and clip starts."""
    ids, starts, names, total = [], [], [], 0
    for path in sorted((library.train / "videos").iterdir()):
        frames = list(clip_frames(path, 120))
        if frames:
            ids.append(encode(frames))
            starts.append(total)
            total += len(frames)
            names.append(path.name)
    return {"ids": np.concatenate(ids), "starts": np.array(starts + [total]), "names": np.array(names)}


def clip_frames(path, most):
    """Frames squashed to 224 px: the first at or after each half second."""
    with av.open(str(path)) as container:
        due = None
        for frame in container.decode(video=0):
            seconds = float(frame.time or 0)
            due = seconds if due is None else due
            if seconds >= due - 1e-6:
                yield pictures.squashed(frame.to_image(), SIZE)
                due += 0.5
                most -= 1
                if not most:
                    return


KINDS = {"pictures": whole_pictures, "briefs": briefs, "slides": slides, "pans": pans, "grids": grids, "insets": insets, "drawn": drawn, "moving": moving,
         "easy": easy, "real": real_clips}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="+", choices=KINDS)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    library, encode = Library(options.train), Encoder(options.bundle, options.threads)
    for kind in options.kinds:
        cache = KINDS[kind](library, encode, random.Random(kind))
        np.savez(options.work / f"{kind}.npz", **cache)
        print(kind, {key: value.shape for key, value in cache.items()}, flush=True)


if __name__ == "__main__":
    main()
