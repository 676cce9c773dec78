package io.winnow.cli.scenes;

import java.util.Locale;

/** Which way a thing moves in the picture. */
public enum Direction {
    LEFT,
    RIGHT,
    UP,
    DOWN;

    /** The name that questions and answers use. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the way is along a row rather than a column. */
    public boolean level() {
        return this == LEFT || this == RIGHT;
    }

    /**
     * Where something is that came in from the side opposite to this way.
     *
     * @param travelled how far its middle is from that side, in sides of the picture; negative before it comes in
     * @param lane the row or column it keeps to, in sides of the picture
     */
    public Place place(double travelled, double lane) {
        return switch (this) {
            case LEFT -> new Place(1 - travelled, lane);
            case RIGHT -> new Place(travelled, lane);
            case UP -> new Place(lane, 1 - travelled);
            case DOWN -> new Place(lane, travelled);
        };
    }

    /** How far a place is from the side that this way leads away from, in sides of the picture. */
    public double travelled(Place place) {
        return switch (this) {
            case LEFT -> 1 - place.x();
            case RIGHT -> place.x();
            case UP -> 1 - place.y();
            case DOWN -> place.y();
        };
    }
}
