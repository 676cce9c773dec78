package io.winnow.gateway.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.winnow.gateway.topics.BrokerReader.Unreachable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeptLookTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void whatWasFoundIsKeptForTwoSeconds() throws Exception {
        KeptLook<Integer> kept = new KeptLook<>(looks::incrementAndGet, clock);
        assertThat(kept.get()).isEqualTo(1);
        pass(Duration.ofSeconds(2));
        assertThat(kept.get()).isEqualTo(1);
        pass(Duration.ofMillis(1));
        assertThat(kept.get()).isEqualTo(2);
    }

    @Test
    void aFailureIsKeptForTwoSecondsFromItsEnd() {
        KeptLook<Integer> kept = new KeptLook<>(
                () -> {
                    looks.incrementAndGet();
                    pass(Duration.ofSeconds(5));
                    throw new TimeoutException("nobody answers");
                },
                clock);
        assertThatThrownBy(kept::get).isInstanceOf(Unreachable.class).hasCauseInstanceOf(TimeoutException.class);
        pass(Duration.ofSeconds(2));
        assertThatThrownBy(kept::get).isInstanceOf(Unreachable.class);
        assertThat(looks).hasValue(1);
        pass(Duration.ofMillis(1));
        assertThatThrownBy(kept::get).isInstanceOf(Unreachable.class);
        assertThat(looks).hasValue(2);
    }

    @Test
    void fewWaitForOneLookAndTheOthersAreRefusedAtOnce() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        KeptLook<Integer> kept = new KeptLook<>(
                () -> {
                    await().until(() -> answer.getCount() == 0);
                    return looks.incrementAndGet();
                },
                clock);
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < KeptLook.MOST_WAITING + 1; i++) {
                asked.add(callers.submit(kept::get));
            }
            await().until(() -> asked.stream().anyMatch(Future::isDone));
            Future<Integer> refused =
                    asked.stream().filter(Future::isDone).findFirst().orElseThrow();
            assertThatThrownBy(refused::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("as many requests wait for the broker as may");
            answer.countDown();
            asked.remove(refused);
            for (Future<Integer> each : asked) {
                assertThat(each.get()).isEqualTo(1);
            }
        } finally {
            answer.countDown();
            callers.shutdown();
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
