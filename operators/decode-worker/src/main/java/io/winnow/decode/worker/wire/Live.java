package io.winnow.decode.worker.wire;

import java.util.Objects;

/**
 * A source that gives frames when they happen. The child opens its address itself, over its network; that of {@link Transport#HLS} alone it reads through its parent.
 *
 * @param transport how its packets come
 * @param address with whatever credentials it has; never to be shown; empty where the child does not open it
 * @param stallMicros longest that nothing may come; also the farthest that its clock may jump ahead within one stretch
 * @param behindMicros longest that what came may wait to be decoded
 */
public record Live(Transport transport, String address, long stallMicros, long behindMicros) {
    private static final long PIECES_MICROS = 60_000_000;

    /** How packets come. */
    public enum Transport {
        /** RTSP, with RTP within its own connection (RFC 2326, 10.12). */
        RTSP_TCP,
        /** RTSP, with RTP beside it. */
        RTSP_UDP,
        /** RTSP and RTP within one TLS connection. */
        RTSPS,
        /** An MPEG transport stream in datagrams. */
        UDP,
        /** An MPEG transport stream over SRT. */
        SRT,
        /** Pieces that a playlist names while they are made (RFC 8216). The parent fetches both. */
        HLS
    }

    public Live {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(address, "address");
        if (stallMicros <= 0 || behindMicros <= 0) {
            throw new IllegalArgumentException("a stall of " + stallMicros + " us, " + behindMicros + " us behind");
        }
    }

    /** Whether the child opens the address itself. */
    public boolean opened() {
        return transport != Transport.HLS;
    }

    /** Longest that a demuxer may wait for a packet. Of a playlist the parent knows how often a piece comes, and ends it sooner. */
    public long silenceMicros() {
        return opened() ? stallMicros : stallMicros + PIECES_MICROS;
    }

    /** Names no credentials. */
    @Override
    public String toString() {
        return "Live[" + transport + "]";
    }
}
