package io.winnow.prune.window;

import io.winnow.prune.WindowOptions;
import io.winnow.records.Clock;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;

/**
 * Cuts streams at fixed places: every so many frames, or every so long from an epoch's first frame. A window of a length is known to be over when a record of a later one comes, or an event
 * that ends it. Records of another tokenizer, axis, grid or form of payload begin a window too, since a window holds one kind.
 */
public final class Cutter {
    private static final long MICROS = 1_000;

    private final WindowOptions options;

    public Cutter(WindowOptions options) {
        this.options = options;
    }

    /** What a record means for a stream that stands here. */
    public Cut cut(Place place, TokenRecord record) {
        long epoch = record.origin().epoch();
        if (epoch < place.epoch() || (epoch == place.epoch() && record.seq() <= place.closedSeq())) {
            return new Cut(true, false, false, false, place);
        }
        boolean newEpoch = epoch > place.epoch();
        Place from = newEpoch ? Place.begin(epoch) : place;
        long firstMicros = from.isFresh() ? record.span().startMicros() : from.firstMicros();
        int most = frames(record);
        long index = most > 0 ? from.index() : stretch(firstMicros, record);
        String form = form(record);
        boolean open = place.frames() > 0;
        boolean unrelated = newEpoch || !form.equals(place.form());
        boolean closesBefore = open && (unrelated || index != place.index());
        if (closesBefore && !newEpoch) {
            from = from.closed();
            index = most > 0 ? from.index() : index;
        }
        int frames = from.frames() + record.grid().frames();
        long lastSeq = Math.max(from.lastSeq(), record.seq());
        Place after = new Place(epoch, firstMicros, index, frames, lastSeq, from.closedSeq(), form);
        return new Cut(false, closesBefore, unrelated, most > 0 && frames >= most, after);
    }

    /** Frames of a window, or 0 where a length decides. */
    private int frames(TokenRecord record) {
        return options.isAutomatic() && record.span().clock() == Clock.WALL ? 1 : options.frames();
    }

    private long stretch(long firstMicros, TokenRecord record) {
        long length = options.isAutomatic()
                ? WindowOptions.MEDIA_SECONDS * MICROS * MICROS
                : options.length().toNanos() / MICROS;
        return Math.max(0, Math.floorDiv(record.span().startMicros() - firstMicros, Math.max(1, length)));
    }

    private static String form(TokenRecord record) {
        Tokens tokens = record.tokens();
        String payload =
                tokens instanceof Tokens.Ids ids ? "ids" + ids.bits() : "vectors" + ((Tokens.Vectors) tokens).width();
        return record.tokenizer().digest() + " " + record.axis() + " "
                + record.grid().rows() + "x" + record.grid().columns() + "x"
                + record.grid().frames() + " " + payload;
    }
}
