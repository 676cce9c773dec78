package io.winnow.decode.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Something that an input of the web is made of: a playlist, which is looked at before the child gets it, or what is passed on as it is. The first bytes say which it is. */
final class PlaylistSource implements ByteSource {
    private static final int MOST_BYTES = 16 << 20;

    /** A playlist can name a target of nothing, and a demuxer would ask for it without end. */
    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ByteSource source;
    private final URI address;
    private final PieceKeys keys;
    private final Optional<LivePlaylists> playlists;
    private boolean begun;
    private ByteSource given;

    /**
     * At an address, as it is asked for.
     *
     * @param keys that playlists name are kept here
     * @param playlists of a live input, empty for one that has an end
     */
    PlaylistSource(ByteSource source, URI address, PieceKeys keys, Optional<LivePlaylists> playlists) {
        this.source = source;
        this.address = address;
        this.keys = keys;
        this.playlists = playlists;
        this.given = source;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public byte[] read(long offset, int count) throws IOException {
        if (begun || offset > 0) {
            return given.read(offset, count);
        }
        begun = true;
        byte[] first = source.read(0, count);
        if (!Playlist.begins(first)) {
            return first;
        }
        byte[] whole = whole(first, count);
        if (playlists.isPresent() && !playlists.get().fetched(address.toString(), Playlist.of(whole))) {
            LockSupport.parkNanos(CALM_NANOS);
        }
        given = new MemorySource(keys.withoutKeys(address, whole));
        return given.read(0, count);
    }

    private byte[] whole(byte[] first, int count) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] more = first; more.length > 0; more = source.read(whole.size(), count)) {
            whole.writeBytes(more);
            if (whole.size() > MOST_BYTES) {
                throw new IOException("its playlist has more than " + (MOST_BYTES >> 20) + " MiB");
            }
        }
        return whole.toByteArray();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
