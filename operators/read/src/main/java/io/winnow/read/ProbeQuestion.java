package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.util.Arrays;
import java.util.Map;

/** One of a bundle's example questions on a full context, with an answer of five words, bound to the graphs of one engine: what engines are timed on. */
public final class ProbeQuestion implements AutoCloseable {
    private static final int WRITTEN = 5;

    private final Graph context;
    private final Graph step;
    private final Graph.Binding reading;
    private final Graph.Binding asking;
    private final Graph.Binding writing;

    private ProbeQuestion(Graph context, Graph step, Inputs inputs) {
        this.context = context;
        this.step = step;
        this.reading = context.bind(
                Map.of("vectors", inputs.vectors, "place", inputs.place, "mask", inputs.mask),
                Map.of("keys", inputs.keys, "values", inputs.values, "ground", inputs.ground));
        this.asking = inputs.step(step, inputs.words);
        this.writing = inputs.step(step, 1);
    }

    /**
     * Opens the graphs.
     *
     * @param rows contexts with a question each, computed together
     * @param tokens of each context; at most what the reader takes
     * @throws ModelException where the bundle is no reader or has no example questions, or its engine does not load it
     */
    public static ProbeQuestion open(Bundle bundle, EngineOptions options, int rows, int tokens) {
        Manifest.Reader manifest = bundle.manifest()
                .reader()
                .orElseThrow(() -> new ModelException(
                        "the bundle " + bundle.manifest().name() + " is no reader, and has one engine"));
        ReaderShape shape = ReaderShape.of(bundle, manifest);
        SafeTensors examples = SafeTensors.read(bundle.file(bundle.manifest()
                .examples()
                .orElseThrow(() ->
                        new ModelException("the bundle " + bundle.manifest().name()
                                + " has no examples to time its engines on: name one as engine.reader"))));
        int length = Math.min(tokens, manifest.maxContextTokens());
        Graph context = bundle.graph("context", options);
        try {
            Graph step = bundle.graph("step", options);
            try (Graph embed = bundle.graph("embed", options)) {
                return new ProbeQuestion(context, step, Inputs.of(shape, rows, length, embed, examples));
            } catch (RuntimeException e) {
                step.close();
                throw e;
            }
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** Reads the context, then the question, then five words one after the other. */
    public void ask() {
        reading.run();
        asking.run();
        for (int word = 0; word < WRITTEN; word++) {
            writing.run();
        }
    }

    @Override
    public void close() {
        reading.close();
        asking.close();
        writing.close();
        context.close();
        step.close();
    }

    /** Tensors of one context and one question. */
    private record Inputs(
            ReaderShape shape,
            int rows,
            int tokens,
            int words,
            Tensor vectors,
            Tensor place,
            Tensor mask,
            Tensor keys,
            Tensor values,
            Tensor ground,
            int[] question) {

        static Inputs of(ReaderShape shape, int rows, int tokens, Graph embed, SafeTensors examples) {
            Tensor known = examples.get("read.ids");
            int all = Math.multiplyExact(rows, tokens);
            Tensor ids = Tensor.allocate(ElementType.INT64, all);
            for (int i = 0; i < all; i++) {
                ids.longs().put(i, known.data().getInt(Integer.BYTES * (int) (i % known.elements())));
            }
            Tensor vectors = Tensor.allocate(ElementType.FLOAT32, all, shape.cellWidth());
            embed.run(Map.of("ids", ids), Map.of("vectors", vectors));
            int[] question = question(examples.get("read.words"));
            return new Inputs(
                    shape,
                    rows,
                    tokens,
                    question.length,
                    new Tensor(ElementType.FLOAT32, new long[] {rows, tokens, shape.cellWidth()}, vectors.data()),
                    Tensor.allocate(ElementType.FLOAT32, rows, tokens, VisualTokens.PLACE),
                    ones(rows, tokens),
                    Tensor.allocate(
                            ElementType.FLOAT32, shape.layers(), rows, shape.heads(), tokens, shape.headWidth()),
                    Tensor.allocate(
                            ElementType.FLOAT32, shape.layers(), rows, shape.heads(), tokens, shape.headWidth()),
                    Tensor.allocate(ElementType.FLOAT32, rows, tokens, shape.groundWidth()),
                    question);
        }

        /** The first question without the padding behind it. */
        private static int[] question(Tensor lines) {
            int[] line = new int[(int) lines.shape()[1]];
            int length = 0;
            for (int i = 0; i < line.length; i++) {
                line[i] = lines.data().getInt(Integer.BYTES * i);
                length = line[i] == 0 ? length : i + 1;
            }
            return Arrays.copyOf(line, length);
        }

        private static Tensor ones(long... shape) {
            Tensor ones = Tensor.allocate(ElementType.FLOAT32, shape);
            for (int i = 0; i < ones.elements(); i++) {
                ones.floats().put(i, 1);
            }
            return ones;
        }

        /** The question's first words behind the context. */
        Graph.Binding step(Graph step, int length) {
            Tensor ids = Tensor.allocate(ElementType.INT64, rows, 1, length);
            Tensor previous = Tensor.allocate(ElementType.INT64, ids.shape());
            Tensor positions = Tensor.allocate(ElementType.INT64, ids.shape());
            for (int i = 0; i < rows * length; i++) {
                int word = i % length;
                ids.longs().put(i, question[word]);
                previous.longs().put(i, word == 0 ? 0 : question[word - 1]);
                positions.longs().put(i, word);
            }
            long[] kept = {shape.layers(), rows, shape.heads(), 1, words + WRITTEN, shape.headWidth()};
            long[] fresh = {shape.layers(), rows, shape.heads(), 1, length, shape.headWidth()};
            return step.bind(
                    Map.ofEntries(
                            Map.entry("words", ids),
                            Map.entry("previous", previous),
                            Map.entry("positions", positions),
                            Map.entry("ground", ground),
                            Map.entry("place", place),
                            Map.entry("visual_mask", mask),
                            Map.entry("visual_keys", keys),
                            Map.entry("visual_values", values),
                            Map.entry("past_keys", Tensor.allocate(ElementType.FLOAT32, kept)),
                            Map.entry("past_values", Tensor.allocate(ElementType.FLOAT32, kept)),
                            Map.entry("past_mask", Tensor.allocate(ElementType.FLOAT32, rows, 1, words + WRITTEN))),
                    Map.of(
                            "logits", Tensor.allocate(ElementType.FLOAT32, rows, 1, length, shape.words()),
                            "keys", Tensor.allocate(ElementType.FLOAT32, fresh),
                            "values", Tensor.allocate(ElementType.FLOAT32, fresh),
                            "attention", Tensor.allocate(ElementType.FLOAT32, rows, 1, length, tokens)));
        }
    }
}
