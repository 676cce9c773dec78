package io.winnow.cli.eval;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRefused;
import io.winnow.read.ReadRequest;
import io.winnow.read.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What questions alone give away. Asked is the blind twin, which was trained as long without ever seeing a picture; where none is shipped, the reader itself, shown nothing.
 *
 * @param bundle that is asked
 * @param twin whether it is the twin
 */
record BlindReader(Bundle bundle, boolean twin) {
    private static final String TWIN = "reader-blind";

    /** The twin that lies beside a reader, or the reader. */
    static BlindReader beside(Path models, String reader) {
        Path twin = models.resolve(TWIN);
        boolean shipped = Files.exists(twin.resolve("bundle.yaml"));
        return new BlindReader(Bundle.open(shipped ? twin : models.resolve(reader)), shipped);
    }

    Given answers(List<EvalQuestion> questions) {
        Map<String, String> given = new HashMap<>();
        try (Reader reader = Reader.open(bundle, EngineOptions.defaults(), ReadOptions.defaults())) {
            List<String> texts =
                    questions.stream().map(EvalQuestion::question).distinct().toList();
            Map<String, String> byText = new HashMap<>();
            for (String text : texts) {
                byText.put(text, answer(reader, text));
            }
            questions.forEach(question -> given.put(question.id(), byText.getOrDefault(question.question(), "")));
        }
        return new Given(given);
    }

    private static String answer(Reader reader, String text) {
        try {
            return reader.answers(List.of(new ReadRequest(ReadContext.blind(), text)))
                    .get(0)
                    .answer();
        } catch (ReadRefused e) {
            return "";
        }
    }
}
