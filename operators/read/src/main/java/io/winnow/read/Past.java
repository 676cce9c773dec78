package io.winnow.read;

import io.winnow.model.Tensor;
import io.winnow.model.Tensor.ElementType;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the rows of a batch have behind them: the visual tokens of their contexts, once for all rows of a slot, and each row's words so far, with their keys and values. Room that is not used is
 * masked, and where it lies does not matter, since keys know no position.
 */
final class Past {
    private final ReaderShape shape;
    private final Layout layout;
    private final int tokens;
    private final int room;
    private final Tensor ground;
    private final Tensor place;
    private final Tensor visualMask;
    private final Tensor visualKeys;
    private final Tensor visualValues;
    private final Tensor keys;
    private final Tensor values;
    private final Tensor mask;
    /** The context of each slot that is taken. */
    private final Map<Integer, ReadContext.Key> contexts = new HashMap<>();

    private final int[] seen;
    private final BitSet taken = new BitSet();
    private final int[] used;
    private final int[] last;

    /**
     * Rows that are free.
     *
     * @param arena that holds the tensors
     * @param layout of the rows; lane {@code l} of slot {@code s} is the row {@code s * lanes + l}
     * @param tokens visual tokens that a slot has room for, at least 1
     * @param words that a row has room for
     */
    Past(ReaderShape shape, Arena arena, Layout layout, int tokens, int words) {
        this.shape = shape;
        this.layout = layout;
        this.tokens = tokens;
        this.room = words;
        int slots = layout.slots();
        int lanes = layout.lanes();
        int width = shape.headWidth();
        this.ground = arena.take(ElementType.FLOAT32, slots, tokens, shape.groundWidth());
        this.place = arena.take(ElementType.FLOAT32, slots, tokens, VisualTokens.PLACE);
        this.visualMask = arena.take(ElementType.FLOAT32, slots, tokens);
        this.visualKeys = arena.take(ElementType.FLOAT32, shape.layers(), slots, shape.heads(), tokens, width);
        this.visualValues = arena.take(ElementType.FLOAT32, visualKeys.shape());
        this.keys = arena.take(ElementType.FLOAT32, shape.layers(), slots, shape.heads(), lanes, words, width);
        this.values = arena.take(ElementType.FLOAT32, keys.shape());
        this.mask = arena.take(ElementType.FLOAT32, slots, lanes, words);
        this.seen = new int[slots];
        this.used = new int[layout.rows()];
        this.last = new int[layout.rows()];
        fill(visualMask, 0, slots * tokens, 0);
        fill(mask, 0, layout.rows() * words, 0);
    }

    Layout layout() {
        return layout;
    }

    /** Visual tokens that a slot has room for. */
    int tokens() {
        return tokens;
    }

    /** Words that a row has room for. */
    int words() {
        return room;
    }

    /** Visual tokens and words that there is room for in all. */
    long extent() {
        return (long) layout.slots() * tokens + (long) layout.rows() * room;
    }

    /** Words that a row has. */
    int words(int row) {
        return used[row];
    }

    /** The word that a row has got last; 0 where it has none. */
    int lastWord(int row) {
        return last[row];
    }

    Tensor ground() {
        return ground;
    }

    Tensor place() {
        return place;
    }

