"""The graphs without weights, with a reference case's weights beside them, against what PyTorch computes of these."""
import onnx
import onnxruntime
import pytest
import torch

from winnow_models import karl, lavit, one_d_piece, published, vq_attention
from winnow_models.published import KARL_VAE, KARL_VQGAN, STAGE_1, STAGE_2

from reference import case, loaded

NEAR = {"atol": 1e-4, "rtol": 0}
NEAR_PIXELS = {"atol": 1e-3, "rtol": 0}
NAMES = [f"{architecture.system}/{architecture.variant}" for architecture in published.REFERENCE]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    written = tmp_path_factory.mktemp("published")
    for architecture in published.REFERENCE:
        architecture.write(written)
    return written


class Graphs:
    """Of an architecture, with weights laid out."""

    def __init__(self, folder, weights):
        self.folder = folder
        for key, value in weights.items():
            path = folder / "weights" / key.replace("DECODER.", "decoder.")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(value.float().numpy().tobytes())

    def run(self, function, **inputs):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(self.folder / f"{function}.onnx", options)
        return [torch.from_numpy(output) for output in session.run(None, {name: value.numpy() for name, value in inputs.items()})]


def images_of(inputs, count):
    images = inputs["images_u8"].permute(0, 2, 3, 1)
    return torch.cat([images, images.flip(1), images.flip(2)])[:count]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_weights_is_large(folder, name):
    for file in (folder / name).glob("*.onnx"):
        graph = onnx.load(file, load_external_data=False).graph
        assert all(tensor.data_location == onnx.TensorProto.EXTERNAL for tensor in graph.initializer)
        assert max(node.ByteSize() for node in graph.node) < 4096


def test_lavit_computes_the_same(folder):
    inputs, weights, outputs = case("lavit")
    graphs = Graphs(folder / "lavit/reference", weights)
    tokenizer = loaded(lavit.Tokenizer(published.LAVIT), weights)
    for count in (1, 3):
        pictures = images_of(inputs, count)
        keep, ids, vectors = graphs.run("encode", images=pictures)
        expected = tokenizer(pictures)
        assert torch.equal(keep, expected[0])
        assert torch.equal(ids[keep.bool()], expected[1][keep.bool()])
        torch.testing.assert_close(vectors, expected[2], **NEAR)
    codes = (outputs["llm_ids"].long() - 32002).split(outputs["token_nums"].tolist())
    padded = torch.nn.utils.rnn.pad_sequence(codes, batch_first=True, padding_value=7)
    features, = graphs.run("decode", ids=padded, counts=outputs["token_nums"].long())
    torch.testing.assert_close(features, outputs["decoder_features"], **NEAR)


@pytest.mark.parametrize("shape, name, decoder", [(STAGE_1, "128px-stage1", one_d_piece.Classifier), (STAGE_2, "256px-stage2", one_d_piece.Reconstructor)])
def test_one_d_piece_computes_the_same(folder, shape, name, decoder):
    inputs, weights, _ = case(f"one-d-piece-{name}")
    graphs = Graphs(folder / "one-d-piece" / name, weights)
    tokenizer, decode = loaded(one_d_piece.Tokenizer(shape), weights), loaded(decoder(shape), weights)
    for count, prefix in ((1, shape.tokens), (3, 5)):
        pictures = images_of(inputs, count)
        ids, = graphs.run("encode", images=pictures)
        assert torch.equal(ids, tokenizer(pictures))
        decoded, = graphs.run("decode", ids=ids[:, :prefix])
        torch.testing.assert_close(decoded, decode(ids[:, :prefix]), **NEAR_PIXELS)


@pytest.mark.parametrize("shape, of, name", [(KARL_VQGAN, "karl-vqgan", "vqgan-quantized"), (KARL_VAE, "karl-vae", "vae-quantized")])
def test_karl_computes_the_same(folder, shape, of, name):
    inputs, weights, _ = case(of)
    graphs = Graphs(folder / "karl" / name, weights)
    tokenizer, reconstructor = loaded(karl.Tokenizer(shape), weights), loaded(karl.Reconstructor(shape), weights)
    errors, budgets = torch.tensor([0.05, 0.5, 0.03]), torch.tensor([256, 40, 100])
    pictures = images_of(inputs, 3)
    # One by one: PyTorch's convolutions of a batch are less exact than ONNX Runtime's, by up to 1e-3.
    alone = [tokenizer(pictures[i:i + 1], errors[i:i + 1], budgets[i:i + 1]) for i in range(3)]
    ids, keep, halting = graphs.run("encode", images=pictures, epsilon=errors, budget=budgets)
    expected = [torch.cat(part) for part in zip(*alone)]
    assert torch.equal(ids, expected[0])
    assert torch.equal(keep, expected[1])
    torch.testing.assert_close(halting, expected[2], **NEAR)
    prefix = 70
    decoded, = graphs.run("decode", ids=ids[1:, :prefix], keep=keep[1:, :prefix])
    expected = [reconstructor(ids[i:i + 1, :prefix], keep[i:i + 1, :prefix]) for i in (1, 2)]
    torch.testing.assert_close(decoded, torch.cat(expected), **NEAR_PIXELS)


def test_karl_without_codes_gives_what_would_have_been_quantised(folder):
    inputs, weights, outputs = case("karl-vqgan")
    graphs = Graphs(folder / "karl/vqgan-continuous", {key: value for key, value in weights.items() if not key.startswith("quantize.")})
    vectors, keep, _ = graphs.run("encode", images=images_of(inputs, 1), epsilon=torch.tensor([0.05]), budget=torch.tensor([256]))
    torch.testing.assert_close(vectors, outputs["eps0.05_T256/z_before_quantise"], **NEAR)
    assert torch.equal(keep, outputs["eps0.05_T256/kept"])
    rows = loaded(karl.Reconstructor(KARL_VQGAN), weights).quantize.rows(outputs["eps0.05_T256/ids"].long())
    decoded, = graphs.run("decode", vectors=rows, keep=keep)
    torch.testing.assert_close(decoded.permute(0, 3, 1, 2)[..., ::3, ::3], outputs["eps0.05_T256/image_sub"], **NEAR_PIXELS)


def test_vqtoken_attends_as_published_to_any_number_of_frames_and_codes(folder):
    _, weights, outputs = case("vqtoken")
    graphs = Graphs(folder / "vqtoken/reference", weights)
    attender = loaded(vq_attention.Attender(published.ATTENTION), weights)
    labels, codebook = outputs["v2_fixed_raw/labels"].long(), outputs["v2_fixed_raw/codebook"]
    for codes, name in ((12, "tokens"), (3, "tokens_with_3_codes")):
        for tokens, query in (attender(labels, codebook[:codes]), graphs.run("attend", labels=labels, codebook=codebook[:codes])):
            torch.testing.assert_close(tokens, outputs[f"attention/{name}"], **NEAR)
            torch.testing.assert_close(query, outputs["attention/projected_query"], **NEAR)
    one, _ = graphs.run("attend", labels=labels[:1], codebook=codebook[:1])
    torch.testing.assert_close(one, attender(labels[:1], codebook[:1])[0], **NEAR)
