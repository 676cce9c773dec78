package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.RecordId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixCacheTest {
    private static final Prefix HUNDRED_NUMBERS =
            new Prefix(1, new float[40], new float[40], new float[14], new float[6]);

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

    private static ReadContext.Key key(long number) {
        return new ReadContext.Key(List.of(new RecordId(0, number)), Stretch.ALL, 1, 256);
    }
}
