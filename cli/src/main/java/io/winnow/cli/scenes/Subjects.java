package io.winnow.cli.scenes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Chooses what a question is about and what wrong answers it offers. */
final class Subjects {
    private static final int OPTIONS = 3;

    private final Scene scene;
    private final Dealer dealer;

    Subjects(Scene scene, Dealer dealer) {
        this.scene = scene;
        this.dealer = dealer;
    }

    /** One of the things that fit. */
    Optional<Thing> any(Predicate<Thing> fits) {
        return dealer.shuffled(scene.things()).stream().filter(fits).findFirst();
    }

    /** One of the pairs that fit, in either order. */
    Optional<List<Thing>> pair(BiPredicate<Thing, Thing> fits) {
        List<List<Thing>> pairs = new ArrayList<>();
        for (Thing a : scene.things()) {
            for (Thing b : scene.things()) {
                if (!a.equals(b) && fits.test(a, b)) {
                    pairs.add(List.of(a, b));
                }
            }
        }
        return dealer.shuffled(pairs).stream().findFirst();
    }

    /** Whether its shape alone names the thing. */
    boolean aloneInShape(Thing thing) {
        return scene.things().stream().filter(t -> t.shape() == thing.shape()).count() == 1;
    }

    /** The name of nothing in the scene that shares a colour or a shape with what is. */
    String absent(Thing thing) {
        List<String> present = scene.things().stream().map(Thing::name).toList();
        List<String> likely = new ArrayList<>();
        List<String> possible = new ArrayList<>();
        for (Thing other : scene.things()) {
            likely.add(other.colour().word() + " " + thing.shape().word());
        }
        for (ThingShape shape : ThingShape.values()) {
            possible.add(thing.colour().word() + " " + shape.word());
        }
        for (ThingColour colour : dealer.shuffled(List.of(ThingColour.values())).subList(0, OPTIONS + 1)) {
            possible.add(colour.word() + " " + thing.shape().word());
        }
        likely.removeAll(present);
        possible.removeAll(present);
        return dealer.one(likely.isEmpty() || dealer.chance(0.5) ? possible : likely);
    }

    /** The thing's colour and two others, rather those of other things than such as are not to be seen. */
    List<String> colourOptions(Thing thing) {
        List<String> seen = scene.things().stream().map(t -> t.colour().word()).toList();
        List<String> all =
                Arrays.stream(ThingColour.values()).map(ThingColour::word).toList();
        return options(thing.colour().word(), seen, all);
    }

    /** The thing's shape and two others, rather those of other things than such as are not to be seen. */
    List<String> shapeOptions(Thing thing) {
        List<String> seen = scene.things().stream().map(t -> t.shape().word()).toList();
        List<String> all =
                Arrays.stream(ThingShape.values()).map(ThingShape::word).toList();
        return options(thing.shape().word(), seen, all);
    }

    /** Shorter ways to say the one and not the other. */
    List<String> shortNames(Thing meant, Thing other) {
        List<String> names =
                new ArrayList<>(List.of("the " + meant.name(), meant.colour().word()));
        if (meant.shape() != other.shape()) {
            names.add(meant.shape().word());
        }
        return names;
    }

    private List<String> options(String answer, List<String> seen, List<String> all) {
        List<String> options = new ArrayList<>(List.of(answer));
        List<String> others = new ArrayList<>(dealer.shuffled(seen));
        others.addAll(dealer.shuffled(all));
        for (String other : others) {
            if (options.size() < OPTIONS && !options.contains(other)) {
                options.add(other);
            }
        }
        return dealer.shuffled(options);
    }
}
