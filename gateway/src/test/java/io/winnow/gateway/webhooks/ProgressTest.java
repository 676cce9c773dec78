package io.winnow.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final long BASE = 5_000_000_000L;

    /**
     * Each number is a step: so many offsets on, a record is read; one of those that are open is done; the gateway is started again and reads on from what was committed. The twin is two sets.
     */
    @Property(tries = 300)
    void whatWasDoneStaysDoneAndWhatWasNotIsReadAgain(
            @ForAll @Size(max = 150) List<@IntRange(min = 0, max = 19) Integer> steps) {
        Progress progress = Progress.from(BASE);
        TreeSet<Long> records = new TreeSet<>();
        Set<Long> done = new HashSet<>();
        TreeSet<Long> open = new TreeSet<>();
        long end = BASE;
        for (int step : steps) {
            if (step < 10) {
                end += 1 + step % 3;
                records.add(end);
                progress.open(end);
                open.add(end);
            } else if (step < 17 && !open.isEmpty()) {
                Long one = step % 2 == 0 ? open.first() : open.last();
                progress.close(one);
                open.remove(one);
                done.add(one);
            } else {
                OffsetAndMetadata committed = progress.committable();
                progress = Progress.of(committed);
                for (long record : records) {
                    if (record < committed.offset()) {
                        assertThat(done).contains(record);
                    } else if (progress.knows(record)) {
                        assertThat(done).contains(record);
                        progress.pass(record);
                    } else {
                        assertThat(done).doesNotContain(record);
                        progress.open(record);
                    }
                }
            }
            assertThat(progress.open()).isEqualTo(open.size());
        }
    }

    @Test
    void whatWasDoneIsKnownThroughTwoStartsInARow() {
        Progress first = Progress.from(0);
        first.open(0);
        first.open(1);
        first.open(2);
        first.close(2);
        Progress second = Progress.of(first.committable());
        second.open(0);
        second.close(0);
        OffsetAndMetadata committed = second.committable();
        assertThat(committed.offset()).isEqualTo(1);
        assertThat(Progress.of(committed).knows(2)).isTrue();
        assertThat(Progress.of(committed).knows(1)).isFalse();
    }

    @Test
    void fitsIntoWhatTheBrokerTakesHoweverFarItReaches() {
        Progress progress = Progress.from(0);
        progress.open(0);
        progress.open(1_000_000);
        progress.close(1_000_000);
        OffsetAndMetadata committed = progress.committable();
        assertThat(committed.metadata().length()).isLessThan(4_096);
        assertThat(Progress.of(committed).knows(1_000_000)).isFalse();
    }

    @Test
    void readsAnothersMetadataAsNothing() {
        assertThat(Progress.of(new OffsetAndMetadata(7, "somebody's")).knows(8)).isFalse();
        assertThat(Progress.of(new OffsetAndMetadata(7, "1:%%%")).knows(8)).isFalse();
        assertThat(Progress.of(new OffsetAndMetadata(7, "")).knows(6)).isTrue();
    }
}
