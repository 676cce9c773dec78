package io.winnow.read;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** UUIDs of version 7 (RFC 9562, section 5.7): later ones are higher, as text too, those of one process also within a millisecond. */
public final class Uuid7 {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final AtomicLong LAST = new AtomicLong();

    private Uuid7() {}

    /** A new one, as text. */
    public static String now() {
        long millis = LAST.updateAndGet(last -> Math.max(last + 1, System.currentTimeMillis()));
        return at(millis).toString();
    }

    /**
     * A new one.
     *
     * @param atMillis wall clock
     */
    static UUID at(long atMillis) {
        long high = atMillis << 16 | 0x7000L | RANDOM.nextInt(1 << 12);
        long low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
