"""The reader: a decoder-only language model with a grounding layer over visual tokens.

Shapes: b contexts, t visual tokens, q questions behind each context, l words a question, n = q * l.
"""
import math
from dataclasses import asdict, dataclass

import torch
from torch import nn
from torch.nn import functional as F

from .vocabulary import ANSWER, QUESTION

PLACE = 6       # x, y, size, t, seconds, change
GROUPS = 3      # groups of words that exclude each other in a cell: names, colours, kinds of shapes
FAR = -1e4
LOGIT_SCALE = 1.25
LIKENESS_SCALE = 1.5
READS = 2 * (6 + 3 + 128 + 3 + 8)
# Of a word, alone and with the word before it: x, y, t, how strongly it is shown, and how far it gets to the right and down.
SPOTS, TIMES = 12, [2, 8]


@dataclass(frozen=True)
class Shape:
    """What a reader is built from; stored beside its weights."""
    words: int
    width: int = 256
    layers: int = 4
    visual_layers: int = 2
    heads: int = 4
    head_width: int = 64
    cell_width: int = 256
    ground_width: int = 128
    decoder_growth: int = 2
    visual_growth: int = 2
    relations: int = 0          # word layers that compare places first, from the third on, every other one
    blocks: tuple = ()          # how many word layers are one graph, after each but the last of which visual tokens may be dropped

    def as_dict(self):
        return asdict(self)

    def parts(self):
        """The word layers of each block, as ranges."""
        ends = [0]
        for layers in self.blocks or (self.layers,):
            ends.append(ends[-1] + layers)
        if ends[-1] != self.layers:
            raise ValueError(f"blocks {self.blocks} are not {self.layers} layers")
        if self.relations and 2 * self.relations >= ends[1]:
            raise ValueError(f"layer {2 * self.relations} compares places, so it has to be in the first block, of {ends[1]} layers")
        return [range(first, last) for first, last in zip(ends, ends[1:])]


def place_features(place):
    """`[b, t, 6]` to `[b, t, 38]`: the six numbers and waves of x, y, t and seconds."""
    x, y, size, t, seconds, change = place.unbind(-1)
    waves = []
    for value, rates in ((x, (1, 2, 4)), (y, (1, 2, 4)), (t, (1, 2, 4, 8)), (seconds / 8, (0.25, 0.5, 1, 2, 4, 8))):
        for rate in rates:
            waves += [torch.sin(math.pi * rate * value), torch.cos(math.pi * rate * value)]
    return torch.stack([x, y, size * 4, t, seconds / 16, change, *waves], -1)


def heads_first(x, heads):
    """`[b, n, heads * d]` to `[b, heads, n, d]`."""
    return x.reshape(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)


def question_words(words, length):
    """1 for the words from `<question>` to `<answer>`, both included, 0 for what is written after; `[b, n]` as questions of
    `length` words."""
    split = words.reshape(words.shape[0], -1, length)
    begun = (split == QUESTION).long().cumsum(-1) > 0
    ended = (split == ANSWER).long().cumsum(-1) - (split == ANSWER).long() > 0
    return (begun & ~ended).float().reshape(words.shape)


class Mlp(nn.Sequential):
    def __init__(self, wide_in, wide, wide_out):
        super().__init__(nn.Linear(wide_in, wide), nn.GELU(approximate="tanh"), nn.Linear(wide, wide_out))


class VisualLayer(nn.Module):
    """Full attention among the visual tokens of one context, then an MLP."""

    def __init__(self, shape):
        super().__init__()
        wide = shape.heads * shape.head_width
        self.heads = shape.heads
        self.norm, self.norm_mlp = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.qkv, self.out = nn.Linear(shape.width, 3 * wide), nn.Linear(wide, shape.width)
        self.mlp = Mlp(shape.width, shape.visual_growth * shape.width, shape.width)

    def forward(self, x, bias):
        """x `[b, t, width]`, bias `[b, 1, 1, t]` (0 or far below)."""
        q, k, v = (heads_first(part, self.heads) for part in self.qkv(self.norm(x)).chunk(3, -1))
        weights = (q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + bias).softmax(-1)
        x = x + self.out((weights @ v).transpose(1, 2).reshape(x.shape[0], x.shape[1], -1))
        return x + self.mlp(self.norm_mlp(x))


