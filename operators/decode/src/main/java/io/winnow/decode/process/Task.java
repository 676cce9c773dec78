package io.winnow.decode.process;

import io.winnow.decode.worker.wire.Cause;
import io.winnow.decode.worker.wire.ToParent;
import io.winnow.decode.worker.wire.WireException;
import java.util.function.IntConsumer;

/** One item in a child, as the parent sees it: what the child says of it is checked and becomes the session's events. */
final class Task {
    private final int item;
    private final Session session;
    private final SharedRing ring;
    private final IntConsumer free;
    private final HeaderCheck check;

    Task(int item, Session session, SharedRing ring, IntConsumer free) {
        this.item = item;
        this.session = session;
        this.ring = ring;
        this.free = free;
        this.check = new HeaderCheck(session.request());
    }

    int item() {
        return item;
    }

    Session session() {
        return session;
    }

    /** Takes in what the child says; whether it was the last. */
    boolean hear(ToParent message) throws WireException {
        if (message instanceof ToParent.Picture picture) {
            check.item(item, picture.item());
            picture(picture);
        } else if (message instanceof ToParent.Format format) {
            check.item(item, format.item());
            session.offer(check.format(format));
        } else if (message instanceof ToParent.Problem problem) {
            check.item(item, problem.item());
            check.problem(problem);
            session.offer(new DecodeEvent.Problem(
                    Sentences.of(problem.cause(), "", session.request()), problem.startMicros(), problem.endMicros()));
        } else if (message instanceof ToParent.Gap gap) {
            check.item(item, gap.item());
            session.offer(check.gap(gap));
        } else if (message instanceof ToParent.Clock clock) {
            check.item(item, clock.item());
            session.offer(check.clock(clock));
        } else if (message instanceof ToParent.Passed passed) {
            check.item(item, passed.item());
            session.offer(check.passed(passed));
        } else if (message instanceof ToParent.End end) {
            check.item(item, end.item());
            check.end(end);
            finish(new DecodeEvent.End(end.decoded(), end.given(), end.skipped(), end.errors()));
            return true;
        } else if (message instanceof ToParent.Failure failure) {
            check.item(item, failure.item());
            finish(failure(failure));
            return true;
        } else if (!(message instanceof ToParent.Alive)) {
            throw new WireException("it says " + message.getClass().getSimpleName() + " in the middle of an item");
        }
        return false;
    }

    private void picture(ToParent.Picture picture) throws WireException {
        check.picture(picture);
        if (!ring.take(picture.slot())) {
            throw new WireException("a picture is in slot " + picture.slot() + ", which is not the child's");
        }
        int bytes = Math.toIntExact(session.request().size().bytes());
        session.offer(new DecodeEvent.Picture(
                picture.seq(),
                picture.startMicros(),
                picture.endMicros(),
                picture.sourceWidth(),
                picture.sourceHeight(),
                picture.key(),
                new ResumePoint(picture.seq() + 1, picture.keySeq(), picture.keyTicks(), picture.startMicros()),
                picture.errors(),
                picture.skipped(),
                picture.late(),
                picture.ageMicros(),
                picture.decodeMicros(),
                new LentSlot(ring, picture.slot(), bytes, free)));
    }

    private DecodeEvent.Failure failure(ToParent.Failure failure) throws WireException {
        check.failure(failure);
        Cause cause = failure.cause();
        String refusal = session.reading().refusal().orElse("");
        boolean unread = cause == Cause.READ || (!refusal.isEmpty() && failure.decoded() == 0);
        String what = unread && !refusal.isEmpty()
                ? refusal
                : Sentences.of(cause, Texts.name(failure.detail()), session.request());
        return new DecodeEvent.Failure(
                unread ? DecodeEvent.Failure.Code.READ : Sentences.code(cause),
                what,
                failure.startMicros(),
                failure.decoded(),
                failure.skipped(),
                failure.late(),
                failure.errors());
    }

    /** The child died of it. */
    void crashed(String reason, boolean outOfMemory, boolean killed) {
        DecodeEvent.Failure.Code code =
                outOfMemory || killed ? DecodeEvent.Failure.Code.LIMIT : DecodeEvent.Failure.Code.CRASHED;
        String what = outOfMemory ? Sentences.of(Cause.MEMORY, "", session.request()) : reason;
        finish(new DecodeEvent.Failure(
                code, what, check.endMicros(), check.decoded(), check.skipped(), check.late(), check.errors() + 1));
    }

    private void finish(DecodeEvent event) {
        session.reading().close();
        session.offer(event);
    }
}
