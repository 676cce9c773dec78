package io.winnow.jobs.keep;

import io.winnow.model.Bundle;
import io.winnow.model.ModelException;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.model.TextTokenizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The questions that a reader bundle brings as examples, each once: what is asked of a sample where a pipeline's own questions are not known yet. */
final class ExampleQuestions {
    private static final String WORDS = "read.words";

    private ExampleQuestions() {}

    /**
     * Their texts, in the order of the bundle.
     *
     * @throws ModelException where the bundle has none
     */
    static List<String> of(Bundle reader) {
        Tensor lines = reader.manifest()
                .examples()
                .map(file -> SafeTensors.read(reader.file(file)))
                .filter(examples -> examples.tensors().containsKey(WORDS))
                .orElseThrow(() -> new ModelException(
                        "the bundle " + reader.manifest().name() + " has no example questions to try on a sample"))
                .get(WORDS);
        int length = (int) lines.shape()[1];
        Set<String> texts = new LinkedHashSet<>();
        try (TextTokenizer words = TextTokenizer.open(reader.file("tokenizer.json"))) {
            for (int line = 0; line < lines.shape()[0]; line++) {
                int first = line * length;
                texts.add(words.decode(IntStream.range(first, first + length)
                        .mapToLong(word -> lines.data().getInt(Integer.BYTES * word))
                        .filter(word -> word != 0)
                        .toArray()));
            }
        }
        return List.copyOf(texts);
    }
}
