package io.winnow.archive;

import io.winnow.archive.parquet.LedgerRow;
import io.winnow.archive.parquet.RowReader;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes a stream out of what a pipeline's runs wrote to an archive. Each run's folder says first that the stream is forgotten, by which nobody reads a row of it any more; then each object that holds
 * any is written anew without them, at once or not at all, or goes where it holds nothing else. Whoever is killed while at it begins again, and finds done what was done.
 */
public final class Forgetting {
    private final Place place;
    private final String stream;
    private final long atMillis;
    private final Set<Place.Entry> looked = new HashSet<>();
    private int rewritten;
    private int removed;
    private long rows;

    /**
     * What was done.
     *
     * @param runs whose folders say that the stream is forgotten
     * @param rewritten objects that were written anew
     * @param removed objects that held nothing else
     * @param rows that are gone
     */
    public record Done(int runs, int rewritten, int removed, long rows) {}

    private Forgetting(Place place, String stream, long atMillis) {
        this.place = place;
        this.stream = stream;
        this.atMillis = atMillis;
    }

    /**
     * Forgets a stream.
     *
     * @param stream its id, or that of a folder whose streams are all meant
     * @param atMillis when it was forgotten, in milliseconds since 1970
     * @throws ArchiveException where something is there that cannot be read
     */
    public static Done of(Place place, String stream, long atMillis) throws IOException {
        return new Forgetting(place, stream, atMillis).forget();
    }

    private Done forget() throws IOException {
        place.tidy();
        Set<String> noted = new HashSet<>();
        // A run that goes on may have been writing an object when it heard of it: whatever has come is looked at.
        boolean more = true;
        while (more) {
            more = pass(noted);
        }
        return new Done(noted.size(), rewritten, removed, rows);
    }

    /** Looks at each object that was not looked at as it is; whether there was any. */
    private boolean pass(Set<String> noted) throws IOException {
        boolean any = false;
        List<Place.Entry> all = place.walk();
        List<String> runs = RunTokens.runs(all);
        for (String prefix : runs) {
            if (noted.add(prefix)) {
                note(prefix);
            }
        }
        ForgottenStreams forgotten = ForgottenStreams.of(List.of(StreamControl.forget(stream, atMillis)));
        for (String prefix : runs) {
            for (Place.Entry object : RunTokens.objects(all, prefix)) {
                if (looked.add(object)) {
                    any = true;
                    rewrite(object, forgotten);
                }
            }
        }
        return any;
    }

    private void note(String prefix) throws IOException {
        ForgottenNote before = ForgottenNote.read(place, prefix);
        ForgottenNote after = before.with(stream, atMillis);
        if (!after.equals(before)) {
            after.write(place, prefix);
        }
    }

    private void rewrite(Place.Entry object, ForgottenStreams forgotten) throws IOException {
        try {
            if (!mayHold(object.name(), forgotten)) {
                return;
            }
            List<TopicRow> kept = new ArrayList<>();
            long gone = 0;
            try (RowReader<TopicRow> all = RowReader.topicRows(place.open(object.name()))) {
                while (all.hasNext()) {
                    TopicRow row = all.next();
                    if (RunTokens.refuses(forgotten, row.row())) {
                        gone++;
                    } else {
                        kept.add(row);
                    }
                }
            }
            if (gone > 0) {
                replace(object.name(), kept);
                rows += gone;
            }
        } catch (NoSuchFileException e) {
            // Another has removed it meanwhile.
        } catch (RuntimeException e) {
            throw new ArchiveException(
                    "DAMAGED_RUN",
                    "an object cannot be read, so nobody knows whether it holds tokens of " + stream + ": "
                            + e.getMessage(),
                    place.address() + "/" + object.name(),
                    "See winnow archive verify. Delete it if it cannot be had again, and forget once more.",
                    e);
        }
    }

    /** By the paths alone, which are little to read. */
    private boolean mayHold(String object, ForgottenStreams forgotten) throws IOException {
        try (RowReader<LedgerRow> all = RowReader.ledgerRows(place.open(object))) {
            while (all.hasNext()) {
                if (forgotten.refuses(all.next().path(), Long.MIN_VALUE)) {
                    return true;
                }
            }
            return false;
        }
    }

    private void replace(String object, List<TopicRow> kept) throws IOException {
        if (kept.isEmpty()) {
            place.delete(object);
            removed++;
        } else {
            RunWriter.put(place, object, kept);
            rewritten++;
        }
    }
}
