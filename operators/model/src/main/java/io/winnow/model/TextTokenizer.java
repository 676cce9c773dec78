package io.winnow.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Words to ids and back, by a bundle's {@code tokenizer.json}. Safe for use by several threads. */
public final class TextTokenizer implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;

    private TextTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Opens a vocabulary.
     *
     * @param file {@code tokenizer.json}
     * @throws ModelException where it cannot be read, or the native library cannot be unpacked
     */
    public static TextTokenizer open(Path file) {
        try {
            return new TextTokenizer(HuggingFaceTokenizer.builder()
                    .optTokenizerPath(file)
                    .optAddSpecialTokens(false)
                    .optTruncation(false)
                    .optPadding(false)
                    .build());
        } catch (IOException | RuntimeException e) {
            throw new ModelException(
                    "the vocabulary " + file
                            + " cannot be opened: fetch the bundle again, and see that the cache folder"
                            + " of DJL (DJL_CACHE_DIR, else ~/.djl.ai) can be written",
                    e);
        }
    }

    /** Ids of a text, without marks around it. */
    public long[] encode(String text) {
        return tokenizer.encode(text).getIds();
    }

    /** The vocabulary's pieces of a text. */
    public List<String> pieces(String text) {
        return List.of(tokenizer.encode(text).getTokens());
    }

    /** The text of ids; marks are left out. */
    public String decode(long... ids) {
        return tokenizer.decode(ids, true);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
