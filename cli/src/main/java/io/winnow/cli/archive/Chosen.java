package io.winnow.cli.archive;

import io.winnow.archive.KeptTokens;
import io.winnow.archive.Problem;
import io.winnow.archive.Row;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CommandFailure;
import java.io.IOException;
import java.util.List;

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
        Wanted wanted = new Wanted(ids);
        Reach reach = new Reach(time);
        List<Row> rows = kept.rows(wanted, row -> isOf(row, reach));
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