class WordLayer(nn.Module):
    """Attention of words over the visual tokens, which all questions on a context share, and over earlier words of their own
    question."""

    def __init__(self, shape):
        super().__init__()
        wide = shape.heads * shape.head_width
        self.heads = shape.heads
        self.norm, self.norm_mlp = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.qkv, self.out = nn.Linear(shape.width, 3 * wide), nn.Linear(wide, shape.width)
        self.visual_kv = nn.Linear(shape.width, 2 * wide)
        self.mlp = Mlp(shape.width, shape.decoder_growth * shape.width, shape.width)

    def forward(self, x, length, visual, past, visual_bias, own_bias):
        """x `[b, n, width]` as questions of `length` words. visual: keys and values `[b, heads, t, d]`; past: those of earlier
        words `[b, heads, q, past, d]`, or none. visual_bias `[b, heads, 1, t]`; own_bias to `[b, heads, q, l, past + l]`. Returns
        x, this layer's keys and values `[b, heads, q, l, d]`, and how much of its attention each word gives to visual tokens, in
        the mean of the heads, `[b, n]`."""
        b, n = x.shape[0], x.shape[1]
        q, k, v = (heads_first(part, self.heads) for part in self.qkv(self.norm(x)).chunk(3, -1))
        q = q / math.sqrt(q.shape[-1])
        visual_keys, visual_values = visual
        # One product for all questions on a context: its keys and values are read once.
        to_visual = q @ visual_keys.transpose(-1, -2) + visual_bias
        own_q, k, v = (part.reshape(b, self.heads, -1, length, q.shape[-1]) for part in (q, k, v))
        own_keys, own_values = (torch.cat([old, new], 3) for old, new in zip(past, (k, v))) if past else (k, v)
        to_own = own_q @ own_keys.transpose(-1, -2) + own_bias
        weights = torch.cat([to_visual, to_own.reshape(b, self.heads, n, -1)], -1).softmax(-1)
        t = visual_keys.shape[2]
        seen = weights[..., :t] @ visual_values
        own = weights[..., t:].reshape(to_own.shape) @ own_values
        x = x + self.out((seen + own.reshape(seen.shape)).transpose(1, 2).reshape(b, n, -1))
        # Of what is left beside a word's own question, since engines do not agree on the sum of no visual tokens.
        return x + self.mlp(self.norm_mlp(x)), k, v, 1 - weights[..., t:].sum(-1).mean(1)


