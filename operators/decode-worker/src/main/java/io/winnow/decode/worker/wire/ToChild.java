package io.winnow.decode.worker.wire;

/** What a pool says to a child. */
public sealed interface ToChild {

    /** Decode this. Comes only when nothing is being decoded. */
    record Decode(int item, Job job) implements ToChild {}

    /** Give the item up, if it is still the one being decoded. */
    record Cancel(int item) implements ToChild {}

    /** A slot of the ring may be written again. */
    record Freed(int slot) implements ToChild {}

    /** Answers {@link ToParent.AskOpen}: the size is -1 where unknown, and then the bytes come only in order. */
    record Opened(boolean permitted, long size) implements ToChild {}

    /** Answers {@link ToParent.AskRead}: no bytes at the end. */
    record Data(boolean failed, byte[] bytes) implements ToChild {}
}
