package io.winnow.decode.flink;

import io.winnow.decode.control.StreamControls;
import io.winnow.decode.control.StreamWish;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what is heard of streams to the thread that an enumerator belongs to. */
final class Hearing implements StreamControls.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Hearing.class);

    private final SplitEnumeratorContext<?> context;
    private final Consumer<List<StreamWish>> enumerator;

    Hearing(SplitEnumeratorContext<?> context, Consumer<List<StreamWish>> enumerator) {
        this.context = context;
        this.enumerator = enumerator;
    }

    @Override
    public void heard(List<StreamWish> wishes) {
        run(() -> enumerator.accept(wishes));
    }

    /** An exception in that thread fails the job. */
    @Override
    public void failed(Exception failure) {
        run(() -> {
            throw new IllegalStateException(
                    "what is wished of streams can no longer be followed: " + failure.getMessage(), failure);
        });
    }

    private void run(Runnable action) {
        try {
            context.runInCoordinatorThread(action);
        } catch (RejectedExecutionException e) {
            LOG.debug("The job has ended while its streams were controlled", e);
        }
    }
}
