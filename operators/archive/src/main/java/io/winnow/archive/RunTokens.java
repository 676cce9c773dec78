package io.winnow.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.archive.parquet.LedgerRow;
import io.winnow.archive.parquet.RowReader;
import io.winnow.records.ForgottenStreams;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens that a run of a pipeline wrote to an archive, as {@link RunWriter} does. */
public final class RunTokens implements KeptTokens {
    /** The file that says what the run is. */
    static final String NOTE = "run.json";

    private static final String RUN = "run=";
    private static final String PARTITION = "partition=";
    private static final Pattern OBJECT = Pattern.compile(PARTITION + "(\\d+)/(\\d{20})\\.parquet");
    private static final Pattern NOTED = Pattern.compile(RUN + "[^/]+/" + NOTE);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Place place;
    private final String prefix;
    private final RunNote note;
    private final List<Place.Entry> objects;
    private final BiPredicate<String, Long> refused;

    /** @param refused whether what is of a stream and an epoch was forgotten */
    private RunTokens(
            Place place, String prefix, RunNote note, List<Place.Entry> objects, BiPredicate<String, Long> refused) {
        this.place = place;
        this.prefix = prefix;
        this.note = note;
        this.objects = List.copyOf(objects);
        this.refused = refused;
    }

    static String folder(String run) {
        return RUN + run;
    }

    /** Name of an object. Offsets have as many digits as Kafka gives them in its own files, so that names sort by them. */
    static String object(String run, int partition, long offset) {
        return String.format(Locale.ROOT, "%s/%s%d/%020d.parquet", folder(run), PARTITION, partition, offset);
    }

    /**
     * Opens a run's folder, or the newest run of an archive.
     *
     * @return empty where the place holds no run
     * @throws ArchiveException where what it says of itself cannot be read
     */
    public static Optional<RunTokens> open(Place place) throws IOException {
        List<Place.Entry> all = place.walk();
        Optional<String> newest = runs(all).stream().reduce((earlier, later) -> later);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        String prefix = newest.get();
        return Optional.of(new RunTokens(
                place,
                prefix,
                note(place, prefix + NOTE),
                objects(all, prefix),
                ForgottenNotes.read(place, all, prefix).forgotten()::refuses));
    }

    /** The same without what is refused besides, though the archive has not been written without it yet. */
    public RunTokens refusing(ForgottenStreams forgotten) {
        return new RunTokens(place, prefix, note, objects, refused.or(forgotten::refuses));
    }

    /** What the names of each run's files begin with, the newest last; nothing where the place is that of one run. */
    static List<String> runs(List<Place.Entry> all) {
        return all.stream()
                .map(Place.Entry::name)
                .filter(name -> name.equals(NOTE) || NOTED.matcher(name).matches())
                .map(name -> name.substring(0, name.length() - NOTE.length()))
                .toList();
    }

    /** The objects of a run, sorted. */
    static List<Place.Entry> objects(List<Place.Entry> all, String prefix) {
        return all.stream()
                .filter(entry -> entry.name().startsWith(prefix)
                        && OBJECT.matcher(entry.name().substring(prefix.length()))
                                .matches())
                .toList();
    }

    /** Whether a row is of a stream that was forgotten. */
    static boolean refuses(ForgottenStreams forgotten, Row row) {
        return refuses(forgotten::refuses, row);
    }

    private static boolean refuses(BiPredicate<String, Long> refused, Row row) {
        return refused.test(
                row.item().path(), row.frame().map(FrameTokens::epoch).orElse(0L));
    }

