package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.RecordId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
    private static final Prefix HUNDRED_NUMBERS = new Prefix(
            1, new float[20], new float[14], new float[6], List.of(new Prefix.Seen(new float[30], new float[30])));

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        PrefixCache cache = new PrefixCache(1000);
        cache.put(key(1), HUNDRED_NUMBERS);
        cache.put(key(2), HUNDRED_NUMBERS);
        assertThat(cache.get(key(1))).isPresent();
        cache.put(key(3), HUNDRED_NUMBERS);
        assertThat(cache.get(key(2))).isEmpty();
        assertThat(cache.get(key(1))).isPresent();
        assertThat(cache.bytes()).isEqualTo(800);
    }

    @Test
    void whatIsLargerThanTheLimitIsNotKept() {
        PrefixCache cache = new PrefixCache(399);
        cache.put(key(1), HUNDRED_NUMBERS);
        assertThat(cache.size()).isZero();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void aPrefixPutAgainCountsOnce() {
        PrefixCache cache = new PrefixCache(1000);
        cache.put(key(1), HUNDRED_NUMBERS);
        cache.put(key(1), HUNDRED_NUMBERS);
        assertThat(cache.bytes()).isEqualTo(400);
    }

    /** Keeps all that were put in a list, the least recently used first, and drops from its start. */
    @Property
    void isAsAListInTheOrderOfUse(
            @ForAll @Size(max = 60) List<@IntRange(max = 39) Integer> uses, @ForAll @IntRange(max = 2000) int limit) {
        PrefixCache cache = new PrefixCache(limit);
        List<Long> order = new ArrayList<>();
        Map<Long, Long> sizes = new HashMap<>();
        for (int use : uses) {
            long key = use % 8;
            Prefix prefix = prefix(1 + use / 8);
            if (use % 3 == 0) {
                assertThat(cache.get(key(key)).isPresent()).isEqualTo(order.contains(key));
                if (order.remove(key)) {
                    order.add(key);
                }
            } else {
                cache.put(key(key), prefix);
                order.remove(key);
                order.add(key);
                sizes.put(key, prefix.bytes());
                while (bytes(order, sizes) > limit) {
                    order.remove(0);
                }
            }
            assertThat(cache.size()).isEqualTo(order.size());
            assertThat(cache.bytes()).isEqualTo(bytes(order, sizes));
        }
        order.forEach(
                key -> assertThat(cache.get(key(key)).orElseThrow().bytes()).isEqualTo(sizes.get(key)));
    }

    private static long bytes(List<Long> keys, Map<Long, Long> sizes) {
        return keys.stream().mapToLong(key -> sizes.getOrDefault(key, 0L)).sum();
    }

    private static Prefix prefix(int hundreds) {
        return new Prefix(
                1,
                new float[hundreds * 80],
                new float[14],
                new float[6],
                List.of(new Prefix.Seen(new float[0], new float[0])));
    }

    @Test
    void severalThreadsKeepItsBytesTrue() throws InterruptedException {
        PrefixCache cache = new PrefixCache(3000);
        List<Thread> threads = new ArrayList<>();
        List<String> wrong = new CopyOnWriteArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            Random random = new Random(thread);
            threads.add(new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    int key = random.nextInt(8);
                    if (random.nextBoolean()) {
                        cache.put(key(key), prefix(1 + key));
                    } else if (cache.get(key(key))
                            .filter(found -> found.bytes() != prefix(1 + key).bytes())
                            .isPresent()) {
                        wrong.add("the prefix of another key");
                    }
                    if (cache.bytes() > 3000) {
                        wrong.add("more bytes than the limit");
                    }
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).isEmpty();
        long held = 0;
        for (int key = 0; key < 8; key++) {
            held += cache.get(key(key)).map(Prefix::bytes).orElse(0L);
        }
        assertThat(cache.bytes()).isEqualTo(held);
    }

    private static ReadContext.Key key(long number) {
        return new ReadContext.Key(List.of(new RecordId(0, number)), Stretch.ALL, 1, 256);
    }
}
