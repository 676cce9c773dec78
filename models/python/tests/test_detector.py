import numpy as np
import pytest

from winnow_models.detector import anchors, overlap


def test_anchors_lie_in_rows_of_each_grid():
    boxes = anchors()
    assert boxes.shape == (1917, 4)
    np.testing.assert_allclose(boxes[0, :2], 0.5 / 19, atol=1e-6)
    np.testing.assert_allclose(boxes[3, :2], [1.5 / 19, 0.5 / 19], atol=1e-6)
    np.testing.assert_allclose(boxes[-6:, :2], 0.5)


def test_boxes_overlap_by_what_they_share():
    assert overlap((0, 0, 1, 1), (0, 0, 1, 1)) == pytest.approx(1)
    assert overlap((0, 0, 0.5, 1), (0.25, 0, 0.75, 1)) == pytest.approx(1 / 3)
    assert overlap((0, 0, 0.4, 1), (0.5, 0, 1, 1)) == 0
