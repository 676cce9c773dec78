package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.Job;
import java.io.IOException;
import java.util.Optional;

/** One input, from its first byte to its last frame. */
public final class Decoding {
    private final Job job;
    private final Bytes bytes;
    private final Receiver receiver;
    private Tally tally = new Tally();

    /** Prepares; {@link #run} does it. */
    public Decoding(Job job, Bytes bytes, Receiver receiver) {
        this.job = job;
        this.bytes = bytes;
        this.receiver = receiver;
    }

    /**
     * Decodes all of it. Where it cannot go on from the key frame that it was told, it decodes from the beginning to the frame that is next.
     *
     * @throws IOException where nobody listens any more
     */
    public Outcome run() throws IOException {
        try {
            if (job.nextSeq() == 0 || job.keyTicks() == Job.UNKNOWN || !resumed()) {
                pass(false);
            }
            return tally.outcome(Optional.empty(), "");
        } catch (GivenUp e) {
            return tally.outcome(Optional.of(e.why()), e.detail());
        }
    }

    private boolean resumed() throws IOException, GivenUp {
        try {
            pass(true);
            return true;
        } catch (GivenUp e) {
            if (e.why() != Cause.RESUME) {
                throw e;
            }
            tally = new Tally();
            return false;
        }
    }

    private void pass(boolean fromKey) throws IOException, GivenUp {
        try (Container container = Container.open(job, bytes, receiver);
                PictureDecoder decoder = PictureDecoder.open(container, job)) {
            if (fromKey && !container.seek(job.keyTicks())) {
                throw new GivenUp(Cause.RESUME, "");
            }
            if (job.live().isPresent()) {
                try (LiveFeed feed =
                        new LiveFeed(container, job, job.live().get().behindMicros())) {
                    pass(container, feed, decoder, fromKey);
                }
            } else {
                pass(container, container, decoder, fromKey);
            }
        }
    }

    private void pass(Container container, Packets packets, PictureDecoder decoder, boolean fromKey)
            throws IOException, GivenUp {
        try (Sight sight = Sight.of(job.choice())) {
            Passage passage = new Passage(job, container, packets, sight, decoder, receiver, tally, fromKey);
            try {
                passage.run();
            } finally {
                tally.skipped = passage.skipped();
            }
        }
    }
}
