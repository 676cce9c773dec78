package io.winnow.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.winnow.archive.parquet.RowWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the tokens of a run to an archive. An object is named by the run, the partition and the offset of the first record that it was to hold, and appears at once or not at all: whoever writes the same records again
 * writes the same bytes to the same name, and nothing is lost or there twice.
 */
public final class RunWriter {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Place place;
    private final RunNote note;
    private boolean noted;

    public RunWriter(Place place, RunNote note) {
        this.place = place;
        this.note = note;
    }

    /**
     * Writes an object.
     *
     * @param first offset by which it is named: that of its first row, or an earlier one of what is not to be kept
     * @param rows in the order of their offsets, at least one
     * @return its name
     * @throws IOException where it cannot be written; nothing is left behind then
     */
    public String write(int partition, long first, List<TopicRow> rows) throws IOException {
        note();
        String name = RunTokens.object(note.run(), partition, first);
        put(place, name, rows);
        return name;
    }

    /** Writes an object of a name, in place of one that is there. */
    static void put(Place place, String name, List<TopicRow> rows) throws IOException {
        Path scratch = place.scratch();
        try {
            try (RowWriter writer = RowWriter.ofTopic(scratch)) {
                for (TopicRow row : rows) {
                    writer.write(row);
                }
            }
            place.put(name, scratch);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /** Says once what the run is, before there is any object of it. */
    private void note() throws IOException {
        String name = RunTokens.folder(note.run()) + "/" + RunTokens.NOTE;
        if (noted || place.look(name).isPresent()) {
            noted = true;
            return;
        }
        Path scratch = place.scratch();
        try {
            Files.write(scratch, (JSON.writeValueAsString(note) + "\n").getBytes(StandardCharsets.UTF_8));
            place.put(name, scratch);
            noted = true;
        } finally {
            Files.deleteIfExists(scratch);
        }
    }
}
