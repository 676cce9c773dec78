"""Pictures, and grids of what stands for their places, as sequences in raster order."""
import torch


def pixels(images):
    """uint8 `[batch, height, width, 3]` to float `[batch, 3, height, width]` in 0..1."""
    return images.permute(0, 3, 1, 2).to(torch.float32) / 255


def pictures(pixels):
    """The reverse, but for the type: channels last, neither clamped nor rounded."""
    return pixels.permute(0, 2, 3, 1)


def sequence(grid):
    """`[batch, width, rows, columns]` to `[batch, rows * columns, width]`."""
    return grid.flatten(2).transpose(1, 2)


def grid(sequence, side):
    """The reverse of `sequence` for a square."""
    return sequence.transpose(1, 2).reshape(-1, int(sequence.shape[2]), side, side)
