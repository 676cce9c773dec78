package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The obvious reader: one question, one line; the context and every word computed anew for each further word. */
final class SlowReader {
    /** Before it are ids that are no words. */
    private static final int FIRST_WORD = 5;

    private final ReaderGraphs graphs;
    private final Prompter prompter;
    private final double dropBelow;

    /** One whose layers all see the context. */
    SlowReader(ReaderGraphs graphs) {
        this(graphs, 0);
    }

    /** @param dropBelow as {@code read.drop-below} */
    SlowReader(ReaderGraphs graphs, double dropBelow) {
        this.graphs = graphs;
        this.dropBelow = dropBelow;
        this.prompter = new Prompter(graphs, true);
    }

    /** The text that is written. */
    String write(ReadContext context, String question) {
        int end = graphs.manifest().special().end();
        int[] line = prompter.ask(new ReadRequest(context, question)).prompt();
        int prompt = line.length;
        int seeing = seeing(context, line);
        while (line.length - prompt < graphs.manifest().maxAnswerTokens()) {
            float[] logits = logits(context, line, seeing)[line.length - 1];
            int best = line.length == prompt ? FIRST_WORD : end;
            for (int word = FIRST_WORD; word < logits.length; word++) {
                best = logits[word] > logits[best] ? word : best;
            }
            if (best == end) {
                break;
            }
            line = Arrays.copyOf(line, line.length + 1);
            line[line.length - 1] = best;
        }
        return prompter.text(Arrays.copyOfRange(line, prompt, line.length));
    }

    /** The id of the first word that is written. */
    int firstWord(ReadContext context, String question) {
        int[] line = prompter.ask(new ReadRequest(context, question)).prompt();
        float[] logits = logits(context, line, seeing(context, line))[line.length - 1];
        int best = FIRST_WORD;
        for (int word = FIRST_WORD; word < logits.length; word++) {
            best = logits[word] > logits[best] ? word : best;
        }
        return best;
    }

    /** Log-probabilities of a question's alternatives, ends included. */
    List<Double> scores(ReadContext context, String question) {
        Ask ask = prompter.ask(new ReadRequest(context, question));
        List<Double> scores = new ArrayList<>();
        int seeing = seeing(context, ask.prompt());
        for (Ask.Choice choice : ask.choices()) {
            int[] line = Arrays.copyOf(ask.prompt(), ask.prompt().length + choice.words().length);
            System.arraycopy(choice.words(), 0, line, ask.prompt().length, choice.words().length);
            float[][] logits = logits(context, line, seeing);
            double score = 0;
            for (int i = ask.prompt().length; i <= line.length; i++) {
                int word =
                        i < line.length ? line[i] : graphs.manifest().special().end();
                score += Probabilities.log(logits[i - 1], word);
            }
            scores.add(score);
        }
        return scores;
    }

    /** {@code [line][words]} of a whole line behind its context, all layers of which see it. */
    float[][] logits(ReadContext context, int[] line) {
        return logits(context, line, graphs.shape().blocks().size());
    }

    /**
     * {@code [line][words]} of a whole line behind its context.
     *
     * @param seeing blocks of layers that see the context
     */
    float[][] logits(ReadContext context, int[] line, int seeing) {
        Tensor logits = passed(context, line, seeing)
                .get(graphs.shape().blocks().size() - 1)
                .states();
        float[][] rows = new float[line.length][graphs.shape().words()];
        for (int i = 0; i < line.length; i++) {
            logits.floats().get(i * graphs.shape().words(), rows[i]);
        }
        return rows;
    }

    /** Blocks of layers in which a question sees its context. */
    int seeing(ReadContext context, int[] prompt) {
        double[] shares = shares(context, prompt);
        for (int block = 0; block < shares.length; block++) {
            if (shares[block] < dropBelow) {
                return block + 1;
            }
        }
        return shares.length + 1;
    }

    /** What a question's words give of their attention to visual tokens at the end of each block but the last, where none dropped them before. */
    double[] shares(ReadContext context, int[] prompt) {
        List<Passed> blocks = passed(context, prompt, graphs.shape().blocks().size());
        double[] shares = new double[blocks.size() - 1];
        for (int block = 0; block < shares.length; block++) {
            for (int word = 0; word < prompt.length; word++) {
                shares[block] += blocks.get(block).share().floats().get(word) / prompt.length;
            }
        }
        return shares;
    }

