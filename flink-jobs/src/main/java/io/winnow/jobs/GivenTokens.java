package io.winnow.jobs;

import io.winnow.archive.FrameTokens;
import io.winnow.records.Element;
import io.winnow.records.Origin;
import io.winnow.records.RecordIds;
import io.winnow.records.Span;
import io.winnow.records.StageContext;
import io.winnow.records.StreamEvent;
import io.winnow.records.StreamEvent.Kind;
import io.winnow.records.Timings;
import io.winnow.records.TokenRecord;
import io.winnow.records.flink.RecordTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Streams that were given with the command, as the tokenizer would have put them out: each begins, has its records, and ends. */
final class GivenTokens {
    private static final String NAME = "tokenize-from-given";

    private GivenTokens() {}

    static DataStream<Element> of(StreamExecutionEnvironment env, List<GivenStream> streams, StageContext context) {
        Element[] elements = streams.stream()
                .flatMap(stream -> elements(stream, context).stream())
                .toArray(Element[]::new);
        return env.fromData(RecordTypes.ELEMENT, elements).name(NAME).uid(NAME).setParallelism(1);
    }

    /** Each epoch begins, and counts its own ordinals; the last one ends the stream. */
    static List<Element> elements(GivenStream stream, StageContext context) {
        List<Element> elements = new ArrayList<>();
        long epoch =
                stream.frames().stream().findFirst().map(FrameTokens::epoch).orElse(0L);
        long ordinal = 0;
        elements.add(event(origin(stream, context, epoch, ordinal++), Kind.STARTED, 0));
        for (FrameTokens frame : stream.frames()) {
            if (frame.epoch() != epoch) {
                epoch = frame.epoch();
                ordinal = 0;
                elements.add(event(origin(stream, context, epoch, ordinal++), Kind.STARTED, 0));
            }
            elements.add(record(origin(stream, context, epoch, ordinal++), stream, context, frame));
        }
        elements.add(event(
                origin(stream, context, epoch, ordinal),
                Kind.ENDED,
                stream.frames().size()));
        return elements;
    }

    private static StreamEvent event(Origin origin, Kind kind, long count) {
        return new StreamEvent(origin, kind, "", count, true, Map.of(), 0);
    }

    /** Ordinals count all that a stream puts out; its frames have them, less the beginning, for their seqs. */
    private static TokenRecord record(Origin origin, GivenStream stream, StageContext context, FrameTokens frame) {
        long seq = origin.ordinal() - 1;
        return new TokenRecord(
                origin,
                RecordIds.token(context.run(), context.computeDigest(), stream.stream(), origin.epoch(), seq),
                context.computeDigest(),
                stream.tokenizer(),
                frame.span(),
                seq,
                spans(frame.span(), frame.grid().frames()),
                frame.axis(),
                frame.grid(),
                frame.tokens(),
                frame.positions(),
                frame.pivot(),
                frame.map(),
                (long) frame.width() * frame.height(),
                new Timings(0, 0, 0),
                0);
    }

    private static Origin origin(GivenStream stream, StageContext context, long epoch, long ordinal) {
        return new Origin(context.run(), context.stage(), stream.stream(), epoch, ordinal);
    }

    /** An archive states the span of a clip alone; its frames are taken to last equally long. */
    private static List<Span> spans(Span all, int frames) {
        return IntStream.range(0, frames)
                .mapToObj(frame -> new Span(
                        all.startMicros() + all.lengthMicros() * frame / frames,
                        all.startMicros() + all.lengthMicros() * (frame + 1) / frames,
                        all.clock()))
                .toList();
    }
}
