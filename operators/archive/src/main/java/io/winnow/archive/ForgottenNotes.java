package io.winnow.archive;

import io.winnow.records.ForgottenStreams;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run's folder says of streams that were forgotten: their rows are not read, also where they are in its objects still.
 *
 * @param streams when each was forgotten last, in milliseconds since 1970, by its id or that of its folder
 */
record ForgottenNotes(Map<String, Long> streams) {
    ForgottenNotes {
        streams = Map.copyOf(streams);
    }

    /**
     * Those of a run.
     *
     * @param all files of the place
     * @param prefix of the run's files
     * @throws ArchiveException where one cannot be read
     */
    static ForgottenNotes read(Place place, List<Place.Entry> all, String prefix) throws IOException {
        Map<String, Long> streams = new TreeMap<>();
        for (Place.Entry file : all) {
            if (file.name().startsWith(prefix + ForgottenNote.FOLDER)) {
                ForgottenNote note = ForgottenNote.read(place, file.name());
                streams.merge(note.stream(), note.atMillis(), Math::max);
            }
        }
        return new ForgottenNotes(streams);
    }

    /** Writes of a run that a stream is forgotten, unless it is said that it was since. */
    ForgottenNotes note(Place place, String prefix, String stream, long atMillis) throws IOException {
        if (streams.getOrDefault(stream, Long.MIN_VALUE) >= atMillis) {
            return this;
        }
        ForgottenNote.of(stream, atMillis).write(place, prefix);
        Map<String, Long> more = new TreeMap<>(streams);
        more.put(stream, atMillis);
        return new ForgottenNotes(more);
    }

    /** What is refused by them: all from before. Whether a stream has come back since is not said, and its epochs are later where it has. */
    ForgottenStreams forgotten() {
        return ForgottenStreams.before(streams);
    }
}
