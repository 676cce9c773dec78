package io.winnow.cli.eval;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.read.ReadContext;
import io.winnow.read.ReadOptions;
import io.winnow.read.ReadRefused;
import io.winnow.read.ReadRequest;
import io.winnow.read.ReadResult;
import io.winnow.read.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

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
            Map<String, CompletableFuture<ReadResult>> asked = new LinkedHashMap<>();
            for (EvalQuestion question : questions) {
                submit(reader, question).ifPresent(result -> asked.put(question.id(), result));
            }
            asked.forEach((id, result) -> given.put(id, result.join().answer()));
        }
        return new Given(given);
    }

    /** A question that the reader refuses stays without an answer, which is wrong. */
    private static Optional<CompletableFuture<ReadResult>> submit(Reader reader, EvalQuestion question) {
        try {
            return Optional.of(reader.submit("", new ReadRequest(ReadContext.blind(), question.question())));
        } catch (ReadRefused e) {
            return Optional.empty();
        }
    }
}
