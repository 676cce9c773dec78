package io.winnow.jobs;

import io.winnow.records.Origin;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.ReadElement;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import org.apache.flink.api.java.functions.KeySelector;

/** Keeps a stream's elements and pictures together, and its elements in order: their key is the stream's id. */
final class StreamKey<T extends ReadElement> implements KeySelector<T, String> {
    private static final long serialVersionUID = 1;

    @Override
    public String getKey(T element) {
        return element instanceof Preview preview ? preview.stream() : origin(element).stream();
    }

    private static Origin origin(ReadElement element) {
        if (element instanceof TokenRecord tokens) {
            return tokens.origin();
        }
        if (element instanceof PrunedWindow window) {
            return window.origin();
        }
        if (element instanceof StreamEvent event) {
            return event.origin();
        }
        throw new IllegalArgumentException("a mark of a run's end belongs to no stream");
    }
}
