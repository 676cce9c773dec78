package io.winnow.read;

import java.util.List;

/** A way to answer requests together. */
interface Answering {
    /** Results in the order of the requests. */
    List<ReadResult> answer(List<Ask> asks, Arena arena);
}
