package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.GraphSpec;
import io.winnow.model.ModelException;
import io.winnow.model.Tensor;
import io.winnow.records.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turn by turn, on this thread, so that what joins when is the test's choice. */
class ReadWorkerTest {
    private static final List<String> QUESTIONS = List.of(
            "What is this?",
            "What can be seen in the top left corner of the picture at the very beginning of the clip?",
            "How many?",
            "Is there an ox in the video?",
            "Which object is shown: grand piano, ox, bell pepper, menorah?",
            "What colour is the moving shape?");

    /** No share is as close to the one that decides, so that rounding decides nothing. */
    private static final double CLOSE = 0.995;

    private static final double SURELY = 0.99;

    /** Shares of attention below which visual tokens are dropped: never, by some questions, and by all. */
    private static final double[] BELOW = {0, 0, 1};

    private static ReaderGraphs graphs;
    private static final Map<String, String> WRITTEN = new HashMap<>();
    private static final Map<String, List<Double>> SCORED = new HashMap<>();

    @BeforeAll
    @BeforeContainer
    static void open() {
        graphs = ReaderGraphs.open(Bundle.open(TestWindows.MODELS.resolve("reader-small")), EngineOptions.defaults());
        BELOW[1] = apart();
    }

    @AfterAll
    @AfterContainer
    static void close() {
        graphs.close();
    }

    /** A question that comes before some turn. */
    record Arrival(int context, String question, CompletableFuture<ReadResult> result) {}

