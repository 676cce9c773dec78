import numpy as np
import torch

from winnow_models.answering import Answerer, sight
from winnow_models.reader import packed

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
    torch.testing.assert_close(found[0], found[1], atol=1e-4, rtol=1e-4)


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
