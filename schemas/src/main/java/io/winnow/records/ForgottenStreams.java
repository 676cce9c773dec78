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
     * @param backMillis when the stream was added again; 0 where it was not, or where that is not known
     * @param stands whether the stream has not come back since
     */
    private record Tombstone(long atMillis, long backMillis, boolean stands) {}

    private ForgottenStreams(Map<String, Tombstone> tombstones) {
        this.tombstones = tombstones;
    }

    /** By the newest wish of each stream; others may be among them. */
    public static ForgottenStreams of(Collection<StreamControl> wishes) {
        Map<String, Tombstone> tombstones = new HashMap<>();
        for (StreamControl wish : wishes) {
            if (wish.forgottenMillis() > 0) {
                boolean stands = wish.action() == StreamControl.Action.FORGET;
                long back = stands ? 0 : wish.addedMillis();
                tombstones.put(wish.stream(), new Tombstone(wish.forgottenMillis(), back, stands));
            }
        }
        return of(tombstones);
    }

    /**
     * What a place refuses that knows when streams were forgotten and hears nothing of their coming back.
     *
     * @param millis by the id of the stream or folder
     */
    public static ForgottenStreams before(Map<String, Long> millis) {
        Map<String, Tombstone> tombstones = new HashMap<>();
        millis.forEach((stream, at) -> tombstones.put(stream, new Tombstone(at, 0, false)));
        return of(tombstones);
    }

    private static ForgottenStreams of(Map<String, Tombstone> tombstones) {
        return tombstones.isEmpty() ? NONE : new ForgottenStreams(tombstones);
    }

    /**
     * The least epoch of a stream that is not refused when it has come back. Its source begins with none that is earlier.
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

    /**
     * When a stream is to be forgotten, so that nothing that there is of it is taken when it comes back, whatever the clock says of whoever forgets it.
     *
     * @param id of the stream, or of a folder
     * @param nowMillis as that clock says
     * @param newestEpoch of those that the streams meant have had
     */
    public long forgettingMillis(String id, long nowMillis, long newestEpoch) {
        long at = Math.max(nowMillis, newestEpoch - MARGIN.toMillis() + 1);
        for (Map.Entry<String, Tombstone> earlier : tombstones.entrySet()) {
            if (StreamRules.isOf(id, earlier.getKey())) {
                at = Math.max(at, earlier.getValue().atMillis() + 1);
            }
        }
        return Math.max(at, atMillis(id));
    }

    /** Whether a stream was forgotten, by itself or with a folder, and has not come back. */
    public boolean stands(String stream) {
        return tombstone(stream).filter(Tombstone::stands).isPresent();
    }

    /** Whether what is of an epoch is refused: all of it until the stream comes back. */
    public boolean refuses(String stream, long epoch) {
        return tombstone(stream)
                .filter(it -> it.stands() || epoch < firstEpoch(it.atMillis()))
                .isPresent();
    }

    /** Whether what is of an epoch is refused only while nobody has said that the stream is back: it is of no earlier one when it is. */
    public boolean mayBeBack(String stream, long epoch) {
        return tombstone(stream)
                .filter(it -> it.stands() && epoch >= firstEpoch(it.atMillis()))
                .isPresent();
    }

    /** Whether a record of this origin is refused. */
    public boolean refuses(Origin origin) {
        return refuses(origin.stream(), origin.epoch());
    }

    /**
     * Whether what has no epoch is refused, such as an answer: all of it until the stream comes back, and what was made before it did.
     *
     * @param madeMillis when it was made
     */
    public boolean refusesMade(String stream, long madeMillis) {
        return tombstone(stream)
                .filter(it -> it.stands() || madeMillis < Math.max(it.atMillis(), it.backMillis()))
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
