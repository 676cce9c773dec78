package io.winnow.model.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private static final Duration FOREVER = Duration.ofDays(1);

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final List<CompletableFuture<Integer>> pending = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);

    /** Doubles numbers; waits for the gate at its first batch; cannot compute negative ones. */
    private final class Doubling implements BatchFunction<Integer, Integer> {
        private final boolean gated;

        Doubling(boolean gated) {
            this.gated = gated;
        }

        @Override
        public List<Integer> compute(List<Integer> items) {
            batches.add(items);
            if (gated) {
                entered.countDown();
                awaitGate();
            }
            if (items.stream().anyMatch(item -> item < 0)) {
                throw new IllegalArgumentException("cannot double " + items);
            }
            return items.stream().map(item -> 2 * item).toList();
        }

        private void awaitGate() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    @Test
    void aSingleItemIsComputedAtOnceWhileNothingElseIs() {
        try (Batcher<Integer, Integer> batcher = batcher(8, 100, 1, false)) {
            assertThat(batcher.submit(item("a", 4)).join()).isEqualTo(8);
        }
        assertThat(batches).containsExactly(List.of(4));
    }

    @Test
    void itemsThatComeWhileABatchIsComputedShareTheNext() throws Exception {
        try (Batcher<Integer, Integer> batcher = batcher(8, 100, 1, true)) {
            CompletableFuture<Integer> first = batcher.submit(item("a", 1));
            entered.await();
            List<CompletableFuture<Integer>> others =
                    List.of(batcher.submit(item("a", 2)), batcher.submit(item("b", 3)), batcher.submit(item("a", 4)));
            assertThat(batcher.inflightBatches()).isEqualTo(1);
            gate.countDown();

            assertThat(first.join()).isEqualTo(2);
            assertThat(others.stream().map(CompletableFuture::join)).containsExactly(4, 6, 8);
        }
        assertThat(batches).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void aSecondWorkerWaitsForAFullBatchWhileTheFirstIsBusy() throws Exception {
        try (Batcher<Integer, Integer> batcher = batcher(2, 100, 2, true)) {
            pending.add(batcher.submit(item("a", 1)));
            entered.await();
            pending.add(batcher.submit(item("a", 2)));
            assertThat(batches).hasSize(1);
            CompletableFuture<Integer> last = batcher.submit(item("a", 3));
            gate.countDown();
            last.join();
        }
        assertThat(batches).contains(List.of(1), List.of(2, 3));
    }

    @Property(tries = 100)
    void anItemThatCannotBeComputedFailsAloneAndTheRestGoesThrough(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = -3, max = 20) Integer> numbers) {
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        try (Batcher<Integer, Integer> batcher = batcher(8, 100, 2, false)) {
            numbers.forEach(number -> results.add(batcher.submit(item("a", number))));
        }
        for (int i = 0; i < numbers.size(); i++) {
            int number = numbers.get(i);
            if (number < 0) {
                assertThat(results.get(i)).isCompletedExceptionally();
                assertThatThrownBy(results.get(i)::join).hasMessageContaining("cannot double [" + number + "]");
            } else {
                assertThat(results.get(i)).isCompletedWithValue(2 * number);
            }
        }
    }

    @Test
    void aFullQueueTurnsOffersAwayAndHoldsSubmitsUntilThereIsRoom() throws Exception {
        try (Batcher<Integer, Integer> batcher = batcher(1, 1, 1, true)) {
            pending.add(batcher.submit(item("a", 1)));
            entered.await();
            CompletableFuture<Integer> waiting = batcher.submit(item("a", 2));
            assertThat(batcher.offer(item("a", 3))).isEmpty();
            CompletableFuture<Integer> held = CompletableFuture.supplyAsync(
                    () -> batcher.submit(item("a", 4)).join());
            gate.countDown();

            assertThat(waiting.join()).isEqualTo(4);
            assertThat(held.join()).isEqualTo(8);
        }
    }

    @Test
    void closingComputesWhatWaitsAndThenTakesNothing() throws Exception {
        Batcher<Integer, Integer> batcher = batcher(8, 100, 2, true);
        pending.add(batcher.submit(item("a", 1)));
        entered.await();
        CompletableFuture<Integer> waiting = batcher.submit(item("a", 2));
        gate.countDown();
        batcher.close();

        assertThat(waiting).isCompletedWithValue(4);
        assertThat(batcher.submit(item("a", 3))).isCompletedExceptionally();
        assertThat(closed).hasValue(2);
    }

    @Test
    void listenersHearWhatABatchTookByTheBatchersClock() throws Exception {
        AtomicLong nanos = new AtomicLong();
        List<BatchListener.Measured> heard = new CopyOnWriteArrayList<>();
        BatcherOptions options = new BatcherOptions(8, 1000, FOREVER, 1.0, 100, 1);
        try (Batcher<Integer, Integer> batcher = new Batcher<>("test", options, () -> new Doubling(true), nanos::get)) {
            batcher.addListener(heard::add);
            pending.add(batcher.submit(item("a", 1)));
            entered.await();
            pending.add(batcher.submit(new BatchItem<>("a", "one", 8, 2)));
            pending.add(batcher.submit(new BatchItem<>("b", "one", 10, 3)));
            nanos.set(5_000_000);
            gate.countDown();
        }

        assertThat(heard)
                .containsExactly(
                        new BatchListener.Measured(1, 1, 1, 5, 5), new BatchListener.Measured(2, 18, 20, 0, 5));
    }

    @Test
    void paddingIsTheShareThatWasComputedForNothing() {
        BatcherOptions options = new BatcherOptions(8, 1000, FOREVER, 1.0, 100, 1);
        Batcher<Integer, Integer> batcher = new Batcher<>("test", options, () -> new Doubling(false));
        pending.add(batcher.submit(new BatchItem<>("a", "one", 4, 1)));
        batcher.close();

        assertThat(batcher.paddingRatio()).isZero();
    }

    @Test
    void aFunctionThatCannotBeMadeFailsTheBatcherAndClosesTheOthers() {
        AtomicInteger made = new AtomicInteger();

        assertThatThrownBy(() -> new Batcher<Integer, Integer>("test", BatcherOptions.ofItems(1, FOREVER, 2), () -> {
                    if (made.incrementAndGet() == 2) {
                        throw new IllegalStateException("no memory");
                    }
                    return new Doubling(false);
                }))
                .hasMessage("no memory");
        assertThat(closed).hasValue(1);
    }

    private Batcher<Integer, Integer> batcher(int items, int capacity, int workers, boolean gated) {
        BatcherOptions options = new BatcherOptions(items, 1000, FOREVER, 0, capacity, workers);
        return new Batcher<>("test", options, () -> new Doubling(gated));
    }

    private static BatchItem<Integer> item(String stream, int number) {
        return new BatchItem<>(stream, "one", 1, number);
    }
}
