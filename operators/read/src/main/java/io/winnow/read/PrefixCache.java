package io.winnow.read;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Prefixes used lately, the least recently used evicted when they take more than their bytes. Never state: what is missing is computed again. Safe for use by several threads. */
final class PrefixCache {
    private final long limitBytes;
    private final Map<ReadContext.Key, Prefix> prefixes = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    PrefixCache(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    synchronized Optional<Prefix> get(ReadContext.Key key) {
        return Optional.ofNullable(prefixes.get(key));
    }

    /** Keeps a prefix, unless it alone is larger than the limit. */
    synchronized void put(ReadContext.Key key, Prefix prefix) {
        Prefix before = prefixes.put(key, prefix);
        bytes += prefix.bytes() - (before == null ? 0 : before.bytes());
        Iterator<Prefix> eldest = prefixes.values().iterator();
        while (bytes > limitBytes && eldest.hasNext()) {
            bytes -= eldest.next().bytes();
            eldest.remove();
        }
    }

    synchronized void clear() {
        prefixes.clear();
        bytes = 0;
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int size() {
        return prefixes.size();
    }
}