    @Property(tries = 25, shrinking = ShrinkingMode.OFF)
    void whateverJoinsWhenEachIsAnsweredAsAlone(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 35) Integer> which,
            @ForAll @Size(min = 12, max = 12) List<@IntRange(max = 3) Integer> turnsBetween,
            @ForAll @IntRange(min = 1, max = 5) int mostRows,
            @ForAll @IntRange(max = 3) int cachedContexts,
            @ForAll @IntRange(max = 2) int dropping) {
        double below = BELOW[dropping];
        AskQueue queue = new AskQueue(100);
        ReadWorker worker = worker(graphs, queue, mostRows, cachedContexts * 2_500_000L, below);
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < which.size(); i++) {
            int context = which.get(i) / QUESTIONS.size();
            String question = QUESTIONS.get(which.get(i) % QUESTIONS.size());
            arrivals.add(new Arrival(context, question, queue.submit("stream-" + i % 3, ask(context, question))));
            IntStream.range(0, turnsBetween.get(i)).forEach(turn -> turnUnlessIdle(worker, arrivals));
        }
        queue.close();
        worker.work();
        arrivals.forEach(arrival -> isAsAlone(arrival, below));
    }

    /** A share of attention by which, of the questions above, some drop visual tokens after the first block, some after the second and some nowhere. */
    private static double apart() {
        SlowReader slow = new SlowReader(graphs);
        List<double[]> shares = new ArrayList<>();
        for (int context = 0; context < 6; context++) {
            for (String question : QUESTIONS) {
                shares.add(slow.shares(context(context), ask(context, question).prompt()));
            }
        }
        return shares.stream()
                .flatMapToDouble(Arrays::stream)
                .map(share -> share / SURELY)
                .filter(below -> shares.stream()
                        .flatMapToDouble(Arrays::stream)
                        .noneMatch(share -> share > below * CLOSE && share < below / CLOSE))
                .filter(below -> shares.stream().anyMatch(share -> share[0] < below)
                        && shares.stream().anyMatch(share -> share[0] > below && share[1] < below)
                        && shares.stream().anyMatch(share -> share[0] > below && share[1] > below))
                .findFirst()
                .orElseThrow();
    }

    private static void turnUnlessIdle(ReadWorker worker, List<Arrival> arrivals) {
        if (arrivals.stream().anyMatch(arrival -> !arrival.result().isDone())) {
            worker.turn();
        }
    }

    private static void isAsAlone(Arrival arrival) {
        isAsAlone(arrival, 0);
    }

    private static void isAsAlone(Arrival arrival, double below) {
        SlowReader slow = new SlowReader(graphs, below);
        String key = arrival.context() + arrival.question() + below;
        ReadResult result = arrival.result().join();
        if (Alternatives.of(arrival.question()).isEmpty()) {
            assertThat(result.answer())
                    .isEqualTo(WRITTEN.computeIfAbsent(
                            key, any -> slow.write(context(arrival.context()), arrival.question())));
            return;
        }
        double[] scores =
                SCORED.computeIfAbsent(key, any -> slow.scores(context(arrival.context()), arrival.question())).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        double[] shares = Probabilities.softmax(scores, graphs.manifest().temperature());
        for (int choice = 0; choice < shares.length; choice++) {
            assertThat(result.alternatives().get(choice).probability()).isCloseTo(shares[choice], within(1e-4));
        }
        assertThat(result.answer())
                .isEqualTo(
                        result.alternatives().get(Probabilities.largest(scores)).answer());
    }

    @Test
    @Timeout(120)
    void aQuestionJoinsAtTheNextWordAndAShortAnswerLeavesBeforeALongOne() {
        AskQueue queue = new AskQueue(100);
        ReadWorker worker = worker(withoutEnds(5), queue, 2, 0);
        CompletableFuture<ReadResult> endless = queue.submit("a", ask(5, "What is this?"));
        worker.turn();
        CompletableFuture<ReadResult> choosing = queue.submit("a", ask(3, "Is there an ox in the video?"));
        worker.turn();
        assertThat(choosing).isCompleted();
        List<String> pieces = new ArrayList<>();
        ReadRequest heard = new ReadRequest(context(3), "How many?", (attempt, offset, text, last) -> pieces.add(text));
        CompletableFuture<ReadResult> writing = queue.submit("b", new Prompter(graphs, true).ask(heard));
        worker.turn();
        assertThat(pieces)
                .as("its first word came in the turn in which it joined")
                .isNotEmpty();
        while (!writing.isDone()) {
            worker.turn();
        }
        assertThat(endless).isNotDone();
        isAsAlone(new Arrival(3, "How many?", writing));
        queue.close();
        worker.work();
        assertThat(endless.join().words()).isEqualTo(graphs.manifest().maxAnswerTokens());
    }

    @Test
    @Timeout(120)
    void aBusyStreamDoesNotHoldUpAnother() {
        AskQueue queue = new AskQueue(100);
        ReadWorker worker = worker(graphs, queue, 2, 1 << 24);
        List<CompletableFuture<ReadResult>> busy = IntStream.range(0, 10)
                .mapToObj(i -> queue.submit("busy", ask(1, "Is there an ox?")))
                .toList();
        CompletableFuture<ReadResult> quiet = queue.submit("quiet", ask(1, "Is there an ox?"));
        worker.turn();
        assertThat(quiet).isCompleted();
        assertThat(busy.stream().filter(CompletableFuture::isDone)).hasSize(1);
    }

    @Test
    @Timeout(120)
    void aRequestWhoseContextCannotBeReadFailsAlone() {
        AskQueue queue = new AskQueue(100);
        ReadWorker worker = worker(graphs, queue, 8, 0);
        CompletableFuture<ReadResult> before = queue.submit("a", ask(1, "What is this?"));
        CompletableFuture<ReadResult> poison =
                queue.submit("b", new Prompter(graphs, true).ask(new ReadRequest(poison(), "What is this?")));
        CompletableFuture<ReadResult> after = queue.submit("c", ask(2, "Is there an ox?"));
        queue.close();
        worker.work();
        assertThatThrownBy(poison::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ModelException.class);
        isAsAlone(new Arrival(1, "What is this?", before));
        isAsAlone(new Arrival(2, "Is there an ox?", after));
    }

    @Test
    @Timeout(120)
    void anAnswerThatCannotBeWrittenFailsAloneAndTheOthersAreWrittenAgainAsANewAttempt() {
        SlowReader slow = new SlowReader(graphs);
        int apart = IntStream.rangeClosed(1, 50)
                .filter(i -> slow.firstWord(context(i), "What is this?") != slow.firstWord(context(i), "How many?"))
                .findFirst()
                .orElseThrow();
        int first = slow.firstWord(context(apart), "What is this?");
        ReaderGraphs failing = failing(words -> words == first);
        AskQueue queue = new AskQueue(100);
        ReadWorker worker = worker(failing, queue, 8, 0);
        CompletableFuture<ReadResult> poison = queue.submit("a", ask(apart, "What is this?"));
        List<String> attempts = new ArrayList<>();
        StringBuilder heard = new StringBuilder();
        ReadRequest request = new ReadRequest(context(apart), "How many?", (attempt, offset, text, last) -> {
            if (attempts.isEmpty() || !attempts.get(attempts.size() - 1).equals(attempt)) {
                attempts.add(attempt);
            }
            heard.replace(offset, heard.length(), text);
        });
        CompletableFuture<ReadResult> other = queue.submit("b", new Prompter(graphs, true).ask(request));
        queue.close();
        worker.work();
        assertThatThrownBy(poison::join).hasCauseInstanceOf(ModelException.class);
        isAsAlone(new Arrival(apart, "How many?", other));
        assertThat(heard).hasToString(other.join().answer());
        assertThat(attempts).hasSize(2).isSorted();
    }

    @Test
    @Timeout(120)
    void aListenerThatFailsEndsItsAnswerAlone() {
        AskQueue queue = new AskQueue(100);
        ReadWorker worker = worker(graphs, queue, 8, 0);
        ReadRequest deaf = new ReadRequest(context(1), "What is this?", (attempt, offset, text, last) -> {
            throw new IllegalStateException("nobody is there");
        });
        CompletableFuture<ReadResult> failed = queue.submit("a", new Prompter(graphs, true).ask(deaf));
        CompletableFuture<ReadResult> other = queue.submit("a", ask(1, "What is this?"));
        queue.close();
        worker.work();
        assertThatThrownBy(failed::join).hasMessageContaining("nobody is there");
        isAsAlone(new Arrival(1, "What is this?", other));
    }

    @Test
    @Timeout(120)
    void anAnswerThatNobodyWaitsForMakesRoom() {
        AskQueue queue = new AskQueue(100);
        ReadWorker worker = worker(withoutEnds(5), queue, 1, 0);
        CompletableFuture<ReadResult> given = queue.submit("a", ask(5, "What is this?"));
        worker.turn();
        assertThat(given.cancel(false)).isTrue();
        worker.turn();
        CompletableFuture<ReadResult> next = queue.submit("a", ask(1, "Is there an ox?"));
        worker.turn();
        assertThat(next).isCompleted();
        assertThatThrownBy(given::join).isInstanceOf(CancellationException.class);
    }

    private static ReadWorker worker(ReaderGraphs graphs, AskQueue queue, int mostRows, long cacheBytes) {
        return worker(graphs, queue, mostRows, cacheBytes, 0);
    }

    private static ReadWorker worker(ReaderGraphs graphs, AskQueue queue, int mostRows, long cacheBytes, double below) {
        Steps steps = new Steps(graphs);
        Reading reading = new Reading(
                graphs,
                new Prefill(graphs, new PrefixCache(cacheBytes)),
                new Prompter(graphs, true),
                steps,
                new Scoring(graphs, steps, 600),
                new DropRule(below));
        return new ReadWorker(
                queue, seeing -> new Running(graphs.shape(), steps, seeing), reading, mostRows, 1500, new ReadTotals());
    }

    private static Ask ask(int context, String question) {
        return new Prompter(graphs, true).ask(new ReadRequest(context(context), question));
    }

    /** Contexts from none to 240 tokens. */
    private static ReadContext context(int number) {
        int kept = 48 * number;
        return number == 0
                ? ReadContext.blind()
                : new ContextBuilder(256, 2)
                        .build(List.of(TestWindows.random("worker", number, 16, kept, Clock.MEDIA)), Stretch.ALL);
    }

    /** A context with an id that the codebook has not. */
    private static ReadContext poison() {
        ReadContext sound = context(1);
        VisualTokens visual = sound.visual();
        int[] ids = visual.ids().clone();
        ids[3] = 1 << 20;
        return new ReadContext(
                new ReadContext.Key(List.of(), Stretch.ALL, ids.length, 1),
                new VisualTokens(visual.count(), ids, visual.vectors(), visual.place(), visual.frames()),
                sound.frames(),
                sound.cost(),
                sound.tokenizer());
    }

    /** Graphs whose first block fails where a single word is given that is poison. */
    private static ReaderGraphs failing(IntPredicate poison) {
        return stepping((block, inputs, outputs) -> {
            if (block == 0) {
                Tensor words = tensor(inputs, "words");
                for (int row = 0; words.shape()[2] == 1 && row < words.elements(); row++) {
                    if (poison.test((int) words.longs().get(row))) {
                        throw new ModelException("this word cannot be computed");
                    }
                }
            }
            graphs.blocks().get(block).step().run(inputs, outputs);
        });
    }

    /** Graphs that never find the end likely where a batch holds a context of as many tokens as one of the contexts has. */
    private static ReaderGraphs withoutEnds(int context) {
        int tokens = context(context).tokens();
        boolean[] endless = new boolean[64];
        return stepping((block, inputs, outputs) -> {
            graphs.blocks().get(block).step().run(inputs, outputs);
            if (block == 0) {
                Tensor mask = tensor(inputs, "visual_mask");
                int most = (int) mask.shape()[1];
                for (int slot = 0; slot < mask.shape()[0]; slot++) {
                    endless[slot] = most >= tokens && mask.floats().get(slot * most + tokens - 1) == 1;
                }
            } else if (block + 1 == graphs.blocks().size()) {
                Tensor logits = tensor(outputs, "logits");
                int words = (int) (logits.shape()[1] * logits.shape()[2]);
                for (int slot = 0; slot < logits.shape()[0]; slot++) {
                    for (int word = 0; endless[slot] && word < words; word++) {
                        int at = (slot * words + word) * graphs.shape().words();
                        logits.floats().put(at + graphs.manifest().special().end(), -1000);
                    }
                }
            }
        });
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        return Objects.requireNonNull(tensors.get(name));
    }

    /** What runs instead of a block's step. */
    private interface Stepping {
        void run(int block, Map<String, Tensor> inputs, Map<String, Tensor> outputs);
    }

    private static ReaderGraphs stepping(Stepping run) {
        List<LayerBlock> blocks = IntStream.range(0, graphs.blocks().size())
                .mapToObj(block -> new LayerBlock(graphs.blocks().get(block).context(), step(block, run)))
                .toList();
        return new ReaderGraphs(
                graphs.bundle(), graphs.manifest(), graphs.shape(), graphs.embed(), blocks, graphs.words());
    }

    private static Graph step(int block, Stepping run) {
        Graph real = graphs.blocks().get(block).step();
        return new Graph() {
            @Override
            public GraphSpec spec() {
                return real.spec();
            }

            @Override
            public void run(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
                run.run(block, inputs, outputs);
            }

            @Override
            public Binding bind(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
                return real.bind(inputs, outputs);
            }

            @Override
            public void close() {
                // The graph is the test's.
            }
        };
    }
}
