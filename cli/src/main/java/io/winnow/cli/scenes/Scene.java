package io.winnow.cli.scenes;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A clip before it is drawn: all that can be asked about it is known. It has no frame size and no frame rate, so that
 * any stream can show it.
 *
 * @param seed what it was composed from
 * @param seconds how long it lasts
 * @param things painted in this order
 * @param meeting the one pair that touches; all others keep well apart
 */
public record Scene(long seed, double seconds, Background background, List<Thing> things, Optional<Meeting> meeting) {
    private static final int ROUND = 40;

    public Scene {
        things = List.copyOf(things);
    }

    /** The same scene as it is asked about in another round: each kind of question is worded anew. */
    public Scene inRound(long round) {
        return new Scene(seed + (round << ROUND), seconds, background, things, meeting);
    }

    /** Whether the two touch at some time. */
    public boolean meet(Thing one, Thing other) {
        return meeting.filter(m -> m.joins(one, other)).isPresent();
    }

    /** Whether the thing has left well before the clip ends, so that its leaving can be seen. */
    public boolean leaves(Thing thing) {
        return thing.motion().leaves() <= seconds - 0.5;
    }

    /** Seconds into the clip up to which the thing can be seen. */
    public double lastSeen(Thing thing) {
        return Math.min(thing.motion().leaves(), seconds);
    }

    /** The picture at a time into the clip. A caller of many frames keeps one {@link ScenePainter} instead. */
    public BufferedImage at(Duration time, int width, int height) {
        return new ScenePainter(this).paint(width, height, time.toNanos() / 1e9);
    }

    /** Draws the picture at a time into the clip over the rectangle from the origin. */
    public void draw(Graphics2D graphics, int width, int height, double atSeconds) {
        new ScenePainter(this).draw(graphics, width, height, atSeconds);
    }
}
