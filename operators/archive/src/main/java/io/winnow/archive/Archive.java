package io.winnow.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.winnow.archive.parquet.RowReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** An archive where it lies: its settings, computations and objects. */
public final class Archive {
    /** The file of its settings. */
    static final String SETTINGS = "archive.json";

    private static final String COMPUTATION = "compute.json";
    private static final String KNOWN = "originals.json";
    private static final String DEAD_LETTERS = "dead-letters.jsonl";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper LINE = new ObjectMapper();

    private final Place place;

    public Archive(Place place) {
        this.place = place;
    }

    public Place place() {
        return place;
    }

    /**
     * Its settings; empty where it has not been made yet.
     *
     * @throws ArchiveException where they cannot be read, or were written by a later version
     */
    public Optional<ArchiveSettings> settings() throws IOException {
        Optional<ArchiveSettings> settings = read(SETTINGS, ArchiveSettings.class);
        settings.filter(it -> it.format() > ArchiveSettings.FORMAT).ifPresent(newer -> {
            throw new ArchiveException(
                    "NEWER_ARCHIVE",
                    "the archive is of the format " + newer.format() + ", and this version of Winnow reads "
                            + ArchiveSettings.FORMAT,
                    where(SETTINGS),
                    "Use a newer version of Winnow.");
        });
        return settings;
    }

    /**
     * Its settings.
     *
     * @throws ArchiveException where there is no archive
     */
    public ArchiveSettings required() throws IOException {
        return settings()
                .orElseThrow(() -> new ArchiveException(
                        "NO_ARCHIVE",
                        "there is no archive at " + place.address(),
                        where(SETTINGS),
                        "Correct the path, or make one with winnow archive tokenize, or with archive: in a pipeline."));
    }

    /** Notes the computation that is asked for and where its originals are. Writes only what changes. */
    public ArchiveSettings prepare(ArchiveSettings settings, Computation computation, List<String> sources)
            throws IOException {
        ArchiveSettings next = settings.with(computation.digest(), sources);
        write(SETTINGS, next);
        write(Computation.folder(computation.digest()) + "/" + COMPUTATION, computation);
        return next;
    }

    /**
     * How a computation makes tokens.
     *
     * @throws ArchiveException where the archive has no such computation
     */
    public Computation computation(String digest) throws IOException {
        String name = Computation.folder(digest) + "/" + COMPUTATION;
        return read(name, Computation.class)
                .orElseThrow(() -> new ArchiveException(
                        "NO_COMPUTATION",
                        "the archive does not say how its tokens were made",
                        where(name),
                        "Tokenize again, which writes it."));
    }

    /** Notes what the originals were. */
    public void know(String digest, Known known) throws IOException {
        write(Computation.folder(digest) + "/" + KNOWN, known);
    }

    /** What the originals were when last listed. */
    public Optional<Known> known(String digest) throws IOException {
        return read(Computation.folder(digest) + "/" + KNOWN, Known.class);
    }

    /** What a computation's objects say is done. */
    public Ledger ledger(String digest) throws IOException {
        return Ledger.read(place, Computation.folder(digest));
    }

    /**
     * How far a computation is.
     *
     * @param ledger of it
     */
    public Progress progress(String digest, Ledger ledger) throws IOException {
        Optional<Known> known = known(digest);
        long problems = known.map(it -> it.problems().size()).orElse(0);
        return new Progress(
                Math.max(ledger.items(), known.map(Known::items).orElse(0L)) + problems,
                ledger.items(Status.DONE),
                ledger.items(Status.FAILED) + ledger.items(Status.PARTIAL) + problems,
                ledger.items(Status.SKIPPED),
                ledger.bytesIn(),
                ledger.bytesOut(),
                ledger.tokens(),
                ledger.itemsPerSecond(),
                computation(digest).tokenizer(),
                Computation.shown(digest));
    }

    /**
     * What went wrong, by path: of the originals as they were last listed, and of items.
     *
     * @param ledger of the computation
     */
    public List<Problem> problems(String digest, Ledger ledger) throws IOException {
        List<Problem> problems =
                new ArrayList<>(known(digest).map(Known::problems).orElse(List.of()));
        for (String object : ledger.objectsWithFailures()) {
            problems.addAll(failures(object, ledger));
        }
        problems.sort(Comparator.comparing(Problem::path, Bytewise.ORDER));
        return problems;
    }

