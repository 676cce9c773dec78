package io.winnow.tokenize.line;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ledgers of the streams that came by, and those that were restored and whose stream has not come by yet: after a restore nobody knows which subtask will get a stream. Of ended streams the
 * {@value #ENDED} that came by last are kept.
 */
public final class Ledgers {
    /** Ended streams remembered, so that one that is read again goes on with its ordinals. */
    static final int ENDED = 1024;

    private final Map<String, StreamLedger> restored = new HashMap<>();
    private final LinkedHashMap<String, StreamLedger> own = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /** Takes what any subtask stored; of two ledgers of one stream the newer. */
    public void restore(Iterable<StreamLedger> stored) {
        for (StreamLedger ledger : stored) {
            restored.merge(ledger.stream(), ledger, (known, other) -> other.isNewerThan(known) ? other : known);
        }
    }

    /** The ledger of a stream that comes by, a step further, now the newest. */
    StreamLedger step(String stream) {
        StreamLedger known = own.remove(stream);
        if (known == null) {
            known = restored.remove(stream);
        }
        StreamLedger stepped = known == null ? StreamLedger.of(stream) : known.step();
        own.put(stream, stepped);
        changed.add(stream);
        return stepped;
    }

    /** The ledger of a stream that has come by. */
    StreamLedger current(String stream) {
        StreamLedger ledger = own.get(stream);
        if (ledger == null) {
            throw new IllegalStateException("nothing of stream " + stream + " has come by");
        }
        return ledger;
    }

    /** Streams that came by since this was asked last, and are known still. */
    public List<String> takeChanged() {
        List<String> streams = changed.stream().filter(own::containsKey).toList();
        changed.clear();
        return streams;
    }

    /** Forgets ended streams beyond those that are remembered. */
    void forgetOldEnds() {
        forgetOldEnds(own.values());
    }

    private static void forgetOldEnds(Collection<StreamLedger> ledgers) {
        long ended = ledgers.stream().filter(StreamLedger::hasEnded).count();
        for (Iterator<StreamLedger> each = ledgers.iterator(); ended > ENDED && each.hasNext(); ) {
            if (each.next().hasEnded()) {
                each.remove();
                ended--;
            }
        }
    }

    /** Ledgers of streams that came by. */
    public Collection<StreamLedger> own() {
        return own.values();
    }

    /**
     * What to store.
     *
     * @param unclaimed whether this subtask also stores those that nobody may have come by for
     */
    public List<StreamLedger> toStore(boolean unclaimed) {
        forgetOldEnds(own.values());
        List<StreamLedger> stored = new ArrayList<>(own.values());
        if (unclaimed) {
            forgetOldEnds(restored.values());
            stored.addAll(restored.values());
        }
        return stored;
    }
}
