"""What attentions of all published architectures share."""


def heads_of(x, heads):
    """`[batch, tokens, width]` to `[batch, heads, tokens, head width]`."""
    return x.reshape(x.shape[0], -1, heads, int(x.shape[2]) // heads).transpose(1, 2)


def joined(x):
    """The reverse of `heads_of`."""
    return x.transpose(1, 2).flatten(2)


def likeness(q, k):
    return (q * q.shape[-1]**-0.5) @ k.transpose(-2, -1)
