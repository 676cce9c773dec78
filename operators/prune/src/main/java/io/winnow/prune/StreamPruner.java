package io.winnow.prune;

import io.winnow.prune.window.Cut;
import io.winnow.prune.window.Cutter;
import io.winnow.prune.window.Place;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.TokenRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Prunes streams that are there as a whole, into the windows that the stage cuts and prunes while they come. For one thread. */
public final class StreamPruner {
    private static final String STAGE = "prune";

    private final PruneOptions options;
    private final RecordCheck check;
    private final WindowPruner pruner;
    private final Cutter cutter;

    /**
     * Prunes for a reader.
     *
     * @param check which records can be pruned; others are left out
     * @param computeDigest of everything that decides the content of the windows
     */
    public StreamPruner(PruneOptions options, Codebook codebook, RecordCheck check, String computeDigest) {
        this.options = options;
        this.check = check;
        this.pruner = new WindowPruner(options, codebook, computeDigest);
        this.cutter = new Cutter(options.window());
    }

    /**
     * The windows of a stream.
     *
     * @param records of one stream, in the order in which they were made
     */
    public List<PrunedWindow> prune(List<TokenRecord> records) {
        Cutting cutting = new Cutting();
        for (TokenRecord record : records) {
            if (check.problem(record).isEmpty()) {
                cutting.take(record);
            }
        }
        cutting.close();
        return cutting.windows;
    }

    /** Where a stream stands. */
    private final class Cutting {
        private final List<PrunedWindow> windows = new ArrayList<>();
        private final List<TokenRecord> open = new ArrayList<>();
        private final List<PrunedWindow> earlier = new ArrayList<>();
        private Optional<TokenRecord> before = Optional.empty();
        private Place place = Place.begin(Long.MIN_VALUE);

        void take(TokenRecord record) {
            Cut cut = cutter.cut(place, record);
            if (cut.late()) {
                windows.add(pruned(new Window(-1, true, List.of(record), Optional.empty(), List.of())));
                return;
            }
            if (cut.closesBefore()) {
                close();
            }
            if (cut.unrelated()) {
                before = Optional.empty();
                earlier.clear();
            }
            open.add(record);
            place = cut.after();
            if (cut.closesAfter()) {
                close();
            }
        }

        void close() {
            if (open.isEmpty()) {
                return;
            }
            PrunedWindow window = pruned(new Window(place.index(), false, open, before, earlier));
            windows.add(window);
            before = Optional.of(open.get(open.size() - 1));
            earlier.add(window);
            earlier.subList(0, Math.max(0, earlier.size() - options.remember())).clear();
            open.clear();
            place = place.closed();
        }

        private PrunedWindow pruned(Window window) {
            Origin of = window.records().get(0).origin();
            return pruner.prune(window, new Origin(of.run(), STAGE, of.stream(), of.epoch(), windows.size()));
        }
    }
}
