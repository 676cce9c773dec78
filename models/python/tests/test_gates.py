import io
import json
from dataclasses import replace
from types import SimpleNamespace

import torch

from winnow_models import gates


def test_words_look_away_and_nothing_but_word_layers_changes(reader, caches, words):
    torch.set_num_threads(1)
    reader.shape = replace(reader.shape, blocks=(3,))
    before = {name: value.clone() for name, value in reader.state_dict().items()}
    curve = io.StringIO()
    options = SimpleNamespace(steps=2 * gates.LOGGED, contexts=4, parts=1, price=5.0, seed=1)
    asked = gates.train(reader, caches, words, options, curve)
    first, last = map(json.loads, curve.getvalue().splitlines())
    assert asked > 0 and last["share"] < 0.8 * first["share"]
    changed = {name.split(".")[0] for name, value in reader.state_dict().items() if not torch.equal(value, before[name])}
    assert changed == {"to_visual", "layers", "relations", "norm"}
