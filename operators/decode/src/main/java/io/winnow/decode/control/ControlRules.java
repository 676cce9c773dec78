package io.winnow.decode.control;

import io.winnow.decode.SourceAddress;
import io.winnow.decode.sources.Sources;
import io.winnow.records.StreamControl;
import io.winnow.records.StreamControl.Action;
import io.winnow.records.StreamRules;
import java.util.Optional;

/** What can be known to be wrong with a wish whatever the pipeline is. Whoever takes wishes asks here before they reach a topic, and the pipeline again. */
public final class ControlRules {
    private ControlRules() {}

    /** What is wrong with it, in a sentence; empty where nothing is. */
    public static Optional<String> problem(StreamControl control) {
        Optional<String> id = StreamRules.problem(control.stream());
        if (id.isPresent()) {
            return id;
        }
        if (control.namesSource()) {
            return source(new SourceAddress(control.stream(), control.source(), control.policy()));
        }
        return control.action() == Action.ADD
                ? Optional.of("stream " + control.stream() + " is to be added, and no source is named for it")
                : Optional.empty();
    }

    private static Optional<String> source(SourceAddress source) {
        if (source.address().equals(SourceAddress.STANDARD_INPUT)) {
            return Optional.of("standard input cannot be added: a pipeline that runs has its own");
        }
        try {
            Sources.requireKnown(source);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
