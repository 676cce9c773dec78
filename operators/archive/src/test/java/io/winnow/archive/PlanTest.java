package io.winnow.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.archive.parquet.RowWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    private static final String DIGEST = "0123456789abcdef";
    private static final String TOKENIZER = "cells@0123456789ab";

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsHeldWithTheSameSizeAndTimeIsLeftOut() throws IOException {
        Archive archive = new Archive(new LocalPlace(folder));
        make(archive, new Shard(List.of(planned("a", 1, 1, 0), planned("b", 2, 2, 0))), Status.DONE);

        Plan plan = Plan.of(
                listing(Samples.item("a", 1, 1), Samples.item("b", 2, 3), Samples.item("c", 3, 3)),
                archive.ledger(DIGEST),
                10);

        assertThat(plan.held()).isEqualTo(1);
        assertThat(plan.shards()).hasSize(1);
        assertThat(plan.shards().get(0).items()).containsExactly(planned("b", 2, 3, 1), planned("c", 3, 3, 0));
    }

    @Test
    void onlyARetryTakesUpFailures() throws IOException {
        Archive archive = new Archive(new LocalPlace(folder));
        make(archive, new Shard(List.of(planned("a", 1, 1, 0))), Status.FAILED);
        make(archive, new Shard(List.of(planned("b", 2, 2, 0))), Status.DONE);
        Listing listing = listing(Samples.item("a", 1, 1), Samples.item("b", 2, 2));

        assertThat(Plan.of(listing, archive.ledger(DIGEST), 10).shards()).isEmpty();
        assertThat(Plan.ofFailures(listing, archive.ledger(DIGEST), 10)
                        .shards()
                        .get(0)
                        .items())
                .containsExactly(planned("a", 1, 1, 1));
    }

    @Test
    void theLastAttemptCounts() throws IOException {
        Archive archive = new Archive(new LocalPlace(folder));
        make(archive, new Shard(List.of(planned("a", 1, 1, 0))), Status.FAILED);
        make(archive, new Shard(List.of(planned("a", 1, 1, 1))), Status.DONE);

        Ledger ledger = archive.ledger(DIGEST);
        assertThat(ledger.items(Status.FAILED)).isZero();
        assertThat(ledger.items(Status.DONE)).isEqualTo(1);
        assertThat(ledger.tokens()).isEqualTo(3);
        assertThat(archive.problems(DIGEST, ledger)).isEmpty();
    }

    @Test
    void shardsOfOtherItemsHaveOtherNames() {
        Shard one = new Shard(List.of(planned("a", 1, 1, 0)));

        assertThat(Stream.of(planned("b", 1, 1, 0), planned("a", 2, 1, 0), planned("a", 1, 2, 0), planned("a", 1, 1, 1))
                        .map(other -> new Shard(List.of(other)).name()))
                .doesNotContain(one.name())
                .doesNotHaveDuplicates();
    }

    /** An interruption loses shards at random; the next plan has exactly those. */
    @Property(tries = 60)
    void aPlanAfterAnInterruptionHasTheShardsThatAreMissing(
            @ForAll @IntRange(min = 1, max = 40) int items,
            @ForAll @IntRange(min = 1, max = 9) int shardItems,
            @ForAll long seed)
            throws IOException {
        Path place = Files.createTempDirectory("winnow-plan");
        try {
            Archive archive = new Archive(new LocalPlace(place));
            Listing listing = new Listing(
                    IntStream.range(0, items)
                            .mapToObj(i -> Samples.item(String.format("%03d", i), i, 5))
                            .toList(),
                    List.of());
            List<Shard> all = new ArrayList<>(
                    Plan.of(listing, archive.ledger(DIGEST), shardItems).shards());
            assertThat(all.stream().limit(all.size() - 1L))
                    .allMatch(shard -> shard.items().size() == shardItems);
            Collections.shuffle(all, new Random(seed));
            int done = new Random(seed).nextInt(all.size() + 1);
            all.subList(0, done).forEach(shard -> make(archive, shard, Status.DONE));

            Plan next = Plan.of(listing, archive.ledger(DIGEST), shardItems);

            assertThat(names(next.shards())).isEqualTo(names(all.subList(done, all.size())));
        } finally {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Set<String> names(List<Shard> shards) {
        Set<String> names = new TreeSet<>();
        shards.forEach(shard -> names.add(shard.name()));
        return names;
    }

    private static Planned planned(String path, long size, long modifiedMillis, int attempt) {
        return new Planned(Samples.item(path, size, modifiedMillis), attempt);
    }

    private static Listing listing(Item... items) {
        return new Listing(List.of(items), List.of());
    }

    private static void make(Archive archive, Shard shard, Status status) {
        try {
            Path scratch = archive.place().scratch();
            try (RowWriter writer = new RowWriter(scratch)) {
                for (Planned planned : shard.items()) {
                    Item item = planned.item();
                    ItemFacts facts = new ItemFacts(
                            item.path(),
                            planned.attempt(),
                            item.size(),
                            item.modifiedMillis(),
                            new byte[32],
                            status,
                            status == Status.DONE ? "" : "DECODE: it is damaged");
                    writer.write(new Row(
                            facts,
                            TOKENIZER,
                            status == Status.DONE ? Optional.of(Samples.frame(1, 3)) : Optional.empty()));
                }
            }
            archive.place().put(Archive.object(DIGEST, shard), scratch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
