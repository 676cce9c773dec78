package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent.Format;
import io.winnow.frames.FrameEvent;
import io.winnow.records.Clock;
import io.winnow.records.StreamEvent.Kind;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Makes a stream's events. */
final class StreamEvents {
    static final String FRAMES_PER_SECOND = "framesPerSecond";
    private static final String CLOCK_AHEAD_SECONDS = "clockAheadSeconds";
    private static final double MICROS = 1e6;

    private final String stream;
    private final InstantSource clock;

    StreamEvents(String stream, InstantSource clock) {
        this.stream = stream;
        this.clock = clock;
    }

    FrameEvent started(long epoch) {
        return event(epoch, Kind.STARTED, "", 0, true, Map.of());
    }

    FrameEvent dropped(long epoch, String reason, long count) {
        return event(epoch, Kind.GAP, reason, count, true, Map.of());
    }

    /** Frames that never came, at most estimated: 0 where that cannot be. */
    FrameEvent missing(long epoch, String reason, long count) {
        return event(epoch, Kind.GAP, reason, count, false, Map.of());
    }

    /** The source is away. */
    FrameEvent away(long epoch, String why) {
        return event(epoch, Kind.GAP, DropReasons.RECONNECTING, 0, false, Map.of("why", why));
    }

    FrameEvent format(long epoch, Map<String, String> attributes) {
        return event(epoch, Kind.FORMAT, "", 0, true, attributes);
    }

    FrameEvent idle(long epoch) {
        return event(epoch, Kind.IDLE, "", 0, true, Map.of());
    }

    FrameEvent ended(long epoch, String reason, long count) {
        return event(epoch, Kind.ENDED, reason, count, true, Map.of());
    }

    private FrameEvent event(
            long epoch, Kind kind, String reason, long count, boolean exact, Map<String, String> attributes) {
        return new FrameEvent(stream, epoch, kind, reason, count, exact, attributes, clock.millis());
    }

    /** With what time the source has, in whole seconds, where it says so. */
    static Map<String, String> withClock(Map<String, String> format, OptionalLong aheadMicros) {
        Map<String, String> attributes = new TreeMap<>(format);
        attributes.remove(CLOCK_AHEAD_SECONDS);
        aheadMicros.ifPresent(ahead -> attributes.put(CLOCK_AHEAD_SECONDS, Long.toString(Math.round(ahead / MICROS))));
        return attributes;
    }

    static Map<String, String> attributes(Format format, Clock clock) {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("width", String.valueOf(format.width()));
        attributes.put("height", String.valueOf(format.height()));
        attributes.put("codec", format.codec());
        attributes.put("container", format.container());
        attributes.put("pixelFormat", format.pixelFormat());
        attributes.put("rotation", String.valueOf(format.rotation()));
        attributes.put("aspect", format.aspectNumerator() + ":" + format.aspectDenominator());
        attributes.put(FRAMES_PER_SECOND, String.valueOf(format.framesPerSecond()));
        attributes.put("lengthMicros", String.valueOf(format.lengthMicros()));
        attributes.put("clock", clock.name());
        return attributes;
    }
}
