package io.winnow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextTokenizerTest {
    private static final String VOCABULARY = """
            {"version": "1.0", "truncation": null, "padding": null,
             "added_tokens": [{"id": 0, "content": "<pad>", "single_word": false, "lstrip": false, "rstrip": false,
                               "normalized": false, "special": true}],
             "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"}, "post_processor": null,
             "decoder": null,
             "model": {"type": "WordLevel", "unk_token": "<unk>",
                       "vocab": {"<pad>": 0, "<unk>": 1, "what": 2, "color": 3, "?": 4}}}
            """;

    @TempDir
    Path folder;

    @Test
    void wordsBecomeIdsAndBackWithoutANetwork() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, VOCABULARY);

        try (TextTokenizer tokenizer = TextTokenizer.open(file)) {
            assertThat(tokenizer.encode("What  color?")).containsExactly(2, 3, 4);
            assertThat(tokenizer.encode("what zebra")).containsExactly(2, 1);
            assertThat(tokenizer.pieces("Color what")).containsExactly("color", "what");
            assertThat(tokenizer.decode(0, 2, 3)).isEqualTo("what color");
        }
    }

    @Test
    void aFileThatIsNoVocabularyIsRefused() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, "{}");

        assertThatThrownBy(() -> TextTokenizer.open(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file.toString());
    }
}
