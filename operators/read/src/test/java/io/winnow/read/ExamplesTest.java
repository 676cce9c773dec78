package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.records.Clock;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The bundle's whole questions, which its export has answered in Python. */
class ExamplesTest {

    @Test
    void answersInBatchesAreThoseOfTheExport() {
        Bundle bundle = Bundle.open(TestWindows.MODELS.resolve("reader-small"));
        SafeTensors examples =
                SafeTensors.read(bundle.file(bundle.manifest().examples().orElseThrow()));
        try (ReaderGraphs graphs = ReaderGraphs.open(bundle, EngineOptions.defaults())) {
            Prompter prompter = new Prompter(graphs, false);
            List<Ask> asks = asks(examples);
            List<String> answers;
            try (ReadWorkers workers = new ReadWorkers(graphs, new PrefixCache(0), prompter, 1, 8)) {
                List<CompletableFuture<ReadResult>> results =
                        asks.stream().map(ask -> workers.submit("", ask)).toList();
                answers = results.stream().map(result -> result.join().answer()).toList();
            }
            List<String> wanted = IntStream.range(0, asks.size())
                    .mapToObj(row -> prompter.text(row(examples.get("read.answers"), row)))
                    .toList();
            assertThat(answers).containsExactlyElementsOf(wanted);
        }
    }

    private static List<Ask> asks(SafeTensors examples) {
        List<Ask> asks = new ArrayList<>();
        int rows = (int) examples.get("read.ids").shape()[0];
        int most = (int) examples.get("read.ids").shape()[1];
        for (int row = 0; row < rows; row++) {
            int tokens = row(examples.get("read.tokens"), 1, row)[0];
            int[] ids = Arrays.copyOf(row(examples.get("read.ids"), most, row), tokens);
            float[] place = new float[tokens * VisualTokens.PLACE];
            examples.get("read.place").floats().get(row * most * VisualTokens.PLACE, place);
            ReadContext context = new ReadContext(
                    new ReadContext.Key(List.of(new RecordId(0, row)), Stretch.ALL, tokens, 256),
                    new VisualTokens(tokens, ids, new float[0], place, new int[tokens]),
                    List.of(new Span(0, 1, Clock.MEDIA)),
                    new ReadContext.Cost(1, tokens, tokens, Timings.NONE),
                    Optional.empty());
            asks.add(new Ask(new ReadRequest(context, ""), row(examples.get("read.words"), row), List.of(), 0));
        }
        return asks;
    }

    /** A row without the padding behind it. */
    private static int[] row(Tensor tensor, int row) {
        int[] padded = row(tensor, (int) tensor.shape()[1], row);
        int length = padded.length;
        while (length > 0 && padded[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(padded, length);
    }

    private static int[] row(Tensor tensor, int width, int row) {
        return IntStream.range(0, width)
                .map(i -> tensor.data().getInt(Integer.BYTES * (row * width + i)))
                .toArray();
    }
}
