package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.records.Clock;
import io.winnow.records.Halves;
import io.winnow.records.PrunedWindow;
import io.winnow.records.Tokens;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TokenDistanceTest {
    private static final int WIDTH = 3;
    private static final float[] CODES = codes(32);
    private static final TokenDistance DISTANCE = new TokenDistance(WIDTH, CODES);

    @Test
    void theSameTokensAreNoDistanceApartWhereverTheyStand() {
        assertThat(DISTANCE.between(ids(1, 2, 3), ids(3, 1, 2, 2))).isCloseTo(0, within(1e-6));
    }

    @Test
    void whatCameAndWhatWentCountAlike() {
        PrunedWindow few = ids(1);
        PrunedWindow more = ids(1, 9);
        assertThat(DISTANCE.between(few, more)).isGreaterThan(0).isEqualTo(DISTANCE.between(more, few));
    }

    @Test
    void somethingIsFarthestFromNothing() {
        assertThat(DISTANCE.between(ids(), ids())).isZero();
        assertThat(DISTANCE.between(ids(), ids(4))).isEqualTo(2);
    }

    @Test
    void idsAndTheirVectorsAreTheSame() {
        float[] vector = new float[WIDTH];
        System.arraycopy(CODES, 5 * WIDTH, vector, 0, WIDTH);
        PrunedWindow given = window(new Tokens.Vectors(1, WIDTH, Halves.pack(vector)));
        assertThat(DISTANCE.between(ids(5), given)).isCloseTo(0, within(1e-3));
    }

    @Test
    void theShippedReadersCodebookTellsOnePictureFromAnother() {
        TokenDistance shipped =
                TokenDistance.of(Bundle.open(TestWindows.MODELS.resolve("reader-small")), EngineOptions.defaults());
        PrunedWindow door = TestWindows.random("door", 0, 1, 12, Clock.WALL);
        assertThat(shipped.between(door, door)).isCloseTo(0, within(1e-6));
        assertThat(shipped.between(door, TestWindows.random("door", 1, 1, 12, Clock.WALL)))
                .isBetween(0.05, 2.0);
    }

    @Property(tries = 300)
    void agreesWithTheDefinition(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 100) int tokens,
            @ForAll @IntRange(min = 1, max = 100) int others) {
        Random random = new Random(seed);
        int[] one = random.ints(tokens, 0, 32).toArray();
        int[] other = random.ints(others, 0, 32).toArray();
        // Ranks are the places, so the first of each are compared.
        double expected = Math.max(slow(first(one), first(other)), slow(first(other), first(one)));
        assertThat(DISTANCE.between(ids(one), ids(other))).isCloseTo(expected, within(1e-5));
    }

    private static int[] first(int[] ids) {
        return IntStream.of(ids).limit(TokenDistance.MOST_TOKENS).toArray();
    }

    /** The mean distance from each token to the nearest of the others. */
    private static double slow(int[] from, int[] to) {
        double sum = 0;
        for (int one : from) {
            double nearest = 2;
            for (int other : to) {
                nearest = Math.min(nearest, 1 - cosine(one, other));
            }
            sum += nearest;
        }
        return Math.max(0, sum / from.length);
    }

    private static double cosine(int one, int other) {
        double dot = 0;
        double length = 0;
        double otherLength = 0;
        for (int i = 0; i < WIDTH; i++) {
            double a = CODES[one * WIDTH + i];
            double b = CODES[other * WIDTH + i];
            dot += a * b;
            length += a * a;
            otherLength += b * b;
        }
        return dot / Math.sqrt(length * otherLength);
    }

    private static float[] codes(int count) {
        Random random = new Random(3);
        float[] codes = new float[count * WIDTH];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) random.nextGaussian();
        }
        return codes;
    }

    private static PrunedWindow ids(int... ids) {
        return window(Tokens.Ids.pack(ids, 12));
    }

    private static PrunedWindow window(Tokens tokens) {
        List<Integer> places = IntStream.range(0, tokens.count()).boxed().toList();
        List<Integer> zeros = Collections.nCopies(tokens.count(), 0);
        return TestWindows.of(
                "door", 0, TestWindows.spans(0, 1, 500_000, Clock.WALL), tokens, zeros, zeros, places, zeros);
    }
}
