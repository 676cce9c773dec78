from dataclasses import replace

import numpy as np
import pytest
import torch

from winnow_models.answering import Answerer, sight
from winnow_models.compact import stored
from winnow_models.export import write
from winnow_models.graphs import LaterStep, Step
from winnow_models import vocabulary
from winnow_models.initial import start_from
from winnow_models.running import Running
from winnow_models.reader import LIKENESS_SCALE, Reader, Relations, choosing, packed, pointing, question_words, taught

QUESTION = "Which comes first: lamp, hat?"


def test_questions_behind_one_context_do_not_see_each_other(reader, words, codes, context):
    answerer = Answerer(reader, words, codes)
    alone = answerer.scores(context, [(QUESTION, ["lamp", "hat"])])[0]
    together = answerer.scores(context, [("Is there a red star?", ["yes", "no"]), (QUESTION, ["lamp", "hat"])])[1]
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_a_masked_token_changes_nothing(reader, words, codes, context):
    batch = sight(reader, [context, context], codes)
    longer = {key: torch.cat([value, torch.randn_like(value[:, :3])], 1) for key, value in batch.items()}
    longer["mask"][:, -3:] = 0
    asked = {"words": torch.tensor([[[2, 90, 91, 3]]] * 2), "previous": torch.tensor([[[0, 2, 90, 91]]] * 2)}
    found = [packed(reader, each | asked, *reader.context(each["vectors"], each["place"], each["mask"])) for each in (batch, longer)]
    torch.testing.assert_close(found[0][0], found[1][0], atol=1e-4, rtol=1e-4)


def test_what_a_reader_sees_changes_its_answer(reader, words, codes, context):
    answerer = Answerer(reader, words, codes)
    seen, unseen = (answerer.scores(shown, [(QUESTION, ["lamp", "hat"])])[0] for shown in (context, None))
    assert not np.allclose(seen, unseen, atol=1e-3)


def test_an_option_scores_what_greedy_decoding_gave_it(reader, words, codes, context):
    answerer = Answerer(reader, words, codes)
    text, mean = answerer.greedy(context, QUESTION)
    if len(words(text)) < 16:
        scored = answerer.scores(context, [(QUESTION, [text])])[0][0]
        assert abs(scored / (len(words(text)) + 1) - mean) < 1e-3


def test_words_of_a_question_end_with_its_mark():
    q, a = vocabulary.QUESTION, vocabulary.ANSWER
    words = torch.tensor([[q, 50, 51, a, 60, 0, q, 52, a, 61, 62, 0]])
    assert question_words(words, 6)[0].tolist() == [1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0, 0]
    assert question_words(torch.tensor([[60]]), 1)[0].tolist() == [0]


def test_what_is_answered_changes_nothing_before_it(reader, codes, context):
    batch = sight(reader, [context], codes)
    seen = reader.context(batch["vectors"], batch["place"], batch["mask"])
    hidden = []
    for answer in (90, 91):
        words = torch.tensor([[[vocabulary.QUESTION, 88, 89, vocabulary.ANSWER, answer]]])
        previous = torch.cat([torch.zeros(1, 1, 1, dtype=torch.long), words[..., :-1]], -1)
        hidden.append(packed(reader, batch | {"words": words, "previous": previous}, *seen)[0][0, :4])
    torch.testing.assert_close(*hidden)


def slow_relations(relations, x, spots, asked):
    """Word by word: what heads look at and what is added to the last word of one question."""
    hidden, last, found = relations.norm(x), len(x) - 1, []
    queries, keys = relations.query(hidden).reshape(len(x), 5, 32), relations.key(hidden).reshape(len(x), 5, 32)
    for head in range(5):
        scores = [float(queries[last, head] @ keys[j, head]) / 32**0.5 + (float(relations.lean[head] @ spots[j]) if head < 4 else 0)
                  for j in range(len(x))]
        weights = np.exp([s if asked[j] and j != last else -np.inf for j, s in enumerate(scores)])
        found.append(weights / weights.sum())
    return np.array(found)


