package io.winnow.archive;

import io.winnow.archive.parquet.LedgerRow;
import io.winnow.archive.parquet.RowReader;
import io.winnow.records.ForgottenStreams;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/** Takes the rows of forgotten streams out of a run's objects: each is written anew without them, at once or not at all, or goes where it holds nothing else. */
final class Sieve {
    private final Place place;

    Sieve(Place place) {
        this.place = place;
    }

    /**
     * What became of an object.
     *
     * @param gone rows that were taken out; where there are none, it is as it was
     * @param left rows that it holds, where some were taken out
     */
    record Sifted(long gone, long left) {
        private static final Sifted NOTHING = new Sifted(0, 0);

        boolean rewritten() {
            return gone > 0 && left > 0;
        }

        boolean removed() {
            return gone > 0 && left == 0;
        }
    }

    /**
     * Takes out of an object what is refused. Where there is no such object, there is nothing to do.
     *
     * @throws DamagedObject where nobody knows what it holds
     * @throws IOException where it cannot be read or written just now; it names the object
     */
    Sifted sift(String object, ForgottenStreams forgotten) throws IOException {
        try {
            return mayHold(object, forgotten) ? take(object, forgotten) : Sifted.NOTHING;
        } catch (NoSuchFileException e) {
            // Another has removed it meanwhile.
            return Sifted.NOTHING;
        } catch (DamagedObject e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("object " + object + ": " + e.getMessage(), e);
        }
    }

    /** Whether an object may hold something that is refused, by the paths of its rows alone, which are little to read. */
    boolean mayHold(String object, ForgottenStreams forgotten) throws IOException {
        return read(object, channel -> {
            try (RowReader<LedgerRow> all = RowReader.ledgerRows(channel)) {
                boolean may = false;
                while (!may && all.hasNext()) {
                    may = forgotten.refuses(all.next().path(), Long.MIN_VALUE);
                }
                return may;
            }
        });
    }

    private Sifted take(String object, ForgottenStreams forgotten) throws IOException {
        List<TopicRow> kept = new ArrayList<>();
        long gone = read(object, channel -> sort(channel, forgotten, kept));
        if (gone > 0) {
            replace(object, kept);
        }
        return new Sifted(gone, kept.size());
    }

    /** How many rows are to go; the others are kept. */
    private static long sort(WatchedChannel channel, ForgottenStreams forgotten, List<TopicRow> kept)
            throws IOException {
        long gone = 0;
        try (RowReader<TopicRow> all = RowReader.topicRows(channel)) {
            while (all.hasNext()) {
                TopicRow row = all.next();
                if (RunTokens.refuses(forgotten, row.row())) {
                    gone++;
                } else {
                    kept.add(row);
                }
            }
        }
        return gone;
    }

    private void replace(String object, List<TopicRow> kept) throws IOException {
        if (kept.isEmpty()) {
            place.delete(object);
        } else {
            RunWriter.put(place, object, kept);
        }
    }

    private <T> T read(String object, Reading<T> reading) throws IOException {
        try (WatchedChannel channel = new WatchedChannel(place.open(object))) {
            try {
                return reading.of(channel);
            } catch (IOException | RuntimeException e) {
                if (channel.failure().isPresent()) {
                    throw channel.failure().get();
                }
                throw new DamagedObject(e);
            }
        }
    }

    /** What is made of an open object. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(WatchedChannel channel) throws IOException;
    }

    /** Where all bytes of an object could be had, and are none. */
    static final class DamagedObject extends IOException {
        private static final long serialVersionUID = 1;

        private DamagedObject(Exception cause) {
            super(cause.getMessage(), cause);
        }
    }
}
