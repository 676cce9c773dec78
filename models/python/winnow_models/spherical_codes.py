"""A codebook whose rows are directions: what is compared, and what stands for an id, has length one."""
from torch import nn
from torch.nn import functional


class SphericalCodes(nn.Module):
    def __init__(self, codes, width):
        super().__init__()
        self.embedding = nn.Embedding(codes, width)

    def ids(self, z):
        """The nearest row's number, of `[..., width]`; the lower one wins."""
        return (functional.normalize(z, dim=-1) @ functional.normalize(self.embedding.weight, dim=-1).t()).argmax(-1)

    def rows(self, ids):
        """`[...]` to `[..., width]`."""
        return functional.normalize(self.embedding(ids), dim=-1)
