package io.winnow.jobs.archive;

import io.winnow.archive.Archive;
import io.winnow.archive.FrameTokens;
import io.winnow.archive.Hashes;
import io.winnow.archive.Item;
import io.winnow.archive.ItemFacts;
import io.winnow.archive.Ledger;
import io.winnow.archive.Listing;
import io.winnow.archive.Planned;
import io.winnow.archive.Problem;
import io.winnow.archive.Row;
import io.winnow.archive.RunTokens;
import io.winnow.archive.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads every object of an archive, and makes the tokens of a sample of its items again where their originals are still there. */
public final class Verification {
    private final Archive archive;
    private final String digest;

    public Verification(Archive archive, String digest) {
        this.archive = archive;
        this.digest = digest;
    }

    /**
     * What was found.
     *
     * @param objects that were read
     * @param rows in them
     * @param sampled items whose tokens were to be made again
     * @param equal of those, items that gave the same
     * @param gone of those, items whose originals are no longer as they were
     * @param quality mean difference of the pictures of their tokens, of a colour from 0 to 1; NaN where there are none
     * @param problems of objects and items
     */
    public record Found(
            int objects, long rows, int sampled, int equal, int gone, double quality, List<Problem> problems) {
        public Found {
            problems = List.copyOf(problems);
        }
    }

    /** What a run of a pipeline wrote: it is read, and nothing is made again, since the frames are gone. */
    public static Found of(RunTokens run) {
        long[] rows = new long[1];
        List<Problem> problems = run.check(row -> rows[0]++);
        return new Found(run.objects().size(), rows[0], 0, 0, 0, Double.NaN, problems);
    }

    /** Makes tokens. */
    @FunctionalInterface
    public interface Maker {
        List<Row> rows(List<Planned> items) throws IOException, InterruptedException;
    }

    /**
     * Looks.
     *
     * @param sample items to make again, at most
     * @param seed chooses them
     * @param listing of the originals as they are now
     * @param maker of tokens; not called where no original is left
     */
    public Found look(int sample, long seed, Listing listing, Maker maker) throws IOException, InterruptedException {
        Ledger ledger = archive.ledger(digest);
        Set<String> chosen = choose(ledger, sample, seed);
        Map<String, List<Row>> held = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        long[] rows = new long[1];
        for (String object : ledger.objects()) {
            archive.check(object, row -> {
                        rows[0]++;
                        if (chosen.contains(row.item().path()) && ledger.counts(object, row.item())) {
                            held.computeIfAbsent(row.item().path(), any -> new ArrayList<>())
                                    .add(row);
                        }
                    })
                    .ifPresent(problems::add);
        }
        List<Planned> again = there(listing, held);
        Map<String, List<Row>> made = new LinkedHashMap<>();
        if (!again.isEmpty()) {
            maker.rows(again)
                    .forEach(row -> made.computeIfAbsent(row.item().path(), any -> new ArrayList<>())
                            .add(row));
        }
        List<Problem> differences = new ArrayList<>();
        made.forEach((path, now) ->
                difference(path, held.getOrDefault(path, List.of()), now).ifPresent(differences::add));
        problems.addAll(differences);
        return new Found(
                ledger.objects().size(),
                rows[0],
                chosen.size(),
                made.size() - differences.size(),
                chosen.size() - again.size(),
                quality(made),
                problems);
    }

    /** The same for the same seed, whatever else the archive holds. */
    private static Set<String> choose(Ledger ledger, int sample, long seed) {
        return ledger.paths(Status.DONE).stream()
                .sorted(Comparator.comparing(path -> HexFormat.of()
                        .formatHex(Hashes.sha256().digest((seed + " " + path).getBytes(StandardCharsets.UTF_8)))))
                .limit(sample)
                .collect(Collectors.toSet());
    }

    private static List<Planned> there(Listing listing, Map<String, List<Row>> held) {
        List<Planned> there = new ArrayList<>();
        for (Item item : listing.items()) {
            List<Row> rows = held.getOrDefault(item.path(), List.of());
            if (!rows.isEmpty()) {
                ItemFacts facts = rows.get(0).item();
                if (facts.size() == item.size() && facts.modifiedMillis() == item.modifiedMillis()) {
                    there.add(new Planned(item, facts.attempt()));
                }
            }
        }
        return there;
    }

    private static Optional<Problem> difference(String path, List<Row> held, List<Row> now) {
        if (now.get(0).item().status() != Status.DONE) {
            return Optional.of(now.get(0).item().problem());
        }
        if (!Arrays.equals(held.get(0).item().sha256(), now.get(0).item().sha256())) {
            return Optional.of(
                    new Problem(path, "DIFFERENT", "the original has other bytes of the same size and time"));
        }
        if (held.size() != now.size()) {
            return Optional.of(
                    new Problem(path, "DIFFERENT", "it has " + now.size() + " frames now and had " + held.size()));
        }
        for (int i = 0; i < held.size(); i++) {
            if (!same(held.get(i), now.get(i))) {
                return Optional.of(new Problem(path, "DIFFERENT", "row " + i + " has other tokens now"));
            }
        }
        return Optional.empty();
    }

    /** But for the quality, which may have been measured once and not the other time. */
    private static boolean same(Row held, Row now) {
        return held.frame().map(Verification::unmeasured).equals(now.frame().map(Verification::unmeasured));
    }

    private static FrameTokens unmeasured(FrameTokens frame) {
        return new FrameTokens(
                frame.seq(),
                frame.epoch(),
                frame.span(),
                frame.width(),
                frame.height(),
                frame.axis(),
                frame.grid(),
                frame.tokens(),
                frame.positions(),
                frame.pivot(),
                frame.map(),
                Double.NaN);
    }

    private static double quality(Map<String, List<Row>> made) {
        return made.values().stream()
                .flatMap(List::stream)
                .flatMap(row -> row.frame().stream())
                .mapToDouble(FrameTokens::quality)
                .average()
                .orElse(Double.NaN);
    }
}
