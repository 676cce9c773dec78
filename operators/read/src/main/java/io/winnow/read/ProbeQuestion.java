package io.winnow.read;

import io.winnow.model.Bundle;
import io.winnow.model.EngineOptions;
import io.winnow.model.Graph;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.SafeTensors;
import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of a bundle's example questions on a full context, with an answer of five words, bound to the graphs of one engine: what engines are timed on. No layer does without visual tokens. */
public final class ProbeQuestion implements AutoCloseable {
    private static final int WRITTEN = 5;

    private final List<LayerBlock> blocks = new ArrayList<>();
    private final List<Graph.Binding> reading = new ArrayList<>();
    private final List<Graph.Binding> asking = new ArrayList<>();
    private final List<Graph.Binding> writing = new ArrayList<>();

    private ProbeQuestion() {}

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
        ProbeQuestion question = new ProbeQuestion();
        try (Graph embed = bundle.graph("embed", options)) {
            Inputs inputs = Inputs.of(shape, rows, length, embed, examples);
            for (int block = 0; block < shape.blocks().size(); block++) {
                question.blocks.add(LayerBlock.open(bundle, options, block));
            }
            question.bind(inputs);
            return question;
        } catch (RuntimeException e) {
            question.close();
            throw e;
        }
    }

    private void bind(Inputs inputs) {
        Tensor asked = Tensor.allocate(ElementType.FLOAT32, inputs.rows, 1, inputs.words, inputs.shape.width());
        Tensor written = Tensor.allocate(ElementType.FLOAT32, inputs.rows, 1, 1, inputs.shape.width());
        for (int block = 0; block < blocks.size(); block++) {
            Inputs.Behind behind = inputs.behind(block);
            reading.add(inputs.context(blocks.get(block).context(), block, behind));
            asking.add(inputs.step(blocks.get(block).step(), block, behind, asked, inputs.words));
            writing.add(inputs.step(blocks.get(block).step(), block, behind, written, 1));
        }
    }

    /** Reads the context, then the question, then five words one after the other. */
    public void ask() {
        reading.forEach(Graph.Binding::run);
        asking.forEach(Graph.Binding::run);
        for (int word = 0; word < WRITTEN; word++) {
            writing.forEach(Graph.Binding::run);
        }
    }

    @Override
    public void close() {
        reading.forEach(Graph.Binding::close);
        asking.forEach(Graph.Binding::close);
        writing.forEach(Graph.Binding::close);
        blocks.forEach(LayerBlock::close);
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
            Tensor visual,
            Tensor ground,
            int[] question) {

        /** Keys and values of visual tokens in a block of layers. */
        private record Behind(Tensor keys, Tensor values) {}

        Behind behind(int block) {
            long[] extents = {shape.blocks().get(block), rows, shape.heads(), tokens, shape.headWidth()};
            return new Behind(
                    Tensor.allocate(ElementType.FLOAT32, extents), Tensor.allocate(ElementType.FLOAT32, extents));
        }

        Graph.Binding context(Graph context, int block, Behind behind) {
            return block == 0
                    ? context.bind(
                            Map.of("vectors", vectors, "place", place, "mask", mask),
                            Map.of("visual", visual, "keys", behind.keys, "values", behind.values, "ground", ground))
                    : context.bind(Map.of("visual", visual), Map.of("keys", behind.keys, "values", behind.values));
        }

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
                    Tensor.allocate(ElementType.FLOAT32, rows, tokens, shape.width()),
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

        /**
         * The question's first words behind the context, through one block.
         *
         * @param states that blocks hand on
         */
        Graph.Binding step(Graph step, int block, Behind behind, Tensor states, int length) {
            boolean isLast = block + 1 == shape.blocks().size();
            Map<String, Tensor> inputs = new HashMap<>(block == 0 ? words(length) : Map.of("hidden", states));
            long[] kept = {shape.blocks().get(block), rows, shape.heads(), 1, words + WRITTEN, shape.headWidth()};
            inputs.put("visual_mask", mask);
            inputs.put("visual_keys", behind.keys);
            inputs.put("visual_values", behind.values);
            inputs.put("past_keys", Tensor.allocate(ElementType.FLOAT32, kept));
            inputs.put("past_values", Tensor.allocate(ElementType.FLOAT32, kept));
            inputs.put("past_mask", Tensor.allocate(ElementType.FLOAT32, rows, 1, words + WRITTEN));
            Map<String, Tensor> outputs = new HashMap<>();
            if (isLast) {
                outputs.put("logits", Tensor.allocate(ElementType.FLOAT32, rows, 1, length, shape.words()));
            } else {
                outputs.put("next_hidden", block == 0 ? states : Tensor.allocate(ElementType.FLOAT32, states.shape()));
                outputs.put("share", Tensor.allocate(ElementType.FLOAT32, rows, 1, length));
            }
            if (block == 0) {
                outputs.put("attention", Tensor.allocate(ElementType.FLOAT32, rows, 1, length, tokens));
            }
            long[] fresh = {shape.blocks().get(block), rows, shape.heads(), 1, length, shape.headWidth()};
            outputs.put("keys", Tensor.allocate(ElementType.FLOAT32, fresh));
            outputs.put("values", Tensor.allocate(ElementType.FLOAT32, fresh));
            return step.bind(inputs, outputs);
        }

        private Map<String, Tensor> words(int length) {
            Tensor ids = Tensor.allocate(ElementType.INT64, rows, 1, length);
            Tensor previous = Tensor.allocate(ElementType.INT64, ids.shape());
            Tensor positions = Tensor.allocate(ElementType.INT64, ids.shape());
            for (int i = 0; i < rows * length; i++) {
                int word = i % length;
                ids.longs().put(i, question[word]);
                previous.longs().put(i, word == 0 ? 0 : question[word - 1]);
                positions.longs().put(i, word);
            }
            return Map.of("words", ids, "previous", previous, "positions", positions, "ground", ground, "place", place);
        }
    }
}
