package io.winnow.decode.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Something that a live input is made of: a playlist, which is looked at before the child gets it, or a piece, which is passed on. The first bytes say which it is. */
final class PlaylistSource implements ByteSource {
    private static final int MOST_BYTES = 4 << 20;

    /** A playlist can name a target of nothing, and a demuxer would ask for it without end. */
    private static final long CALM_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ByteSource source;
    private final String address;
    private final LivePlaylists playlists;
    private boolean begun;
    private ByteSource given;

    PlaylistSource(ByteSource source, String address, LivePlaylists playlists) {
        this.source = source;
        this.address = address;
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
        if (!playlists.fetched(address, Playlist.of(whole))) {
            LockSupport.parkNanos(CALM_NANOS);
        }
        given = new MemorySource(whole);
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
