"""The reader's words: a Hugging Face tokenizer whose unknown words fall back to characters."""
import re
import string
from collections import Counter

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

from . import drawing
from .names import plural

SPECIAL = {"[pad]": 0, "[unknown]": 1, "[question]": 2, "[answer]": 3, "[end]": 4}
PAD, UNKNOWN, QUESTION, ANSWER, END = SPECIAL.values()
ENDINGS = ["s", "es", "ed", "ing", "er", "ly", "ness", "ful", "ion", "al", "en", "th"]
COMMON = """a about above after again all an and animal animals any appear appears are arm as at baby back ball be bed before behind
    below beside between big black blue bottom boy briefly bright brown building by camera can cars center centre clip color
    colored colors colour coloured colours come comes cooking corner count cup cups dark day describe did different direction
    disappear disappears do does doing down each end ever exist face fast faster field first floor for found four frame from front
    garment gender girl go goes gray green grey ground hair hand has have he her here high hold holding house how i image in
    indoors inside into is it item items just kind kitchen larger largest last leave leaves leaving left less letter long look
    lot man many me middle mirror moment more most move moved moves moving name near next night no none not nothing number
    numbers object objects of off on one only or orange other outdoors outside over part people person photo picture pictures
    pink place playing purple rain raining red right road room round running same scene second seconds see seen shape shapes she show
    shown shows side sign sitting sky slow slower small smaller smallest snow some someone something standing start stay still stop street
    sweater swimming table tell than that the their them then there these they thing things third this three through time to top
    toward towards tree turn two type under unknown up upper vest video view visible walking wall was water wear wearing were what
    when where whether which while white who whole why window with woman wood yellow yes you zero
    five six seven eight nine ten eleven twelve photograph photos drawn shot briefly teal striped stripes dots checks""".split()


def build(names, texts, most=2350):
    """A tokenizer that knows, in this order: special words, characters, endings, common words, the words of names, then the
    commonest other words of `texts`, `most` in all."""
    words = dict(SPECIAL)

    def add(word):
        words.setdefault(word, len(words))

    for character in string.ascii_lowercase + string.digits + string.punctuation:
        add(character)
    for character in string.ascii_lowercase + string.digits:
        add("##" + character)
    for ending in ENDINGS:
        add("##" + ending)
    for word in [*COMMON, *drawing.COLOURS, *drawing.KINDS, *map(plural, drawing.KINDS), *map(str, range(21))]:
        add(word)
    for name in names:
        for word in split(name):
            add(word)
    counts = Counter(word for text in texts for word in split(text))
    for name in names:
        counts[split(plural(name))[-1]] += 1
    for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if len(words) < most:
            add(word)
    tokenizer = Tokenizer(models.WordPiece(words, unk_token="[unknown]", max_input_chars_per_word=40))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


def split(text):
    """Words and single punctuation marks, as the tokenizer splits them."""
    return re.findall(r"[a-z0-9]+|[^a-z0-9\s]", text.lower())


class Words:
    """Encodes texts with a memory, since templates and names repeat."""

    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.size = tokenizer.get_vocab_size()
        self.known = {}

    def __call__(self, text):
        found = self.known.get(text)
        if found is None:
            found = self.tokenizer.encode(text, add_special_tokens=False).ids
            if len(self.known) < 200_000:
                self.known[text] = found
        return found

    def last_pairs(self, names):
        """For each name its last word and the word before it, 0 where there is none."""
        ids = [self(name) for name in names]
        return [(i[-1], i[-2] if len(i) > 1 else 0) for i in ids]
