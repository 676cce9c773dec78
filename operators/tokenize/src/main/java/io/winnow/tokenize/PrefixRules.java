package io.winnow.tokenize;

import io.winnow.model.Manifest;
import java.util.Optional;

/** Whether a bundle can make as many tokens as options ask for, for whoever checks a pipeline before it starts, and for the tokenizer. */
public final class PrefixRules {
    private PrefixRules() {}

    /**
     * Something that does not fit.
     *
     * @param key of the option
     * @param what goes on a sentence that begins with the bundle
     * @param hint what to do
     */
    public record Problem(String key, String what, String hint) {}

    /** What is wrong; empty if nothing. */
    public static Optional<Problem> problem(TokenizeOptions options, Manifest manifest) {
        PrefixOptions wanted = options.prefix();
        if (options.system().ordersTokens() && !options.system().word().equals(manifest.system())) {
            return problem(
                    "tokenize.system",
                    "is of the system " + manifest.system() + ", not "
                            + options.system().word(),
                    "Write tokenize.system: " + manifest.system() + ", or choose another tokenize.bundle.");
        }
        int most = manifest.tokens().map(Manifest.TokenCount::max).orElse(0);
        if (wanted.tokens() > 0 && !options.system().ordersTokens()) {
            return problem(
                    "tokenize.tokens",
                    "makes a number of tokens that cannot be chosen",
                    "Leave it at 0, or choose a bundle of the system one-d-piece or karl.");
        }
        if (wanted.tokens() > most && options.system().ordersTokens()) {
            return problem(
                    "tokenize.tokens",
                    "makes at most " + most + " tokens of a frame, not " + wanted.tokens(),
                    "Write " + most + " or fewer.");
        }
        if (wanted.quality() > 0 && options.system() != TokenizerSystem.KARL) {
            return problem(
                    "tokenize.quality",
                    "cannot be told a quality",
                    options.system() == TokenizerSystem.ONE_D_PIECE
                            ? "Write tokenize.tokens instead, or choose a bundle of the system karl."
                            : "Leave it at 0, or choose a bundle of the system karl.");
        }
        if (options.payload() == Payload.VECTORS && options.system().ordersTokens() && hasCodes(manifest)) {
            return problem("tokenize.payload", "makes ids, not vectors", "Write tokenize.payload: ids.");
        }
        return Optional.empty();
    }

    private static boolean hasCodes(Manifest manifest) {
        return manifest.codebook().filter(codebook -> codebook.size() > 0).isPresent();
    }

    private static Optional<Problem> problem(String key, String what, String hint) {
        return Optional.of(new Problem(key, what, hint));
    }
}
