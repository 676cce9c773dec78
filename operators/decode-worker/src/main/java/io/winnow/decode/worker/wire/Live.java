package io.winnow.decode.worker.wire;

import java.util.Objects;

/**
 * An address that the child opens itself, over its network.
 *
 * @param transport how its packets come
 * @param address with whatever credentials it has; never to be shown
 * @param stallMicros longest that nothing may come; also the farthest that its clock may jump ahead within one stretch
 * @param behindMicros longest that what came may wait to be decoded
 */
public record Live(Transport transport, String address, long stallMicros, long behindMicros) {

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
        SRT
    }

    public Live {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(address, "address");
        if (stallMicros <= 0 || behindMicros <= 0) {
            throw new IllegalArgumentException("a stall of " + stallMicros + " us, " + behindMicros + " us behind");
        }
    }

    /** Names no credentials. */
    @Override
    public String toString() {
        return "Live[" + transport + "]";
    }
}
