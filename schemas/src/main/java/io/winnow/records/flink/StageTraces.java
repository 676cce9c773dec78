package io.winnow.records.flink;

import io.winnow.records.Answer;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.RecordId;
import io.winnow.records.TokenRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.traces.Span;
import org.apache.flink.traces.SpanBuilder;

/**
 * Follows some frames to the windows that they are pruned in and to the answers that these are read for, and tells Flink's trace reporters where the time went. A trace is of one frame and has its id. Which frames are
 * followed is decided by their ids alone, which windows name too: so every stage, in whatever process, knows it without being told, a frame that is made again is followed again, and one that is not costs nothing.
 */
public final class StageTraces {
    /** The parameter of a job that holds the share of frames. */
    public static final String RATIO = "winnow.traces.ratio";

    /** Attribute of a span that belongs to a trace: the trace's id, 32 hexadecimal digits. */
    public static final String TRACE = "trace";

    /** The span's own id, 16 hexadecimal digits. */
    public static final String SPAN = "span";

    /** The id of the span that it follows from, where it is not the first of its trace. */
    public static final String PARENT = "parent";

    private static final double MICROS = 1e3;

    /** Of the frames of one window, and of those that an answer rests on, at most so many are followed to it. */
    private static final int MOST_TRACES = 64;

    private final MetricGroup group;
    private final double ratio;
    private final LongSupplier clock;

    private StageTraces(MetricGroup group, double ratio, LongSupplier clock) {
        this.group = group;
        this.ratio = ratio;
        this.clock = clock;
    }

    /**
     * For one operator.
     *
     * @param operator the operator's metric group
     * @param parameters of its job
     */
    public static StageTraces of(MetricGroup operator, Map<String, String> parameters) {
        return of(operator, parameters, System::currentTimeMillis);
    }

    static StageTraces of(MetricGroup operator, Map<String, String> parameters, LongSupplier clock) {
        return new StageTraces(operator, Double.parseDouble(parameters.getOrDefault(RATIO, "0")), clock);
    }

    /** A frame, or clip, from the start of its decoding until its tokens are put out. */
    public void frame(TokenRecord record) {
        if (isFollowed(record.id())) {
            long now = clock.getAsLong();
            long begun = record.ingestMillis() - millis(record.timings().decodeMicros());
            long tokenizing = now - millis(record.timings().tokenizeMicros());
            group.addSpan(told("frame", begun, now, record.id(), record.id())
                    .setAttribute("run", record.origin().run())
                    .setAttribute("stream", record.origin().stream())
                    .setAttribute("epoch", record.origin().epoch())
                    .setAttribute("seq", record.seq())
                    .setAttribute("bundle", record.tokenizer().toString())
                    .setAttribute("tokens", (long) record.tokens().count())
                    .addChild(part("decode", begun, record.ingestMillis()))
                    .addChild(part("tokenize", Math.max(begun, tokenizing), now)));
        }
    }

    /** A window while it is pruned, in the trace of each of its frames that is followed. */
    public void window(PrunedWindow window) {
        if (ratio == 0) {
            return;
        }
        long now = clock.getAsLong();
        followed(window).limit(MOST_TRACES).forEach(frame -> {
            Origin origin = window.origin();
            group.addSpan(told("window", now - millis(window.timings().pruneMicros()), now, frame, window.id())
                    .setAttribute(PARENT, spanId(frame))
                    .setAttribute("run", origin.run())
                    .setAttribute("stream", origin.stream())
                    .setAttribute("epoch", origin.epoch())
                    .setAttribute("pruner", window.pruner())
                    .setAttribute("frames", (long) window.parents().size())
                    .setAttribute("seen", (long) window.seen())
                    .setAttribute("kept", (long) window.tokens().count()));
        });
    }

    /**
     * An answer from its question's admission on, in the trace of each frame of its context that is followed, the newest windows first.
     *
     * @param context the windows that it was read from, in order
     */
    public void answer(Answer answer, List<PrunedWindow> context) {
        if (ratio == 0) {
            return;
        }
        int room = MOST_TRACES;
        for (int i = context.size() - 1; i >= 0 && room > 0; i--) {
            PrunedWindow window = context.get(i);
            List<RecordId> frames = followed(window).limit(room).toList();
            frames.forEach(frame -> answer(answer, window, frame));
            room -= frames.size();
        }
    }

    private void answer(Answer answer, PrunedWindow window, RecordId frame) {
        long end = answer.answeredMillis();
        long asked = end - Math.round(answer.millis().total());
        group.addSpan(told("answer", asked, end, frame, answer.id())
                .setAttribute(PARENT, spanId(window.id()))
                .setAttribute("run", answer.run())
                .setAttribute("stream", answer.stream())
                .setAttribute("question", answer.questionId())
                .setAttribute("bundle", answer.reader().toString())
                .setAttribute("windows", (long) answer.windows().size())
                .setAttribute("tokens", answer.counts().read())
                .addChild(part(
                        "first word",
                        asked,
                        Math.min(end, asked + Math.round(answer.millis().firstToken())))));
    }

    private Stream<RecordId> followed(PrunedWindow window) {
        return window.parents().stream().filter(this::isFollowed);
    }

    private boolean isFollowed(RecordId frame) {
        return ratio > 0 && (frame.low() >>> 11) * 0x1.0p-53 < ratio;
    }

    /** A span of a record in the trace of a frame. The same record has the same span in every trace that it is part of, whoever tells it. */
    private static SpanBuilder told(String name, long begun, long ended, RecordId frame, RecordId record) {
        return part(name, begun, ended)
                .setAttribute(TRACE, frame.toString())
                .setAttribute(SPAN, spanId(record))
                .setAttribute("id", record.toString());
    }

    private static SpanBuilder part(String name, long begun, long ended) {
        return Span.builder(StageTraces.class, name).setStartTsMillis(begun).setEndTsMillis(ended);
    }

    private static String spanId(RecordId record) {
        return HexFormat.of().toHexDigits(record.high());
    }

    private static long millis(long micros) {
        return Math.round(micros / MICROS);
    }
}
