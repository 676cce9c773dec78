"""What an object detector (SSD MobileNet v2, trained on Open Images) finds in training photos and in frames of training clips.

    python -m winnow_models.detector --train ../../../shared/data/train --model ../../../shared/pretrained/oidv4_ssd_mobilenetv2.onnx --work WORK
"""
import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image

from . import backbone, pictures
from .material import clip_frames

NAMES = {3: "laptop", 4: "person", 5: "chair", 1: "bicycle", 7: "desk", 8: "cat", 9: "computer mouse", 10: "tv", 12: "cup", 13: "cup", 15: "table",
         16: "bottle", 18: "car", 20: "dog", 21: "book", 22: "camera", 23: "car"}  # by its label's number, of those that are plain words
GRIDS, SCALES, RATIOS = (19, 10, 5, 3, 2, 1), np.linspace(0.2, 0.95, 6), (1.0, 2.0, 0.5, 3.0, 1 / 3)
SURE, ABSENT, SAME = 0.45, 0.12, 0.45
SIZE = 300


def anchors():
    """`[1917, 4]`: middle and size of each box that the detector starts from, as shares of the picture's sides."""
    rows = []
    for i, side in enumerate(GRIDS):
        shapes = [(0.1, 1.0), (SCALES[0], 2.0), (SCALES[0], 0.5)] if i == 0 else [
            *((SCALES[i], ratio) for ratio in RATIOS), (np.sqrt(SCALES[i] * (SCALES[i + 1] if i < 5 else 1.0)), 1.0)]
        for row in range(side):
            for column in range(side):
                rows += [((column + 0.5) / side, (row + 0.5) / side, scale * np.sqrt(ratio), scale / np.sqrt(ratio)) for scale, ratio in shapes]
    return np.array(rows, np.float32)


class Detector:
    def __init__(self, model, threads=1):
        self.session, self.anchors = backbone.session(model, threads), anchors()

    def __call__(self, image):
        """Boxes `(name, score, left, top, right, bottom)` of a PIL picture, and names that it surely does not show."""
        pixels = np.asarray(image.convert("RGB").resize((SIZE, SIZE), Image.Resampling.BILINEAR), np.float32)
        logits, codes = self.session.run(["class_logits", "box_encodings"], {self.session.get_inputs()[0].name: (pixels / 127.5 - 1).transpose(2, 0, 1)[None]})
        scores = 1 / (1 + np.exp(-logits[0]))
        middle = codes[0, :, [1, 0]].T / 10 * self.anchors[:, 2:] + self.anchors[:, :2]
        size = np.exp(codes[0, :, [3, 2]].T / 5) * self.anchors[:, 2:]
        boxes = np.concatenate([middle - size / 2, middle + size / 2], 1)
        found, peaks = [], {}
        for label, name in NAMES.items():
            peaks[name] = max(peaks.get(name, 0), scores[:, label].max())
            for i in np.argsort(-scores[:, label])[:20]:
                if scores[i, label] > SURE and all(overlap(boxes[i], other[2:]) < SAME for other in found if other[0] == name):
                    found.append((name, float(scores[i, label]), *np.clip(boxes[i], 0, 1).round(3).tolist()))
        return found, sorted(name for name, peak in peaks.items() if peak < ABSENT)


def overlap(a, b):
    """Intersection over union of two boxes."""
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    shared = max(0, wide) * max(0, high)
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared + 1e-9)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    detect = Detector(options.model)
    photos = [detect(Image.open(path)) for path, _, _ in pictures.labelled(options.train)]
    clips = {path.name: [detect(Image.fromarray(frame)) for frame in clip_frames(path, 120)] for path in sorted((options.train / "videos").iterdir())}
    (options.work / "detected.json").write_text(json.dumps({"photos": photos, "clips": {name: found for name, found in clips.items() if found}}))


if __name__ == "__main__":
    main()