class Relations(nn.Module):
    """Compares where and when the picture shows the words of one question, in the sense of the word that says how (`left`,
    `first`, `after`). A question is known as a whole, so each of its words may look at all others; what is answered may not,
    and is not looked at. Two heads are taught to look at what the question is about, two at the earliest and the latest of
    the alternatives that it names, one at the word that says how. From all that, each word has a say in whether it is the
    alternative to choose; what the likeliest are is told to all words."""
    HEADS, KEY, HOW = 4, 32, 64
    READS = HEADS * 3 * SPOTS + SPOTS + SPOTS
    INNER = 192

    def __init__(self, shape):
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.query, self.key = (nn.Linear(shape.width, (self.HEADS + 1) * self.KEY) for _ in range(2))
        self.how = nn.Linear(shape.width, self.HOW)
        self.slope = nn.Parameter(torch.full((SPOTS,), 6.0))
        self.lean = nn.Parameter(torch.zeros(self.HEADS, SPOTS))
        self.read, self.sense = nn.Linear(self.READS, 2 * self.INNER), nn.Linear(self.HOW, self.INNER)
        self.out = nn.Linear(2 * self.INNER, shape.width)
        self.choose, self.copy = Mlp(2 * self.INNER, 128, 1), nn.Linear(shape.width, shape.width)
        nn.init.normal_(self.sense.weight, std=0.3)
        nn.init.zeros_(self.copy.weight)
        nn.init.zeros_(self.copy.bias)
        nn.init.zeros_(self.out.weight)
        nn.init.zeros_(self.out.bias)
        with torch.no_grad():
            self.lean[2, TIMES], self.lean[3, TIMES] = -4.0, 4.0

    def forward(self, x, length, spots, asked):
        """x `[b, n, width]` as questions of `length` words, spots `[b, n, SPOTS]`, asked `[b, n]`: 1 for words of the question.
        Returns what to add to x, where each word looks `[b, q, heads, l, l]`, and how likely each is the one to choose
        `[b, q, l]`."""
        b, n = x.shape[0], x.shape[1]
        hidden = self.norm(x)
        split = (b, -1, length, self.HEADS + 1, self.KEY)
        q, k = (part(hidden).reshape(split).transpose(2, 3) for part in (self.query, self.key))
        with torch.autocast("cpu", enabled=False):
            own = spots.reshape(b, -1, length, SPOTS)
            others = asked.reshape(b, -1, 1, 1, length) * (1 - torch.eye(length, device=x.device))
            lean = (own @ self.lean.T).transpose(-1, -2).unsqueeze(-2)
            scores = q.float() @ k.float().transpose(-1, -2) / math.sqrt(self.KEY) + torch.cat([lean, lean[:, :, :1] * 0], 2)
            looks = (scores + (1 - others) * FAR).softmax(-1)
            weights, to_how = looks[:, :, :self.HEADS], looks[:, :, self.HEADS]
            there = weights @ own.unsqueeze(2)
            apart = torch.tanh((own.unsqueeze(3) - own.unsqueeze(2)) * self.slope)
            sides = (weights.unsqueeze(-1) * apart.unsqueeze(2)).sum(-2)
            both = torch.tanh((there[:, :, 0] - there[:, :, 1]) * self.slope)
            read = torch.cat([there, own.unsqueeze(2) - there, sides], -1).transpose(2, 3).reshape(b, n, -1)
            read = torch.cat([read, both.reshape(b, n, SPOTS), spots], -1)
        how = to_how.to(hidden.dtype) @ self.how(hidden).reshape(b, -1, length, self.HOW)
        plain, sensed = self.read(read).chunk(2, -1)
        inner = torch.cat([F.gelu(plain, approximate="tanh"), sensed * self.sense(how.reshape(b, n, self.HOW))], -1)
        chosen = (self.choose(inner).float().reshape(b, -1, length) + (1 - asked.reshape(b, -1, length)) * FAR).softmax(-1)
        told = chosen.unsqueeze(-2).to(hidden.dtype) @ self.copy(hidden).reshape(b, -1, length, hidden.shape[-1])
        told = told.expand(-1, -1, length, -1).reshape(b, n, -1)
        return (self.out(inner) + told) * asked.unsqueeze(-1), looks, chosen


