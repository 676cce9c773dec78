package io.winnow.decode.worker.camera;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/** What time a camera has when it sends a packet of RTP (RFC 3550, 6.4.1). */
final class SenderReport {
    private static final int BYTES = 28;
    private static final int VERSION_TWO = 0x80;
    private static final int TYPE = 200;
    private static final int LENGTH_IN_WORDS_LESS_ONE = 6;
    private static final int TIMESTAMP_AT = 4;
    private static final int SOURCE_AT = 8;

    /** Of RFC 5905: seconds since 1900, in 32 bits, and as many of a second. */
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;

    private static final double FRACTIONS = 1L << 32;
    private static final double NANOS = 1e9;

    private SenderReport() {}

    /**
     * A report.
     *
     * @param packet of RTP that leaves now
     * @param ahead by which the camera's clock is ahead of this machine's
     */
    static byte[] of(byte[] packet, Duration ahead) {
        ByteBuffer rtp = ByteBuffer.wrap(packet);
        Instant now = Instant.now().plus(ahead);
        return ByteBuffer.allocate(BYTES)
                .put((byte) VERSION_TWO)
                .put((byte) TYPE)
                .putShort((short) LENGTH_IN_WORDS_LESS_ONE)
                .putInt(rtp.getInt(SOURCE_AT))
                .putInt((int) (now.getEpochSecond() + SECONDS_FROM_1900_TO_1970))
                .putInt((int) (long) (now.getNano() / NANOS * FRACTIONS))
                .putInt(rtp.getInt(TIMESTAMP_AT))
                .putInt(1)
                .putInt(packet.length)
                .array();
    }
}
