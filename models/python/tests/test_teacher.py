import numpy as np
import torch

from winnow_models.teacher import scaled


def test_columns_are_scaled_over_rows_as_often_as_they_count():
    rng = np.random.default_rng(4)
    logits, counts = rng.normal(3, 5, (6, 4)).astype(np.float32), rng.integers(1, 5, 6)
    found = scaled(torch.from_numpy(logits), torch.from_numpy(counts.astype(np.float32))).numpy()
    told = np.repeat(logits, counts, 0)
    np.testing.assert_allclose(found, (logits - told.mean(0)) / told.std(0), atol=1e-4)