class Reader(nn.Module):
    """What a bundle's graphs compute: `embed`, `context` and, block by block, `visual_pairs`, `begin` and `through`.

    names: int64 `[3, names, 2]` padded with -1: for each group its members' last word and the word before (0: none).
    """

    def __init__(self, shape, codes, names):
        super().__init__()
        self.shape = shape
        self.register_buffer("codes", codes)
        self.register_buffer("names", names)
        plain = shape.ground_width - GROUPS
        self.words = nn.Embedding(shape.words, shape.width)
        self.before = nn.Linear(shape.width, shape.width, bias=False)
        self.cell_in = nn.Linear(shape.cell_width, shape.width)
        self.place_in = Mlp(38, 128, shape.width)
        self.visual = nn.ModuleList(VisualLayer(shape) for _ in range(shape.visual_layers))
        self.visual_norm = nn.LayerNorm(shape.width)
        self.ground_cell = Mlp(shape.cell_width + 1, 256, plain)
        self.ground_context = nn.Linear(shape.width, plain)
        self.ground_words = nn.Embedding(shape.words, plain)
        self.ground_before = nn.Linear(plain, plain, bias=False)
        self.ground_groups = nn.Embedding(shape.words, GROUPS)
        self.sharpness = nn.Parameter(torch.ones(2))
        self.lean = nn.Parameter(torch.tensor([8.0, 8.0]))
        # A hundred visual tokens would drown the twenty words of a question in each softmax.
        self.to_visual = nn.Parameter(torch.full((shape.layers, shape.heads), -2.5))
        self.ground_read = Mlp(READS, 256, shape.width)
        self.layers = nn.ModuleList(WordLayer(shape) for _ in range(shape.layers))
        self.relations = nn.ModuleDict({str(2 + 2 * i): Relations(shape) for i in range(shape.relations)})
        self.norm = nn.LayerNorm(shape.width)
        self.register_buffer("waves", torch.exp(torch.arange(0, shape.width, 2) * (-math.log(1e4) / shape.width)), False)
        self.initialise()

    def initialise(self):
        nn.init.normal_(self.words.weight, std=0.05)
        nn.init.normal_(self.ground_words.weight, std=0.3)
        nn.init.zeros_(self.ground_words.weight[0].data)
        nn.init.zeros_(self.ground_groups.weight)
        for group in range(GROUPS):
            last = self.names[group, :, 0]
            self.ground_groups.weight.data[last[last >= 0], group] = -1
        nn.init.eye_(self.ground_before.weight)
        for layer in (self.ground_read[2], self.ground_context):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def embed(self, ids):
        """ids `[tokens]` to the codebook's rows `[tokens, 256]`."""
        return self.codes[ids]

    def name_vectors(self, group):
        """`[members, plain]`: the last word's vector, shifted by the word before it if the name has one."""
        members = self.names[group][self.names[group][:, 0] >= 0]
        return self.queries(members[:, 0], members[:, 1])[1]

    def queries(self, words, previous):
        """What a word looks for in the cells, alone and with the word before it: two of `[..., plain]`."""
        alone = self.ground_words(words)
        return alone, alone + self.ground_before(self.ground_words(previous) * (previous != 0).unsqueeze(-1))

    def context(self, vectors, place, mask):
        """vectors `[b, t, 256]`, place `[b, t, 6]`, mask `[b, t]` to keys and values `[layers, b, heads, t, d]` and ground
        `[b, t, 128]`."""
        visual, ground = self.seen(vectors, place, mask)
        return *self.visual_pairs(visual, range(self.shape.layers)), ground

    def seen(self, vectors, place, mask):
        """Visual tokens `[b, t, width]` that know of each other, and ground `[b, t, 128]`: a cell's vector among the words and, for
        each group, its log-normaliser."""
        bias = ((1 - mask) * FAR)[:, None, None, :]
        x = self.cell_in(vectors) + self.place_in(place_features(place))
        for layer in self.visual:
            x = layer(x, bias)
        x = self.visual_norm(x)
        ground = self.ground_cell(torch.cat([vectors, place[..., 5:]], -1)) + self.ground_context(x)
        ground = torch.cat([ground] + [torch.logsumexp(ground @ self.name_vectors(group).T, -1, keepdim=True)
                                       for group in range(GROUPS)], -1)
        return x, ground

    def visual_pairs(self, visual, layers):
        """Keys and values `[layers, b, heads, t, d]` of visual tokens in some word layers."""
        pairs = [self.layers[i].visual_kv(visual).chunk(2, -1) for i in layers]
        return tuple(torch.stack([heads_first(pair[part], self.shape.heads) for pair in pairs]) for part in (0, 1))

    def grounding(self, words, previous, ground, place, visual_mask):
        """Where and when the cells show each word: `[b, n, width]`, the softmax over cells `[b, n, t]`, and its spots
        `[b, n, SPOTS]`."""
        groups = self.ground_groups(words)
        bias = ((1 - visual_mask) * FAR)[:, None, :]
        count = visual_mask.sum(-1)[:, None, None].clamp(min=1)
        t, seconds = place[..., 3], place[..., 4]
        squares = place[..., [0, 1, 3]] ** 2
        reads, attention, found = [], [], []
        spots = place[..., [0, 1, 3, 5]]
        scaled = place * place.new_tensor([1, 1, 4, 1, 1 / 16, 1])
        for i, query in enumerate(self.queries(words, previous)):
            score = torch.cat([query, groups], -1) @ ground.transpose(-1, -2)
            there = score + bias
            sharp = there * self.sharpness[i]
            weights = sharp.softmax(-1)
            tilt = (self.lean[i] * t)[:, None, :]
            mean = (score * visual_mask[:, None, :]).sum(-1, keepdim=True) / count
            strength = [there.amax(-1, keepdim=True), torch.logsumexp(there, -1, keepdim=True), mean]
            reads += [weights @ torch.cat([scaled, squares, ground], -1), *(s.clamp(-30, 30) / 4 for s in strength),
                      (sharp - tilt).softmax(-1) @ spots, (sharp + tilt).softmax(-1) @ spots]
            attention.append(weights)
            found += [weights @ place[..., [0, 1, 3]], strength[0].clamp(-30, 30) / 8, 3 * (reads[-1] - reads[-2])[..., :2]]
        any_cell = (visual_mask.sum(-1) > 0).to(ground.dtype)[:, None, None]
        return self.ground_read(torch.cat(reads, -1) * any_cell), (attention[0] + attention[1]) / 2, torch.cat(found, -1) * any_cell

    def begin(self, words, previous, positions, ground, place, visual_mask):
        """Words `[b, n]` before the first layer `[b, n, width]`, where they look in the grounding layer `[b, n, t]`, and their spots
        `[b, n, SPOTS]`."""
        x = self.words(words)
        x = x + self.before(self.words(previous) * (previous != 0).unsqueeze(-1))
        angles = positions.unsqueeze(-1).to(x.dtype) * self.waves
        x = x + 0.05 * torch.cat([torch.sin(angles), torch.cos(angles)], -1)
        with torch.autocast("cpu", enabled=False):
            found, attention, spots = self.grounding(words, previous, ground.float(), place, visual_mask)
        return x + found, attention, spots

    def through(self, layers, x, length, related, visual_mask, visual, past=(), past_mask=None):
        """Words `[b, n, width]` through some layers, as questions of `length` words. visual and past: keys and values of these
        layers, as in `decode`; visual_mask `[b, t]`, where t may be 0; related: spots and which words ask. Returns what follows
        for x, keys and values `[layers, b, heads, q, l, d]`, where relations look, and for each layer how much of its attention each
        word gives to visual tokens, `[b, n]`."""
        bias = ((1 - visual_mask) * FAR)[:, None, None, :]
        order = torch.arange(length, device=x.device)
        own_bias = (order[None, :] > order[:, None]).to(x.dtype) * FAR
        if past:
            before = ((1 - past_mask) * FAR)[:, None, :, None, :].expand(-1, -1, -1, length, -1)
            own_bias = torch.cat([before, own_bias.expand(*before.shape[:3], -1, -1)], -1)
        keys, values, looks, shares = [], [], [], []
        for at, i in enumerate(layers):
            if str(i) in self.relations:
                more, *look = self.relations[str(i)](x, length, *related)
                x = x + more
                looks.append(look)
            x, k, v, share = self.layers[i](x, length, [part[at] for part in visual], [part[at] for part in past],
                                            bias + self.to_visual[i][:, None, None], own_bias)
            keys.append(k)
            values.append(v)
            shares.append(share)
        return x, torch.stack(keys), torch.stack(values), looks, shares

    def decode(self, words, previous, positions, length, ground, place, visual_mask, visual, seeing=None):
        """Hidden states `[b, n, width]` of n words as questions of `length` words, where relations look, and each layer's shares as in
        `through`. visual: keys and values `[layers, b, heads, t, d]`; seeing: from which layer on words do without visual tokens."""
        x, _, spots = self.begin(words, previous, positions, ground, place, visual_mask)
        related, seeing = (spots, question_words(words, length)), self.shape.layers if seeing is None else seeing
        x, _, _, looks, shares = self.through(range(seeing), x, length, related, visual_mask, [part[:seeing] for part in visual])
        if seeing < self.shape.layers:
            x, *_ = self.through(range(seeing, self.shape.layers), x, length, related, visual_mask[:, :0],
                                 [part[seeing:, :, :, :0] for part in visual])
        return self.norm(x), looks, shares

    def logits(self, hidden):
        return hidden @ self.words.weight.T * LOGIT_SCALE


