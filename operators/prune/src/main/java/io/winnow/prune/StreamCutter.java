package io.winnow.prune;

import io.winnow.prune.window.Cut;
import io.winnow.prune.window.Cutter;
import io.winnow.prune.window.Place;
import io.winnow.records.Origin;
import io.winnow.records.PrunedWindow;
import io.winnow.records.TokenRecord;
import java.util.List;
import java.util.Optional;

/**
 * Gathers a stream's records into windows and has each pruned once it is over: the same ones whether records come one at a time or are all there.
 *
 * @param <E> what can go wrong with remembering and with handing on
 */
public final class StreamCutter<E extends Exception> {
    private final Cutter cutter;
    private final int remember;
    private final StreamMemory<E> memory;
    private final Outlet<E> outlet;

    /**
     * Begins where the memory stands.
     *
     * @param memory of the stream at hand
     * @param outlet prunes a window and hands it on
     */
    public StreamCutter(PruneOptions options, StreamMemory<E> memory, Outlet<E> outlet) {
        this.cutter = new Cutter(options.window());
        this.remember = options.remember();
        this.memory = memory;
        this.outlet = outlet;
    }

    /** Where windows leave. */
    @FunctionalInterface
    public interface Outlet<E extends Exception> {
        /**
         * Prunes a window and hands it on.
         *
         * @param of its last record's
         */
        PrunedWindow emit(Window window, Origin of) throws E;
    }

    /** Takes the next record. One of a window that is closed is a window of its own, late. */
    public void take(TokenRecord record) throws E {
        Cut cut = cutter.cut(memory.place(), record);
        if (cut.late()) {
            outlet.emit(new Window(-1, true, List.of(record), Optional.empty(), List.of()), record.origin());
            return;
        }
        if (cut.closesBefore()) {
            close();
        }
        if (cut.unrelated()) {
            memory.forget();
        }
        memory.add(record);
        memory.place(cut.after());
        if (cut.closesAfter()) {
            close();
        }
    }

    /** An epoch is at hand. One that is newer than all before ends the open window. */
    public void reach(long epoch) throws E {
        if (epoch > memory.place().epoch()) {
            close();
            memory.forget();
            memory.place(Place.begin(epoch));
        }
    }

    /** An epoch has ended. Where it is the newest, so has the open window, and what comes of it yet is late. */
    public void end(long epoch) throws E {
        if (epoch == memory.place().epoch()) {
            close();
            memory.forget();
            memory.place(memory.place().ended());
        }
    }

    /** The stream was forgotten: its open window is never pruned, and what comes of its epoch yet is late. */
    public void drop() throws E {
        memory.drop();
        memory.place(memory.place().ended());
    }

    /** The open window is over, if there is one. */
    public void close() throws E {
        List<TokenRecord> records = memory.open();
        if (records.isEmpty()) {
            return;
        }
        Place place = memory.place();
        TokenRecord last = records.get(records.size() - 1);
        Window window = new Window(place.index(), false, records, memory.before(), memory.earlier());
        memory.close(last, outlet.emit(window, last.origin()), remember);
        memory.place(place.closed());
    }
}
