import pytest
import torch

from winnow_models import lavit, published as architectures

from reference import case

SMALL = architectures.LAVIT
NEAR = {"atol": 1e-4, "rtol": 0}


@pytest.fixture(scope="module")
def published():
    return case("lavit")


@pytest.fixture(scope="module")
def tokenizer(published):
    weights = {key: value.float() for key, value in published[1].items() if not key.startswith(("DECODER.", "HIGHRES."))}
    made = lavit.Tokenizer(SMALL).eval()
    missing, unexpected = made.load_state_dict(weights, strict=False)
    assert not missing
    assert all(key.startswith(("vit_proj.", "encoder.norm.", "encoder.head.")) for key in unexpected)
    return made


@pytest.fixture(scope="module")
def images(published):
    return published[0]["images_u8"].permute(0, 2, 3, 1)


def test_features_and_the_kept_patches_are_the_published_ones(published, tokenizer, images):
    outputs = published[2]
    torch.testing.assert_close(tokenizer.encoder.patches(lavit.normalised(images)), outputs["patch_embed"], **NEAR)
    features = tokenizer.encoder(lavit.normalised(images))
    torch.testing.assert_close(features, outputs["vit_features"], **NEAR)
    torch.testing.assert_close(tokenizer.token_predictor(features), outputs["selector_log_probs"], **NEAR)
    assert torch.equal(tokenizer.keep(features).to(torch.uint8), outputs["keep"])


def test_ids_and_vectors_are_the_published_ones(published, tokenizer, images):
    outputs, weights = published[2], published[1]
    keep, ids, vectors = tokenizer(images)
    kept = keep.bool()
    torch.testing.assert_close(vectors, outputs["merger_output"], **NEAR)
    torch.testing.assert_close(tokenizer.encode_task_layer(vectors[kept]), outputs["z_before_quantise"], **NEAR)
    assert torch.equal(ids[kept] + 32002, outputs["llm_ids"].long())
    assert kept.sum(1).tolist() == outputs["token_nums"].tolist()
    torch.testing.assert_close(tokenizer.quantize.embedding.weight[ids[kept]], outputs["z_q"], **NEAR)
    words = torch.nn.functional.linear(vectors[kept], weights["vit_proj.weight"].float(), weights["vit_proj.bias"].float())
    torch.testing.assert_close(words, outputs["continuous_tokens"], **NEAR)


@pytest.mark.parametrize("name", ["all_kept", "one_kept", "none_kept", "every_third"])
def test_the_merger_is_the_published_one_whatever_is_kept(published, tokenizer, name):
    features = published[2]["vit_features"][:1]
    keep = torch.zeros(1, SMALL.patches)
    kept = {"all_kept": slice(None), "one_kept": slice(32, 33), "none_kept": slice(0), "every_third": slice(0, None, 3)}
    keep[:, kept[name]] = 1
    torch.testing.assert_close(tokenizer.causal_encoder(features, keep), published[2][f"merger_{name}"], **NEAR)


def test_decoded_features_are_the_published_ones(published):
    outputs = published[2]
    weights = {key[len("DECODER."):]: value.float() for key, value in published[1].items() if key.startswith("DECODER.")}
    decoder = lavit.Decoder(SMALL).eval()
    decoder.load_state_dict(weights)
    counts = outputs["token_nums"].long()
    rows = torch.nn.utils.rnn.pad_sequence(outputs["z_q"].split(counts.tolist()), batch_first=True)
    features, condition = decoder(rows, counts)
    torch.testing.assert_close(features, outputs["decoder_features"], **NEAR)
    torch.testing.assert_close(condition, outputs["decoder_condition"], **NEAR)
    alone, _ = decoder(rows[1:, :counts[1]], counts[1:])
    torch.testing.assert_close(alone, features[1:], **NEAR)
