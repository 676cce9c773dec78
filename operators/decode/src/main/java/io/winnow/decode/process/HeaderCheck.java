package io.winnow.decode.process;

import io.winnow.decode.worker.wire.ToParent;
import io.winnow.decode.worker.wire.WireException;

/** Holds what a child says of an item against what can be. Remembers the last picture, so that order and counts are checked too. */
final class HeaderCheck {
    private static final long LONGEST_MICROS = Long.MAX_VALUE / 2;
    private static final int LARGEST_SIDE = 1 << 20;
    private static final long MOST_MISSING = 1L << 40;

    private final DecodeRequest request;
    private boolean formatTold;
    private boolean problemTold;
    private long seq;
    private long errors;
    private long skipped;
    private long late;
    private long endMicros;

    HeaderCheck(DecodeRequest request) {
        this.request = request;
        this.seq = request.resume().nextSeq() - 1;
    }

    void item(int current, int said) throws WireException {
        require(said == current, "it speaks of item " + said + " while item " + current + " is decoded");
    }

    DecodeEvent.Format format(ToParent.Format format) throws WireException {
        require(!formatTold, "a format follows a format");
        formatTold = true;
        size(format.width(), format.height());
        int rotation = format.rotation();
        require(rotation >= 0 && rotation < 360 && rotation % 90 == 0, "a rotation of " + rotation);
        require(format.framesPerSecond() >= 0 && format.framesPerSecond() < 1e9, "an impossible frame rate");
        require(format.lengthMicros() >= 0, "a negative length");
        require(format.ageMicros() >= 0, "a beginning that is still to come");
        return new DecodeEvent.Format(
                format.width(),
                format.height(),
                Texts.name(format.codec()),
                Texts.name(format.container()),
                Texts.name(format.pixelFormat()),
                rotation,
                Math.max(0, format.aspectNumerator()),
                Math.max(0, format.aspectDenominator()),
                format.framesPerSecond(),
                format.lengthMicros(),
                format.ageMicros());
    }

    void picture(ToParent.Picture picture) throws WireException {
        formatTold = false;
        size(picture.sourceWidth(), picture.sourceHeight());
        require(picture.seq() > seq && picture.seq() < request.limits().frames(), "frame " + picture.seq());
        require(picture.keySeq() >= 0 && picture.keySeq() <= picture.seq(), "key frame " + picture.keySeq());
        span(picture.startMicros(), picture.endMicros());
        require(picture.errors() >= errors, "errors that become fewer");
        leftOut(picture.skipped(), picture.late());
        require(picture.ageMicros() >= 0, "a picture that is still to come");
        require(picture.decodeMicros() >= 0, "work of less than nothing");
        seq = picture.seq();
        errors = picture.errors();
        skipped = picture.skipped();
        late = picture.late();
        endMicros = picture.endMicros();
    }

    void problem(ToParent.Problem problem) throws WireException {
        require(!problemTold, "a second first error");
        problemTold = true;
        span(problem.startMicros(), problem.endMicros());
    }

    DecodeEvent.Gap gap(ToParent.Gap gap) throws WireException {
        require(request.input() instanceof DecodeInput.Live, "a gap in what is not live");
        require(gap.missing() >= 0 && gap.missing() <= MOST_MISSING, gap.missing() + " frames missing");
        return new DecodeEvent.Gap(gap.missing(), gap.jumped());
    }

    DecodeEvent.StatedClock clock(ToParent.Clock clock) throws WireException {
        require(request.input() instanceof DecodeInput.Live, "a clock of what is not live");
        return new DecodeEvent.StatedClock(clock.aheadMicros());
    }

    DecodeEvent.Passed passed(ToParent.Passed passed) throws WireException {
        require(request.input() instanceof DecodeInput.Live, "frames passed over of what is not live");
        boolean possible = passed.decoded() > seq + 1
                && passed.decoded() <= request.limits().frames();
        require(possible, passed.decoded() + " frames passed over after frame " + seq);
        leftOut(passed.skipped(), passed.late());
        seq = passed.decoded() - 1;
        skipped = passed.skipped();
        late = passed.late();
        return new DecodeEvent.Passed(passed.decoded(), passed.skipped(), passed.late());
    }

    void end(ToParent.End end) throws WireException {
        counts(end.decoded(), end.errors());
        require(end.given() >= 0 && end.given() <= end.decoded(), "more frames given than decoded");
        leftOut(end.skipped(), late);
    }

    void failure(ToParent.Failure failure) throws WireException {
        counts(failure.decoded(), failure.errors());
        leftOut(failure.skipped(), failure.late());
        span(failure.startMicros(), failure.startMicros());
    }

    private void counts(long decoded, long total) throws WireException {
        require(decoded >= 0 && total >= errors, "counts that cannot be");
    }

    private void leftOut(long ofChoice, long tooLate) throws WireException {
        require(ofChoice >= skipped, "skipped packets that become fewer");
        require(tooLate >= late, "late packets that become fewer");
        require(tooLate == 0 || request.input() instanceof DecodeInput.Live, "late packets of what is not live");
    }

    private void size(int width, int height) throws WireException {
        boolean possible = width > 0
                && height > 0
                && width <= LARGEST_SIDE
                && height <= LARGEST_SIDE
                && (long) width * height <= request.limits().pixels();
        require(possible, "a picture of " + width + "x" + height);
    }

    private static void span(long start, long end) throws WireException {
        boolean possible = start >= -LONGEST_MICROS && end <= LONGEST_MICROS && start <= end;
        require(possible, "a span from " + start + " to " + end);
    }

    private static void require(boolean holds, String otherwise) throws WireException {
        if (!holds) {
            throw new WireException(otherwise);
        }
    }

    long endMicros() {
        return endMicros;
    }

    long decoded() {
        return seq + 1;
    }

    long errors() {
        return errors;
    }

    long skipped() {
        return skipped;
    }

    long late() {
        return late;
    }
}
