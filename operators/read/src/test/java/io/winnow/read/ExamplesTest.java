package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.model.Bundle;
import io.winnow.model.EngineKind;
import io.winnow.model.EngineOptions;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.records.Clock;
import io.winnow.records.Halves;
import io.winnow.records.RecordId;
import io.winnow.records.Span;
import io.winnow.records.Timings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bundle's whole questions, which PyTorch has answered in fp32 when it was exported. */
class ExamplesTest {
    private static final int PROMPTS = 200;
    private static final int MOST_DIFFERENT = 1;
    /** Two words whose logits are so close may come out in another order from another engine. */
    private static final float TIE = 1e-3f;
    /** The same for engines that round products, and how many answers they may change. */
    private static final float ROUNDED = 0.5f;

    private static final int ROUNDED_PERCENT = 3;
    /** Shares this close to the one that decides, of it, may fall to either side. */
    private static final double CLOSE = 0.02;

    @ParameterizedTest
    @ValueSource(strings = {"reader-small", "reader-blind"})
    void answersAreThoseOfPyTorchExceptWhereTwoWordsTie(String name) {
        Bundle bundle = Bundle.open(TestWindows.MODELS.resolve(name));
        SafeTensors examples =
                SafeTensors.read(bundle.file(bundle.manifest().examples().orElseThrow()));
        try (ReaderGraphs graphs = ReaderGraphs.open(bundle, EngineOptions.defaults())) {
            Prompter prompter = new Prompter(graphs, false);
            List<Ask> asks = asks(examples);
            assertThat(asks).hasSize(PROMPTS);
            List<String> answers = answers(graphs, prompter, asks);
            int different = 0;
            for (int i = 0; i < PROMPTS; i++) {
                int[] wanted = words(examples.get("read.answers"), i);
                if (!answers.get(i).equals(prompter.text(wanted))) {
                    different++;
                    assertThat(ahead(examples, i, firstDifference(graphs, answers.get(i), wanted)))
                            .as("question %d: %s instead of %s", i, answers.get(i), prompter.text(wanted))
                            .isLessThan(TIE);
                }
            }
            assertThat(different).isLessThanOrEqualTo(MOST_DIFFERENT);
        }
    }

    /** What rounding changes is close: few answers, each where two words were nearly as likely. */
    @ParameterizedTest
    @EnumSource(names = {"ONNX_INT8", "TORCH_BF16"})
    void answersOfOtherEnginesAreNearlyThoseOfPyTorch(EngineKind kind) {
        Bundle bundle = Bundle.open(TestWindows.MODELS.resolve("reader-small"));
        SafeTensors examples =
                SafeTensors.read(bundle.file(bundle.manifest().examples().orElseThrow()));
        try (ReaderGraphs graphs =
                ReaderGraphs.open(bundle, EngineOptions.defaults().withReader(kind))) {
            Prompter prompter = new Prompter(graphs, false);
            List<String> answers = answers(graphs, prompter, asks(examples));
            int different = 0;
            for (int i = 0; i < PROMPTS; i++) {
                int[] wanted = words(examples.get("read.answers"), i);
                if (!answers.get(i).equals(prompter.text(wanted))) {
                    different++;
                    assertThat(ahead(examples, i, firstDifference(graphs, answers.get(i), wanted)))
                            .as("question %d: %s instead of %s", i, answers.get(i), prompter.text(wanted))
                            .isLessThan(ROUNDED);
                }
            }
            assertThat(different).isLessThanOrEqualTo(PROMPTS * ROUNDED_PERCENT / 100);
        }
    }

