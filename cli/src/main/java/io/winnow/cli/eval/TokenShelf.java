package io.winnow.cli.eval;

import io.winnow.archive.FrameTokens;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.tokenize.FileTokenizer;
import io.winnow.jobs.GivenStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tokens of media that are made once, to be pruned and read again and again.
 *
 * @param streams by the media's names
 * @param failures media that could not be read, a line each
 */
record TokenShelf(List<GivenStream> streams, List<String> failures) {
    private static final double FRAMES_PER_SECOND = 2;

    TokenShelf {
        streams = List.copyOf(streams);
        failures = List.copyOf(failures);
    }

    /**
     * Fills it.
     *
     * @param settings of the pipeline, each {@code KEY=VALUE}
     */
    static TokenShelf of(List<EvalMaterial> materials, List<String> settings, Terminal terminal)
            throws InterruptedException {
        List<GivenStream> streams = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        try (FileTokenizer tokenizer = FileTokenizer.open(settings, FRAMES_PER_SECOND)) {
            for (EvalMaterial material : materials) {
                for (String media : material.media()) {
                    try {
                        streams.add(stream(media, material.folder().resolve(media), tokenizer));
                        terminal.bar(streams.size() + " media tokenized");
                    } catch (CommandFailure e) {
                        failures.add(media + ": " + e.failure().what() + " ["
                                + e.failure().code() + "]");
                    }
                }
            }
        }
        terminal.bar("");
        return new TokenShelf(streams, failures);
    }

    private static GivenStream stream(String media, Path file, FileTokenizer tokenizer) throws InterruptedException {
        return new GivenStream(
                media,
                tokenizer.bundle().ref(),
                tokenizer.records(file).stream().map(FrameTokens::of).toList());
    }

    /** Those of some media alone. */
    List<GivenStream> of(Set<String> media) {
        return streams.stream()
                .filter(stream -> media.contains(stream.stream()))
                .toList();
    }
}
