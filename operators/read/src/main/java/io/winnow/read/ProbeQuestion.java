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

/** One of a bundle's example questions on a context as long as the reader takes, bound to the graphs of one engine. */
final class ProbeQuestion implements AutoCloseable {
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
     * @throws ModelException where the bundle is no reader, or its engine does not load it
     */
    static ProbeQuestion open(Bundle bundle, EngineOptions options, SafeTensors examples) {
        Manifest.Reader manifest = bundle.manifest()
                .reader()
                .orElseThrow(() -> new ModelException(
                        "the bundle " + bundle.manifest().name() + " is no reader, and has one engine"));
        ReaderShape shape = ReaderShape.of(bundle, manifest);
        Graph context = bundle.graph("context", options);
        try {
            Graph step = bundle.graph("step", options);
            try (Graph embed = bundle.graph("embed", options)) {
                return new ProbeQuestion(context, step, Inputs.of(shape, manifest.maxContextTokens(), embed, examples));
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
    void ask() {
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
            int tokens,
            int words,
            Tensor vectors,
            Tensor place,
            Tensor mask,
            Tensor keys,
            Tensor values,
            Tensor ground,
            int[] question) {

        static Inputs of(ReaderShape shape, int tokens, Graph embed, SafeTensors examples) {
            Tensor known = examples.get("read.ids");
            Tensor ids = Tensor.allocate(ElementType.INT64, tokens);
            for (int i = 0; i < tokens; i++) {
                ids.longs().put(i, known.data().getInt(Integer.BYTES * (int) (i % known.elements())));
            }
            Tensor rows = Tensor.allocate(ElementType.FLOAT32, tokens, shape.cellWidth());
            embed.run(Map.of("ids", ids), Map.of("vectors", rows));
            int[] question = question(examples.get("read.words"));
            return new Inputs(
                    shape,
                    tokens,
                    question.length,
                    new Tensor(ElementType.FLOAT32, new long[] {1, tokens, shape.cellWidth()}, rows.data()),
                    Tensor.allocate(ElementType.FLOAT32, 1, tokens, VisualTokens.PLACE),
                    ones(1, tokens),
                    Tensor.allocate(ElementType.FLOAT32, shape.layers(), 1, shape.heads(), tokens, shape.headWidth()),
                    Tensor.allocate(ElementType.FLOAT32, shape.layers(), 1, shape.heads(), tokens, shape.headWidth()),
                    Tensor.allocate(ElementType.FLOAT32, 1, tokens, shape.groundWidth()),
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
            Tensor ids = Tensor.allocate(ElementType.INT64, 1, length);
            Tensor previous = Tensor.allocate(ElementType.INT64, 1, length);
            Tensor positions = Tensor.allocate(ElementType.INT64, 1, length);
            for (int i = 0; i < length; i++) {
                ids.longs().put(i, question[i]);
                previous.longs().put(i, i == 0 ? 0 : question[i - 1]);
                positions.longs().put(i, i);
            }
            long[] fresh = {shape.layers(), 1, shape.heads(), length, shape.headWidth()};
            return step.bind(
                    Map.of(
                            "words", ids,
                            "previous", previous,
                            "positions", positions,
                            "ground", ground,
                            "place", place,
                            "visual_mask", mask,
                            "past_keys", keys,
                            "past_values", values,
                            "past_mask", mask),
                    Map.of(
                            "logits", Tensor.allocate(ElementType.FLOAT32, 1, length, shape.words()),
                            "keys", Tensor.allocate(ElementType.FLOAT32, fresh),
                            "values", Tensor.allocate(ElementType.FLOAT32, fresh),
                            "attention", Tensor.allocate(ElementType.FLOAT32, 1, length, tokens)));
        }
    }
}
