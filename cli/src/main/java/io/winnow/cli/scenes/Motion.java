package io.winnow.cli.scenes;

/** A straight way through the picture: in at one side, out at the opposite one unless the clip ends before. */
public sealed interface Motion permits Motion.Crossing, Motion.Pausing {
    /** Half the seconds a thing takes to start or brake, for movement that looks natural. */
    double EASE_SECONDS = 0.2;

    Direction direction();

    /** The row or column, in sides of the picture. */
    double lane();

    /** Seconds into the clip at which the middle of the thing crosses the side it comes from. */
    double enters();

    /** Seconds into the clip at which its middle crosses the far side, infinite for what stays. */
    double leaves();

    /** Sides of the picture its middle is from the side it comes from, were it to start and brake at once. */
    double travelled(double seconds);

    /** Where its middle is. */
    default Place at(double seconds) {
        double eased =
                (travelled(seconds - EASE_SECONDS) + 2 * travelled(seconds) + travelled(seconds + EASE_SECONDS)) / 4;
        return direction().place(eased, lane());
    }

    /**
     * Movement at one pace.
     *
     * @param speed sides of the picture a second
     */
    record Crossing(Direction direction, double lane, double enters, double speed) implements Motion {
        @Override
        public double leaves() {
            return enters + 1 / speed;
        }

        @Override
        public double travelled(double seconds) {
            return speed * (seconds - enters);
        }
    }

    /**
     * Movement with a halt.
     *
     * @param crossing how it would go without
     * @param stop where it halts, in sides of the picture travelled
     * @param until seconds into the clip at which it goes on, infinite for what stays
     */
    record Pausing(Crossing crossing, double stop, double until) implements Motion {
        public Pausing {
            if (until < crossing.enters() + stop / crossing.speed()) {
                throw new IllegalArgumentException("the halt ends before it begins");
            }
        }

        /** Seconds into the clip at which it halts. */
        public double since() {
            return crossing.enters() + stop / crossing.speed();
        }

        @Override
        public Direction direction() {
            return crossing.direction();
        }

        @Override
        public double lane() {
            return crossing.lane();
        }

        @Override
        public double enters() {
            return crossing.enters();
        }

        @Override
        public double leaves() {
            return until + (1 - stop) / crossing.speed();
        }

        @Override
        public double travelled(double seconds) {
            if (seconds <= until) {
                return Math.min(crossing.travelled(seconds), stop);
            }
            return stop + crossing.speed() * (seconds - until);
        }
    }
}
