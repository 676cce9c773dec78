package io.winnow.decode.process;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The playlists of one live input, each fetched again and again. Refuses one that has ended when it is first fetched, since its pieces were made long ago; one that begins anew, which a demuxer would wait for
 * in vain; and one that has had no new piece for too long, which its own target duration (RFC 8216, 6.2.1) and the stall say. One thread at a time.
 */
final class LivePlaylists {
    private final Duration stall;
    private final LongSupplier nanos;
    private final Map<String, Known> known = new HashMap<>();

    /** How far a playlist had come, and since when. */
    private record Known(long next, long sinceNanos) {}

    /**
     * None has been fetched.
     *
     * @param stall silence that is borne beyond two pieces
     * @param nanos a clock, as {@link System#nanoTime}
     */
    LivePlaylists(Duration stall, LongSupplier nanos) {
        this.stall = stall;
        this.nanos = nanos;
    }

    /** One was fetched: whether there is anything new in it. Throws IOException with a sentence for people where it is of no use. */
    boolean fetched(String address, Playlist playlist) throws IOException {
        if (playlist.variant().isPresent()) {
            return true;
        }
        Known before = known.get(address);
        if (before == null) {
            requireLive(playlist);
        } else if (playlist.next() < before.next()) {
            throw new IOException("its playlist began anew");
        } else if (playlist.next() == before.next() && !playlist.ended()) {
            requireNews(playlist, before);
            return false;
        }
        known.put(address, new Known(playlist.next(), nanos.getAsLong()));
        return true;
    }

    private static void requireLive(Playlist playlist) throws IOException {
        if (playlist.ended()) {
            throw new IOException("its playlist has ended");
        }
        if (playlist.pieces() == 0) {
            throw new IOException("its playlist names no piece yet");
        }
    }

    private void requireNews(Playlist playlist, Known before) throws IOException {
        Duration silence = Duration.ofNanos(nanos.getAsLong() - before.sinceNanos());
        if (silence.compareTo(stall.plus(playlist.target().multipliedBy(2))) > 0) {
            throw new IOException("its playlist has had no new piece for " + silence.toSeconds() + " s");
        }
    }
}
