package io.winnow.model;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Things that exist once in a process, such as a session with its weights, opened by the first who asks and closed by the last who gives up.
 *
 * @param <K> what decides whether two users mean the same thing
 * @param <V> the thing
 */
public final class Shared<K, V extends AutoCloseable> {
    private final Map<K, Entry<V>> entries = new HashMap<>();

    private static final class Entry<V> {
        private final V value;
        private int users;

        Entry(V value) {
            this.value = value;
        }
    }

    /** One use. */
    public final class Lease implements AutoCloseable {
        private final K key;
        private final V value;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Lease(K key, V value) {
            this.key = key;
            this.value = value;
        }

        public V value() {
            if (!open.get()) {
                throw new IllegalStateException("used after it was closed: " + key);
            }
            return value;
        }

        /** Gives up this use. Closing twice does nothing. */
        @Override
        public void close() {
            if (open.getAndSet(false)) {
                release(key);
            }
        }
    }

    /**
     * The thing of this key, opened if nobody holds it.
     *
     * @param open called at most once for each time the thing comes to be
     */
    public synchronized Lease lease(K key, Function<K, V> open) {
        Entry<V> entry = entries.get(key);
        if (entry == null) {
            entry = new Entry<>(open.apply(key));
            entries.put(key, entry);
        }
        entry.users++;
        return new Lease(key, entry.value);
    }

    /** How many things are open. */
    public synchronized int open() {
        return entries.size();
    }

    private synchronized void release(K key) {
        Entry<V> entry = entries.get(key);
        if (entry == null || --entry.users > 0) {
            return;
        }
        entries.remove(key);
        try {
            entry.value.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ModelException(key + " could not be closed", e);
        }
    }
}
