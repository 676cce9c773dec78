package io.winnow.model.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
    private static final Duration LINGER = Duration.ofNanos(10);

    /** An arrival, and whether a batch is asked for after it. */
    record Move(String stream, String kind, int length, int nanosLater, boolean asked, boolean atOnce) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of("small", "large"),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false, false))
                .as(Move::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<BatcherOptions> options() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.longs().between(1, 600),
                        Arbitraries.of(0.0, 0.25, 1.0))
                .as((items, tokens, padding) -> new BatcherOptions(items, tokens, LINGER, padding, 1000, 1));
    }

    @Property
    void itTakesWhatTheObviousTwinTakes(@ForAll("moves") List<Move> moves, @ForAll("options") BatcherOptions options) {
        BatchQueue<Integer, Integer> queue = new BatchQueue<>(options);
        SlowQueue twin = new SlowQueue(options);
        long now = 0;
        for (int i = 0; i < moves.size(); i++) {
            Move move = moves.get(i);
            now += move.nanosLater();
            Waiting<Integer, Integer> waiting = waiting(move.stream(), move.kind(), move.length(), now, i);
            queue.add(waiting);
            twin.add(waiting);
            if (move.asked()) {
                assertThat(values(queue.take(now, move.atOnce()))).isEqualTo(twin.take(now, move.atOnce()));
            }
        }
    }

    @Property
    void everyItemIsTakenOnceAndInTheOrderOfItsStream(
            @ForAll("moves") List<Move> moves, @ForAll("options") BatcherOptions options) {
        BatchQueue<Integer, Integer> queue = new BatchQueue<>(options);
        for (int i = 0; i < moves.size(); i++) {
            queue.add(waiting(moves.get(i).stream(), "one", 7, 0, i));
        }
        List<Integer> taken = new ArrayList<>();
        for (List<Integer> batch = values(queue.take(0, true)); !batch.isEmpty(); batch = values(queue.take(0, true))) {
            taken.addAll(batch);
        }

        assertThat(queue.size()).isZero();
        assertThat(taken).hasSize(moves.size()).doesNotHaveDuplicates();
        for (String stream : List.of("a", "b", "c")) {
            assertThat(taken.stream()
                            .filter(i -> moves.get(i).stream().equals(stream))
                            .toList())
                    .isSorted();
        }
    }

    @Property
    void aBatchKeepsItsLimits(@ForAll("moves") List<Move> moves, @ForAll("options") BatcherOptions options) {
        BatchQueue<Integer, Integer> queue = new BatchQueue<>(options);
        for (int i = 0; i < moves.size(); i++) {
            queue.add(waiting(
                    moves.get(i).stream(), moves.get(i).kind(), moves.get(i).length(), 0, i));
        }
        for (List<Waiting<Integer, Integer>> batch = queue.take(0, true);
                !batch.isEmpty();
                batch = queue.take(0, true)) {
            int longest = batch.stream().mapToInt(w -> w.item().length()).max().orElseThrow();
            int shortest = batch.stream().mapToInt(w -> w.item().length()).min().orElseThrow();
            assertThat(batch).hasSizeLessThanOrEqualTo(options.maxItems());
            assertThat(batch.size() == 1 || (long) longest * batch.size() <= options.maxTokens())
                    .isTrue();
            assertThat((double) longest).isLessThanOrEqualTo(shortest * (1 + options.maxPadding()) + 1e-9);
            assertThat(batch.stream().map(w -> w.item().kind()).distinct()).hasSize(1);
        }
    }

    @Test
    void aStreamThatFloodsDoesNotKeepOthersWaiting() {
        BatchQueue<Integer, Integer> queue = new BatchQueue<>(BatcherOptions.ofItems(4, LINGER, 1));
        for (int i = 0; i < 100; i++) {
            queue.add(waiting("flood", "one", 1, 0, i));
        }
        queue.add(waiting("quiet", "one", 1, 0, 100));

        assertThat(values(queue.take(0, true))).contains(100);
    }

    @Test
    void nothingIsReadyBeforeItHasWaitedOrTheBatchIsFull() {
        BatchQueue<Integer, Integer> queue = new BatchQueue<>(BatcherOptions.ofItems(3, LINGER, 1));
        queue.add(waiting("a", "one", 1, 0, 0));
        queue.add(waiting("a", "one", 1, 4, 1));

        assertThat(queue.take(9, false)).isEmpty();
        assertThat(queue.untilReadyNanos(9)).isEqualTo(1);
        assertThat(values(queue.take(10, false))).containsExactly(0, 1);
        assertThat(queue.untilReadyNanos(10)).isEqualTo(BatchQueue.NEVER);
    }

    @Test
    void aFullBatchIsReadyAtOnce() {
        BatchQueue<Integer, Integer> queue = new BatchQueue<>(BatcherOptions.ofItems(2, LINGER, 1));
        queue.add(waiting("a", "one", 1, 0, 0));
        queue.add(waiting("b", "one", 1, 0, 1));

        assertThat(values(queue.take(0, false))).containsExactly(0, 1);
    }

    private static Waiting<Integer, Integer> waiting(String stream, String kind, int length, long now, int number) {
        return new Waiting<>(new BatchItem<>(stream, kind, length, number), now, number, new CompletableFuture<>());
    }

    private static List<Integer> values(List<Waiting<Integer, Integer>> batch) {
        return batch.stream().map(waiting -> waiting.item().value()).toList();
    }
}
