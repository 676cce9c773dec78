package io.winnow.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.archive.parquet.LedgerRow;
import io.winnow.archive.parquet.RowReader;
import io.winnow.archive.parquet.RowWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void rowsComeBackAsTheyWere() throws IOException {
        List<Row> rows = List.of(
                Samples.row("images/a.jpg", 0, 1, 49),
                Samples.failure("images/b.jpg", 2),
                new Row(
                        Samples.facts("clips/c.mp4", 0, Status.PARTIAL),
                        "vq@ba9876543210",
                        Optional.of(Samples.centroids(3))),
                new Row(
                        Samples.facts("images/k.png", 0, Status.DONE),
                        "karl@ba9876543210",
                        Optional.of(Samples.prefix(5))),
                Samples.row("images/none.png", 0, 4, 0),
                new Row(
                        new ItemFacts("gone.jpg", 0, -1, 0, new byte[0], Status.FAILED, "READ: it is gone"),
                        "cells@0123456789ab",
                        Optional.empty()));

        assertThat(read(write("rows.parquet", rows))).isEqualTo(rows);
    }

    @Test
    void rowsOfSeveralGroupsComeBackInOrder() throws IOException {
        List<Row> rows = IntStream.range(0, 10_000)
                .mapToObj(i -> Samples.row("images/" + i, 0, i, i % 5))
                .toList();

        assertThat(read(write("many.parquet", rows))).isEqualTo(rows);
    }

    @Test
    void theSameRowsGiveTheSameBytes() throws IOException {
        List<Row> rows = Stream.concat(
                        IntStream.range(0, 300).mapToObj(i -> Samples.row("images/" + i + ".jpg", 0, i, 49)),
                        Stream.of(Samples.failure("images/x", 1)))
                .toList();

        assertThat(Files.readAllBytes(write("one.parquet", rows)))
                .isEqualTo(Files.readAllBytes(write("other.parquet", rows)));
    }

    @Test
    void aRowCostsItsPackedIdsAndLittleMore() throws IOException {
        int tokens = 128;
        List<Row> rows = IntStream.range(0, ArchiveSettings.SHARD_ITEMS)
                .mapToObj(i -> Samples.row("images/" + i + ".jpg", 0, i, tokens))
                .toList();

        long bytes = Files.size(write("cost.parquet", rows));
        long pathsAndHashes = 32L * rows.size()
                + rows.stream().mapToLong(row -> row.item().path().length()).sum();
        long packed = 192;
        assertThat((bytes - pathsAndHashes) / rows.size() - packed).isLessThanOrEqualTo(64);
    }

    @Test
    void theLedgerReadsOnlyWhatItNeeds() throws IOException {
        Path file = write("rows.parquet", List.of(Samples.row("a", 3, 1, 49), Samples.failure("b", 0)));

        try (RowReader<LedgerRow> reader = RowReader.ledgerRows(Files.newByteChannel(file))) {
            ItemFacts a = Samples.facts("a", 3, Status.DONE);
            ItemFacts b = Samples.facts("b", 0, Status.FAILED);
            assertThat(reader)
                    .toIterable()
                    .containsExactly(
                            new LedgerRow("a", 3, a.size(), a.modifiedMillis(), Status.DONE, 0, 49),
                            new LedgerRow("b", 0, b.size(), b.modifiedMillis(), Status.FAILED, 0, 0));
        }
    }

    @Test
    void whatIsNoObjectIsRefused() throws IOException {
        Path file = folder.resolve("text.parquet");
        Files.writeString(file, "no Parquet at all, though long enough to be looked at");

        assertThatThrownBy(() -> RowReader.rows(Files.newByteChannel(file))).isInstanceOf(Exception.class);
    }

    private Path write(String name, List<Row> rows) throws IOException {
        Path file = folder.resolve(name);
        try (RowWriter writer = new RowWriter(file)) {
            for (Row row : rows) {
                writer.write(row);
            }
        }
        return file;
    }

    private static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader<Row> reader = RowReader.rows(Files.newByteChannel(file))) {
            reader.forEachRemaining(rows::add);
        }
        return rows;
    }
}
