package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent.Format;
import io.winnow.decode.process.DecodeEvent.StatedClock;
import io.winnow.frames.Decoded;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Tells a stream's formats, and with them what time a live source has. What such a source says of itself when it is
 * opened waits until a picture of it is there: before, the stream is still away, and its epoch the one that ended.
 */
final class Formats {
    private final StreamPlan plan;
    private final StreamState state;
    private final StreamEvents events;
    private Optional<Format> announced = Optional.empty();
    private OptionalLong beganMicros = OptionalLong.empty();
    private OptionalLong aheadMicros = OptionalLong.empty();
    private boolean there;

    Formats(StreamPlan plan, StreamState state, StreamEvents events) {
        this.plan = plan;
        this.state = state;
        this.events = events;
    }

    /** Tells one, where it differs from the last. */
    void tell(Format format, Consumer<Decoded> out) {
        tell(StreamEvents.attributes(format, plan.clock()), out);
    }

    private void tell(Map<String, String> format, Consumer<Decoded> out) {
        Map<String, String> attributes = StreamEvents.withClock(format, aheadMicros);
        if (state.changesFormat(attributes)) {
            out.accept(events.format(state.epoch(), attributes));
        }
    }

    /** A live source has one, of which no picture has come. */
    void announce(Format format, long nowMillis) {
        announced = Optional.of(format);
        beganMicros = OptionalLong.of(nowMillis * 1_000 - format.ageMicros());
    }

    /** When what was announced began to come, on the clock of the wall; empty where nothing was. */
    OptionalLong beganMicros() {
        return beganMicros;
    }

    /** A picture of what was announced is there. */
    void arrived(Consumer<Decoded> out) {
        announced.ifPresent(format -> tell(format, out));
        there = true;
        forget();
    }

    /** A live source says what time it has. */
    void stated(StatedClock clock, Consumer<Decoded> out) {
        aheadMicros = OptionalLong.of(clock.aheadMicros());
        if (there) {
            tell(state.format(), out);
        }
    }

    /** The live source is away. */
    void gone() {
        aheadMicros = OptionalLong.empty();
        there = false;
        forget();
    }

    private void forget() {
        announced = Optional.empty();
        beganMicros = OptionalLong.empty();
    }
}