def test_relations_look_as_the_slow_ones_do(reader):
    torch.manual_seed(1)
    relations = next(iter(reader.relations.values()))
    x, spots = torch.randn(1, 6, 64), torch.rand(1, 6, 12)
    asked = torch.tensor([[1.0, 1, 1, 1, 1, 1]])
    added, looks, chosen = relations(x, 6, spots, asked)
    np.testing.assert_allclose(looks[0, 0, :, -1].detach(), slow_relations(relations, x[0].detach(), spots[0], asked[0]), atol=1e-5)
    assert added.shape == (1, 6, 64) and abs(float(chosen.sum()) - 1) < 1e-5
    none, _, _ = relations(x, 6, spots, torch.zeros(1, 6))
    assert not none.any()


def test_looking_at_the_right_words_costs_nothing():
    words = torch.tensor([[[vocabulary.QUESTION, 50, 51, 52, vocabulary.ANSWER]]])
    look = torch.zeros(1, 1, Relations.HEADS + 1, 5, 5)
    look[0, 0, 0, :, 1], look[0, 0, Relations.HEADS, :, 2] = 1, 1
    about, named = torch.tensor([[[1, -1, 2]]]), torch.zeros(1, 1, 5)
    assert abs(float(pointing(look, words, about, named))) < 1e-4
    assert float(pointing(look, words, torch.tensor([[[3, -1, 2]]]), named)) > 1
    chosen = torch.tensor([[[0.0, 0, 1, 0, 0]]])
    assert abs(float(choosing(chosen, torch.tensor([[2]])))) < 1e-4 and float(choosing(chosen, torch.tensor([[-1]]))) == 0


def test_cells_are_taught_as_much_as_a_name_says_they_look_like_it(reader, codes):
    vectors = torch.from_numpy(codes[:5])
    plain = reader.ground_cell(torch.cat([vectors, torch.zeros(5, 1)], -1))
    names = reader.name_vectors(0)
    wanted = (plain @ names.T / LIKENESS_SCALE).detach()
    wanted[:, 0] = torch.nan
    assert float(taught(reader, vectors, wanted)) < 1e-9
    slow = [(float(plain[i] @ names[j]) / LIKENESS_SCALE - 2) ** 2 for i in range(5) for j in range(1, len(names))]
    wanted[:, 1:] = 2
    assert abs(float(taught(reader, vectors, wanted)) - np.mean(slow)) < 1e-3


def test_a_deeper_reader_says_at_first_what_the_one_it_grew_from_says(reader, words, codes, context, tmp_path):
    torch.manual_seed(7)
    for parameter in reader.parameters():   # an exporter keeps one of equal weights
        parameter.data += 0.02 * torch.randn_like(parameter)
    write(tmp_path / "small", stored(reader), np.zeros((len(codes), 256), np.int8), np.ones(256, np.float32), words.tokenizer)
    torch.manual_seed(8)
    deeper = Reader(replace(reader.shape, layers=5), torch.from_numpy(codes), reader.names).eval()
    start_from(deeper, tmp_path / "small")
    pairs = [(QUESTION, ["lamp", "hat"])]
    np.testing.assert_allclose(Answerer(deeper, words, codes).scores(context, pairs)[0], Answerer(reader, words, codes).scores(context, pairs)[0], atol=2e-3)


