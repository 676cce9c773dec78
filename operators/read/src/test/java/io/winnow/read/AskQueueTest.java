package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.records.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AskQueueTest {
    private static final int MOST_WORDS = 9;

    /** Looks through all that wait, each time: the next is of the stream that was served longest ago, or came first of those never served since they last had none. */
    @Property(tries = 500)
    void streamsTakeTurns(
            @ForAll @Size(max = 40) List<@IntRange(min = -4, max = 3) Integer> events,
            @ForAll @IntRange(min = 1, max = 3) int most) {
        AskQueue queue = new AskQueue(100);
        List<String> turns = new ArrayList<>();
        List<Ask> waiting = new ArrayList<>();
        List<String> streams = new ArrayList<>();
        for (int event : events) {
            if (event >= 0) {
                String stream = "stream-" + event;
                Ask ask = ask(1 + event);
                submit(queue, stream, ask);
                waiting.add(ask);
                streams.add(stream);
                if (!turns.contains(stream)) {
                    turns.add(stream);
                }
            } else {
                List<Ask> expected = new ArrayList<>();
                while (expected.size() < most && !turns.isEmpty()) {
                    String stream = turns.remove(0);
                    int at = streams.indexOf(stream);
                    expected.add(waiting.remove(at));
                    streams.remove(at);
                    if (streams.contains(stream)) {
                        turns.add(stream);
                    }
                }
                List<Ask> taken =
                        queue.take(most, 1000, false).stream().map(Pending::ask).toList();
                assertThat(taken).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void whatHasNoRoomWaitsUnlessTheTakerIsIdle() {
        AskQueue queue = new AskQueue(100);
        submit(queue, "a", ask(MOST_WORDS));
        submit(queue, "b", ask(1));
        assertThat(queue.take(4, MOST_WORDS - 1, false)).isEmpty();
        assertThat(queue.take(4, MOST_WORDS - 1, true))
                .extracting(Pending::stream)
                .containsExactly("a");
        assertThat(queue.take(4, MOST_WORDS, false)).extracting(Pending::stream).containsExactly("b");
    }

    @Test
    void aContextThatRequestsShareTakesRoomOnce() {
        ReadContext context = new ContextBuilder(256, 2)
                .build(List.of(TestWindows.random("queue", 1, 16, 100, Clock.MEDIA)), Stretch.ALL);
        AskQueue queue = new AskQueue(100);
        for (int i = 0; i < 5; i++) {
            submit(queue, "a", new Ask(new ReadRequest(context, "?"), new int[10], List.of(), 0));
        }
        assertThat(queue.take(9, 100 + 3 * 10, false)).hasSize(3);
        assertThat(queue.take(9, 100 + 10 - 1, false)).isEmpty();
    }

    @Test
    void anIdleTakerWaitsForARequest() throws InterruptedException {
        AskQueue queue = new AskQueue(1);
        List<Pending> taken = new ArrayList<>();
        Thread taker = new Thread(() -> taken.addAll(queue.take(1, 1, true)));
        taker.start();
        submit(queue, "a", ask(1));
        taker.join();
        assertThat(taken).hasSize(1);
    }

    @Test
    void submittingWaitsWhileTheQueueIsFull() throws InterruptedException {
        AskQueue queue = new AskQueue(1);
        submit(queue, "a", ask(1));
        AtomicBoolean submitted = new AtomicBoolean();
        Thread late = new Thread(() -> {
            submit(queue, "a", ask(1));
            submitted.set(true);
        });
        late.start();
        assertThat(submitted).isFalse();
        queue.take(1, 1, false);
        late.join();
        assertThat(submitted).isTrue();
    }

    @Test
    void aClosedQueueHandsOutWhatWaitsAndTakesNothing() {
        AskQueue queue = new AskQueue(10);
        submit(queue, "a", ask(1));
        queue.close();
        assertThat(queue.ended()).isFalse();
        CompletableFuture<ReadResult> late = queue.submit("a", ask(1));
        assertThatThrownBy(late::join).hasMessageContaining("closed");
        assertThat(queue.take(4, 100, true)).hasSize(1);
        assertThat(queue.take(4, 100, true)).isEmpty();
        assertThat(queue.ended()).isTrue();
    }

    private static void submit(AskQueue queue, String stream, Ask ask) {
        assertThat(queue.submit(stream, ask)).isNotDone();
    }

    private static Ask ask(int words) {
        return new Ask(new ReadRequest(ReadContext.blind(), "?"), new int[words], List.of(), 0);
    }
}