    /** The layer behind which visual tokens are dropped is that by what PyTorch says of the question's attention. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.01, 0.001})
    void layersThatSeeVisualTokensAreThoseOfPyTorch(double below) {
        Bundle bundle = Bundle.open(TestWindows.MODELS.resolve("reader-small"));
        SafeTensors examples =
                SafeTensors.read(bundle.file(bundle.manifest().examples().orElseThrow()));
        Tensor shares = examples.get("read.shares");
        try (ReaderGraphs graphs = ReaderGraphs.open(bundle, EngineOptions.defaults())) {
            List<ReadResult> results = results(graphs, new Prompter(graphs, false), asks(examples), below);
            int ends = graphs.shape().blocks().size() - 1;
            assertThat(shares.shape()).containsExactly(PROMPTS, ends);
            int decided = 0;
            for (int i = 0; i < PROMPTS; i++) {
                int seeing = 1;
                boolean clear = true;
                for (int end = 0; end < ends && seeing == end + 1; end++) {
                    float share = shares.floats().get(i * ends + end);
                    clear &= Math.abs(share - below) > CLOSE * below;
                    seeing += share < below ? 0 : 1;
                }
                if (clear) {
                    decided++;
                    assertThat(results.get(i).sight().layers())
                            .as("question %d", i)
                            .isEqualTo(graphs.shape().layersBefore(seeing));
                }
            }
            assertThat(decided).isGreaterThan(PROMPTS * 9 / 10);
        }
    }

    private static List<String> answers(ReaderGraphs graphs, Prompter prompter, List<Ask> asks) {
        return results(graphs, prompter, asks, 0).stream()
                .map(ReadResult::answer)
                .toList();
    }

    private static List<ReadResult> results(ReaderGraphs graphs, Prompter prompter, List<Ask> asks, double below) {
        ReadOptions options = ReadOptions.defaults().withDropBelow(below);
        try (ReadWorkers workers = new ReadWorkers(graphs, new PrefixCache(1 << 24), prompter, 1, options)) {
            List<CompletableFuture<ReadResult>> results =
                    asks.stream().map(ask -> workers.submit("", ask)).toList();
            return results.stream().map(CompletableFuture::join).toList();
        }
    }

    private static int firstDifference(ReaderGraphs graphs, String answer, int[] wanted) {
        long[] given = graphs.words().encode(answer);
        int same = 0;
        while (same < Math.min(given.length, wanted.length) && given[same] == wanted[same]) {
            same++;
        }
        return same;
    }

    /** By how much a word of the stored answer was likelier than the second. */
    private static float ahead(SafeTensors examples, int question, int word) {
        Tensor ahead = examples.get("read.ahead");
        return ahead.floats().get(question * (int) ahead.shape()[1] + word);
    }

    private static List<Ask> asks(SafeTensors examples) {
        List<ReadContext> contexts = contexts(examples);
        List<Ask> asks = new ArrayList<>();
        for (int i = 0; i < examples.get("read.contexts").elements(); i++) {
            ReadContext context = contexts.get(whole(examples.get("read.contexts"), i));
            asks.add(new Ask(new ReadRequest(context, ""), words(examples.get("read.words"), i), List.of(), 0));
        }
        return asks;
    }

    private static List<ReadContext> contexts(SafeTensors examples) {
        Tensor stored = examples.get("read.place");
        byte[] halves = new byte[stored.data().capacity()];
        stored.data().get(0, halves);
        float[] place = Halves.unpack(halves);
        List<ReadContext> contexts = new ArrayList<>();
        int from = 0;
        for (int context = 0; context < examples.get("read.tokens").elements(); context++) {
            int tokens = whole(examples.get("read.tokens"), context);
            int[] ids = new int[tokens];
            for (int token = 0; token < tokens; token++) {
                ids[token] = whole(examples.get("read.ids"), from + token);
            }
            float[] placed = Arrays.copyOfRange(place, from * VisualTokens.PLACE, (from + tokens) * VisualTokens.PLACE);
            contexts.add(new ReadContext(
                    new ReadContext.Key(List.of(new RecordId(0, context)), Stretch.ALL, tokens, tokens),
                    new VisualTokens(tokens, ids, new float[0], placed, new int[tokens]),
                    List.of(new Span(0, 1, Clock.MEDIA)),
                    new ReadContext.Cost(1, tokens, tokens, Timings.NONE),
                    Optional.empty()));
            from += tokens;
        }
        return contexts;
    }

    /** A row without the padding behind it. */
    private static int[] words(Tensor tensor, int row) {
        int width = (int) tensor.shape()[1];
        int length = width;
        while (length > 0 && whole(tensor, row * width + length - 1) == 0) {
            length--;
        }
        int[] words = new int[length];
        for (int i = 0; i < length; i++) {
            words[i] = whole(tensor, row * width + i);
        }
        return words;
    }

    private static int whole(Tensor tensor, int index) {
        return tensor.data().getInt(Integer.BYTES * index);
    }
}
