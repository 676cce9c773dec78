"""What ImageNet's classifier says of each code: the mean of its answers on the cells that the code stands for.

    python -m winnow_models.teacher --train ../../../shared/data/train --bundle ../lite0-cells --work WORK
"""
import argparse
import random
from pathlib import Path

import numpy as np
import torch

from . import backbone, pictures
from .codebook import CODES
from .lite0 import load_lite0
from .material import SIZE, Encoder, Library

SHARPNESS = 1.2  # logits of single cells are flatter than those of whole pictures


def answers_of_codes(library, encode, session, rng):
    """float16 `[codes, 1000]`, and how many cells each code stood for `[codes]`."""
    _, weight, bias = load_lite0()
    sums, counts = torch.zeros(CODES, 1000), torch.zeros(CODES)
    for index in library.kept:
        picture = library.picture(index)
        views = np.stack([pictures.squashed(view, SIZE) for view in (picture, pictures.cropped(picture, rng, 0.4))])
        head = torch.from_numpy(session.run(["head"], {"images": views})[0]).reshape(-1, weight.shape[1])
        # A cell's own answer, steadied by the picture's.
        whole = head.reshape(len(views), -1, weight.shape[1]).mean(1).repeat_interleave(head.shape[0] // len(views), 0)
        answers = ((0.6 * head + 0.4 * whole) @ weight.T + bias).mul(SHARPNESS).softmax(-1)
        ids = torch.from_numpy(encode(views).astype(np.int64)).reshape(-1)
        sums.index_add_(0, ids, answers)
        counts.index_add_(0, ids, torch.ones(len(ids)))
    return (sums / counts.clamp(min=1)[:, None]).half().numpy(), counts.numpy()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--backbone", type=Path, required=True, help="int8 backbone that winnow_models.tokenizer left")
    options = parser.parse_args()
    torch.set_num_threads(1)
    answers, counts = answers_of_codes(Library(options.train), Encoder(options.bundle, 1), backbone.session(options.backbone, 1),
                                       random.Random(5))
    np.savez(options.work / "teacher.npz", answers=answers, counts=counts)


if __name__ == "__main__":
    main()
