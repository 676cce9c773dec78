package io.winnow.decode.stream;

import io.winnow.decode.process.DecodeEvent.Failure;
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
    private static final String AWAY =
            "It is opened again while the run goes on, less and less often. Look at the source, its network,"
                    + " its address and its credentials.";

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
        return letter(stream, reason, what, shown, hint(reason), span, errors);
    }

    /** Of a live source that is away. */
    FrameFailure away(String stream, String reason, String what, String shown) {
        return letter(stream, reason, what, shown, AWAY, Optional.empty(), 1);
    }

    private FrameFailure letter(
            String stream, String reason, String what, String shown, String hint, Optional<Span> span, long errors) {
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
                hint,
                stream,
                span,
                errors,
                clock.millis()));
    }

    /** The code of a failure. A decoder that dies on a file is an error of decoding it. */
    static String reason(Failure.Code code) {
        return code == Failure.Code.CRASHED ? Failure.Code.DECODE.name() : code.name();
    }

    private static String hint(String reason) {
        return switch (reason) {
            case "LIMIT" -> "Raise decode.limits or decode.memory if the file is worth it.";
            case "POLICY" -> "Give the source another policy, such as scene(t) or fps(x).";
            case "READ" -> "Look whether it is there and may be read, then read it again.";
            case "NOT_MEDIA" -> "Name a picture or a video, or convert it to one.";
            default -> "Frames that were decoded have been used; get the file again from where it came, or repair it.";
        };
    }
}
