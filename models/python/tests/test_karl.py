import pytest
import torch

from winnow_models import karl
from winnow_models.published import KARL_VAE, KARL_VQGAN
from winnow_models.raster import pixels

from reference import case, loaded, statistics

SHAPES = {"karl-vqgan": KARL_VQGAN, "karl-vae": KARL_VAE}
RUNS = [("karl-vqgan", 0.03, 256), ("karl-vqgan", 0.05, 256), ("karl-vqgan", 0.09, 256), ("karl-vqgan", 0.05, 64),
        ("karl-vqgan", 0.5, 40), ("karl-vae", 0.05, 256), ("karl-vae", 0.09, 100)]
NEAR = {"atol": 1e-4, "rtol": 0}
NEAR_PIXELS = {"atol": 1e-3, "rtol": 0}


class Published:
    def __init__(self, name):
        inputs, self.weights, self.outputs = case(name)
        self.shape = SHAPES[name]
        self.images = inputs["images_u8"].permute(0, 2, 3, 1)
        self.tokenizer = loaded(karl.Tokenizer(self.shape), self.weights)
        self.reconstructor = loaded(karl.Reconstructor(self.shape), self.weights)

    def run(self, error, budget):
        """What the published code gave for them, by its own names."""
        begins = f"eps{error}_T{budget}/"
        return {key[len(begins):]: value for key, value in self.outputs.items() if key.startswith(begins)}


@pytest.fixture(scope="module")
def cases():
    return {name: Published(name) for name in SHAPES}


@pytest.mark.parametrize("name, error, budget", RUNS)
def test_tokens_and_which_are_needed_are_the_published_ones(cases, name, error, budget):
    published = cases[name]
    run, tokenizer, images = published.run(error, budget), published.tokenizer, published.images
    errors = torch.tensor([error])
    torch.testing.assert_close(tokenizer.rec_loss_embeddings[karl.asked(errors)], run["condition_token"], **NEAR)
    within = torch.arange(256)[None] < budget
    z, halting = tokenizer.latents(pixels(images), errors, within)
    torch.testing.assert_close(z[:, :budget], run["z_before_quantise"], **NEAR)
    torch.testing.assert_close(halting[:, :budget], run["halting_probability"], **NEAR)
    ids, keep, halting = tokenizer(images, errors, torch.tensor([budget]))
    assert torch.equal(ids[:, :budget], run["ids"].long())
    assert torch.equal(keep[:, :budget], run["kept"])
    assert not ids[:, budget:].any() and not keep[:, budget:].any() and (halting[:, budget:] == 1).all()


@pytest.mark.parametrize("name, error, budget", RUNS)
def test_pictures_are_the_published_ones(cases, name, error, budget):
    published = cases[name]
    run, reconstructor = published.run(error, budget), published.reconstructor
    ids, kept = run["ids"].long(), run["kept"]
    given = reconstructor.given(reconstructor.quantize.rows(ids), kept)
    head = given.flatten(2).transpose(1, 2)
    torch.testing.assert_close(head[:, ::32 if name == "karl-vqgan" else 8], run["decoder_output_sub"], **NEAR)
    if name == "karl-vqgan":
        assert torch.equal(head.argmax(-1), run["decoder_argmax"].long())
    picture = reconstructor(ids, kept)
    step = 3 if (error, budget) == (0.05, 256) else 11
    channels_first = picture.permute(0, 3, 1, 2)
    torch.testing.assert_close(channels_first[..., ::step, ::step], run["image_sub"], **NEAR_PIXELS)
    l1 = (picture - published.images / 255).abs().mean()
    torch.testing.assert_close(torch.cat([statistics(channels_first).flatten(), l1[None]]), run["image_mean_std_l1"], **NEAR)


def test_what_the_base_tokenizers_make_is_the_published(cases):
    vqgan_case, vae_case = cases["karl-vqgan"], cases["karl-vae"]
    features = vqgan_case.tokenizer.features(pixels(vqgan_case.images))
    torch.testing.assert_close(features[:, ::8], vqgan_case.outputs["base_features_sub"], **NEAR)
    pixels_of = vqgan_case.reconstructor.base_tokenizer["vqgan"]
    rows = pixels_of.quantize["embedding"].weight
    nearest = torch.cdist(features.flatten(2).transpose(1, 2), rows[None]).argmin(-1)
    assert torch.equal(nearest, vqgan_case.outputs["base_code_ids"].long())
    picture = pixels_of.decoder(rows[nearest].transpose(1, 2).reshape(features.shape))
    torch.testing.assert_close(picture[..., ::4, ::4], vqgan_case.outputs["base_codec_image_sub"], **NEAR_PIXELS)
    moments = vae_case.tokenizer.base_tokenizer["vae"].moments(pixels(vae_case.images))
    torch.testing.assert_close(moments, vae_case.outputs["base_moments"], **NEAR)


@pytest.mark.parametrize("name", SHAPES)
def test_the_encoder_sees_what_the_published_one_sees(cases, name):
    published = cases[name]
    first = next(error for case_name, error, _ in RUNS if case_name == name)
    entered = published.tokenizer.entered(pixels(published.images), torch.tensor([first]))
    torch.testing.assert_close(entered[..., ::12], published.outputs["encoder_input_sub"], **NEAR)


def test_a_batch_of_other_wishes_gives_what_single_pictures_give(cases):
    published = cases["karl-vqgan"]
    wishes = [(error, budget) for name, error, budget in RUNS if name == "karl-vqgan"]
    runs = [published.run(*wish) for wish in wishes]
    errors, budgets = torch.tensor([error for error, _ in wishes]), torch.tensor([budget for _, budget in wishes])
    ids, keep, _ = published.tokenizer(published.images.expand(len(wishes), -1, -1, -1), errors, budgets)
    pictures = published.reconstructor(ids, keep).permute(0, 3, 1, 2)
    for number, (run, (error, budget)) in enumerate(zip(runs, wishes)):
        assert torch.equal(ids[number, :budget], run["ids"][0].long())
        assert torch.equal(keep[number, :budget], run["kept"][0])
        step = 3 if (error, budget) == (0.05, 256) else 11
        torch.testing.assert_close(pictures[number, :, ::step, ::step], run["image_sub"][0], **NEAR_PIXELS)


def test_no_token_at_all_is_a_picture_still(cases):
    published = cases["karl-vae"]
    none = torch.zeros(1, 3, dtype=torch.uint8)
    blank = published.reconstructor(torch.tensor([[1, 2, 3]]), none)
    assert blank.isfinite().all()
    torch.testing.assert_close(published.reconstructor(torch.tensor([[9, 8, 7]]), none), blank, **NEAR_PIXELS)


@pytest.mark.parametrize("wished, got", [(0.0, 0.005), (0.005, 0.005), (0.03, 0.03), (0.0301, 0.04), (0.08, 0.09), (0.38, 0.38), (0.5, 0.38)])
def test_an_error_between_known_ones_is_asked_for_as_the_next_larger(wished, got):
    assert karl.ERRORS[karl.asked(torch.tensor([wished]))[0]] == got
