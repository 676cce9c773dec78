package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeEvent.End;
import io.winnow.decode.process.DecodeEvent.Failure;
import io.winnow.decode.process.DecodeEvent.Format;
import io.winnow.decode.process.DecodeEvent.Passed;
import io.winnow.decode.process.DecodeEvent.Picture;
import io.winnow.decode.process.DecodeEvent.StatedClock;
import io.winnow.decode.process.DecodeEvent.Superseded;
import io.winnow.frames.Decoded;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Takes what the decoder of a live source says: what ends a connection does not end the stream, and the first picture of the next one ends its outage. */
final class LiveEvents {
    private final ItemEvents pictures;
    private final StreamState state;
    private final Items items;
    private final FrameOutput output;
    private final Formats formats;
    private final Outage outage;
    private final Silence silence;
    private final InstantSource clock;

    /** @param pictures takes what is the same of any source */
    LiveEvents(
            ItemEvents pictures,
            StreamState state,
            Items items,
            FrameOutput output,
            Formats formats,
            Outage outage,
            Silence silence,
            InstantSource clock) {
        this.pictures = pictures;
        this.state = state;
        this.items = items;
        this.output = output;
        this.formats = formats;
        this.outage = outage;
        this.silence = silence;
        this.clock = clock;
    }

    void take(DecodeEvent event, Consumer<Decoded> out) {
        if (event instanceof Failure failure) {
            disconnected(failure, out);
        } else if (event instanceof End end) {
            disconnected(
                    new Failure(Failure.Code.READ, "it ended", 0, end.decoded(), end.skipped(), 0, end.errors()), out);
        } else if (event instanceof DecodeEvent.Gap gap) {
            output.gap(gap, out);
        } else if (event instanceof Format format) {
            formats.announce(format, clock.millis());
        } else if (event instanceof Picture picture) {
            silence.broken();
            arrives(picture, out);
            pictures.take(picture, out);
        } else if (event instanceof StatedClock stated) {
            formats.stated(stated, out);
        } else if (event instanceof Passed passed) {
            output.passedOver(passed, out);
        } else if (event instanceof Superseded superseded) {
            silence.broken();
            arrives(superseded.last(), out);
            output.superseded(superseded, out);
        } else {
            pictures.take(event, out);
        }
    }

    /** The first picture of a connection, or of a format, says when what was announced before it was. */
    private void arrives(Picture picture, Consumer<Decoded> out) {
        OptionalLong began = formats.beganMicros();
        long first = began.isPresent() ? began.getAsLong() + picture.startMicros() : clock.millis() * 1_000;
        outage.over(first / 1_000, out);
        began.ifPresent(output::begins);
        formats.arrived(out);
    }

    private void disconnected(Failure failure, Consumer<Decoded> out) {
        output.notChosen(failure.decoded(), out);
        output.skipped(failure.skipped(), out);
        output.late(failure.late(), out);
        outage.lost(failure, out);
        formats.gone();
        items.next();
        state.again(failure.decoded());
        output.nextItem();
    }
}
