package io.winnow.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OrdinalTrackerTest {

    /** The slow twin: remembers everything of the epochs used last. */
    private static final class EverythingSeen {
        private final List<Long> epochs = new ArrayList<>();
        private final Map<Long, Set<Long>> seen = new java.util.HashMap<>();

        boolean accept(long epoch, long ordinal) {
            epochs.remove(epoch);
            epochs.add(epoch);
            if (epochs.size() > OrdinalTracker.EPOCHS) {
                seen.remove(epochs.remove(0));
            }
            return seen.computeIfAbsent(epoch, e -> new HashSet<>()).add(ordinal);
        }
    }

    @Property(tries = 300)
    void agreesWithRememberingEverything(
            @ForAll @Size(max = 400) List<@IntRange(max = 20) Integer> epochs,
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 60) Integer> ordinals) {
        OrdinalTracker tracker = new OrdinalTracker();
        EverythingSeen twin = new EverythingSeen();
        for (int i = 0; i < epochs.size(); i++) {
            long ordinal = ordinals.get(i % ordinals.size());
            assertThat(tracker.accept(epochs.get(i), ordinal)).isEqualTo(twin.accept(epochs.get(i), ordinal));
        }
    }

    @Property(tries = 50)
    void anyOrderWithinTheLast1024OrdinalsIsExact(@ForAll long seed) {
        Random random = new Random(seed);
        OrdinalTracker tracker = new OrdinalTracker();
        EverythingSeen twin = new EverythingSeen();
        long newest = 0;
        for (int i = 0; i < 4000; i++) {
            long ordinal = Math.max(0, newest - random.nextInt(1024));
            assertThat(tracker.accept(0, ordinal)).isEqualTo(twin.accept(0, ordinal));
            newest = Math.max(newest, ordinal + random.nextInt(3));
        }
    }

    @Test
    void aReplayOfALongEpochIsAllRepeats() {
        OrdinalTracker tracker = new OrdinalTracker();
        for (long ordinal = 0; ordinal < 100_000; ordinal++) {
            assertThat(tracker.accept(1, ordinal)).isTrue();
        }
        for (long ordinal = 0; ordinal < 100_000; ordinal++) {
            assertThat(tracker.accept(1, ordinal)).isFalse();
        }
        assertThat(tracker.state().get(1L)).containsExactly(0, 100_000);
    }

    @Test
    void whatWasNeverSeenIsNeverDroppedHoweverOldItIs() {
        List<Long> ordinals = new ArrayList<>(LongStream.range(0, 5000).boxed().toList());
        Collections.shuffle(ordinals, new Random(3));
        OrdinalTracker tracker = new OrdinalTracker();
        ordinals.forEach(ordinal -> assertThat(tracker.accept(9, ordinal)).isTrue());
    }

    @Test
    void staysBoundedWhenEveryOtherOrdinalIsMissing() {
        OrdinalTracker tracker = new OrdinalTracker();
        for (long epoch = 0; epoch < 100; epoch++) {
            for (long ordinal = 0; ordinal < 4000; ordinal += 2) {
                tracker.accept(epoch, ordinal);
            }
        }
        assertThat(tracker.state())
                .hasSize(OrdinalTracker.EPOCHS)
                .containsOnlyKeys(LongStream.range(84, 100).boxed().toList());
        assertThat(tracker.state().get(99L)).hasSize(2 * OrdinalRanges.RANGES);
    }

    @Test
    void anUnknownEpochIsAcceptedWhateverItsNumber() {
        OrdinalTracker tracker = new OrdinalTracker();
        assertThat(tracker.accept(1_000, 5)).isTrue();
        assertThat(tracker.accept(-3, 5)).isTrue();
        assertThat(tracker.accept(1_000, 5)).isFalse();
    }

    @Test
    void refusesStateThatIsOutOfOrder() {
        assertThatThrownBy(() -> new OrdinalTracker(Map.of(1L, new long[] {5, 3})))
                .hasMessageContaining("out of order");
    }

    @Property(tries = 200)
    void aProducersOrdinalsHaveNoHolesAndNoRepeatsForItsConsumer(
            @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> epochs) {
        OrdinalCounter counter = new OrdinalCounter();
        OrdinalTracker tracker = new OrdinalTracker();
        for (int epoch : epochs) {
            assertThat(tracker.accept(epoch, counter.next(epoch))).isTrue();
        }
    }

    @Test
    void aProducerCountsEachEpochFromZeroAndGoesOnFromItsState() {
        OrdinalCounter counter = new OrdinalCounter();
        assertThat(List.of(counter.next(7), counter.next(7), counter.next(8), counter.next(7)))
                .containsExactly(0L, 1L, 0L, 2L);
        OrdinalCounter restored = new OrdinalCounter(counter.state());
        assertThat(List.of(restored.next(7), restored.next(8))).containsExactly(3L, 1L);
    }
}
