"""Weights to start from: those of a shipped bundle, and a reader grown from a smaller one that says the same."""
from pathlib import Path

import onnx
import torch

def shipped_weights(bundle):
    """State dict of a reader's bundle as `compact` stored it, without what is no parameter."""
    found = {}
    for path in sorted(path for function in ("context", "step") for path in Path(bundle).glob(f"{function}*.onnx") if ".int8" not in path.name):
        stored = {tensor.name: onnx.numpy_helper.to_array(tensor, str(bundle)) for tensor in onnx.load(path, load_external_data=False).graph.initializer}
        for name, array in stored.items():
            if not name.startswith("reader.") or name.endswith(".scale"):
                continue
            if name.endswith(".int8"):
                name = name.removesuffix(".int8")
                array = array.astype("float32") * stored[name + ".scale"]
            found[name.removeprefix("reader.").removesuffix(".half")] = torch.tensor(array).float()
    return joined(found)


def joined(weights):
    """Fused projections of the parts that `serving` laid them out as: `qkv.parts.0.weight` and so on become `qkv.weight`."""
    whole = {name: value for name, value in weights.items() if ".parts." not in name}
    for name in weights:
        if ".parts.0." in name:
            count = sum(other.startswith(name.split(".parts.")[0] + ".parts.") and other.endswith(name.rsplit(".", 1)[1]) for other in weights)
            whole[name.replace(".parts.0.", ".")] = torch.cat([weights[name.replace(".parts.0.", f".parts.{i}.")] for i in range(count)])
    return whole


def start_from(reader, bundle, blind=False):
    """Fills a reader with a bundle's weights. It may have more layers: what they add to their input is zero at first, so
    that it says what the smaller one says. A blind one's bundle has nothing of what sees."""
    mine, given = reader.state_dict(), shipped_weights(bundle)
    deeper = [name for name in mine if name not in given and name.startswith(("layers.", "relations."))]
    missing = [name for name in mine if name not in given and name not in deeper and name not in ("codes", "names")]
    unknown = [name for name in given if name not in mine and name != "names"]
    if (missing and not blind) or unknown:
        raise ValueError(f"{bundle} has no {missing}, and this reader no {unknown}")
    with torch.no_grad():
        for name, value in given.items():
            if name == "to_visual":
                mine[name][:len(value)] = value
            elif name != "names":
                mine[name].copy_(value)
        for name in deeper:
            if name.startswith("layers.") and (".out." in name or ".mlp.2." in name):
                mine[name].zero_()
