package io.winnow.cli.scenes;

import io.winnow.cli.scenes.Motion.Crossing;
import io.winnow.cli.scenes.Motion.Pausing;
import java.util.List;
import java.util.Optional;

/** Proposes ways through the picture; the composer keeps those that leave no doubt about what happens. */
final class MotionPlanner {
    /** A halt shorter than this could fall between too few samples. */
    static final double HALT_SECONDS = 1.2;

    /** Beyond the side by this much, in sides of the picture, nothing of a thing shows. */
    private static final double OUTSIDE = 0.2;

    /** Between the middles of things that touch, in their sizes: they overlap somewhat in a square, touch in 16:9. */
    private static final double TOUCH_ACROSS = 0.74;

    private static final double TOUCH_ALONG = 0.95;
    private static final double CHECK_SECONDS = 0.1;

    private final Dealer dealer;
    private final double seconds;

    MotionPlanner(Dealer dealer, double seconds) {
        this.dealer = dealer;
        this.seconds = seconds;
    }

    /** A way for a thing on its own; empty where the halt asked for does not fit before the clip ends. */
    Optional<Motion> alone(Direction direction, Moment moment, boolean halts) {
        double lane = direction.level() ? dealer.between(0.2, 0.8) : dealer.between(0.18, 0.82);
        Crossing crossing = crossing(direction, moment, lane);
        if (!halts) {
            return Optional.of(crossing);
        }
        Pausing pausing = halting(crossing, dealer.between(0.3, 0.7), 0, 0.4);
        return pausing.since() + HALT_SECONDS <= seconds ? Optional.of(pausing) : Optional.empty();
    }

    /** Ways for two things of which the second halts beside the first; empty where the halt comes too late. */
    Optional<List<Pausing>> together(
            Direction direction, Moment moment, Direction otherDirection, Moment otherMoment, double meanSize) {
        Crossing crossing = crossing(direction, moment, dealer.between(0.4, 0.6));
        double stop = dealer.between(0.42, 0.58);
        Place place = direction.place(stop, crossing.lane());
        double lane = otherDirection.level() ? place.y() : place.x();
        double touch = meanSize * (otherDirection.level() ? TOUCH_ACROSS : TOUCH_ALONG);
        Crossing second = crossing(otherDirection, otherMoment, lane);
        double secondStop = otherDirection.travelled(place) - touch;
        double met = second.enters() + secondStop / second.speed();
        if (crossing.enters() + stop / crossing.speed() > met || met + HALT_SECONDS > seconds) {
            return Optional.empty();
        }
        return Optional.of(List.of(halting(crossing, stop, met, 0.3), halting(second, secondStop, met, 0.3)));
    }

    /** Whether the two never come near each other while both are in the picture, whatever the picture's shape. */
    boolean apart(Motion one, Motion other, double meanSize) {
        for (double t = 0; t <= seconds; t += CHECK_SECONDS) {
            Place a = one.at(t);
            Place b = other.at(t);
            boolean near = Math.abs(a.x() - b.x()) < 1.3 * meanSize && Math.abs(a.y() - b.y()) < 1.5 * meanSize;
            if (near && a.within(-OUTSIDE) && b.within(-OUTSIDE)) {
                return false;
            }
        }
        return true;
    }

    private Crossing crossing(Direction direction, Moment moment, double lane) {
        double speed = Math.min(Math.max(3.2 / seconds, 0.21), 0.45) * dealer.between(0.88, 1.12);
        double earliest = Math.max(moment.from() * seconds, OUTSIDE / speed + 0.1);
        return new Crossing(direction, lane, dealer.between(earliest, moment.to() * seconds), speed);
    }

    private Pausing halting(Crossing crossing, double stop, double notBefore, double staying) {
        double since = Math.max(crossing.enters() + stop / crossing.speed(), notBefore);
        double until = since + dealer.between(1.6, 2 + 0.13 * seconds);
        boolean stays = dealer.chance(staying) || until > seconds - 0.5;
        return new Pausing(crossing, stop, stays ? Double.POSITIVE_INFINITY : until);
    }
}
