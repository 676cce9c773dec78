package io.winnow.read;

/** Hears pieces of an answer while it is written, on the engine's thread. */
@FunctionalInterface
public interface Deltas {
    /** Nobody listens. */
    Deltas NONE = (attempt, offset, text, last) -> {};

    /**
     * A piece.
     *
     * @param attempt UUIDv7, made when decoding began
     * @param offset where the piece stands in the answer, in UTF-16 units; what stood there or after it before is replaced
     * @param text the piece
     * @param last whether the answer is complete
     */
    void piece(String attempt, int offset, String text, boolean last);
}
