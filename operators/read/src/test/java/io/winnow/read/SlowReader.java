package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The obvious reader: one question, one line; the context and every word computed anew for each further word. */
final class SlowReader {
    /** Before it are ids that are no words. */
    private static final int FIRST_WORD = 5;

    private final ReaderGraphs graphs;
    private final Prompter prompter;

    SlowReader(ReaderGraphs graphs) {
        this.graphs = graphs;
        this.prompter = new Prompter(graphs, true);
    }

    /** The text that is written. */
    String write(ReadContext context, String question) {
        int end = graphs.manifest().special().end();
        int[] line = prompter.ask(new ReadRequest(context, question)).prompt();
        int prompt = line.length;
        while (line.length - prompt < graphs.manifest().maxAnswerTokens()) {
            float[] logits = logits(context, line)[line.length - 1];
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
        float[] logits = logits(context, line)[line.length - 1];
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
        for (Ask.Choice choice : ask.choices()) {
            int[] line = Arrays.copyOf(ask.prompt(), ask.prompt().length + choice.words().length);
            System.arraycopy(choice.words(), 0, line, ask.prompt().length, choice.words().length);
            float[][] logits = logits(context, line);
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

    /** {@code [line][words]} of a whole line behind its context. */
    float[][] logits(ReadContext context, int[] line) {
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
        Tensor keys = Tensor.allocate(ElementType.FLOAT32, shape.layers(), 1, shape.heads(), tokens, shape.headWidth());
        Tensor values = Tensor.allocate(ElementType.FLOAT32, keys.shape());
        Tensor ground = Tensor.allocate(ElementType.FLOAT32, 1, tokens, shape.groundWidth());
        graphs.context()
                .run(
                        Map.of("vectors", vectors, "place", place, "mask", mask),
                        Map.of("keys", keys, "values", values, "ground", ground));
        Tensor words = Tensor.allocate(ElementType.INT64, 1, 1, line.length);
        Tensor previous = Tensor.allocate(ElementType.INT64, words.shape());
        Tensor positions = Tensor.allocate(ElementType.INT64, words.shape());
        for (int i = 0; i < line.length; i++) {
            words.longs().put(i, line[i]);
            previous.longs().put(i, i == 0 ? 0 : line[i - 1]);
            positions.longs().put(i, i);
        }
        Tensor none = Tensor.allocate(ElementType.FLOAT32, shape.layers(), 1, shape.heads(), 1, 0, shape.headWidth());
        Tensor logits = Tensor.allocate(ElementType.FLOAT32, 1, 1, line.length, shape.words());
        graphs.step()
                .run(
                        Map.ofEntries(
                                Map.entry("words", words),
                                Map.entry("previous", previous),
                                Map.entry("positions", positions),
                                Map.entry("ground", ground),
                                Map.entry("place", place),
                                Map.entry("visual_mask", mask),
                                Map.entry("visual_keys", keys),
                                Map.entry("visual_values", values),
                                Map.entry("past_keys", none),
                                Map.entry("past_values", none),
                                Map.entry("past_mask", Tensor.allocate(ElementType.FLOAT32, 1, 1, 0))),
                        Map.of("logits", logits));
        float[][] rows = new float[line.length][shape.words()];
        for (int i = 0; i < line.length; i++) {
            logits.floats().get(i * shape.words(), rows[i]);
        }
        return rows;
    }
}
