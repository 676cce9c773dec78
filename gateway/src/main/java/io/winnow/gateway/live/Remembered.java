package io.winnow.gateway.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The newest of many values by their keys, as many as there is room for. Not safe for use by many threads. */
final class Remembered<K, V> {
    private final int most;
    private final long mostCharacters;
    private final ToIntFunction<V> characters;
    private final Consumer<K> forgotten;
    private final Map<K, V> values = new LinkedHashMap<>();
    private long held;

    /**
     * An empty one.
     *
     * @param most values
     * @param mostCharacters of all values together, of which the newest is kept whatever its size
     * @param characters how many a value has
     * @param forgotten hears of each key that there is no more room for, or that is meant to be forgotten
     */
    Remembered(int most, long mostCharacters, ToIntFunction<V> characters, Consumer<K> forgotten) {
        this.most = most;
        this.mostCharacters = mostCharacters;
        this.characters = characters;
        this.forgotten = forgotten;
    }

    /** One of a few small values. */
    Remembered(int most) {
        this(most, Integer.MAX_VALUE, value -> 0, key -> {});
    }

    @Nullable
    V get(K key) {
        return values.get(key);
    }

    /** Takes a value in as the newest, and forgets the oldest that there is no room for. */
    void put(K key, V value) {
        remove(key);
        values.put(key, value);
        held += characters.applyAsInt(value);
        Iterator<Map.Entry<K, V>> oldest = values.entrySet().iterator();
        while (values.size() > most || (held > mostCharacters && values.size() > 1)) {
            Map.Entry<K, V> gone = oldest.next();
            K old = gone.getKey();
            held -= characters.applyAsInt(gone.getValue());
            oldest.remove();
            forgotten.accept(old);
        }
    }

    void remove(K key) {
        V known = values.remove(key);
        if (known != null) {
            held -= characters.applyAsInt(known);
        }
    }

    /** Forgets what is meant. */
    void removeIf(BiPredicate<K, V> meant) {
        entries().stream()
                .filter(entry -> meant.test(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .forEach(key -> {
                    remove(key);
                    forgotten.accept(key);
                });
    }

    /** So many of the newest, oldest first. */
    List<V> newest(int count) {
        List<V> all = new ArrayList<>(values.values());
        return List.copyOf(all.subList(Math.max(0, all.size() - count), all.size()));
    }

    List<Map.Entry<K, V>> entries() {
        return List.copyOf(values.entrySet());
    }
}
