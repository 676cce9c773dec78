package io.winnow.decode.worker.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Packets are their ordinals; the clock is the test's. */
class BacklogTest {
    private static final long MOST_NANOS = 100;
    private static final long MOST_BYTES = 1_000;

    private final List<Integer> freed = new ArrayList<>();

    private Backlog<Integer> backlog(boolean newestOnly) {
        return new Backlog<>(MOST_NANOS, MOST_BYTES, newestOnly, freed::add);
    }

    private static void add(Backlog<Integer> backlog, long nowNanos, int... packets) {
        for (int packet : packets) {
            backlog.add(packet, packet % 10 == 0, 1, nowNanos);
        }
    }

    private static List<Integer> takeAll(Backlog<Integer> backlog, long nowNanos) {
        List<Integer> taken = new ArrayList<>();
        Optional<Integer> next = backlog.take(nowNanos);
        while (next.isPresent()) {
            taken.add(next.get());
            next = backlog.take(nowNanos);
        }
        return taken;
    }

    @Test
    void whatIsTakenInTimeIsLeftAsItCame() {
        Backlog<Integer> backlog = backlog(false);
        add(backlog, 0, 0, 1, 2, 10, 11);
        assertThat(takeAll(backlog, MOST_NANOS)).containsExactly(0, 1, 2, 10, 11);
        assertThat(backlog.takeLeftOut()).isZero();
    }

    @Test
    void whatHasWaitedTooLongIsLeftOutUpToTheNextKeyFrame() {
        Backlog<Integer> backlog = backlog(false);
        add(backlog, 0, 0, 1);
        add(backlog, 50, 2, 10, 11);
        assertThat(takeAll(backlog, MOST_NANOS + 1)).containsExactly(10, 11);
        assertThat(freed).containsExactly(0, 1, 2);
        assertThat(backlog.takeLeftOut()).isEqualTo(3);
        assertThat(backlog.takeLeftOut()).isZero();
    }

    @Test
    void whereNoKeyFrameWaitsAllIsLeftOutUntilOneComes() {
        Backlog<Integer> backlog = backlog(false);
        add(backlog, 0, 1, 2);
        assertThat(backlog.take(MOST_NANOS + 1)).isEmpty();
        add(backlog, 200, 3, 4, 10, 11);
        assertThat(takeAll(backlog, 200)).containsExactly(10, 11);
        assertThat(backlog.takeLeftOut()).isEqualTo(4);
    }

    @Test
    void ofTheLatestANewerKeyFrameTakesThePlaceOfAllBeforeIt() {
        Backlog<Integer> backlog = backlog(true);
        add(backlog, 0, 0, 1, 2);
        assertThat(backlog.take(0)).contains(0);
        add(backlog, 0, 10, 11);
        assertThat(takeAll(backlog, 0)).containsExactly(10, 11);
        assertThat(backlog.takeLeftOut()).isEqualTo(2);
    }

    @Test
    void aStreamOfLargePacketsTakesNoMoreMemory() {
        Backlog<Integer> backlog = backlog(false);
        for (int packet = 0; packet < 100; packet++) {
            backlog.add(packet, packet % 10 == 0, 100, 0);
        }
        assertThat(takeAll(backlog, 0)).containsExactly(90, 91, 92, 93, 94, 95, 96, 97, 98, 99);
    }

    @Test
    void onePacketMayBeLargerThanAllMayBe() {
        Backlog<Integer> backlog = backlog(false);
        backlog.add(0, true, 5_000, 0);
        assertThat(takeAll(backlog, 0)).containsExactly(0);
    }

    /** A decoder that stops and goes: what it gets it can decode, nothing is too old, and every packet is somewhere. */
    @Property(tries = 300)
    void everyPacketIsDecodableOrCounted(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int keyEvery, @ForAll boolean newestOnly) {
        Random random = new Random(seed);
        List<Integer> left = new ArrayList<>();
        Backlog<Integer> backlog = new Backlog<>(MOST_NANOS, MOST_BYTES, newestOnly, left::add);
        Naive naive = new Naive(newestOnly);
        long[] came = new long[400];
        List<Integer> taken = new ArrayList<>();
        long leftOut = 0;
        long now = 0;
        int next = 0;
        while (next < came.length) {
            now += random.nextInt(20);
            if (random.nextInt(3) > 0) {
                came[next] = now;
                int size = 1 + random.nextInt(60);
                backlog.add(next, next % keyEvery == 0, size, now);
                naive.add(new Naive.Packet(next, next % keyEvery == 0, size, now), now);
                next++;
            } else {
                Optional<Integer> packet = backlog.take(now);
                assertThat(packet).isEqualTo(naive.take(now));
                long before = backlog.takeLeftOut();
                leftOut += before;
                if (packet.isPresent()) {
                    assertThat(taken.size() + leftOut).isEqualTo(packet.get().longValue());
                    assertThat(before == 0 || packet.get() % keyEvery == 0).isTrue();
                    assertThat(now - came[packet.get()]).isLessThanOrEqualTo(MOST_NANOS);
                    taken.add(packet.get());
                }
            }
        }
        taken.addAll(takeAll(backlog, now));
        leftOut += backlog.takeLeftOut();
        assertThat(taken.size() + leftOut).isEqualTo(came.length);
        assertThat(left).hasSize((int) leftOut).doesNotContainAnyElementsOf(taken);
    }

    /** The rule by itself: looks at all that waits, again and again. */
    private static final class Naive {
        private final boolean newestOnly;
        private List<Packet> waiting = new ArrayList<>();
        private boolean broken;

        record Packet(int ordinal, boolean key, int size, long came) {}

        Naive(boolean newestOnly) {
            this.newestOnly = newestOnly;
        }

        void add(Packet packet, long now) {
            if (packet.key() || !broken) {
                broken = false;
                waiting.add(packet);
                while (newestOnly && lastKey() > 0) {
                    waiting.remove(0);
                }
            }
            obey(now);
        }

        private int lastKey() {
            int last = 0;
            for (int i = 0; i < waiting.size(); i++) {
                last = waiting.get(i).key() ? i : last;
            }
            return last;
        }

        private void obey(long now) {
            while (!waiting.isEmpty() && breaks(now)) {
                int from = 1;
                while (from < waiting.size() && !waiting.get(from).key()) {
                    from++;
                }
                waiting = new ArrayList<>(waiting.subList(from, waiting.size()));
                broken = waiting.isEmpty();
            }
        }

        private boolean breaks(long now) {
            boolean old = waiting.stream().anyMatch(packet -> now - packet.came() > MOST_NANOS);
            int bytes = waiting.stream().mapToInt(Packet::size).sum();
            return old || (bytes > MOST_BYTES && waiting.size() > 1);
        }

        Optional<Integer> take(long now) {
            obey(now);
            return waiting.isEmpty()
                    ? Optional.empty()
                    : Optional.of(waiting.remove(0).ordinal());
        }
    }
}