    private Set<Problem> failures(String object, Ledger ledger) throws IOException {
        Set<Problem> failures = new LinkedHashSet<>();
        rows(object, row -> {
            if (row.item().status().failed() && ledger.counts(object, row.item())) {
                failures.add(row.item().problem());
            }
        });
        return failures;
    }

    /**
     * Reads an object's rows in their order.
     *
     * @throws IOException where it cannot be read
     */
    public void rows(String object, Consumer<Row> each) throws IOException {
        try (RowReader<Row> rows = RowReader.rows(place.open(object))) {
            rows.forEachRemaining(each);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * The tokens of the computation that was last asked for.
     *
     * @throws ArchiveException where there is no archive
     */
    public KeptTokens kept() throws IOException {
        return new ComputedTokens(this, required());
    }

    /** The rows that count of some items, by path and then in their order. */
    List<Row> lastRows(String digest, Predicate<String> paths, Predicate<Row> wanted) throws IOException {
        Ledger ledger = ledger(digest);
        List<Row> found = new ArrayList<>();
        for (String object : ledger.objectsOf(paths)) {
            rows(object, row -> {
                if (paths.test(row.item().path()) && ledger.counts(object, row.item()) && wanted.test(row)) {
                    found.add(row);
                }
            });
        }
        found.sort(Comparator.comparing((Row row) -> row.item().path(), Bytewise.ORDER));
        return found;
    }

    /**
     * Reads an object and looks whether it holds what its name says.
     *
     * @param each takes its rows
     * @return what is wrong with it; empty where nothing is
     */
    public Optional<Problem> check(String object, Consumer<Row> each) {
        List<Planned> items = new ArrayList<>();
        try {
            rows(object, row -> {
                Planned planned = planned(row.item());
                if (items.isEmpty() || !items.get(items.size() - 1).equals(planned)) {
                    items.add(planned);
                }
                each.accept(row);
            });
        } catch (IOException | RuntimeException e) {
            return Optional.of(new Problem(object, "DAMAGED", "it cannot be read: " + e.getMessage()));
        }
        boolean whole = !items.isEmpty() && object.endsWith("/" + new Shard(items).name());
        return whole
                ? Optional.empty()
                : Optional.of(new Problem(object, "DAMAGED", "its items are not those that its name stands for"));
    }

    private static Planned planned(ItemFacts item) {
        return new Planned(Item.file(item.path(), "", item.size(), item.modifiedMillis(), false), item.attempt());
    }

    /** Name of a shard's object. */
    public static String object(String digest, Shard shard) {
        return Computation.folder(digest) + "/" + shard.name();
    }

    /** Writes the dead-letter file, a line a problem; none where there are none. */
    public void deadLetters(List<Problem> problems) throws IOException {
        if (problems.isEmpty()) {
            place.delete(DEAD_LETTERS);
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Problem problem : problems) {
            lines.append(LINE.writeValueAsString(problem)).append('\n');
        }
        put(DEAD_LETTERS, lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Where the dead-letter file is. */
    public String deadLetterFile() {
        return where(DEAD_LETTERS);
    }

    private String where(String name) {
        return place.address() + "/" + name;
    }

    private <T> Optional<T> read(String name, Class<T> type) throws IOException {
        if (place.look(name).isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Channels.newInputStream(place.open(name))) {
            return Optional.of(JSON.readValue(in.readAllBytes(), type));
        } catch (JsonProcessingException e) {
            throw new ArchiveException(
                    "DAMAGED",
                    "the file is not as Winnow writes it: " + e.getOriginalMessage(),
                    where(name),
                    "Restore it, or remove it and tokenize again.",
                    e);
        }
    }

    private void write(String name, Object document) throws IOException {
        put(name, (JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void put(String name, byte[] content) throws IOException {
        if (place.look(name).isPresent()) {
            try (InputStream in = Channels.newInputStream(place.open(name))) {
                if (Arrays.equals(in.readAllBytes(), content)) {
                    return;
                }
            }
        }
        Path scratch = place.scratch();
        try {
            Files.write(scratch, content);
            place.put(name, scratch);
        } finally {
            Files.deleteIfExists(scratch);
        }
    }
}
