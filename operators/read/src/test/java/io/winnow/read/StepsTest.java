package io.winnow.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.records.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Rows of a few contexts of different lengths, one of them without a token, that come, get words and go at random. */
class StepsTest {
    private static final int CONTEXTS = 3;
    private static final int TOKENS = 40;
    private static final int WORDS = 40;
    private static final double CLOSE = 2e-3;

    @SuppressWarnings("NullAway.Init")
    private static ReaderGraphs graphs;

    @BeforeContainer
    static void open() {
        graphs = ReaderGraphs.open(Bundle.open(TestWindows.MODELS.resolve("reader-small")), EngineOptions.defaults());
    }

    @AfterContainer
    static void close() {
        graphs.close();
    }

    /** What a row should have behind it. */
    private record Line(ReadContext context, int[] words) {}

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void aRowIsComputedAsAloneWhateverLiesBesideIt(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int slots,
            @ForAll @IntRange(min = 1, max = 3) int lanes,
            @ForAll @IntRange(min = 1, max = 3) int seeing) {
        Random random = new Random(seed);
        Prefill prefill = new Prefill(graphs, new PrefixCache(1 << 24));
        Steps steps = new Steps(graphs);
        Past past = new Past(graphs.shape(), new Arena(), new Layout(slots, lanes), TOKENS, WORDS, seeing);
        Map<Integer, Line> lines = new TreeMap<>();
        for (int turn = 0; turn < 6; turn++) {
            leave(lines, past, random);
            if (random.nextInt(3) == 0) {
                past = moved(lines, past);
            }
            Map<Integer, int[]> words = join(lines, past, prefill, random);
            for (int row : lines.keySet()) {
                if (!words.containsKey(row) && random.nextInt(4) > 0) {
                    words.put(row, new int[] {5 + random.nextInt(1000)});
                }
            }
            StepOutput output = steps.step(past, words, new Arena());
            words.forEach((row, added) ->
                    lines.computeIfPresent(row, (any, line) -> new Line(line.context(), joined(line.words(), added))));
            words.forEach((row, added) -> isAsAlone(
                    Objects.requireNonNull(lines.get(row)), output.logitsAfter(row, added.length - 1), seeing));
        }
    }

    private static void leave(Map<Integer, Line> lines, Past past, Random random) {
        for (int row : List.copyOf(lines.keySet())) {
            if (random.nextInt(4) == 0) {
                lines.remove(row);
                past.leave(row);
            }
        }
    }

    private static Past moved(Map<Integer, Line> lines, Past from) {
        Map<ReadContext.Key, Integer> counts =
                ReadContext.counts(lines.values().stream().map(Line::context));
        Layout fitting = Layout.of(counts.values(), TOKENS);
        Layout roomy = new Layout(fitting.slots() + 1, fitting.lanes());
        Past to = new Past(graphs.shape(), new Arena(), roomy, TOKENS + 9, WORDS + 1, from.seeing());
        Map<Integer, Line> before = new TreeMap<>(lines);
        lines.clear();
        before.forEach((row, line) -> lines.put(to.take(from, row, 0), line));
        return to;
    }

    /** Lets up to three rows join; the words that they begin with. */
    private static Map<Integer, int[]> join(Map<Integer, Line> lines, Past past, Prefill prefill, Random random) {
        Map<Integer, int[]> words = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            ReadContext context = context(random.nextInt(CONTEXTS));
            Map<ReadContext.Key, Integer> counts =
                    ReadContext.counts(lines.values().stream().map(Line::context));
            int rows = counts.merge(context.key(), 1, Integer::sum);
            Prefix prefix = deep(context, prefill, past.seeing());
            if (past.holds(counts)) {
                int row = past.take(context.key(), prefix);
                lines.put(row, new Line(context, new int[0]));
                words.put(row, prompt(random));
            } else if (rows == lines.size() + 1) {
                assertThatThrownBy(() -> past.take(context.key(), prefix)).hasMessageContaining("no row is free");
            }
        }
        return words;
    }

    /** What a context's tokens are in as many blocks as see them. */
    private static Prefix deep(ReadContext context, Prefill prefill, int seeing) {
        Prefix prefix = prefill.prefixes(List.of(context), new Arena()).get(0);
        for (int block = 1; block < seeing; block++) {
            prefix = Objects.requireNonNull(prefill.deepened(Map.of(context.key(), prefix), block, new Arena())
                    .get(context.key()));
        }
        return prefix;
    }

    private static int[] prompt(Random random) {
        int[] question = random.ints(1 + random.nextInt(8), 5, 1000).toArray();
        int[] begin = {graphs.manifest().special().question()};
        return joined(joined(begin, question), graphs.manifest().special().answer());
    }

    private static int[] joined(int[] words, int... more) {
        return IntStream.concat(Arrays.stream(words), Arrays.stream(more)).toArray();
    }

    private static void isAsAlone(Line line, float[] logits, int seeing) {
        float[][] slow = new SlowReader(graphs).logits(line.context(), line.words(), seeing);
        float[] wanted = slow[slow.length - 1];
        double farthest = IntStream.range(0, wanted.length)
                .mapToDouble(word -> Math.abs(wanted[word] - logits[word]))
                .max()
                .orElseThrow();
        assertThat(farthest).isLessThan(CLOSE);
    }

    /** Contexts of none, half and all of the tokens that there is room for. */
    private static ReadContext context(int number) {
        int kept = TOKENS / (CONTEXTS - 1) * number;
        return number == 0
                ? ReadContext.blind()
                : new ContextBuilder(TOKENS, 2)
                        .build(List.of(TestWindows.random("steps", number, 16, kept, Clock.MEDIA)), Stretch.ALL);
    }
}
