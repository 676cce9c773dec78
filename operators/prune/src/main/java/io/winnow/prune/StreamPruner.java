package io.winnow.prune;

import io.winnow.prune.window.Place;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.TokenRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Prunes streams that are there as a whole, into the windows that the stage cuts and prunes while they come. For one thread. */
public final class StreamPruner {
    private static final String STAGE = "prune";

    private final PruneOptions options;
    private final RecordCheck check;
    private final WindowPruner pruner;

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
    }

    /**
     * The windows of a stream.
     *
     * @param records of one stream, in the order in which they were made
     */
    public List<PrunedWindow> prune(List<TokenRecord> records) {
        List<PrunedWindow> windows = new ArrayList<>();
        StreamCutter<RuntimeException> cutter = new StreamCutter<>(options, new Heap(), (window, of) -> {
            Origin origin = new Origin(of.run(), STAGE, of.stream(), of.epoch(), windows.size());
            PrunedWindow pruned = pruner.prune(window, origin);
            windows.add(pruned);
            return pruned;
        });
        for (TokenRecord record : records) {
            if (check.problem(record).isEmpty()) {
                cutter.take(record);
            }
        }
        cutter.close();
        return windows;
    }

    /** Remembers for as long as it takes. */
    private static final class Heap implements StreamMemory<RuntimeException> {
        private final List<TokenRecord> open = new ArrayList<>();
        private final List<PrunedWindow> earlier = new ArrayList<>();
        private Optional<TokenRecord> before = Optional.empty();
        private Place place = Place.begin(Long.MIN_VALUE);

        @Override
        public Place place() {
            return place;
        }

        @Override
        public void place(Place now) {
            place = now;
        }

        @Override
        public void add(TokenRecord record) {
            open.add(record);
        }

        @Override
        public List<TokenRecord> open() {
            return open.stream()
                    .sorted(Comparator.comparingLong(TokenRecord::seq))
                    .toList();
        }

        @Override
        public Optional<TokenRecord> before() {
            return before;
        }

        @Override
        public List<PrunedWindow> earlier() {
            return List.copyOf(earlier);
        }

        @Override
        public void close(TokenRecord last, PrunedWindow window, int remember) {
            open.clear();
            before = Optional.of(last);
            earlier.add(window);
            earlier.subList(0, Math.max(0, earlier.size() - remember)).clear();
        }

        @Override
        public void drop() {
            open.clear();
            forget();
        }

        @Override
        public void forget() {
            before = Optional.empty();
            earlier.clear();
        }
    }
}
