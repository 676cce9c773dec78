package io.winnow.decode.stream;

import io.winnow.frames.FrameFailure;
import io.winnow.records.DeadLetter;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StageContext;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the dead letters of sources. An item has at most one. */
final class Letters {
    private static final Logger LOG = LoggerFactory.getLogger(Letters.class);

    private final StageContext context;
    private final InstantSource clock;

    Letters(StageContext context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
    }

    /**
     * Of one item.
     *
     * @param reason a code
     * @param what a sentence
     * @param shown the item, without credentials
     * @param span of the first error
     * @param errors how many there were
     */
    FrameFailure letter(String stream, String reason, String what, String shown, Optional<Span> span, long errors) {
        LOG.info("{}: {} ({} errors): {}", shown, reason, errors, what);
        return new FrameFailure(new DeadLetter(
                RecordIds.deadLetter(context.consumer(), stream, reason, shown),
                context.run(),
                context.consumer(),
                "",
                -1,
                -1,
                "",
                shown.getBytes(StandardCharsets.UTF_8),
                reason,
                what,
                shown,
                hint(reason),
                stream,
                span,
                errors,
                clock.millis()));
    }

    private static String hint(String reason) {
        return switch (reason) {
            case "LIMIT" -> "Raise decode.limits or decode.memory if the file is worth it.";
            case "READ" -> "Look whether it is there and may be read, then read it again.";
            case "NOT_MEDIA" -> "Name a picture or a video, or convert it to one.";
            default -> "Frames that were decoded have been used; get the file again from where it came, or repair it.";
        };
    }
}
