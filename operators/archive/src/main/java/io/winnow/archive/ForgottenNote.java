package io.winnow.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.StreamControl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run's folder says of streams that were forgotten: their rows are not read, also where they are in its objects still.
 *
 * @param format of this file
 * @param streams when each was forgotten, in milliseconds since 1970, by its id or that of its folder
 */
record ForgottenNote(int format, SortedMap<String, Long> streams) {
    /** Beside the run's own note. */
    static final String NAME = "forgotten.json";

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    ForgottenNote {
        streams = new TreeMap<>(streams);
    }

    /**
     * That of a run.
     *
     * @param prefix of the run's files
     * @throws ArchiveException where it cannot be read
     */
    static ForgottenNote read(Place place, String prefix) throws IOException {
        String name = prefix + NAME;
        if (place.look(name).isEmpty()) {
            return new ForgottenNote(FORMAT, new TreeMap<>());
        }
        String where = place.address() + "/" + name;
        ForgottenNote note;
        try (InputStream in = Channels.newInputStream(place.open(name))) {
            note = JSON.readValue(in.readAllBytes(), ForgottenNote.class);
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    "DAMAGED",
                    "the file is not as Winnow writes it: " + e.getOriginalMessage(),
                    where,
                    "Remove it, and forget once more with winnow streams forget what was to be forgotten.",
                    e);
        }
        if (note.format() > FORMAT) {
            throw new ArchiveException(
                    "NEWER_ARCHIVE",
                    "what was forgotten is noted in the format " + note.format() + ", and this version of Winnow reads "
                            + FORMAT,
                    where,
                    "Use a newer version of Winnow.");
        }
        return note;
    }

    /** With one more, or one that was forgotten again. */
    ForgottenNote with(String stream, long atMillis) {
        SortedMap<String, Long> more = new TreeMap<>(streams);
        more.merge(stream, atMillis, Math::max);
        return new ForgottenNote(FORMAT, more);
    }

    void write(Place place, String prefix) throws IOException {
        Path scratch = place.scratch();
        try {
            Files.write(scratch, (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
            place.put(prefix + NAME, scratch);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /** What is refused by it. */
    ForgottenStreams forgotten() {
        return ForgottenStreams.of(streams.entrySet().stream()
                .map(stream -> StreamControl.forget(stream.getKey(), stream.getValue()))
                .toList());
    }
}