    Tensor visualMask() {
        return visualMask;
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

    Tensor mask() {
        return mask;
    }

    /**
     * Whether there is room for rows where those that are taken lie now.
     *
     * @param counts rows on each context, those that are taken included
     */
    boolean holds(Map<ReadContext.Key, Integer> counts) {
        int slots = 0;
        for (Map.Entry<ReadContext.Key, Integer> each : counts.entrySet()) {
            int mine = Collections.frequency(contexts.values(), each.getKey());
            slots += Math.max(mine, layout.slots(each.getValue()));
        }
        return slots <= layout.slots();
    }

    /**
     * Takes a row for a question on a context, with no words.
     *
     * @throws IllegalStateException where none is free for it
     */
    int take(ReadContext.Key context, Prefix prefix) {
        int row = free(context);
        int slot = row / layout.lanes();
        if (!contexts.containsKey(slot)) {
            ground.floats().put(slot * tokens * shape.groundWidth(), prefix.ground());
            place.floats().put(slot * tokens * VisualTokens.PLACE, prefix.place());
            int length = prefix.tokens() * shape.headWidth();
            FloatBuffer allKeys = visualKeys.floats();
            FloatBuffer allValues = visualValues.floats();
            for (int block = 0; block < shape.blocks(); block++) {
                int to = visualStart(slot, block) * shape.headWidth();
                allKeys.put(to, prefix.keys(), block * length, length);
                allValues.put(to, prefix.values(), block * length, length);
            }
            see(slot, context, prefix.tokens());
        }
        taken.set(row);
        return row;
    }

    /**
     * Takes a row for what a row of another batch has.
     *
     * @throws IllegalStateException where none is free for it
     */
    int take(Past from, int parent) {
        int source = parent / from.layout.lanes();
        ReadContext.Key context = Objects.requireNonNull(from.contexts.get(source));
        int row = free(context);
        int slot = row / layout.lanes();
        int width = shape.headWidth();
        if (!contexts.containsKey(slot)) {
            int count = from.seen[source];
            move(from.ground, source * from.tokens, ground, slot * tokens, count, shape.groundWidth());
            move(from.place, source * from.tokens, place, slot * tokens, count, VisualTokens.PLACE);
            for (int block = 0; block < shape.blocks(); block++) {
                int start = from.visualStart(source, block);
                int to = visualStart(slot, block);
                move(from.visualKeys, start, visualKeys, to, count, width);
                move(from.visualValues, start, visualValues, to, count, width);
            }
            see(slot, context, count);
        }
        int words = from.used[parent];
        for (int block = 0; block < shape.blocks(); block++) {
            int start = from.start(parent, block, from.room);
            int to = start(row, block, room);
            move(from.keys, start, keys, to, words, width);
            move(from.values, start, values, to, words, width);
        }
        fill(mask, row * room, words, 1);
        used[row] = words;
        last[row] = from.last[parent];
        taken.set(row);
        return row;
    }

    /** Frees a row, and its slot with the last one. */
    void leave(int row) {
        fill(mask, row * room, room, 0);
        used[row] = 0;
        last[row] = 0;
        taken.clear(row);
        int slot = row / layout.lanes();
        int next = taken.nextSetBit(slot * layout.lanes());
        if (next < 0 || next >= (slot + 1) * layout.lanes()) {
            fill(visualMask, slot * tokens, tokens, 0);
            contexts.remove(slot);
        }
    }

    /** A free row in a slot of the context, or else the first of a slot that has none. */
    private int free(ReadContext.Key context) {
        int empty = -1;
        for (int slot = 0; slot < layout.slots(); slot++) {
            int row = taken.nextClearBit(slot * layout.lanes());
            if (context.equals(contexts.get(slot)) && row < (slot + 1) * layout.lanes()) {
                return row;
            }
            empty = empty < 0 && !contexts.containsKey(slot) ? slot : empty;
        }
        if (empty < 0) {
            throw new IllegalStateException("no row is free among " + layout);
        }
        return empty * layout.lanes();
    }

    private void see(int slot, ReadContext.Key context, int count) {
        fill(visualMask, slot * tokens, count, 1);
        contexts.put(slot, context);
        seen[slot] = count;
    }

    /**
     * Adds words to a row.
     *
     * @param words at least one
     * @param length that the step was computed at
     * @param newKeys {@code [layers, slots, heads, lanes, length, headWidth]}
     * @param newValues likewise
     */
    void append(int row, int[] words, int length, Tensor newKeys, Tensor newValues) {
        int width = shape.headWidth();
        for (int block = 0; block < shape.blocks(); block++) {
            int from = start(row, block, length);
            int to = start(row, block, room) + used[row];
            move(newKeys, from, keys, to, words.length, width);
            move(newValues, from, values, to, words.length, width);
        }
        fill(mask, row * room + used[row], words.length, 1);
        used[row] += words.length;
        last[row] = words[words.length - 1];
    }

    /** Which of the vectors in {@code [layers, slots, heads, tokens, headWidth]} is the first of a layer's head of a slot. */
    private int visualStart(int slot, int block) {
        return head(slot, block) * tokens;
    }

    /** Which of the vectors in {@code [layers, slots, heads, lanes, extent, headWidth]} is the first of a layer's head of a row. */
    private int start(int row, int block, int extent) {
        return (head(row / layout.lanes(), block) * layout.lanes() + row % layout.lanes()) * extent;
    }

    private int head(int slot, int block) {
        int layer = block / shape.heads();
        return (layer * layout.slots() + slot) * shape.heads() + block % shape.heads();
    }

    private static void move(Tensor from, int start, Tensor to, int at, int count, int width) {
        to.floats().put(at * width, from.floats(), start * width, count * width);
    }

    private static void fill(Tensor tensor, int from, int count, float number) {
        FloatBuffer floats = tensor.floats();
        for (int i = from; i < from + count; i++) {
            floats.put(i, number);
        }
    }
}
