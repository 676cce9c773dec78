package io.winnow.archive;

import io.winnow.records.Axis;
import io.winnow.records.Clock;
import io.winnow.records.Grid;
import io.winnow.records.Positions;
import io.winnow.records.Span;
import io.winnow.records.TokenMap;
import io.winnow.records.Tokens;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/** Rows and items to test with. */
final class Samples {
    private static final int BITS = 12;

    private Samples() {}

    static Item item(String path, long size, long modifiedMillis) {
        return Item.file(path, "/originals/" + path, size, modifiedMillis, false);
    }

    static ItemFacts facts(String path, int attempt, Status status) {
        byte[] hash = new byte[32];
        Arrays.fill(hash, (byte) path.hashCode());
        String error = status == Status.DONE ? "" : ItemFacts.error("DECODE", "the picture is damaged");
        return new ItemFacts(
                path, attempt, 1_000L + path.length(), 1_700_000_000_000L + path.hashCode(), hash, status, error);
    }

    static int[] ids(long seed, int count) {
        return new Random(seed).ints(count, 0, 1 << BITS).toArray();
    }

    static FrameTokens frame(long seed, int tokens) {
        return new FrameTokens(
                seed,
                0,
                new Span(seed * 500_000, (seed + 1) * 500_000, Clock.MEDIA),
                640,
                480,
                Axis.SPATIAL,
                new Grid(1, 1, Math.max(1, tokens)),
                Tokens.Ids.pack(ids(seed, tokens), BITS),
                Optional.empty(),
                -1,
                Optional.empty(),
                Double.NaN);
    }

    static FrameTokens centroids(long seed) {
        Tokens.Vectors vectors = new Tokens.Vectors(3, 2, new byte[12]);
        return new FrameTokens(
                seed,
                7,
                new Span(0, 8_000_000, Clock.WALL),
                0,
                0,
                Axis.CENTROIDS,
                new Grid(2, 1, 2),
                vectors,
                Optional.of(Tokens.Ids.pack(new int[] {0, 1, 3}, 2)),
                2,
                Optional.of(new TokenMap(Tokens.Ids.pack(new int[] {0, 1, 2, 2}, 2))),
                0.25);
    }

    static FrameTokens prefix(long seed) {
        int[] slots = {0, 1, 5, 9};
        return new FrameTokens(
                seed,
                0,
                new Span(0, 40_000, Clock.MEDIA),
                300,
                200,
                Axis.PREFIX,
                new Grid(1, 1, 16),
                Tokens.Ids.pack(ids(seed, slots.length), BITS),
                Optional.of(Positions.bitmap(slots, 16)),
                -1,
                Optional.empty(),
                0.049);
    }

    static Row row(String path, int attempt, long seed, int tokens) {
        return new Row(facts(path, attempt, Status.DONE), "cells@0123456789ab", Optional.of(frame(seed, tokens)));
    }

    static Row failure(String path, int attempt) {
        return new Row(facts(path, attempt, Status.FAILED), "cells@0123456789ab", Optional.empty());
    }
}