def answer_loss(reader, batch):
    """Mean cross-entropy of answer words, ground, and how badly words look at what their question is about. batch: vectors,
    place, mask of contexts; words, previous `[b, q, l]`; targets `[b, q, l]` with -100 where no answer word is due; about
    `[b, q, 3]` and named `[b, q, l]` as in `pointing`, chosen `[b, q]` as in `choosing`."""
    keys, values, ground = reader.context(batch["vectors"], batch["place"], batch["mask"])
    hidden, looks, _ = packed(reader, batch, keys, values, ground)
    targets = batch["targets"].reshape(hidden.shape[:2])
    due = targets >= 0
    pointed = sum((pointing(look, batch["words"], batch["about"], batch["named"]) + choosing(chosen, batch["chosen"])
                   for look, chosen in looks), torch.zeros(()))
    return F.cross_entropy(reader.logits(hidden[due]).float(), targets[due]), ground, pointed


def pointing(look, words, about, named):
    """How little of their looks `[b, q, heads, l, l]` the words of a question have for the two things that it is about and the
    word that says how, about `[b, q, 3]`, places of words (-1: none), and for the alternatives that it names, `[b, q, l]`."""
    length = words.shape[-1]
    rows = question_words(words.reshape(words.shape[0], -1), length).reshape(words.shape)
    total, count = look.sum() * 0, 0
    for i, head in enumerate((0, 1, Relations.HEADS)):
        there = about[..., i] >= 0
        if there.any():
            column = about[..., i][there]
            share = look[..., head, :, :][there].gather(-1, column[:, None, None].expand(-1, length, 1))[..., 0]
            due = rows[there] * (torch.arange(length)[None] != column[:, None])
            total, count = total - ((share + 1e-6).log() * due).sum(), count + due.sum()
    there = named.sum(-1) > 1
    if there.any():
        share = (look[..., 2:4, :, :][there] * named[there][:, None, None, :]).sum(-1)
        due = rows[there][:, None, :].expand_as(share)
        total, count = total - ((share + 1e-6).log() * due).sum(), count + due.sum()
    return total / max(1, int(count))


