package io.winnow.read;

import io.winnow.records.Halves;
import io.winnow.records.Tokens;
import java.util.Arrays;

/** Grows the arrays of a context while windows are added. All windows give ids, or all give vectors. */
final class TokenBuffer {
    private int count;
    private int[] ids = new int[64];
    private float[] vectors = new float[0];
    private float[] place = new float[64 * VisualTokens.PLACE];
    private int[] frames = new int[64];
    private int width;
    private boolean opened;
    private int[] windowIds = new int[0];
    private float[] windowVectors = new float[0];

    /** Takes tokens from this window from now on. */
    void open(Tokens tokens) {
        int newWidth = tokens instanceof Tokens.Vectors vectorsOf ? vectorsOf.width() : 0;
        if (opened && newWidth != width) {
            throw new ReadRefused(
                    "MIXED_TOKENS",
                    "the context holds windows of ids and windows of vectors, or vectors of different widths",
                    "Ask about a stretch that was tokenized with one setting of tokenize.payload.");
        }
        opened = true;
        width = newWidth;
        if (tokens instanceof Tokens.Ids packed) {
            windowIds = packed.unpack();
        } else if (tokens instanceof Tokens.Vectors halves) {
            windowVectors = Halves.unpack(halves.halves());
        }
    }

    /** Takes one token of the open window. */
    void add(int token, int frame, float... placed) {
        grow();
        if (width == 0) {
            ids[count] = windowIds[token];
        } else {
            System.arraycopy(windowVectors, token * width, vectors, count * width, width);
        }
        System.arraycopy(placed, 0, place, count * VisualTokens.PLACE, VisualTokens.PLACE);
        frames[count++] = frame;
    }

    private void grow() {
        if (count == frames.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            place = Arrays.copyOf(place, 2 * place.length);
            frames = Arrays.copyOf(frames, 2 * count);
        }
        if (vectors.length < (count + 1) * width) {
            vectors = Arrays.copyOf(vectors, frames.length * width);
        }
    }

    VisualTokens tokens() {
        return new VisualTokens(
                count,
                Arrays.copyOf(ids, width == 0 ? count : 0),
                Arrays.copyOf(vectors, count * width),
                Arrays.copyOf(place, count * VisualTokens.PLACE),
                Arrays.copyOf(frames, count));
    }
}
