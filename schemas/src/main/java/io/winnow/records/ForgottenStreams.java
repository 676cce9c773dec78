package io.winnow.records;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be refused because its stream was forgotten, by the newest wish of each stream. A wish about a folder is about all streams in it; of several that are about a stream, the one that forgets
 * most lately holds, so that what was forgotten alone stays forgotten when its folder is, and a stream that comes back alone is taken.
 */
public final class ForgottenStreams {
    /** Nothing is refused. */
    public static final ForgottenStreams NONE = new ForgottenStreams(Map.of());

    /** Machines' clocks differ, and a source may begin an epoch while a forgetting is on its way to it. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private static final char SEPARATOR = '/';

    private final Map<String, Tombstone> tombstones;

    /**
     * What a wish refuses.
     *
     * @param atMillis when it was wished
     * @param stands whether the stream has not come back since
     */
    private record Tombstone(long atMillis, boolean stands) {}

    private ForgottenStreams(Map<String, Tombstone> tombstones) {
        this.tombstones = tombstones;
    }

    /** By the newest wish of each stream; others may be among them. */
    public static ForgottenStreams of(Collection<StreamControl> wishes) {
        Map<String, Tombstone> tombstones = new HashMap<>();
        for (StreamControl wish : wishes) {
            if (wish.forgottenMillis() > 0) {
                boolean stands = wish.action() == StreamControl.Action.FORGET;
                tombstones.put(wish.stream(), new Tombstone(wish.forgottenMillis(), stands));
            }
        }
        return tombstones.isEmpty() ? NONE : new ForgottenStreams(tombstones);
    }

    /**
     * The least epoch of a stream that is not refused. Where it comes back its epochs are no earlier, so that it need not be known yet that it does.
     *
     * @param forgottenMillis when it was forgotten; 0 where it never was
     */
    public static long firstEpoch(long forgottenMillis) {
        return forgottenMillis == 0 ? 0 : forgottenMillis + MARGIN.toMillis();
    }

    /** When a stream was forgotten last, by itself or with a folder; 0 where it never was. What is wished of it next says so. */
    public long atMillis(String stream) {
        return tombstone(stream).map(Tombstone::atMillis).orElse(0L);
    }

    /** Whether what is of an epoch is refused. */
    public boolean refuses(String stream, long epoch) {
        return tombstone(stream).filter(it -> epoch < firstEpoch(it.atMillis())).isPresent();
    }

    /** Whether a record of this origin is refused. */
    public boolean refuses(Origin origin) {
        return refuses(origin.stream(), origin.epoch());
    }

    /**
     * Whether what has no epoch is refused, such as an answer: all of it until the stream comes back.
     *
     * @param madeMillis when it was made
     */
    public boolean refusesMade(String stream, long madeMillis) {
        return tombstone(stream)
                .filter(it -> it.stands() || madeMillis < it.atMillis())
                .isPresent();
    }

    private Optional<Tombstone> tombstone(String stream) {
        if (tombstones.isEmpty()) {
            return Optional.empty();
        }
        Tombstone newest = null;
        for (int end = stream.indexOf(SEPARATOR); end >= 0; end = stream.indexOf(SEPARATOR, end + 1)) {
            newest = newer(newest, tombstones.get(stream.substring(0, end)));
        }
        return Optional.ofNullable(newer(newest, tombstones.get(stream)));
    }

    /** Of two as new that of the inner folder, or of the stream: it has come back alone. */
    private static @Nullable Tombstone newer(@Nullable Tombstone outer, @Nullable Tombstone inner) {
        if (outer == null || inner == null) {
            return inner == null ? outer : inner;
        }
        return inner.atMillis() >= outer.atMillis() ? inner : outer;
    }

    /** When each was forgotten last, by the id of the stream or folder. */
    public Map<String, Long> millis() {
        Map<String, Long> millis = new HashMap<>();
        tombstones.forEach((stream, tombstone) -> millis.put(stream, tombstone.atMillis()));
        return millis;
    }

    /** Whether nothing is refused. */
    public boolean isEmpty() {
        return tombstones.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ForgottenStreams those && tombstones.equals(those.tombstones);
    }

    @Override
    public int hashCode() {
        return tombstones.hashCode();
    }
}
