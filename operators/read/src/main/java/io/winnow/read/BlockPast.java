package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.FloatBuffer;

/** Keys and values that the rows of a batch have behind them in one block of layers: of visual tokens, which rows of a slot share, unless they were dropped before, and of each row's own words. */
final class BlockPast {
    private final ReaderShape shape;
    private final Layout layout;
    private final int layers;
    private final int tokens;
    private final int room;
    private final Tensor visualKeys;
    private final Tensor visualValues;
    private final Tensor keys;
    private final Tensor values;

    /**
     * One in which nothing is taken.
     *
     * @param layers of the block
     * @param tokens visual tokens that a slot has room for; 0 where rows do without
     * @param words that a row has room for
     */
    BlockPast(ReaderShape shape, Arena arena, Layout layout, int layers, int tokens, int words) {
        this.shape = shape;
        this.layout = layout;
        this.layers = layers;
        this.tokens = tokens;
        this.room = words;
        int width = shape.headWidth();
        this.visualKeys = arena.take(ElementType.FLOAT32, layers, layout.slots(), shape.heads(), tokens, width);
        this.visualValues = arena.take(ElementType.FLOAT32, visualKeys.shape());
        this.keys =
                arena.take(ElementType.FLOAT32, layers, layout.slots(), shape.heads(), layout.lanes(), words, width);
        this.values = arena.take(ElementType.FLOAT32, keys.shape());
    }

    private BlockPast(BlockPast from, Arena arena, int tokens) {
        this.shape = from.shape;
        this.layout = from.layout;
        this.layers = from.layers;
        this.tokens = tokens;
        this.room = from.room;
        this.visualKeys =
                arena.take(ElementType.FLOAT32, layers, layout.slots(), shape.heads(), tokens, shape.headWidth());
        this.visualValues = arena.take(ElementType.FLOAT32, visualKeys.shape());
        this.keys = from.keys;
        this.values = from.values;
    }

    /** The same rows, with room for visual tokens. */
    BlockPast seeing(Arena arena, int visible) {
        return new BlockPast(this, arena, visible);
    }

    boolean sees() {
        return tokens > 0;
    }

    Tensor visualKeys() {
        return visualKeys;
    }

    Tensor visualValues() {
        return visualValues;
    }

    Tensor keys() {
        return keys;
    }

    Tensor values() {
        return values;
    }

    /** Gives a slot the visual tokens of its context. */
    void see(int slot, Prefix.Seen seen, int count) {
        int length = count * shape.headWidth();
        FloatBuffer allKeys = visualKeys.floats();
        FloatBuffer allValues = visualValues.floats();
        for (int head = 0; head < heads(); head++) {
            int to = place(slot, head) * tokens * shape.headWidth();
            allKeys.put(to, seen.keys(), head * length, length);
            allValues.put(to, seen.values(), head * length, length);
        }
    }

    /** Gives a slot the visual tokens that a slot of another batch has; of those both see. */
    void see(int slot, BlockPast from, int source, int count) {
        if (!sees() || !from.sees()) {
            return;
        }
        for (int head = 0; head < heads(); head++) {
            int start = from.place(source, head) * from.tokens;
            int to = place(slot, head) * tokens;
            move(from.visualKeys, start, visualKeys, to, count);
            move(from.visualValues, start, visualValues, to, count);
        }
    }

    /** Gives a row the words that a row of another batch has. */
    void words(int row, BlockPast from, int parent, int count) {
        for (int head = 0; head < heads(); head++) {
            int start = from.start(parent, head, from.room);
            int to = start(row, head, room);
            move(from.keys, start, keys, to, count);
            move(from.values, start, values, to, count);
        }
    }

    /**
     * Puts words behind those that a row has.
     *
     * @param used words that it has
     * @param count to add
     * @param length that the step was computed at
     * @param newKeys {@code [layers, slots, heads, lanes, length, headWidth]}
     * @param newValues likewise
     */
    void append(int row, int used, int count, int length, Tensor newKeys, Tensor newValues) {
        for (int head = 0; head < heads(); head++) {
            int from = start(row, head, length);
            int to = start(row, head, room) + used;
            move(newKeys, from, keys, to, count);
            move(newValues, from, values, to, count);
        }
    }

    /** Heads of all layers. */
    private int heads() {
        return layers * shape.heads();
    }

    /** Which of the {@code [layers, slots, heads]} a layer's head of a slot is. */
    private int place(int slot, int head) {
        int layer = head / shape.heads();
        return (layer * layout.slots() + slot) * shape.heads() + head % shape.heads();
    }

    /** Which of the vectors in {@code [layers, slots, heads, lanes, extent, headWidth]} is the first of a layer's head of a row. */
    private int start(int row, int head, int extent) {
        return (place(row / layout.lanes(), head) * layout.lanes() + row % layout.lanes()) * extent;
    }

    private void move(Tensor from, int start, Tensor to, int at, int count) {
        int width = shape.headWidth();
        to.floats().put(at * width, from.floats(), start * width, count * width);
    }
}
