package io.winnow.read.flink;

import io.winnow.read.Outlook;
import io.winnow.read.ReadRefused;
import io.winnow.read.WindowRules;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Origin;
import io.winnow.records.Preview;
import io.winnow.records.PrunedWindow;
import io.winnow.records.ReadElement;
import io.winnow.records.StreamEvent;
import io.winnow.records.TokenRecord;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Takes what comes of streams, each element once: it becomes state of its stream, and a reason to look at what is asked of it. For the task's thread. */
final class Intake {
    private final StreamState state;
    private final Optional<PreviewState> previews;
    private final Set<String> streams;
    private final Consumer<String> key;
    private final WindowRules rules;
    private final Desks desks;
    private final Letters letters;
    private final ReadMetrics metrics;
    private final ReadOutput output;

    /**
     * What it works with.
     *
     * @param previews pictures, where the reader looks at them
     * @param streams that are known; those that come are added
     * @param key makes a stream the current key
     * @param rules by which a window is taken
     */
    record Tools(
            StreamState state,
            Optional<PreviewState> previews,
            Set<String> streams,
            Consumer<String> key,
            WindowRules rules,
            Desks desks,
            Letters letters,
            ReadMetrics metrics,
            ReadOutput output) {}

    Intake(Tools tools) {
        this.state = tools.state();
        this.previews = tools.previews();
        this.streams = tools.streams();
        this.key = tools.key();
        this.rules = tools.rules();
        this.desks = tools.desks();
        this.letters = tools.letters();
        this.metrics = tools.metrics();
        this.output = tools.output();
    }

    /** @param forgotten what is refused */
    void take(ReadElement element, ForgottenStreams forgotten) throws Exception {
        if (element instanceof PrunedWindow window) {
            if (forgotten.refuses(window.origin())) {
                metrics.forgotten();
            } else {
                take(window);
            }
        } else if (element instanceof StreamEvent event) {
            take(event);
        } else if (element instanceof TokenRecord tokens) {
            output.letter(letters.tokens(tokens));
        } else if (element instanceof Preview preview && !forgotten.refuses(preview.stream(), preview.epoch())) {
            take(preview);
        }
    }

    private void take(PrunedWindow window) throws Exception {
        if (isNew(window.origin())) {
            if (retain(window) && !window.late()) {
                desks.standing().windowCame(window);
            }
        } else if (state.redriven(window.id())) {
            retain(window);
        } else {
            metrics.repeat();
        }
    }

    /** Whether an element was not seen before; its stream is known from then on, and questions to each stream are put to it. */
    private boolean isNew(Origin origin) throws Exception {
        String stream = origin.stream();
        key.accept(stream);
        if (!state.accept(origin)) {
            return false;
        }
        if (streams.add(stream)) {
            state.update(state.info());
            desks.once().streamCame(stream);
            key.accept(stream);
        }
        return true;
    }

    /** Whether a window is taken. */
    private boolean retain(PrunedWindow window) throws Exception {
        Optional<ReadRefused> problem = rules.problem(window);
        if (problem.isPresent()) {
            state.refused(window.id());
            output.letter(letters.window(window, problem.get()));
            return false;
        }
        String stream = window.origin().stream();
        state.add(window, desks.requests().pinned(stream));
        desks.requests().revisit(stream);
        return true;
    }

    private void take(StreamEvent event) throws Exception {
        if (!isNew(event.origin())) {
            metrics.repeat();
            return;
        }
        Optional<Outlook> outlook = outlook(event.kind());
        if (outlook.isPresent()) {
            state.update(state.info().with(outlook.get()));
            desks.requests().revisit(event.origin().stream());
        }
    }

    private static Optional<Outlook> outlook(StreamEvent.Kind kind) {
        return switch (kind) {
            case STARTED -> Optional.of(Outlook.COMING);
            case IDLE -> Optional.of(Outlook.QUIET);
            case ENDED -> Optional.of(Outlook.OVER);
            case GAP, FORMAT -> Optional.empty();
        };
    }

    private void take(Preview preview) throws Exception {
        if (previews.isPresent()) {
            key.accept(preview.stream());
            previews.get().add(preview);
            desks.requests().revisit(preview.stream());
        }
    }
}
