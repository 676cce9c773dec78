package io.winnow.archive;

import io.winnow.archive.parquet.LedgerRow;
import io.winnow.archive.parquet.RowReader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an archive's objects say is done. Of several attempts at an item the last one counts. */
public final class Ledger {
    private static final long LATELY_MILLIS = 60_000;

    private final Map<String, Held> held = new HashMap<>();
    private final List<Place.Entry> objects;

    private Ledger(List<Place.Entry> objects) {
        this.objects = List.copyOf(objects);
    }

    /**
     * Reads the objects of one computation.
     *
     * @param place of the archive
     * @param folder of the computation within it
     */
    public static Ledger read(Place place, String folder) throws IOException {
        Ledger ledger = new Ledger(place.walk().stream()
                .filter(entry -> entry.name().startsWith(folder + "/") && Shard.named(entry.name()))
                .toList());
        for (Place.Entry object : ledger.objects) {
            ledger.read(place, object);
        }
        return ledger;
    }

    private void read(Place place, Place.Entry object) throws IOException {
        try (RowReader<LedgerRow> rows = RowReader.ledgerRows(place.open(object.name()))) {
            rows.forEachRemaining(row -> add(object.name(), row));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ArchiveException(
                    "DAMAGED",
                    place.address() + "/" + object.name() + " cannot be read: " + e.getMessage(),
                    place.address() + "/" + object.name(),
                    "Remove it and tokenize again: its items are then made anew, and no others.",
                    e);
        }
    }

    private void add(String object, LedgerRow row) {
        Held other = held.get(row.path());
        if (other == null || row.attempt() > other.attempt()) {
            held.put(
                    row.path(),
                    new Held(object, row.attempt(), row.size(), row.modifiedMillis(), row.status(), row.tokens()));
        } else if (other.object().equals(object) && other.attempt() == row.attempt()) {
            held.put(row.path(), other.plus(row.tokens()));
        }
    }

    /** Whether an item is held as it is now. */
    boolean holds(Item item) {
        Held last = held.get(item.path());
        return last != null && last.size() == item.size() && last.modifiedMillis() == item.modifiedMillis();
    }

    boolean failed(String path) {
        return Optional.ofNullable(held.get(path))
                .map(last -> last.status().failed())
                .orElse(false);
    }

    int nextAttempt(String path) {
        return Optional.ofNullable(held.get(path))
                .map(last -> last.attempt() + 1)
                .orElse(0);
    }

    /** Whether a row is of the attempt that counts. */
    public boolean counts(String object, ItemFacts item) {
        Held last = held.get(item.path());
        return last != null && last.object().equals(object) && last.attempt() == item.attempt();
    }

    /** Names of the objects that hold items which failed. */
    Set<String> objectsWithFailures() {
        return held.values().stream()
                .filter(last -> last.status().failed())
                .map(Held::object)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names of the objects that hold the last attempts at some items. */
    Set<String> objectsOf(Predicate<String> wanted) {
        Set<String> names = new TreeSet<>();
        held.forEach((path, last) -> {
            if (wanted.test(path)) {
                names.add(last.object());
            }
        });
        return names;
    }

    /** Paths of items whose last attempt ended so, sorted. */
    public SortedSet<String> paths(Status status) {
        SortedSet<String> paths = new TreeSet<>(Bytewise.ORDER);
        held.forEach((path, last) -> {
            if (last.status() == status) {
                paths.add(path);
            }
        });
        return paths;
    }

    /** Names of its objects, sorted. */
    public List<String> objects() {
        return objects.stream().map(Place.Entry::name).toList();
    }

    /** Paths of all items, failed or not. */
    Set<String> paths() {
        return Collections.unmodifiableSet(held.keySet());
    }

    /** Items whose objects were written in the minute before the newest, by that time; 0 where that says nothing. */
    double itemsPerSecond() {
        long newest =
                objects.stream().mapToLong(Place.Entry::modifiedMillis).max().orElse(0);
        Map<String, Long> times = objects.stream()
                .filter(object -> newest - object.modifiedMillis() <= LATELY_MILLIS)
                .collect(Collectors.toMap(Place.Entry::name, Place.Entry::modifiedMillis));
        long oldest = times.values().stream().mapToLong(Long::longValue).min().orElse(newest);
        // What the oldest holds was made before it was written.
        long items = held.values().stream()
                .filter(last -> times.getOrDefault(last.object(), oldest) > oldest)
                .count();
        return newest > oldest ? items * 1000.0 / (newest - oldest) : 0;
    }

    /** Items of which it knows. */
    public long items() {
        return held.size();
    }

    /** Items whose last attempt ended so. */
    public long items(Status status) {
        return held.values().stream().filter(last -> last.status() == status).count();
    }

    /** Bytes of the originals. */
    public long bytesIn() {
        return held.values().stream()
                .mapToLong(last -> Math.max(0, last.size()))
                .sum();
    }

    /** Bytes of the objects. */
    public long bytesOut() {
        return objects.stream().mapToLong(Place.Entry::size).sum();
    }

    /** Tokens of the attempts that count. */
    public long tokens() {
        return held.values().stream().mapToLong(Held::tokens).sum();
    }
}
