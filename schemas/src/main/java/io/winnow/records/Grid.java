package io.winnow.records;

/** The cells that tokens stand for: {@code frames} layers of {@code rows} x {@code columns}, counted frame by frame, row-major. Tokens that stand for no place of the picture have a row of slots. */
public record Grid(int frames, int rows, int columns) {
    public Grid {
        if (frames < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException("a grid of " + frames + " x " + rows + " x " + columns + " cells");
        }
    }

    public int cells() {
        return frames * rows * columns;
    }
}
