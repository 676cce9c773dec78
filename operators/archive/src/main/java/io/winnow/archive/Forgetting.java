package io.winnow.archive;

import io.winnow.records.ForgottenStreams;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Takes a stream out of what a pipeline's runs wrote to an archive. Each run's folder says first that the stream is forgotten, by which nobody reads a row of it any more; then each object that holds
 * any is written anew without them, at once or not at all, or goes where it holds nothing else. Whoever is killed while at it begins again, and finds done what was done. Several may be at it at once:
 * each writes objects without whatever any of them has noted, and looks again where something was noted meanwhile.
 */
public final class Forgetting {
    private final Place place;
    private final Sieve sieve;
    private final String stream;
    private final long atMillis;
    private final Map<String, Run> runs = new HashMap<>();
    private final List<Problem> damaged = new ArrayList<>();
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
     * @param damaged objects of which nobody knows what they hold
     */
    public record Done(int runs, int rewritten, int removed, long rows, List<Problem> damaged) {
        public Done {
            damaged = List.copyOf(damaged);
        }
    }

    /** A run's notes as they were last, and the objects that hold nothing of what they name. */
    private record Run(ForgottenNotes notes, Set<Place.Entry> looked) {}

    private Forgetting(Place place, String stream, long atMillis) {
        this.place = place;
        this.sieve = new Sieve(place);
        this.stream = stream;
        this.atMillis = atMillis;
    }

    /**
     * Forgets a stream.
     *
     * @param stream its id, or that of a folder whose streams are all meant
     * @param atMillis when it was forgotten, in milliseconds since 1970
     * @throws IOException where the place cannot be read or written just now; it names the object
     * @throws ArchiveException where what a run says of itself cannot be read
     */
    public static Done of(Place place, String stream, long atMillis) throws IOException {
        return new Forgetting(place, stream, atMillis).forget();
    }

    /**
     * Whether an object of any run has a row of a stream. What cannot be read has none.
     *
     * @param stream its id, or that of a folder whose streams are all meant
     */
    public static boolean finds(Place place, String stream) throws IOException {
        return new Forgetting(place, stream, 0).finds();
    }

    private boolean finds() throws IOException {
        ForgottenStreams meant = new ForgottenNotes(Map.of(stream, 1L)).forgotten();
        List<Place.Entry> all = place.walk();
        for (String prefix : RunTokens.runs(all)) {
            for (Place.Entry object : RunTokens.objects(all, prefix)) {
                if (finds(object.name(), meant)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean finds(String object, ForgottenStreams meant) throws IOException {
        try {
            return sieve.mayHold(object, meant);
        } catch (NoSuchFileException | Sieve.DamagedObject e) {
            return false;
        }
    }

    private Done forget() throws IOException {
        place.tidyOld();
        // A run that goes on may have been writing an object when it heard of it, and another may be forgetting
        // something else.
        boolean more = true;
        while (more) {
            more = pass();
        }
        return new Done(runs.size(), rewritten, removed, rows, damaged);
    }

    /** Looks at each object that was not looked at as it is; whether there was something to do, so that there may be more. */
    private boolean pass() throws IOException {
        damaged.clear();
        long before = rows;
        boolean learned = false;
        List<Place.Entry> all = place.walk();
        List<String> prefixes = RunTokens.runs(all);
        for (String prefix : prefixes) {
            learned |= learn(prefix, ForgottenNotes.read(place, all, prefix).note(place, prefix, stream, atMillis));
        }
        for (String prefix : prefixes) {
            Run run = Objects.requireNonNull(runs.get(prefix));
            for (Place.Entry object : RunTokens.objects(all, prefix)) {
                look(object, run);
            }
        }
        return learned || rows > before;
    }

    /** Takes in what a run's notes say; whether it is new, so that objects that were looked at are to be looked at again. */
    private boolean learn(String prefix, ForgottenNotes notes) {
        Run known = runs.get(prefix);
        boolean isNew = known == null || !known.notes().equals(notes);
        if (isNew) {
            runs.put(prefix, new Run(notes, new HashSet<>()));
        }
        return isNew;
    }

    private void look(Place.Entry object, Run run) throws IOException {
        if (!run.looked().contains(object) && sift(object.name(), run.notes().forgotten())) {
            run.looked().add(object);
        }
    }

    /** Whether the object could be read. */
    private boolean sift(String object, ForgottenStreams forgotten) throws IOException {
        try {
            Sieve.Sifted sifted = sieve.sift(object, forgotten);
            rows += sifted.gone();
            rewritten += sifted.rewritten() ? 1 : 0;
            removed += sifted.removed() ? 1 : 0;
            return true;
        } catch (Sieve.DamagedObject e) {
            damaged.add(new Problem(
                    object,
                    "DAMAGED_RUN",
                    "it cannot be read, so nobody knows whether it holds tokens of " + stream + ": " + e.getMessage()));
            return false;
        }
    }
}
