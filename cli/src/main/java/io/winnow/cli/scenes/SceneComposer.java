package io.winnow.cli.scenes;

import io.winnow.cli.scenes.Motion.Pausing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes scenes from seeds. What happens is dealt evenly before the places and times are sought, so that no answer is
 * likelier for being easier to arrange.
 */
public final class SceneComposer {
    /** Fewer seconds leave no room for a thing to come in at the end and be seen. */
    public static final double SHORTEST_SECONDS = 6;

    /** More things would not keep apart. */
    public static final int MOST_THINGS = 6;

    private static final int MOST_DEALT = 4;
    private static final int DEALS = 1000;
    private static final int TRIES = 40;

    private record Deal(Direction direction, Moment moment, boolean halts, double size) {}

    /** A scene of one to four things, each number as likely. */
    public Scene compose(long seed, double seconds) {
        Dealer dealer = new Dealer(seed);
        return compose(seed, seconds, 1 + dealer.below(MOST_DEALT), dealer);
    }

    /**
     * A scene of a given number of things, for a clip that is to be busy.
     *
     * @param seconds at least {@link #SHORTEST_SECONDS}
     * @param things 1 to {@link #MOST_THINGS}
     */
    public Scene compose(long seed, double seconds, int things) {
        return compose(seed, seconds, things, new Dealer(seed));
    }

    private static Scene compose(long seed, double seconds, int count, Dealer dealer) {
        if (!(seconds >= SHORTEST_SECONDS) || count < 1 || count > MOST_THINGS) {
            throw new IllegalArgumentException(count + " things in " + seconds + " seconds: a scene has 1 to "
                    + MOST_THINGS + " things and lasts at least " + SHORTEST_SECONDS + " seconds");
        }
        Background background = background(dealer, seconds);
        boolean meets = count > 1 && dealer.chance(count == 2 ? 1.0 / 2 : 2.0 / 3);
        MotionPlanner planner = new MotionPlanner(dealer, seconds);
        for (int i = 0; i < DEALS; i++) {
            List<Deal> deals = deals(dealer, count, meets);
            for (int j = 0; j < TRIES; j++) {
                Optional<List<Motion>> motions = arranged(planner, deals, meets);
                if (motions.isPresent()) {
                    return dressed(seed, seconds, background, dealer, deals, motions.get(), meets);
                }
            }
        }
        throw new IllegalStateException(
                "seed " + seed + " leaves no room for " + count + " things in " + seconds + " seconds");
    }

    static Background background(Dealer dealer, double seconds) {
        List<Daylight> lights = dealer.shuffled(List.of(Daylight.values()));
        double start = seconds * dealer.between(0.36, 0.42);
        double end = seconds * dealer.between(0.58, 0.64);
        return new Background(dealer.one(List.of(Ground.values())), lights.get(0), lights.get(1), start, end);
    }

    private static List<Deal> deals(Dealer dealer, int count, boolean meets) {
        List<Deal> deals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deals.add(new Deal(
                    dealer.one(List.of(Direction.values())),
                    dealer.one(List.of(Moment.values())),
                    dealer.chance(meets ? 0.3 : 0.6),
                    dealer.between(0.25, 0.3)));
        }
        if (meets && deals.get(0).moment().compareTo(deals.get(1).moment()) > 0) {
            deals.add(0, deals.remove(1));
        }
        return deals;
    }

    private static Optional<List<Motion>> arranged(MotionPlanner planner, List<Deal> deals, boolean meets) {
        List<Motion> motions = new ArrayList<>();
        if (meets) {
            Deal first = deals.get(0);
            Deal second = deals.get(1);
            Optional<List<Pausing>> pair = planner.together(
                    first.direction(),
                    first.moment(),
                    second.direction(),
                    second.moment(),
                    (first.size() + second.size()) / 2);
            if (pair.isEmpty()) {
                return Optional.empty();
            }
            motions.addAll(pair.get());
        }
        for (Deal deal : deals.subList(motions.size(), deals.size())) {
            Optional<Motion> motion = clear(planner, deal, deals, motions);
            if (motion.isEmpty()) {
                return Optional.empty();
            }
            motions.add(motion.get());
        }
        return Optional.of(motions);
    }

    private static Optional<Motion> clear(MotionPlanner planner, Deal deal, List<Deal> deals, List<Motion> others) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Motion> motion = planner.alone(deal.direction(), deal.moment(), deal.halts());
            boolean apart = motion.isPresent();
            for (int j = 0; apart && j < others.size(); j++) {
                apart = planner.apart(
                        motion.get(), others.get(j), (deal.size() + deals.get(j).size()) / 2);
            }
            if (apart) {
                return motion;
            }
        }
        return Optional.empty();
    }

    private static Scene dressed(
            long seed,
            double seconds,
            Background background,
            Dealer dealer,
            List<Deal> deals,
            List<Motion> motions,
            boolean meets) {
        List<ThingColour> colours = dealer.shuffled(List.of(ThingColour.values()));
        List<ThingShape> shapes = dealer.shuffled(List.of(ThingShape.values()));
        boolean repeats = dealer.chance(0.3);
        List<Thing> things = new ArrayList<>();
        for (int i = 0; i < deals.size(); i++) {
            ThingShape shape = repeats || i >= shapes.size() ? dealer.one(shapes) : shapes.get(i);
            things.add(new Thing(shape, colours.get(i), deals.get(i).size(), motions.get(i)));
        }
        Optional<Meeting> meeting =
                meets ? Optional.of(meeting(things.get(0), things.get(1), seconds)) : Optional.empty();
        return new Scene(seed, seconds, background, dealer.shuffled(things), meeting);
    }

    private static Meeting meeting(Thing first, Thing second, double seconds) {
        if (first.motion() instanceof Pausing one && second.motion() instanceof Pausing other) {
            double end = Math.min(Math.min(one.until(), other.until()), seconds);
            return new Meeting(first, second, Math.max(one.since(), other.since()), end);
        }
        throw new IllegalArgumentException("things that meet halt");
    }
}
