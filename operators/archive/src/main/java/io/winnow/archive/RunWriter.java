package io.winnow.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.winnow.archive.parquet.RowWriter;
import io.winnow.records.ForgottenStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the tokens of a run to an archive. An object is named by the run, the partition and the offset of the first record that it was to hold, and appears at once or not at all: whoever writes the same records again
 * writes the same bytes to the same name, and nothing is lost or there twice.
 */
public final class RunWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RunWriter.class);
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
        String name = name(partition, first);
        put(place, name, rows);
        return name;
    }

    /** Name of an object, by the offset by which it is named. */
    public String name(int partition, long first) {
        return RunTokens.object(note.run(), partition, first);
    }

    /** Says of the run which streams are forgotten, by which nobody reads a row of theirs that is in its objects. Where there is none, there is nothing to say. */
    public void forget(ForgottenStreams forgotten) throws IOException {
        String prefix = RunTokens.folder(note.run()) + "/";
        if (forgotten.isEmpty() || place.look(prefix + RunTokens.NOTE).isEmpty()) {
            return;
        }
        for (Map.Entry<String, Long> stream : forgotten.millis().entrySet()) {
            ForgottenNote.of(stream.getKey(), stream.getValue()).write(place, prefix);
        }
    }

    /**
     * Writes an object of the run anew without rows that are refused, if it holds any; it goes where it holds nothing else. What cannot be read is left as it is: whoever forgets by command lists it.
     *
     * @throws IOException where it cannot be read or written just now
     */
    public void sift(String object, ForgottenStreams forgotten) throws IOException {
        try {
            new Sieve(place).sift(object, forgotten);
        } catch (Sieve.DamagedObject e) {
            LOG.warn("{} cannot be read, so nobody knows whether it holds what was forgotten", object, e);
        }
    }

    /** Removes an object, if it is there: what it held when it was written before was forgotten since. */
    public void remove(String object) throws IOException {
        if (place.look(object).isPresent()) {
            place.delete(object);
        }
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
