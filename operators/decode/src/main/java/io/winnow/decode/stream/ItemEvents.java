package io.winnow.decode.stream;

import io.winnow.decode.FramePolicy;
import io.winnow.decode.process.DecodeEvent;
import io.winnow.decode.process.DecodeEvent.End;
import io.winnow.decode.process.DecodeEvent.Failure;
import io.winnow.decode.process.DecodeEvent.Format;
import io.winnow.decode.process.DecodeEvent.Picture;
import io.winnow.decode.process.DecodeEvent.Problem;
import io.winnow.frames.Decoded;
import io.winnow.records.Clock;
import io.winnow.records.Span;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes what the decoder says of an item: its pictures leave, and an item that could not be decoded whole leaves a dead letter. */
final class ItemEvents {
    private final StreamPlan plan;
    private final StreamState state;
    private final Items items;
    private final FrameOutput output;
    private final Formats formats;
    private final Letters letters;
    private String failure = "";

    ItemEvents(StreamPlan plan, StreamState state, Items items, FrameOutput output, Formats formats, Letters letters) {
        this.plan = plan;
        this.state = state;
        this.items = items;
        this.output = output;
        this.formats = formats;
        this.letters = letters;
    }

    /** Why the only item of a stream could not be decoded; empty where it could, or there are several. */
    String failure() {
        return failure;
    }

    void take(DecodeEvent event, Consumer<Decoded> out) {
        if (event instanceof Picture picture) {
            output.picture(newest(picture, out), out);
        } else if (event instanceof Format format) {
            formats.tell(format, out);
        } else if (event instanceof Problem problem) {
            state.tellError(problem.what(), problem.startMicros(), problem.endMicros());
        } else if (event instanceof End end) {
            ended(end, out);
        } else if (event instanceof Failure why) {
            failed(why, out);
        }
    }

    private Picture newest(Picture picture, Consumer<Decoded> out) {
        Picture newest = picture;
        while (plan.policy() instanceof FramePolicy.Latest && items.peek().orElse(null) instanceof Picture next) {
            output.superseded(newest, out);
            newest = next;
            items.poll();
        }
        return newest;
    }

    private void ended(End end, Consumer<Decoded> out) {
        output.notChosen(end.decoded(), out);
        output.skipped(end.skipped(), out);
        state.countErrors(end.errors());
        ItemErrors errors = state.errors();
        if (errors.count() > 0) {
            tellLetter(Failure.Code.DECODE.name(), errors.first(), out);
        }
        next(end.decoded());
    }

    private void failed(Failure why, Consumer<Decoded> out) {
        output.notChosen(why.decoded(), out);
        output.skipped(why.skipped(), out);
        state.countErrors(why.errors());
        state.tellError(why.what(), why.startMicros(), why.startMicros());
        if (why.code() == Failure.Code.NOT_MEDIA && !plan.named()) {
            output.drop(DropReasons.NOT_MEDIA, 1, out);
        } else {
            tellLetter(Letters.reason(why.code()), what(why), out);
        }
        failure = plan.input().items() == 1 ? Letters.reason(why.code()) : "";
        next(why.decoded());
    }

    /** The first error explains a file that could not be decoded; a limit or a lost connection explains itself. */
    private String what(Failure why) {
        return why.code() == Failure.Code.DECODE ? state.errors().first() : why.what();
    }

    private void tellLetter(String reason, String what, Consumer<Decoded> out) {
        ItemErrors errors = state.errors();
        out.accept(letters.letter(
                plan.stream(),
                reason,
                what,
                plan.input().shown(state.item()),
                Optional.of(new Span(errors.startMicros(), errors.endMicros(), Clock.MEDIA)),
                Math.max(1, errors.count())));
    }

    private void next(long decoded) {
        items.next();
        state.nextItem(decoded);
        output.nextItem();
    }
}
