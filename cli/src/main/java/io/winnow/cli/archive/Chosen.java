package io.winnow.cli.archive;

import io.winnow.archive.KeptTokens;
import io.winnow.archive.Problem;
import io.winnow.archive.Row;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CommandFailure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an archive holds of the items that a command names.
 *
 * @param rows with tokens, at least one, by path and then in the order of their frames
 * @param without items that have no tokens because they failed
 * @param reach of the frames of those items
 */
record Chosen(List<Row> rows, List<Problem> without, Reach reach) {

    /**
     * Reads it.
     *
     * @param ids paths of items or of folders of them; all items where there are none
     * @param time that frames are of
     * @throws CommandFailure where the archive holds nothing of one of them, or no tokens of any
     */
    static Chosen of(KeptTokens kept, List<String> ids, TimeRange time) throws IOException {
        return of(kept, ids, time, Long.MAX_VALUE);
    }

    /**
     * Reads it, unless it is too much.
     *
     * @param ids paths of items or of folders of them; all items where there are none
     * @param time that frames are of
     * @param most frames
     * @throws CommandFailure where the archive holds nothing of one of them, no tokens of any, or more frames
     */
    static Chosen of(KeptTokens kept, List<String> ids, TimeRange time, long most) throws IOException {
        Wanted wanted = new Wanted(ids);
        Reach reach = new Reach(time);
        AtomicLong frames = new AtomicLong();
        return chosen(kept, time, wanted, reach, kept.rows(wanted, row -> {
            boolean chosen = isOf(row, reach);
            if (chosen && row.frame().isPresent() && frames.incrementAndGet() > most) {
                throw tooMany(kept, most);
            }
            return chosen;
        }));
    }

    private static CommandFailure tooMany(KeptTokens kept, long most) {
        return CommandFailure.usage(
                "TOO_MANY_FRAMES",
                "that are more than " + ArchiveReport.count(most) + " frames, as many as are asked about here",
                kept.address(),
                "Name fewer items or streams, or a shorter time; winnow archive ask has no such limit.");
    }

    private static Chosen chosen(KeptTokens kept, TimeRange time, Wanted wanted, Reach reach, List<Row> rows) {
        wanted.unseen().stream().findFirst().ifPresent(id -> {
            throw CommandFailure.input(
                    "NO_ITEM",
                    "the archive holds no item " + id,
                    kept.address(),
                    "Give a path as the archive's column path has it, such as folder/picture.jpg, or a folder.");
        });
        List<Row> frames = rows.stream().filter(row -> row.frame().isPresent()).toList();
        List<Problem> without = rows.stream()
                .filter(row -> row.frame().isEmpty() && row.item().status().failed())
                .map(row -> row.item().problem())
                .toList();
        if (frames.isEmpty()) {
            throw CommandFailure.input(
                    "NO_TOKENS",
                    without.isEmpty()
                            ? "the archive holds no tokens" + time.words() + reach.instead()
                            : "the archive holds no tokens of " + without.get(0).path() + ", which failed: "
                                    + without.get(0).what(),
                    kept.address(),
                    without.isEmpty() ? hint(kept) : without.get(0).hint());
        }
        return new Chosen(frames, without, reach);
    }

    private static String hint(KeptTokens kept) {
        return kept.ofStreams()
                ? "See winnow archive status. What was seen last, and what the archive was not there for, the topic of the pipeline's tokens may hold: winnow archive ask kafka:PIPELINE."
                : "See winnow archive status.";
    }

    /** A row without a frame is of any time. */
    private static boolean isOf(Row row, Reach reach) {
        return row.frame()
                .map(frame -> reach.add(row.item().path(), frame.span()))
                .orElse(true);
    }
}
