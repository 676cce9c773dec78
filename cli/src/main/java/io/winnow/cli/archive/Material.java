package io.winnow.cli.archive;

import io.winnow.archive.KeptTokens;
import io.winnow.archive.Row;
import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.models.TokenizerSettings;
import io.winnow.jobs.archive.ResolvedArchive;
import io.winnow.jobs.definition.KafkaOptions;
import io.winnow.records.Axis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What questions are asked about: tokens of an archive, or those that a topic still holds.
 *
 * @param rows at least one, by path and then in the order of their frames
 * @param made how they were made
 * @param ofStreams whether each path is a stream, whatever it holds
 * @param notes what is not looked at, in sentences
 */
record Material(List<Row> rows, ResolvedArchive made, boolean ofStreams, List<String> notes) {

    /** Of an archive. */
    static Material ofArchive(String address, List<String> ids, TimeRange time, MadeBy by) throws IOException {
        return of(ArchiveAddress.kept(address), ids, time, by, Long.MAX_VALUE);
    }

    /**
     * Of what an archive holds.
     *
     * @param most frames
     * @throws CommandFailure where there would be more
     */
    static Material of(KeptTokens kept, List<String> ids, TimeRange time, MadeBy by, long most) throws IOException {
        Chosen chosen = Chosen.of(kept, ids, time, most);
        return new Material(
                chosen.rows(),
                by.of(kept, List.of()),
                kept.ofStreams(),
                chosen.reach().lacking());
    }

    /**
     * Of the topic of a pipeline's tokens: of one tokenizer, since others' cannot be read together with these. It is the one that is named, else that of the newest.
     *
     * @throws CommandFailure where the bundle that made them is not here
     */
    static Material ofTopic(String address, KafkaOptions kafka, List<String> ids, TimeRange time, MadeBy by)
            throws InterruptedException {
        HeldTokens held = TokenTopic.of(address, kafka).read(ids, time);
        List<String> settings = TokenizerSettings.of(by.named().orElseGet(() -> MadeBy.name(held.newestTokenizer())));
        ResolvedArchive made = resolved(settings);
        List<Row> rows = held.rows().stream()
                .filter(row -> row.tokenizer().equals(made.bundle().ref().toString()))
                .toList();
        if (rows.isEmpty()) {
            throw CommandFailure.usage(
                    "OTHER_TOKENIZER",
                    "the topic's tokens were made by "
                            + held.rows().stream()
                                    .map(Row::tokenizer)
                                    .distinct()
                                    .collect(Collectors.joining(" and "))
                            + ", and none by " + made.bundle().ref(),
                    made.bundle().folder().toString(),
                    "Name the bundle that made them with --tokenizer.");
        }
        return new Material(rows, isOfClips(rows) ? ofClips(settings) : made, true, notes(held, rows.size()));
    }

    private static ResolvedArchive resolved(List<String> settings) {
        return ResolvedArchive.of(List.of(AskedArchive.PICTURES), settings, false);
    }

    /** VQToken makes its tokens of those of a tokenizer of pictures, whose bundle is named. */
    private static boolean isOfClips(List<Row> rows) {
        return rows.get(0).frame().orElseThrow().axis() == Axis.CENTROIDS;
    }

    private static ResolvedArchive ofClips(List<String> settings) {
        List<String> clips = new ArrayList<>(settings);
        clips.add("tokenize.system=vqtoken");
        return resolved(clips);
    }

    private static List<String> notes(HeldTokens held, int used) {
        List<String> notes = new ArrayList<>(held.reach().lacking());
        held.unseen()
                .forEach(id -> notes.add(
                        "Of " + id + ", no frame is kept of the time asked about, nor of an hour before or after."));
        int others = held.rows().size() - used;
        if (others > 0) {
            notes.add("Records of another tokenizer, left out: " + ArchiveReport.count(others) + ".");
        }
        if (held.unreadable() > 0) {
            notes.add(
                    "Records that this version cannot read, left out: " + ArchiveReport.count(held.unreadable()) + ".");
        }
        return notes;
    }
}
