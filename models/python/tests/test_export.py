import numpy as np
import pytest
import yaml

from winnow_models import bundle, card, compact, examples, export
from winnow_models.answering import Answerer
from winnow_models.codebook import to_int8
from winnow_models.evaluate import Row
from winnow_models.running import Running

QUESTION, OPTIONS = "Which comes first: lamp, hat?", ["lamp", "hat", "sailing boat"]


@pytest.fixture
def small(codes):
    return to_int8(codes)


@pytest.mark.parametrize("blind", [False, True])
def test_a_bundle_answers_as_the_reader_with_rounded_weights(reader, words, codes, small, context, tmp_path, blind):
    steps, scales = small
    export.write(tmp_path / "b", reader, steps, scales, words.tokenizer, blind)
    running = Running(tmp_path / "b")
    answerer = Answerer(compact.stored(reader), words, (steps * scales).astype(np.float32))
    shown = None if blind else context
    np.testing.assert_allclose(running.scores(context.ids, context.place, QUESTION, OPTIONS),
                               answerer.scores(shown, [(QUESTION, OPTIONS)])[0], atol=2e-3)
    assert words.tokenizer.decode(running.greedy(context.ids, context.place, QUESTION)) == answerer.greedy(shown, QUESTION)[0]


def test_a_blind_bundle_sees_nothing(reader, words, small, context, tmp_path):
    export.write(tmp_path / "b", reader, *small, words.tokenizer, blind=True)
    running = Running(tmp_path / "b")
    scores = [running.scores(ids, context.place, QUESTION, OPTIONS) for ids in (context.ids, context.ids[::-1])]
    np.testing.assert_allclose(*scores, atol=1e-4)


def test_a_manifest_lists_every_file_and_tensors_of_every_graph(reader, words, small, context, tmp_path):
    folder = tmp_path / "tiny"
    listed = export.write(folder, reader, *small, words.tokenizer)
    rows = [Row("order", 0, QUESTION, tuple(OPTIONS), "lamp")]
    answerer = Answerer(compact.stored(reader), words, (small[0] * small[1]).astype(np.float32))
    tensors = examples.examples(Running(folder), answerer, rows, [context])
    export.save_file(tensors, folder / "examples.safetensors")
    export.manifest(folder, reader.shape, listed, len(small[0]), "made by a test", 1.0, 1.0, 1)
    bundle.check(folder)
    graphs = yaml.safe_load((folder / "bundle.yaml").read_text())["graphs"]
    for function, graph in graphs.items():
        assert {f"{function}.{port}" for port in graph["inputs"]} <= tensors.keys()
    assert tensors["read.answers"].shape == (examples.PROMPTS, 16)
    running, place = Running(folder), tensors["read.place"][:len(context.ids)].astype(np.float32)
    assert running.greedy(context.ids, place, QUESTION) == [word for word in tensors["read.answers"][0].tolist() if word]
    assert (tensors["read.ahead"] >= 0).all()


def test_rows_of_a_matrix_keep_their_size():
    matrix = np.random.default_rng(1).normal(size=(7, 900)).astype(np.float32) * np.logspace(-3, 3, 7)[:, None].astype(np.float32)
    small, scales = compact.rows_int8(matrix)
    assert (np.abs(small * scales - matrix) <= scales / 2 + 1e-6).all()


def test_temperature_of_sure_and_wrong_answers_is_high():
    class Sure:
        def scores(self, context, pairs):
            return [[0.0, -8.0] for _ in pairs]
    rows = [Row("k", 0, "q", ("a", "b"), answer) for answer in "aab"]
    assert card.temperature_of(Sure(), rows, [None], False) == 6.0


def test_written_temperature_of_sure_and_wrong_answers_is_high(words):
    class Sure:
        def __init__(self):
            self.words = words

        def written(self, context, question):
            return words("lamp"), [-0.001, -0.001], [9.0, 9.0]
    rows = [Row("k", 0, "q", (), answer) for answer in ("lamp", "hat")]
    assert card.written_temperature_of(Sure(), rows, [None], False) == 12.0
    assert card.written_temperature_of(Sure(), rows[:1], [None], False) == 0.5
