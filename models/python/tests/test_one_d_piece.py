import pytest
import torch

from winnow_models import one_d_piece, vqgan
from winnow_models.published import STAGE_1, STAGE_2
from winnow_models.raster import pixels, sequence

from reference import case, loaded, statistics

CASES = {"one-d-piece-128px-stage1": STAGE_1, "one-d-piece-256px-stage2": STAGE_2}
NEAR = {"atol": 1e-4, "rtol": 0}
NEAR_PIXELS = {"atol": 1e-3, "rtol": 0}


@pytest.fixture(scope="module", params=CASES)
def published(request):
    """`(shape, images, weights, outputs)`"""
    inputs, weights, outputs = case(request.param)
    return CASES[request.param], inputs["images_u8"].permute(0, 2, 3, 1), weights, outputs


@pytest.fixture(scope="module")
def whole():
    _, weights, outputs = case("one-d-piece-256px-stage2")
    return loaded(one_d_piece.Reconstructor(STAGE_2), weights), outputs


def test_latents_and_ids_are_the_published_ones(published):
    shape, images, weights, outputs = published
    tokenizer = loaded(one_d_piece.Tokenizer(shape), weights)
    encoder, shown = tokenizer.encoder, pixels(images)
    entered = encoder.entered(shown, tokenizer.latent_tokens)
    torch.testing.assert_close(sequence(encoder.patch_embed(shown)), outputs["patch_tokens"], **NEAR)
    torch.testing.assert_close(entered[:, ::3], outputs["encoder_sequence_after_ln_pre_sub"], **NEAR)
    torch.testing.assert_close(encoder.transformer[0](entered)[:, ::3], outputs["encoder_after_block_0_sub"], **NEAR)
    latents = encoder.latents(shown, tokenizer.latent_tokens)
    torch.testing.assert_close(latents, outputs["latents_after_ln_post"], **NEAR)
    torch.testing.assert_close(encoder.narrowed(latents).transpose(1, 2)[:, :, None], outputs["z_before_quantise"], **NEAR)
    ids = tokenizer(images)
    assert torch.equal(ids, outputs["ids"][:, 0].long())
    torch.testing.assert_close(tokenizer.quantize.rows(ids).transpose(1, 2)[:, :, None], outputs["z_q"], **NEAR)


def test_places_are_told_as_published_from_any_prefix(published):
    shape, _, weights, outputs = published
    classifier = loaded(one_d_piece.Classifier(shape), weights)
    ids = outputs["ids"][:, 0].long()
    for prefix in (1, 8, shape.tokens):
        logits = classifier(ids[:, :prefix])
        assert torch.equal(logits.argmax(1), outputs[f"k{prefix}_logits_argmax"].long())
        if prefix == 8:
            step = {8: 4, 16: 5}[shape.side]
            torch.testing.assert_close(logits[..., ::step, ::step], outputs["k8_logits_sub"], **NEAR)


@pytest.mark.parametrize("prefix", [1, 8, 256])
def test_pictures_are_the_published_ones_from_any_prefix(whole, prefix):
    reconstructor, outputs = whole
    picture = reconstructor(outputs["ids"][:, 0, :prefix].long()).permute(0, 3, 1, 2)
    step = 3 if prefix == 256 else 5
    torch.testing.assert_close(picture[..., ::step, ::step], outputs[f"k{prefix}_image_sub"], **NEAR_PIXELS)
    torch.testing.assert_close(statistics(picture), outputs[f"k{prefix}_image_mean_std"], **NEAR)


def test_places_become_the_published_mean_of_codes(whole):
    reconstructor, outputs = whole
    logits = reconstructor.decoder(reconstructor.quantize.rows(outputs["ids"][:, 0].long()))
    code = vqgan.soft_code(logits, reconstructor.pixel_quantize["embedding"].weight)
    torch.testing.assert_close(code[:, ::8], outputs["k256_soft_code_sub"], **NEAR)


def test_a_batch_gives_what_single_pictures_give():
    inputs, weights, outputs = case("one-d-piece-128px-stage1")
    tokenizer = loaded(one_d_piece.Tokenizer(STAGE_1), weights)
    images = inputs["images_u8"].permute(0, 2, 3, 1)
    for number, image in enumerate(images):
        assert torch.equal(tokenizer(image[None])[0], outputs["ids"][number, 0].long())
