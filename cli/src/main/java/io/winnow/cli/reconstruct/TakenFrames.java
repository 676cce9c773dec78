package io.winnow.cli.reconstruct;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.models.ModelFolders;
import io.winnow.cli.tokenize.FileTokenizer;
import io.winnow.cli.tokenize.TokenizerOptions;
import io.winnow.model.Bundle;
import io.winnow.records.BundleRef;
import io.winnow.records.TokenRecord;
import io.winnow.records.avro.TokenFile;
import io.winnow.records.avro.TokenFileException;
import io.winnow.tokenize.RgbPicture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Frames to make pictures of.
 *
 * @param bundle that made their tokens
 * @param taken with their tokens, at least one
 */
record TakenFrames(Bundle bundle, List<Taken> taken) {
    private static final String USUAL = "one-d-piece-small";

    TakenFrames {
        taken = List.copyOf(taken);
    }

    /** Of a picture or a clip, whose tokens are made here. */
    static TakenFrames decoded(Path file, Optional<String> tokenizer, TokenizerOptions options, int most)
            throws InterruptedException {
        List<String> settings = options.settings(tokenizer.orElse(USUAL));
        List<Taken> taken = new ArrayList<>();
        try (FileTokenizer opened = FileTokenizer.open(settings, options.framesPerSecond())) {
            opened.frames(file, frame -> {
                RgbPicture original = RgbPicture.of(frame);
                taken.add(new Taken(opened.record(frame).join(), Optional.of(original)));
                return taken.size() < most;
            });
            return new TakenFrames(opened.bundle(), some(taken, file));
        }
    }

    /** Of a file of tokens, whose originals may be gone. */
    static TakenFrames stored(Path file, Optional<String> tokenizer, int most) throws IOException {
        List<Taken> taken = new ArrayList<>();
        try (TokenFile.Reader reader = TokenFile.read(file)) {
            for (Optional<TokenRecord> next = reader.next();
                    next.isPresent() && taken.size() < most;
                    next = reader.next()) {
                taken.add(new Taken(next.get(), Optional.empty()));
            }
        } catch (TokenFileException e) {
            throw new CommandFailure(
                    CommandFailure.input(
                                    "BAD_TOKENS",
                                    String.valueOf(e.getMessage()),
                                    file.toString(),
                                    "Write it again with winnow tokenize --out.")
                            .failure(),
                    Optional.of(e));
        }
        some(taken, file);
        BundleRef made = taken.get(0).record().tokenizer();
        Bundle bundle = Bundle.open(ModelFolders.find(tokenizer.orElse(made.name())));
        for (Taken one : taken) {
            require(bundle, one.record().tokenizer(), file);
        }
        return new TakenFrames(bundle, taken);
    }

    private static List<Taken> some(List<Taken> taken, Path file) {
        if (taken.isEmpty()) {
            throw CommandFailure.input(
                    "NO_FRAMES", "there is no frame in " + file, file.toString(), "Give a file that has one.");
        }
        return taken;
    }

    private static void require(Bundle bundle, BundleRef made, Path file) {
        if (!bundle.ref().equals(made)) {
            throw CommandFailure.input(
                    "OTHER_BUNDLE",
                    "the tokens were made by " + made + ", and " + bundle.ref() + " would show something else",
                    file.toString(),
                    "Give the bundle that made them with --tokenizer.");
        }
    }
}
