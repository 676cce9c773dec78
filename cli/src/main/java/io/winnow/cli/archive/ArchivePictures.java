package io.winnow.cli.archive;

import io.winnow.archive.FrameTokens;
import io.winnow.archive.Row;
import io.winnow.cli.command.CommandFailure;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.records.Positions;
import io.winnow.records.Tokens;
import io.winnow.tokenize.RgbPicture;
import io.winnow.tokenize.prefix.Reconstructor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Makes pictures of rows, a batch at a time, so that there are never more of them at once. */
final class ArchivePictures implements AutoCloseable {
    private final Reconstructor reconstructor;
    private final int batch;

    private ArchivePictures(Reconstructor reconstructor, int batch) {
        this.reconstructor = reconstructor;
        this.batch = batch;
    }

    /**
     * A picture, and what it was made of.
     *
     * @param tokens that many
     * @param bytes that these take
     */
    record Shown(Row row, RgbPicture picture, int tokens, int bytes) {}

    /** Takes pictures. */
    @FunctionalInterface
    interface Taker {
        void take(Shown shown) throws IOException;
    }

    /**
     * Opens the bundle that made an archive.
     *
     * @throws CommandFailure where no pictures can be made of its tokens
     */
    static ArchivePictures open(ResolvedArchive resolved) {
        String name = resolved.bundle().manifest().name();
        if (!Reconstructor.serves(resolved.bundle().manifest())) {
            throw CommandFailure.usage(
                    "NO_PICTURES",
                    "the archive was made by " + name + ", whose tokens cannot be made pictures again",
                    resolved.bundle().folder().toString(),
                    "Make an archive with --tokenizer one-d-piece-small or karl-small to see pictures of its tokens.");
        }
        int batch = resolved.definition().tokenize().batch();
        return new ArchivePictures(
                Reconstructor.open(
                        resolved.bundle(), batch, resolved.definition().engine()),
                batch);
    }

    /**
     * Makes them, in the order of the rows.
     *
     * @param rows with tokens
     * @param most tokens of each that are used, the first of them
     * @throws CommandFailure where tokens are none of the bundle's
     */
    void each(List<Row> rows, int most, Taker taker) throws IOException {
        for (int from = 0; from < rows.size(); from += batch) {
            List<CompletableFuture<Shown>> some = new ArrayList<>();
            for (Row row : rows.subList(from, Math.min(rows.size(), from + batch))) {
                some.add(picture(row, most));
            }
            for (CompletableFuture<Shown> shown : some) {
                taker.take(join(shown));
            }
        }
    }

    private CompletableFuture<Shown> picture(Row row, int most) {
        FrameTokens frame = row.frame().orElseThrow();
        int count = Math.min(most, frame.tokens().count());
        Tokens tokens = frame.tokens().first(count);
        Optional<Tokens.Ids> positions = frame.positions().map(all -> Positions.first(all, count));
        try {
            return reconstructor
                    .picture(row.item().path(), tokens, positions)
                    .thenApply(picture -> new Shown(row, picture, count, tokens.bytes()));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    CommandFailure.input(
                                    "NOT_ITS_TOKENS",
                                    String.valueOf(e.getMessage()),
                                    row.item().path(),
                                    "See winnow archive verify, and tokenize what is damaged again.")
                            .failure(),
                    Optional.of(e));
        }
    }

    private static Shown join(CompletableFuture<Shown> shown) {
        try {
            return shown.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public void close() {
        reconstructor.close();
    }
}
