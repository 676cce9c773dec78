package io.winnow.cli.archive;

import io.winnow.archive.Item;
import io.winnow.archive.Planned;
import io.winnow.archive.Row;
import io.winnow.archive.Status;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.reconstruct.Pngs;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.model.Manifest;
import io.winnow.tokenize.prefix.Reconstructor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Rows whose tokens a reader was taught.
 *
 * @param rows in the order that they were given in
 * @param tokenizer whose tokens they hold
 */
record TaughtRows(List<Row> rows, ResolvedArchive tokenizer) {

    /**
     * The rows themselves where the reader was taught their tokens; else rows of the same frames, whose tokens are made of the pictures that these are tokens of.
     *
     * @param features name of the space of the ids that the reader reads
     * @param settings of the line that reads, which say what makes such ids, each {@code KEY=VALUE}
     * @param folder for pictures
     * @throws CommandFailure where the reader knows neither the tokens nor pictures of them
     */
    static TaughtRows of(ResolvedArchive archive, List<Row> rows, String features, List<String> settings, Path folder)
            throws IOException, InterruptedException {
        if (holds(archive, features)) {
            return new TaughtRows(rows, archive);
        }
        String name = archive.bundle().manifest().name();
        if (!Reconstructor.serves(archive.bundle().manifest())) {
            throw CommandFailure.usage(
                    "UNREADABLE_TOKENS",
                    "the reader was not taught the tokens of " + name + ", and no pictures can be made of them",
                    archive.bundle().folder().toString(),
                    "Give a reader of " + spoken(archive) + " with --reader; winnow models list shows what there is.");
        }
        ResolvedArchive tokenizer = ResolvedArchive.of(List.of(folder.toString()), settings, false);
        return new TaughtRows(seen(rows, tokenizer, pictures(archive, rows, folder), folder), tokenizer);
    }

    /**
     * Whether the tokens are read themselves.
     *
     * @param features name of the space of the ids that the reader reads
     */
    static boolean holds(ResolvedArchive archive, String features) {
        return spoken(archive).equals(features);
    }

    private static String spoken(ResolvedArchive archive) {
        return archive.bundle()
                .manifest()
                .codebook()
                .map(Manifest.Codebook::features)
                .orElse("none");
    }

    private static List<Planned> pictures(ResolvedArchive archive, List<Row> rows, Path folder) throws IOException {
        List<Planned> pictures = new ArrayList<>();
        try (ArchivePictures made = ArchivePictures.open(archive)) {
            made.each(rows, Integer.MAX_VALUE, shown -> {
                Path file = folder.resolve(String.format(Locale.ROOT, "%09d.png", pictures.size()));
                Pngs.write(Pngs.image(shown.picture()), file);
                pictures.add(new Planned(
                        Item.file(
                                file.toString(),
                                file.toString(),
                                Files.size(file),
                                Files.getLastModifiedTime(file).toMillis(),
                                true),
                        0));
            });
        }
        return pictures;
    }

    /** What the tokenizer sees on pictures of rows, in place of what these hold. */
    private static List<Row> seen(List<Row> rows, ResolvedArchive tokenizer, List<Planned> pictures, Path folder)
            throws IOException, InterruptedException {
        List<Row> seen = new ArrayList<>();
        try (LocalWorker worker = LocalWorker.open(tokenizer, ArchiveAddress.open(folder.toString()), false)) {
            for (Row made : worker.rows(pictures)) {
                if (made.item().status() != Status.DONE) {
                    throw new IllegalStateException("a picture made of tokens cannot be read: " + made.item());
                }
                Row of = rows.get(seen.size());
                seen.add(new Row(
                        of.item(),
                        made.tokenizer(),
                        made.frame().map(frame -> frame.inPlaceOf(of.frame().orElseThrow()))));
            }
        }
        return seen;
    }
}
