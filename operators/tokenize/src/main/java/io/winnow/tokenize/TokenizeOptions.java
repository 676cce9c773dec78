package io.winnow.tokenize;

import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.records.Describe;
import io.winnow.tokenize.vqtoken.VqTokenOptions;
import io.winnow.tokenize.vqtoken.VqTokenOptions.Mode;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * How frames become tokens.
 *
 * @param bundle name of the bundle, a folder of {@code models}
 * @param system method
 * @param payload what a token is on the wire; VQToken's, and those of bundles without a codebook, are always vectors
 * @param size edge in pixels of the square that each frame becomes, one that the bundle was made for
 * @param batch most frames of a batch
 * @param linger how long a frame waits for others while another batch is computed
 * @param inFlight most frames of one subtask that wait or are computed
 * @param prefix how many tokens a frame becomes, where they are ordered
 * @param clip where clip tokenizers cut
 * @param vqtoken for VQToken
 */
public record TokenizeOptions(
        @Describe(key = "tokenize.bundle", text = "Bundle that makes the tokens, a folder of models.")
        String bundle,

        @Describe(
                key = "tokenize.system",
                text =
                        "Method: one token for each cell of a frame (cells), for as many of them as it needs (lavit), a few"
                                + " centroids for a clip (vqtoken), a chosen number of tokens that refine one another"
                                + " (one-d-piece), or as many of those as a chosen quality takes (karl).")
        TokenizerSystem system,

        @Describe(
                key = "tokenize.payload",
                text = "What a token is on the wire: its id in the codebook, or its vector in half precision. VQToken"
                        + " always writes vectors, and so do bundles without a codebook.")
        Payload payload,

        @Describe(
                key = "tokenize.size",
                text =
                        "Edge in pixels of the squares that frames become before they are tokenized, squashed or cropped as the"
                                + " bundle says; one of the bundle's.")
        int size,

        @Describe(key = "tokenize.batch", text = "Most frames that are computed together.", content = false)
        int batch,

        @Describe(
                key = "tokenize.linger",
                text = "How long a frame waits for others to fill a batch while another batch is computed.",
                content = false)
        Duration linger,

        @Describe(
                key = "tokenize.in-flight",
                text = "Most frames of one subtask that wait or are computed; more hold the source up.",
                content = false)
        int inFlight,

        PrefixOptions prefix,
        ClipOptions clip,
        VqTokenOptions vqtoken)
        implements Serializable {
    private static final int SIZE = 224;
    private static final int BATCH = 8;
    private static final int IN_FLIGHT = 16;
    private static final Duration LINGER = Duration.ofMillis(5);

    public TokenizeOptions {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(clip, "clip");
        Objects.requireNonNull(vqtoken, "vqtoken");
        if (size < 1 || batch < 1 || inFlight < 1 || linger.isNegative()) {
            throw new IllegalArgumentException("tokenize.size " + size + ", tokenize.batch " + batch
                    + " and tokenize.in-flight " + inFlight + " are at least 1, and tokenize.linger is not negative");
        }
        boolean attends = system == TokenizerSystem.VQTOKEN && vqtoken.mode() == Mode.ATTENTION;
        if (attends && clip.frames() > vqtoken.largest()) {
            throw new IllegalArgumentException(
                    "VQToken's attention makes a token a frame at least: tokenize.clip.frames "
                            + clip.frames() + " are more than the " + vqtoken.largest()
                            + " tokens of a clip; set fewer frames, or"
                            + " tokenize.vqtoken.mode to centroids");
        }
    }

    /** Whether VQToken's attention makes the tokens. */
    public boolean attends() {
        return system == TokenizerSystem.VQTOKEN && vqtoken.mode() == Mode.ATTENTION;
    }

    public static TokenizeOptions defaults() {
        return new TokenizeOptions(
                "lite0-cells",
                TokenizerSystem.CELLS,
                Payload.IDS,
                SIZE,
                BATCH,
                LINGER,
                IN_FLIGHT,
                PrefixOptions.defaults(),
                ClipOptions.defaults(),
                VqTokenOptions.defaults());
    }

    /**
     * The defaults for a bundle: its own system, and the usual size or, where it was not made for that, its smallest.
     *
     * @throws ModelException where it is no tokenizer of pictures
     */
    public static TokenizeOptions defaultsFor(Manifest manifest) {
        TokenizerSystem system = Arrays.stream(TokenizerSystem.values())
                .filter(known -> known.word().equals(manifest.system()))
                .findFirst()
                .orElseThrow(() -> new ModelException("the bundle " + manifest.name() + " is of the system "
                        + manifest.system() + ", which tokenizes no pictures: choose another"));
        List<Integer> sizes = manifest.input().map(Manifest.Input::sizes).orElse(List.of(SIZE));
        int size = sizes.contains(SIZE) ? SIZE : Collections.min(sizes);
        VqTokenOptions vqtoken = VqTokenOptions.defaults();
        return defaults()
                .withBundle(manifest.name())
                .withSystem(system)
                .withSize(size)
                .withVqtoken(system == TokenizerSystem.VQTOKEN ? vqtoken.withMode(Mode.ATTENTION) : vqtoken);
    }

    public TokenizeOptions withBundle(String other) {
        return new TokenizeOptions(other, system, payload, size, batch, linger, inFlight, prefix, clip, vqtoken);
    }

    public TokenizeOptions withSystem(TokenizerSystem other) {
        return new TokenizeOptions(bundle, other, payload, size, batch, linger, inFlight, prefix, clip, vqtoken);
    }

    public TokenizeOptions withPayload(Payload other) {
        return new TokenizeOptions(bundle, system, other, size, batch, linger, inFlight, prefix, clip, vqtoken);
    }

    public TokenizeOptions withSize(int other) {
        return new TokenizeOptions(bundle, system, payload, other, batch, linger, inFlight, prefix, clip, vqtoken);
    }

    public TokenizeOptions withBatch(int other) {
        return new TokenizeOptions(bundle, system, payload, size, other, linger, inFlight, prefix, clip, vqtoken);
    }

    public TokenizeOptions withPrefix(PrefixOptions other) {
        return new TokenizeOptions(bundle, system, payload, size, batch, linger, inFlight, other, clip, vqtoken);
    }

    public TokenizeOptions withClip(ClipOptions other) {
        return new TokenizeOptions(bundle, system, payload, size, batch, linger, inFlight, prefix, other, vqtoken);
    }

    public TokenizeOptions withVqtoken(VqTokenOptions other) {
        return new TokenizeOptions(bundle, system, payload, size, batch, linger, inFlight, prefix, clip, other);
    }
}
