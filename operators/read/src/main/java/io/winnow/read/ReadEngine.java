package io.winnow.read;

import io.winnow.model.batch.BatchFunction;
import java.util.List;

/** Answers a batch of requests of one kind, in buffers of its own. For one thread. */
final class ReadEngine implements BatchFunction<Ask, ReadResult> {
    private final Answering scoring;
    private final Answering writing;
    private final Arena arena = new Arena();

    ReadEngine(Answering scoring, Answering writing) {
        this.scoring = scoring;
        this.writing = writing;
    }

    @Override
    public List<ReadResult> compute(List<Ask> asks) {
        arena.reset();
        return (asks.get(0).choices().isEmpty() ? writing : scoring).answer(asks, arena);
    }

    @Override
    public void close() {
        // The graphs are the reader's.
    }
}