def stepped(reader, seen, place, mask, lines, room):
    """Logits behind the last of `lines` `[b, q, l]` of words that are stepped one by one through each block behind contexts, whose
    earlier words have `room`."""
    keys, values, ground = seen
    b, q, length = lines.shape
    blocks = [Step(reader), *(LaterStep(reader, i) for i in range(1, len(reader.shape.parts())))]
    kept = [[torch.zeros(len(block.layers), b, reader.shape.heads, q, room, reader.shape.head_width) for _ in range(2)] for block in blocks]
    past_mask = torch.zeros(b, q, room)
    for i in range(length):
        previous = lines[..., i - 1:i] if i else torch.zeros_like(lines[..., :1])
        hidden = lines[..., i:i + 1], previous, torch.full((b, q, 1), i), ground, place
        for block, own in zip(blocks, kept):
            visual = [part[block.layers.start:block.layers.stop] for part in (keys, values)]
            first, *new = block(*hidden, mask, *visual, *own, past_mask)
            attention = new[-1] if block is blocks[0] else attention
            hidden = first,
            for old, fresh in zip(own, new):
                old[..., i:i + 1, :] = fresh
        past_mask[..., i] = 1
    return hidden[0][..., 0, :], attention[..., 0, :]


@torch.no_grad()
@pytest.mark.parametrize("blocks", [(), (2, 1), (1, 1, 1)])
def test_rows_that_share_a_context_are_stepped_as_each_alone_and_as_whole_lines(reader, codes, context, blocks):
    reader.shape = replace(reader.shape, relations=0, blocks=blocks)
    relations, reader.relations = reader.relations, torch.nn.ModuleDict()  # which read a question as a whole
    batch = sight(reader, [context, None, context], codes)
    t = batch["mask"].shape[1]
    batch["mask"][2, t // 2:] = 0
    seen = reader.context(batch["vectors"], batch["place"], batch["mask"])
    lines = torch.randint(5, reader.shape.words, (3, 4, 5))
    shared, looks = stepped(reader, seen, batch["place"], batch["mask"], lines, room=7)
    previous = torch.cat([torch.zeros_like(lines[..., :1]), lines[..., :-1]], -1)
    hidden, _, _ = packed(reader, batch | {"words": lines, "previous": previous}, *seen)
    torch.testing.assert_close(shared, reader.logits(hidden).reshape(3, 4, 5, -1)[..., -1, :], atol=1e-4, rtol=1e-4)
    for i in range(3):
        alone = [part[:, i:i + 1] for part in seen[:2]] + [seen[2][i:i + 1]]
        for j in range(4):
            one, look = stepped(reader, alone, batch["place"][i:i + 1], batch["mask"][i:i + 1], lines[i:i + 1, j:j + 1], room=5)
            torch.testing.assert_close(shared[i, j], one[0, 0], atol=1e-4, rtol=1e-4)
            torch.testing.assert_close(looks[i, j], look[0, 0], atol=1e-5, rtol=1e-4)
    reader.relations = relations


def slow_decode(reader, seen, words, dropped_after):
    """Hidden states `[n, width]` of one question, layer by layer, head by head and word by word: layers after `dropped_after` see no
    visual tokens. Also each layer's mean share of attention for visual tokens."""
    keys, values, ground, place, mask = seen
    previous = torch.cat([torch.zeros(1, 1, dtype=torch.long), words[:, :-1]], 1)
    x, _, spots = reader.begin(words, previous, torch.arange(words.shape[1])[None], ground, place, mask)
    shares = []
    for i, layer in enumerate(reader.layers):
        if str(i) in reader.relations:
            x = x + reader.relations[str(i)](x, words.shape[1], spots, question_words(words, words.shape[1]))[0]
        q, k, v = layer.qkv(layer.norm(x))[0].chunk(3, -1)
        d, rows, share = reader.shape.head_width, [], 0
        for word in range(words.shape[1]):
            parts = []
            for head in range(reader.shape.heads):
                own = slice(head * d, head * d + d)
                scores = [float(q[word, own] @ keys[i, 0, head, t]) / d ** 0.5 + float(reader.to_visual[i, head])
                          for t in range(keys.shape[3]) if i < dropped_after and mask[0, t]]
                t = len(scores)
                scores += [float(q[word, own] @ k[other, own]) / d ** 0.5 for other in range(word + 1)]
                weights = torch.tensor(scores).softmax(0)
                share += float(weights[:t].sum()) / reader.shape.heads / words.shape[1]
                parts.append(weights @ torch.cat([values[i, 0, head, mask[0] > 0][:t], v[:word + 1, own]]))
            rows.append(torch.cat(parts))
        x = x + layer.out(torch.stack(rows))[None]
        x = x + layer.mlp(layer.norm_mlp(x))
        shares.append(share)
    return reader.norm(x)[0], shares


@torch.no_grad()
@pytest.mark.parametrize("dropped_after", [1, 2, 3])
def test_layers_that_see_no_visual_tokens_and_shares_of_attention_are_the_slow_ones(reader, codes, context, dropped_after):
    batch = sight(reader, [context], codes)
    batch["mask"][0, -3:] = 0
    keys, values, ground = reader.context(batch["vectors"], batch["place"], batch["mask"])
    words = torch.tensor([[vocabulary.QUESTION, 50, 51, 52, vocabulary.ANSWER]])
    asked = batch | {"words": words[None], "previous": torch.cat([torch.zeros(1, 1, dtype=torch.long), words[:, :-1]], 1)[None]}
    hidden, _, shares = packed(reader, asked, keys, values, ground, dropped_after)
    slow, slow_shares = slow_decode(reader, (keys, values, ground, batch["place"], batch["mask"]), words, dropped_after)
    torch.testing.assert_close(hidden[0], slow, atol=1e-4, rtol=1e-4)
    np.testing.assert_allclose([float(share.mean()) for share in shares], slow_shares[:len(shares)], atol=1e-5)


def test_visual_tokens_are_dropped_after_the_first_block_that_looks_away(reader, words, codes, context):
    reader.shape, reader.relations = replace(reader.shape, relations=0, blocks=(1, 1, 1)), torch.nn.ModuleDict()
    first, second = Answerer(reader, words, codes).shares(context, QUESTION)
    assert min(first, second) > 0
    ends = [Answerer(reader, words, codes, below).seeing(context, QUESTION)
            for below in (0, min(first, second), second + 1e-6, first + 1e-6)]
    assert ends == [3, 3, 1 if first < second else 2, 1]


@pytest.mark.parametrize("below", [0.0, 0.2, 1.0])
def test_graphs_in_blocks_answer_as_the_whole_reader(reader, words, codes, context, tmp_path, below):
    reader.shape, reader.relations = replace(reader.shape, relations=0, blocks=(1, 1, 1)), torch.nn.ModuleDict()
    torch.manual_seed(7)
    for parameter in reader.parameters():   # an exporter keeps one of equal weights
        parameter.data += 0.02 * torch.randn_like(parameter)
    scales = (np.abs(codes).max(0) / 127).astype(np.float32)
    steps = np.rint(codes / scales).astype(np.int8)
    write(tmp_path / "b", stored(reader), steps, scales, words.tokenizer)
    answerer, running = Answerer(reader, words, steps * scales, below), Running(tmp_path / "b", below=below)
    assert words.tokenizer.decode(running.greedy(context.ids, context.place, QUESTION)) == answerer.greedy(context, QUESTION)[0]
    np.testing.assert_allclose(running.scores(context.ids, context.place, QUESTION, ["lamp", "hat"]),
                               answerer.scores(context, [(QUESTION, ["lamp", "hat"])])[0], atol=2e-3)


def test_layers_that_compare_places_have_to_be_in_the_first_block(reader):
    assert [list(layers) for layers in replace(reader.shape, blocks=(3,)).parts()] == [[0, 1, 2]]
    with pytest.raises(ValueError, match="layer 2 compares places"):
        replace(reader.shape, blocks=(2, 1)).parts()
    with pytest.raises(ValueError, match="not 3 layers"):
        replace(reader.shape, blocks=(3, 1)).parts()
