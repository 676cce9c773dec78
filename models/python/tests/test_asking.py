import random

import pytest

from winnow_models import asking, drawing, movers
from winnow_models.data import Composer, spoken

KINDS = ["picture", "grid", "slides", "needle", "drawing", "easy", "mover", "scene"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_answer_is_one_of_the_options_that_the_question_names(caches, kind):
    composer = Composer(caches, 4)
    for _ in range(12):
        ids, single, asked, _ = getattr(composer, kind)()
        assert ids.shape[1] == 49 and (len(ids) == 1) >= single
        for each in asked:
            if each.options:
                assert each.options.count(each.answer) == 1
                assert set(each.options) <= {"yes", "no"} or all(option in each.question for option in each.options)


def test_wrong_answers_name_nothing_that_is_shown(things):
    rng = random.Random(1)
    for _ in range(50):
        assert not {"lamp", "hat"} & set(things.other(rng, [["lamp"], ["hat"]], 3))


@pytest.mark.parametrize("seed", range(30))
def test_the_way_of_a_mover_is_where_it_goes(seed, things):
    rng = random.Random(seed)
    actors, seconds = movers.one_moves(rng)
    truth = movers.described(actors, seconds)["actors"]
    for _ in range(20):
        asked = asking.on_movers(rng, truth, None, list(drawing.COLOURS), things)
        if asked.kind == "direction":
            (x0, y0), (x1, y1) = actors[0].place(0), actors[0].place(seconds)
            assert asked.answer == {(-1, 0): "left", (1, 0): "right", (0, -1): "up", (0, 1): "down"}[round_sign(x1 - x0), round_sign(y1 - y0)]


def round_sign(difference):
    return 0 if abs(difference) < 1e-6 else 1 if difference > 0 else -1


def test_options_are_taken_as_the_sentence_gives_them():
    asked = asking.Asked("scene-when", "When does it appear: at the start, in the middle?", "middle", ("start", "middle"))
    assert spoken(asked).answer == "in the middle" and spoken(asked).options == ("at the start", "in the middle")