    private static RunNote note(Place place, String name) throws IOException {
        String where = place.address() + "/" + name;
        RunNote note;
        try (InputStream in = Channels.newInputStream(place.open(name))) {
            note = JSON.readValue(in.readAllBytes(), RunNote.class);
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    "DAMAGED",
                    "the file is not as Winnow writes it: " + e.getOriginalMessage(),
                    where,
                    "Remove it: a pipeline that goes on with the run writes it again.",
                    e);
        }
        if (note.format() > RunNote.FORMAT) {
            throw new ArchiveException(
                    "NEWER_ARCHIVE",
                    "the run's objects are of the format " + note.format() + ", and this version of Winnow reads "
                            + RunNote.FORMAT,
                    where,
                    "Use a newer version of Winnow.");
        }
        return note;
    }

    /** What is known of the run. */
    public RunNote note() {
        return note;
    }

    /** Names of its objects, sorted. */
    public List<String> objects() {
        return objects.stream().map(Place.Entry::name).toList();
    }

    @Override
    public String address() {
        return prefix.isEmpty() ? place.address() : place.address() + "/" + prefix.substring(0, prefix.length() - 1);
    }

    @Override
    public Computation computation() {
        return note.computation();
    }

    @Override
    public List<String> sources() {
        return note.sources();
    }

    @Override
    public boolean ofStreams() {
        return true;
    }

    @Override
    public Progress progress() throws IOException {
        Set<String> streams = new HashSet<>();
        long tokens = 0;
        for (String object : objects()) {
            try (RowReader<LedgerRow> rows = RowReader.ledgerRows(place.open(object))) {
                while (rows.hasNext()) {
                    LedgerRow row = rows.next();
                    if (!refused.test(row.path(), row.epoch())) {
                        streams.add(row.path());
                        tokens += row.tokens();
                    }
                }
            }
        }
        return new Progress(
                streams.size(),
                streams.size(),
                0,
                0,
                0,
                objects.stream().mapToLong(Place.Entry::size).sum(),
                tokens,
                0,
                note.tokenizer(),
                Computation.shown(computation().digest()));
    }

    @Override
    public List<Row> rows(Predicate<String> paths, Predicate<Row> rows) throws IOException {
        List<Row> found = new ArrayList<>();
        for (String object : objects()) {
            each(object, placed -> {
                Row row = placed.row();
                if (paths.test(row.item().path()) && rows.test(row)) {
                    found.add(row);
                }
            });
        }
        // A stream lies in one partition, whose objects sort by their offsets.
        found.sort(Comparator.comparing((Row row) -> row.item().path(), Bytewise.ORDER));
        return found;
    }

    /**
     * Reads an object's rows in their order, without those of streams that were forgotten.
     *
     * @throws IOException where it cannot be read
     */
    public void each(String object, Consumer<TopicRow> each) throws IOException {
        all(object, row -> {
            if (!refuses(refused, row.row())) {
                each.accept(row);
            }
        });
    }

    private void all(String object, Consumer<TopicRow> each) throws IOException {
        try (RowReader<TopicRow> rows = RowReader.topicRows(place.open(object))) {
            rows.forEachRemaining(each);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Reads every object and looks whether it is what its name says, and no record is there twice.
     *
     * @param each takes the rows
     * @return what is wrong
     */
    public List<Problem> check(Consumer<TopicRow> each) {
        List<Problem> problems = new ArrayList<>();
        Offsets offsets = new Offsets();
        for (String object : objects()) {
            Matcher named = OBJECT.matcher(object.substring(prefix.length()));
            if (!named.matches()) {
                throw new IllegalStateException(object + " has the name of no object");
            }
            offsets.begin(Integer.parseInt(named.group(1)), Long.parseLong(named.group(2)));
            try {
                all(object, row -> {
                    offsets.add(row.offset());
                    if (!refuses(refused, row.row())) {
                        each.accept(row);
                    }
                });
            } catch (IOException | RuntimeException e) {
                problems.add(new Problem(object, "DAMAGED_RUN", "it cannot be read: " + e.getMessage()));
                continue;
            }
            offsets.problem().ifPresent(what -> problems.add(new Problem(object, "DAMAGED_RUN", what)));
        }
        return problems;
    }

    /** The offsets of a partition's objects, one after the other. */
    private static final class Offsets {
        private int partition = -1;
        private long last;
        private long first;
        private long rows;
        private String wrong = "";

        void begin(int of, long named) {
            last = of == partition ? last : -1;
            partition = of;
            first = named;
            rows = 0;
            wrong = "";
        }

        void add(long offset) {
            // What was forgotten may have stood before it.
            if (rows++ == 0 && offset < first) {
                wrong = "its first record had the offset " + offset + ", not that of its name";
            } else if (wrong.isEmpty() && offset <= last) {
                wrong = "the record of the offset " + offset + " is there twice, or out of order";
            }
            last = Math.max(last, offset);
        }

        Optional<String> problem() {
            return rows == 0
                    ? Optional.of("it holds no record")
                    : Optional.of(wrong).filter(it -> !it.isEmpty());
        }
    }
}