def choosing(chosen, right):
    """Mean cross-entropy of the alternative to choose: chosen `[b, q, l]`, right `[b, q]`, the place of its word (-1: none)."""
    there = right >= 0
    return -(chosen[there].gather(-1, right[there][:, None]) + 1e-6).log().mean() if there.any() else chosen.sum() * 0


def packed(reader, batch, keys, values, ground, seeing=None):
    """Hidden states `[b, q * l, width]` of questions that stand behind one context each, where relations look, and each layer's
    shares of attention for visual tokens; seeing as in `decode`."""
    b, q, length = batch["words"].shape
    positions = torch.arange(length).repeat(q)[None].expand(b, -1)
    return reader.decode(batch["words"].reshape(b, -1), batch["previous"].reshape(b, -1), positions, length, ground,
                         batch["place"], batch["mask"], (keys, values), seeing)


def aligned(reader, ground, batch, settings, pictures):
    """How badly cells name what they show: an area by the mean probability of its name over its tokens and by what a classifier says
    of the whole picture, `pictures` as in `taught`, cells of drawn shapes by colour and kind, the others of a scene by ground and light,
    whose words are `settings`."""
    ground = ground.float()
    plain = ground[..., :-GROUPS]
    losses = []
    token = batch["area"] >= 0
    if token.any():
        area = batch["area"][token]
        wanted = reader.name_vectors(0)[batch["area_names"]][area]
        log_share = (plain[token] * wanted).sum(-1) - ground[token][:, -GROUPS]
        count = torch.zeros(len(batch["area_names"])).index_add(0, area, torch.ones(len(area)))
        share = torch.zeros(len(batch["area_names"])).index_add(0, area, log_share.clamp(max=0).exp())
        losses.append(-(share / count + 1e-5).log().mean() - 0.1 * log_share.mean())
        known = batch["area_pictures"] >= 0
        if known.any():
            mean = torch.zeros(len(count), plain.shape[-1]).index_add(0, area, plain[token]) / count[:, None]
            losses.append(3 * apart(reader, mean[known], pictures[batch["area_pictures"][known]]))
    views = [reader.ground_words(words) for words in settings]
    for vectors, labels in zip([reader.name_vectors(1), reader.name_vectors(2), *views], ("colour", "shape", "ground", "light")):
        token = batch[labels] >= 0
        if token.any():
            losses.append(F.cross_entropy(plain[token] @ vectors.T, batch[labels][token]))
    return sum(losses) if losses else ground.sum() * 0


def taught(reader, vectors, wanted):
    """How far codes `[n, 256]` alone are from what a classifier says of them: of each name how much they look like it, scaled over
    cells, `[n, names]` (nan: it does not know the name). Names are compared with each other by this, so each has the same scale, whether
    training pictures show it or not."""
    plain = reader.ground_cell(torch.cat([vectors, torch.zeros(len(vectors), 1)], -1))
    return apart(reader, plain, wanted)


def apart(reader, plain, wanted):
    """Mean square of what is between how much `plain` `[n, plain]` looks like each name and how much it should, `[n, names]` or nan."""
    gap = plain @ reader.name_vectors(0).T / LIKENESS_SCALE - wanted
    return gap[~wanted.isnan()].square().mean()