    /** What a block made of a line. */
    private record Passed(Tensor states, Tensor share) {}

    private List<Passed> passed(ReadContext context, int[] line, int seeing) {
        ReaderShape shape = graphs.shape();
        int tokens = Math.max(1, context.tokens());
        Tensor vectors = Tensor.allocate(ElementType.FLOAT32, 1, tokens, shape.cellWidth());
        Tensor place = Tensor.allocate(ElementType.FLOAT32, 1, tokens, 6);
        Tensor mask = Tensor.allocate(ElementType.FLOAT32, 1, tokens);
        VisualTokens visual = context.visual();
        place.floats().put(0, visual.place());
        for (int token = 0; token < context.tokens(); token++) {
            Tensor id = Tensor.allocate(ElementType.INT64, 1);
            Tensor vector = Tensor.allocate(ElementType.FLOAT32, 1, shape.cellWidth());
            id.longs().put(0, visual.ids()[token]);
            graphs.embed().run(Map.of("ids", id), Map.of("vectors", vector));
            vectors.floats().put(token * shape.cellWidth(), vector.floats(), 0, shape.cellWidth());
            mask.floats().put(token, 1);
        }
        Tensor words = Tensor.allocate(ElementType.INT64, 1, 1, line.length);
        Tensor previous = Tensor.allocate(ElementType.INT64, words.shape());
        Tensor positions = Tensor.allocate(ElementType.INT64, words.shape());
        for (int i = 0; i < line.length; i++) {
            words.longs().put(i, line[i]);
            previous.longs().put(i, i == 0 ? 0 : line[i - 1]);
            positions.longs().put(i, i);
        }
        Tensor seen = Tensor.allocate(ElementType.FLOAT32, 1, tokens, shape.width());
        Tensor ground = Tensor.allocate(ElementType.FLOAT32, 1, tokens, shape.groundWidth());
        Map<String, Tensor> given = new HashMap<>(
                Map.of("words", words, "previous", previous, "positions", positions, "ground", ground, "place", place));
        List<Passed> passed = new ArrayList<>();
        for (int block = 0; block < shape.blocks().size(); block++) {
            boolean isLast = block + 1 == shape.blocks().size();
            int layers = shape.blocks().get(block);
            Tensor keys = Tensor.allocate(ElementType.FLOAT32, layers, 1, shape.heads(), tokens, shape.headWidth());
            Tensor values = Tensor.allocate(ElementType.FLOAT32, keys.shape());
            Map<String, Tensor> pairs = new HashMap<>(Map.of("keys", keys, "values", values));
            if (block == 0) {
                pairs.put("visual", seen);
                pairs.put("ground", ground);
            }
            graphs.blocks()
                    .get(block)
                    .context()
                    .run(
                            block == 0
                                    ? Map.of("vectors", vectors, "place", place, "mask", mask)
                                    : Map.of("visual", seen),
                            pairs);
            Tensor none = Tensor.allocate(ElementType.FLOAT32, layers, 1, shape.heads(), 1, 0, shape.headWidth());
            Tensor blind = Tensor.allocate(ElementType.FLOAT32, layers, 1, shape.heads(), 0, shape.headWidth());
            boolean sees = block < seeing;
            given.put("visual_mask", sees ? mask : Tensor.allocate(ElementType.FLOAT32, 1, 0));
            given.put("visual_keys", sees ? keys : blind);
            given.put("visual_values", sees ? values : blind);
            given.put("past_keys", none);
            given.put("past_values", none);
            given.put("past_mask", Tensor.allocate(ElementType.FLOAT32, 1, 1, 0));
            Tensor states =
                    Tensor.allocate(ElementType.FLOAT32, 1, 1, line.length, isLast ? shape.words() : shape.width());
            Tensor share = Tensor.allocate(ElementType.FLOAT32, 1, 1, line.length);
            graphs.blocks()
                    .get(block)
                    .step()
                    .run(given, isLast ? Map.of("logits", states) : Map.of("next_hidden", states, "share", share));
            given = new HashMap<>(Map.of("hidden", states));
            passed.add(new Passed(states, share));
        }
        return passed;
    }
}
