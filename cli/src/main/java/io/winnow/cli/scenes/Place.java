package io.winnow.cli.scenes;

/**
 * A point of the picture, free of its size.
 *
 * @param x in widths from the left
 * @param y in heights from the top
 */
public record Place(double x, double y) {
    /** Whether the point lies at least {@code margin} sides within the picture. */
    public boolean within(double margin) {
        return x >= margin && x <= 1 - margin && y >= margin && y <= 1 - margin;
    }
}
