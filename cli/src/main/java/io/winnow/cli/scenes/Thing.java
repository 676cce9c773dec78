package io.winnow.cli.scenes;

/**
 * One of the coloured shapes of a scene.
 *
 * @param size its diameter, in units of {@link ScenePainter#unit}
 * @param motion where it is when
 */
public record Thing(ThingShape shape, ThingColour colour, double size, Motion motion) {
    /** What questions call it. No two things of a scene share a colour, so this names one of them. */
    public String name() {
        return colour.word() + " " + shape.word();
    }
}
