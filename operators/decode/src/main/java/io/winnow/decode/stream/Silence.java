package io.winnow.decode.stream;

import java.time.Duration;

/** Notices that nothing came for a while; says so once until something comes. */
final class Silence {
    private static final long NONE = -1;

    private final long afterMillis;
    private long sinceMillis = NONE;
    private boolean told;

    Silence(Duration after) {
        this.afterMillis = Math.max(1, after.toMillis());
    }

    void broken() {
        sinceMillis = NONE;
        told = false;
    }

    /** Nothing is there now. True when that has lasted long enough and was not told yet. */
    boolean lasts(long nowMillis) {
        if (sinceMillis == NONE) {
            sinceMillis = nowMillis;
        }
        boolean due = !told && nowMillis - sinceMillis >= afterMillis;
        told |= due;
        return due;
    }

    /** Milliseconds until it is to be told; negative if it will not be. */
    long dueMillis(long nowMillis) {
        return told || sinceMillis == NONE ? NONE : Math.max(1, sinceMillis + afterMillis - nowMillis);
    }
}
