package io.winnow.records.flink;

import io.winnow.records.Forgettings;
import io.winnow.records.ForgottenStreams;
import io.winnow.records.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stage refuses because its stream was forgotten. What the stage holds of such a stream is dropped when it hears of it: by its mail, or before the next record, whichever comes first. For
 * the task's thread.
 */
public final class ForgottenGate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenGate.class);

    private final Forgettings.Following following;
    private final ThrowingRunnable<Exception> drop;
    private final Map<String, Long> asked = new HashMap<>();
    private ForgottenStreams known = ForgottenStreams.NONE;

    private ForgottenGate(Forgettings.Following following, ThrowingRunnable<Exception> drop) {
        this.following = following;
        this.drop = drop;
    }

    /**
     * Begins to follow. What was forgotten before is known when this returns, and what was restored of it is not dropped yet: {@link #look} does.
     *
     * @param mailbox of the task
     * @param drop what the stage holds that is refused
     */
    public static ForgottenGate open(Forgettings forgettings, MailboxExecutor mailbox, ThrowingRunnable<Exception> drop)
            throws InterruptedException {
        Entrance entrance = new Entrance(mailbox);
        ForgottenGate gate = new ForgottenGate(forgettings.follow(entrance), drop);
        entrance.gate = gate;
        return gate;
    }

    /** Drops what was forgotten since the last look. */
    public void look() throws Exception {
        ForgottenStreams now = following.now();
        if (!now.equals(known)) {
            known = now;
            asked.clear();
            drop.run();
        }
    }

    /**
     * Looks before a record of this origin. One of a stream that came back may be here before it is heard that it did, and says so by its epoch; as may one of a source that has not heard that it was to end. So
     * whoever knows is asked, once an epoch.
     */
    public void look(Origin next) throws Exception {
        look(next.stream(), next.epoch());
    }

    /** The same before what is of a stream's epoch. */
    public void look(String stream, long epoch) throws Exception {
        look();
        if (known.mayBeBack(stream, epoch) && asked.getOrDefault(stream, Long.MIN_VALUE) < epoch) {
            asked.put(stream, epoch);
            catchUp();
        }
    }

    /** Waits until all that was forgotten by now is known, and drops it. */
    public void catchUp() throws Exception {
        following.catchUp();
        look();
    }

    /** Whether a record of this origin is refused, as of the last look. */
    public boolean refuses(Origin origin) {
        return known.refuses(origin);
    }

    /** What is refused, as of the last look. */
    public ForgottenStreams forgotten() {
        return known;
    }

    @Override
    public void close() {
        following.close();
    }

    /** Brings what is heard to the task's thread. */
    private static final class Entrance implements Forgettings.Listener {
        private final MailboxExecutor mailbox;
        private volatile @Nullable ForgottenGate gate;

        Entrance(MailboxExecutor mailbox) {
            this.mailbox = mailbox;
        }

        @Override
        public void changed() {
            mail(() -> {
                ForgottenGate open = gate;
                if (open != null) {
                    open.look();
                }
            });
        }

        @Override
        public void failed(Exception failure) {
            mail(() -> {
                throw new IllegalStateException(
                        "what was forgotten cannot be followed: " + failure.getMessage(), failure);
            });
        }

        private void mail(ThrowingRunnable<Exception> what) {
            try {
                mailbox.execute(what, "a stream was forgotten");
            } catch (RejectedExecutionException e) {
                LOG.debug("The task had ended before it heard that a stream was forgotten.", e);
            }
        }
    }
}
