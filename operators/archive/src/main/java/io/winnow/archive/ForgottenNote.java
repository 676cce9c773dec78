package io.winnow.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;

/**
 * That a stream was forgotten, in a file of its own of a run's folder: whoever notes another at the same moment writes another file, so neither takes anything from the other.
 *
 * @param format of this file
 * @param stream its id, or that of a folder whose streams are all meant
 * @param atMillis when it was forgotten, in milliseconds since 1970
 */
record ForgottenNote(int format, String stream, long atMillis) {
    /** The folder of such files, beside the run's own note. */
    static final String FOLDER = "forgotten/";

    private static final int FORMAT = 1;
    private static final int HASH_CHARS = 16;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    ForgottenNote {
        Objects.requireNonNull(stream, "stream");
    }

    static ForgottenNote of(String stream, long atMillis) {
        return new ForgottenNote(FORMAT, stream, atMillis);
    }

    /** @throws ArchiveException where it cannot be read */
    static ForgottenNote read(Place place, String name) throws IOException {
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

    /** By the stream's hash, since an id may be what no file can be called, and the time. */
    private String name() {
        byte[] hash = Hashes.sha256().digest(stream.getBytes(StandardCharsets.UTF_8));
        return FOLDER + HexFormat.of().formatHex(hash).substring(0, HASH_CHARS) + "-" + atMillis + ".json";
    }

    /** Writes it to a run's folder, unless it is there. */
    void write(Place place, String prefix) throws IOException {
        if (place.look(prefix + name()).isPresent()) {
            return;
        }
        Path scratch = place.scratch();
        try {
            Files.write(scratch, (JSON.writeValueAsString(this) + "\n").getBytes(StandardCharsets.UTF_8));
            place.put(prefix + name(), scratch);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }
}
