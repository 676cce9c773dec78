package io.winnow.decode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.decode.PictureSize;
import io.winnow.decode.worker.wire.ToParent;
import io.winnow.decode.worker.wire.ToParentWire;
import io.winnow.decode.worker.wire.Wire;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A child of which the test holds both pipes. */
class ChildTest {
    private static final PictureSize SIZE = new PictureSize(8, 8);
    private static final long PATIENCE_SECONDS = 10;

    private final Link link = new Link();
    private final Kept kept = new Kept();
    private DataOutputStream says = new DataOutputStream(OutputStream.nullOutputStream());
    private Child child;

    @BeforeEach
    void start() throws IOException {
        says = Wire.output(link.says);
        link.says.connect(link.heard);
        child = new Child(link, SharedRing.create(1, SIZE.bytes()), kept);
        child.start();
    }

    @AfterEach
    void end() throws IOException {
        says.close();
    }

    @Test
    void oneThatWasKilledTakesNoMoreWork() throws Exception {
        say(new ToParent.Ready("8"));
        assertThat(kept.idle.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Session session = session();
        child.decode(session);
        child.cancel(session);
        assertThat(link.kills).hasValue(1);

        say(new ToParent.End(1, 0, 0, 0, 0));
        says.close();

        assertThat(kept.dead.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(kept.idle.availablePermits()).isZero();
    }

    @Test
    void oneThatIsDoneIsNotKilledForIt() throws Exception {
        say(new ToParent.Ready("8"));
        assertThat(kept.idle.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Session session = session();
        child.decode(session);
        say(new ToParent.End(1, 0, 0, 0, 0));
        assertThat(kept.idle.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

        child.cancel(session);

        assertThat(link.kills).hasValue(0);
    }

    private Session session() {
        DecodeInput input = new DecodeInput.Piped("-", InputStream.nullInputStream());
        DecodeRequest request =
                new DecodeRequest(input, new Sampling.KeepAll(), ResumePoint.START, SIZE, DecodeLimits.defaults(), 1);
        return new Session(request, new Reading(input, Origins.ofWeb()), any -> {});
    }

    private void say(ToParent message) throws IOException {
        ToParentWire.write(says, message);
        says.flush();
    }

    private static final class Link implements ChildLink {
        private final PipedInputStream heard = new PipedInputStream();
        private final PipedOutputStream says = new PipedOutputStream();
        private final AtomicInteger kills = new AtomicInteger();

        @Override
        public InputStream from() {
            return heard;
        }

        @Override
        public OutputStream to() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public boolean ranOutOfMemory() {
            return false;
        }

        @Override
        public String lastWords() {
            return "";
        }

        @Override
        public void kill() {
            kills.incrementAndGet();
        }

        @Override
        public void end() {
            // Its pipes are the test's.
        }
    }

    private static final class Kept implements Child.Keeper {
        private final Semaphore idle = new Semaphore(0);
        private final CountDownLatch dead = new CountDownLatch(1);

        @Override
        public void idle(Child child) {
            idle.release();
        }

        @Override
        public void dead(Child child, boolean started) {
            dead.countDown();
        }
    }
}
