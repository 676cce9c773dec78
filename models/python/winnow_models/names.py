"""The objects that the reader has words for, and which of them a training picture or an ImageNet class shows."""
from pathlib import Path

from .pictures import PLAIN_NAMES

IMAGENET = [line.lower() for line in Path(__file__).with_name("imagenet_names.txt").read_text().splitlines()]


def table(text):
    """Reads 'name=0-6,389; name=2-4' into name -> numbers of ImageNet classes."""
    found = {}
    for entry in " ".join(text.split()).split("; "):
        name, spans = entry.strip("; ").split("=")
        pairs = [(span.split("-") * 2)[:2] for span in spans.split(",")]
        found[name] = [number for first, last in pairs for number in range(int(first), int(last) + 1)]
    return found


# Everyday words for several classes, after the order of ImageNet's 1,000.
BROADER = table("""fish=0-6,389-397; shark=2-4; bird=7-24,80-100,127-146; rooster=7; chicken=7-8; owl=24; parrot=87-90;
    duck=97-98; penguin=145; salamander=25-29; frog=30-32; turtle=33-37; lizard=38-48; crocodile=49-50; snake=52-68;
    spider=72-77; crab=118-121; lobster=122-123; whale=147-148; dog=151-268; wolf=269-271; fox=277-280; cat=281-285;
    wild cat=286-293; bear=294-297; panda=388; beetle=300-307; butterfly=321-326; rabbit=330-332; squirrel=335;
    horse=339; pig=341-342; cow=345-347; ox=345-347; sheep=348-349; goat=350; antelope=351-353; camel=354; ape=365-369;
    monkey=370-382; elephant=385-386; airplane=404,895; helmet=518,560; bicycle=444,671; motorcycle=665,670;
    motorbike=665,670; car=436,468,511,609,627,656,661,751,817; bus=654,779,874; train=466,547,705,820;
    truck=555,569,675,717,864,867; boat=472,484,554,576,625,724,780,814,871,914; sailing boat=484,780,871,914; ship=403,510,628;
    street sign=919; stop sign=919; bench=703; handbag=748; bag=414,636,728,748; tie=457,906; skis=795;
    sports ball=429,430,574,768,805,852,890; ball=429,430,522,574,722,768,805,852,890; tennis racket=752;
    bottle=440,720,737,898,907; wine glass=572,966; cup=504,968; mug=504; knife=499,623; spoon=910; bowl=659,809;
    apple=948; hot dog=934; hamburger=933; cabbage=936; bread=930,931; chair=423,559,765; couch=831; sofa=831;
    potted plant=738; bed=564; table=532,736; toilet=861; tv=664,851; screen=664,782,851; keyboard=508,878; mouse=673;
    remote=761; cell phone=487; phone=487,528,707; oven=827; sink=896; fridge=760; book=921; clock=409,530,892;
    watch=531; teddy bear=850; hair drier=589; sandwich=933; guitar=402,546; drum=541,822; lamp=619,846;
    flower=985,986; mushroom=947,991-997; fruit=948-957; vegetable=936-943; food=923-935,959-965;
    bridge=821,839,888; house=425,449,668; church=497,663; tower=900; castle=483; temple=663,832; person=981-983;
    hat=439,452,515,808; shoe=502,514,630,770,774; shoes=502,514,630,770,774; shirt=610,841; skirt=601,655,689;
    pants=608; dress=578,601; jacket=474,568,869; coat=568,617,869; shorts=842; gun=413,763,764; weapon=413,471,763,764;
    camera=732,759; golf cart=575; sunglasses=836,837; glasses=836,837; saxophone=776; mountain=970,980;
    beach=977,978; sea=975-978; lake=975; computer=508,527,620,664,681; musical instrument=401,402,420,486,513,541,546,558,566,
    579,593,594,642,683,684,687,776,875,889""")
# What a folder of training pictures shows besides its own name.
ALSO = {"dalmatian": ["dog"], "faces": ["person", "faces"], "car side": ["car side"], "airplanes": ["airplanes"],
        "motorbikes": ["motorcycle", "motorbikes"], "leopards": ["leopards", "wild cat"], "cougar body": ["wild cat"],
        "cougar face": ["wild cat"], "crocodile": ["reptile"], "ketch": ["boat", "ketch"], "schooner": ["boat", "schooner"],
        "ferry": ["boat", "ship"], "emu": ["bird"], "flamingo": ["bird"], "ibis": ["bird"], "pigeon": ["bird"],
        "rooster": ["bird", "chicken"], "flamingo head": ["bird"], "bass": ["fish"], "panda": ["bear"], "lobster": ["crustacean"],
        "wheelchair": ["chair"], "windsor chair": ["windsor chair"], "electric guitar": ["guitar"], "lotus": ["flower"],
        "sunflower": ["flower"], "water lilly": ["flower", "water lilly"], "joshua tree": ["tree"], "bonsai": ["tree"],
        "cellphone": ["phone", "cellphone"], "laptop": ["computer"], "revolver": ["gun"], "cannon": ["weapon"],
        "ewer": ["ewer"], "hawksbill": ["hawksbill"], "headphone": ["headphone"], "yin yang": ["yin yang"],
        "longsleeve": ["longsleeve", "shirt"], "outwear": ["outwear", "coat"], "t-shirt": ["shirt"], "shoes": ["shoe"],
        "bass fish": ["fish"], "wild cat": ["cat"], "strawberry": ["fruit"], "pizza": ["food"], "sea horse": ["sea horse"],
        "buddha": ["buddha"], "rhino": ["rhino"], "gerenuk": ["gerenuk"], "soccer ball": ["ball", "sports ball"]}
GARMENTS = ["dress", "hat", "longsleeve", "outwear", "pants", "shirt", "shoes", "shorts", "skirt", "t-shirt"]


def names_of_folder(label):
    """Every name for what a folder of pictures shows, the plainest first; `label` is the folder's name in words."""
    names = [PLAIN_NAMES.get(label, label), label, *ALSO.get(label, [])]
    return list(dict.fromkeys(names))


def names_of_class(number):
    """Every name of an ImageNet class, its own first."""
    return list(dict.fromkeys([IMAGENET[number], *(name for name, numbers in BROADER.items() if number in numbers)]))


def all_names(labels):
    """Sorted names of all training folders and ImageNet classes."""
    names = {name for label in labels for name in names_of_folder(label)}
    names |= {name for number in range(1000) for name in names_of_class(number)}
    return sorted(names)


def with_article(name):
    return ("an " if name[0] in "aeiou" and not name.startswith(("eu", "uni")) else "a ") + name


def plural(name):
    irregular = {"person": "people", "sheep": "sheep", "mouse": "mice", "knife": "knives", "skis": "skis", "fish": "fish"}
    if name in irregular:
        return irregular[name]
    if name.endswith(("s", "x", "ch", "sh")):
        return name + "es"
    return name[:-1] + "ies" if name.endswith("y") and name[-2] not in "aeiou" else name + "s"
