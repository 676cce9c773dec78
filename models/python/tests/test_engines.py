import io
import zipfile

import numpy as np
import onnxruntime
import pytest
import torch

from winnow_models import bf16, compact, export, serving
from winnow_models.codebook import to_int8
from winnow_models.evaluate import Row
from winnow_models.graphs import Context, Step, step_inputs
from winnow_models.running import Running

QUESTION, OPTIONS = "Which comes first: lamp, hat?", ("lamp", "hat", "sailing boat")


@pytest.fixture
def visible(reader, context):
    """vectors, place and mask of two contexts, one of them half empty."""
    t = len(context.ids)
    mask = torch.ones(2, t)
    mask[1, t // 2:] = 0
    place = torch.from_numpy(np.stack([context.place] * 2))
    return torch.randn(2, t, reader.shape.cell_width), place, mask


@pytest.fixture
def folder(reader, words, codes, context, tmp_path):
    """A bundle with graphs in int8, calibrated on one question."""
    listed = export.write(tmp_path / "b", reader, *to_int8(codes), words.tokenizer)
    export.add_int8(tmp_path / "b", listed, [Row("order", 0, QUESTION, OPTIONS, "lamp")], [context])
    assert listed["step"]["engines"] == {"onnx-int8": {"file": "step.int8.onnx"}, "torch-bf16": {"file": "step.bf16.torchscript"}}
    return tmp_path / "b"


def test_the_form_that_is_run_computes_what_was_trained(reader, visible):
    with torch.no_grad():
        for plain, form in zip(reader.context(*visible), serving.served(reader).context(*visible)):
            torch.testing.assert_close(form, plain, atol=1e-4, rtol=1e-4)


def test_graphs_take_and_give_a_port_for_each_layer(reader, folder):
    step = onnxruntime.InferenceSession(folder / "step.onnx")
    layers = reader.shape.layers
    for name in ("visual_keys", "past_keys"):
        assert [port.name for port in step.get_inputs() if port.name.startswith(name)] == [f"{name}.{i}" for i in range(layers)]
    assert [port.name for port in step.get_outputs() if port.name.startswith("v")] == [f"values.{i}" for i in range(layers)]


def test_a_port_that_is_used_as_a_whole_cannot_be_parted(reader, words, codes):
    from winnow_models.graphs import graphs
    context = dict(graphs(reader, *to_int8(codes), False))["context"]
    with pytest.raises(ValueError, match="vectors is read by"):
        serving.layered(context, ["vectors"], [])


def test_int8_answers_nearly_as_fp32(folder, context):
    plain, small = (Running(folder, int8=int8).scores(context.ids, context.place, QUESTION, OPTIONS) for int8 in (False, True))
    assert plain != small
    np.testing.assert_allclose(small, plain, atol=0.3)


def test_int8_does_not_depend_on_what_is_computed_beside(reader, folder, visible):
    context = Running(folder, int8=True).contexts[0]
    vectors, place, mask = (x.numpy() for x in visible)
    vectors[1] *= 30
    both = context.run(None, {"vectors": vectors, "place": place, "mask": mask})
    alone = context.run(None, {"vectors": vectors[:1], "place": place[:1], "mask": mask[:1]})
    for many, one in zip(both, alone):
        batch = 1 if many.ndim == 5 else 0
        np.testing.assert_allclose(many.take([0], batch), one, atol=1e-4)


def test_int8_sums_can_be_kept_from_overflowing(folder):
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.x64quantprecision", "1")
    for file in ("context.int8.onnx", "step.int8.onnx"):
        onnxruntime.InferenceSession(folder / file, options)


def test_int8_graphs_bring_no_weights_of_their_own(folder):
    for function in ("context", "step"):
        assert (folder / f"{function}.int8.onnx").stat().st_size < 1.2 * (folder / f"{function}.onnx").stat().st_size
    assert (folder / compact.WEIGHTS).exists()


def filled(folder, function):
    """An archive with its weights, as Winnow fills them in."""
    weights, whole = (folder / compact.WEIGHTS).read_bytes(), io.BytesIO()
    with zipfile.ZipFile(folder / f"{function}.bf16.torchscript") as small, zipfile.ZipFile(whole, "w") as full:
        for line in small.read(bf16.RECIPE).decode().splitlines():
            entry, file, kind, number, offset, rows, columns, scales = line.split()
            offset, rows, columns, scales = map(int, (offset, rows, columns, scales))
            assert file == compact.WEIGHTS
            if kind == "int8":
                values = np.frombuffer(weights, np.int8, rows * columns, offset).reshape(rows, columns) * np.frombuffer(weights, np.float32, rows, scales)[:, None]
            else:
                values = np.frombuffer(weights, np.float16, rows * columns, offset).astype(np.float32)
            full.writestr(f"a/{entry}", bf16.raw(torch.from_numpy(values).to(getattr(torch, number))))
        for name in small.namelist():
            full.writestr(f"a/{name}", small.read(name))
    return torch.jit.load(io.BytesIO(whole.getvalue()))


def test_bf16_archives_bring_no_weights_and_compute_nearly_the_same(reader, folder, visible):
    for function in ("context", "step"):
        with zipfile.ZipFile(folder / f"{function}.bf16.torchscript") as archive:
            assert sum(entry.file_size for entry in archive.infolist() if entry.filename.startswith("data/")) < (folder / compact.WEIGHTS).stat().st_size / 10
    with torch.no_grad():
        for plain, half in zip(Context(compact.stored(reader))(*visible), filled(folder, "context")(*visible)):
            assert half.dtype == torch.float32
            assert (half - plain).abs().max() < 0.03 * plain.abs().max()


def test_a_step_of_rows_that_share_contexts_is_that_of_each_alone(reader, folder, visible, words):
    """One context whole, one half empty, one without a token; earlier words of different number."""
    rng, shape = np.random.default_rng(3), reader.shape
    vectors, place, mask = (np.concatenate([x.numpy(), x.numpy()[:1]]) for x in visible)
    mask[2] = 0
    running = Running(folder)
    _, keys, values, ground = running.contexts[0].run(None, {"vectors": vectors, "place": place, "mask": mask})
    kept = shape.layers, 3, shape.heads, 4, 6, shape.head_width
    inputs = {"words": rng.integers(5, words.size, (3, 4, 2)), "previous": rng.integers(5, words.size, (3, 4, 2)),
              "positions": rng.integers(0, 9, (3, 4, 2)), "ground": ground, "place": place, "visual_mask": mask,
              "visual_keys": keys, "visual_values": values, "past_keys": rng.normal(size=kept).astype(np.float32),
              "past_values": rng.normal(size=kept).astype(np.float32),
              "past_mask": (np.arange(6) < rng.integers(0, 7, (3, 4, 1))).astype(np.float32)}
    shared = running.steps[0].run(None, inputs)
    for i in range(3):
        for j in range(4):
            def alone(name, value):
                if name in ("ground", "place", "visual_mask"):
                    return value[i:i + 1]
                if name.startswith("visual"):
                    return value[:, i:i + 1]
                return value[:, i:i + 1, :, j:j + 1] if name in ("past_keys", "past_values") else value[i:i + 1, j:j + 1]
            one = running.steps[0].run(None, {name: alone(name, value) for name, value in inputs.items()})
            for many, single in zip((shared[0][i, j], shared[1][:, i, :, j], shared[2][:, i, :, j], shared[3][i, j]),
                                    (one[0][0, 0], one[1][:, 0, :, 0], one[2][:, 0, :, 0], one[3][0, 0])):
                np.testing.assert_allclose(many, single, atol=1e-4)


def test_bf16_steps_rows_that_share_a_context_nearly_as_fp32(reader, folder):
    inputs = [part if part.dtype == torch.long else torch.rand_like(part) for part in step_inputs(reader.shape)]
    with torch.no_grad():
        for plain, half in zip(Step(compact.stored(reader))(*inputs), filled(folder, "step")(*inputs)):
            assert half.dtype == torch.float32
            assert (half - plain).abs().max() < 0.03 * plain.abs().max()
