package io.winnow.decode.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** What an encoded piece is made as; one that no demuxer could go on with after another is refused. */
enum PieceForm {
    /** MPEG-TS (ISO/IEC 13818-1). */
    TRANSPORT_STREAM("ts"),
    /** Fragments of MP4 (ISO/IEC 14496-12, 8.8) with their header. */
    FRAGMENTS("mp4");

    private static final int PACKET = 188;
    private static final byte SYNC = 0x47;
    private static final int BOX_HEAD = 8;
    private static final int LARGE_BOX_HEAD = 16;
    private static final Set<String> FIRST_BOXES =
            Set.of("ftyp", "styp", "moov", "moof", "sidx", "emsg", "prft", "mdat", "free");

    private final String ending;

    PieceForm(String ending) {
        this.ending = ending;
    }

    /** What files of the kind are called; a demuxer goes by it. */
    String ending() {
        return ending;
    }

    /** What a piece is; throws IOException with a sentence for people where it is nothing that can be read. */
    static PieceForm of(byte[] piece) throws IOException {
        if (piece.length >= PACKET && piece[0] == SYNC && (piece.length == PACKET || piece[PACKET] == SYNC)) {
            return TRANSPORT_STREAM;
        }
        Set<String> boxes = boxes(piece);
        if (boxes.isEmpty()) {
            throw new IOException("its piece is neither MPEG-TS nor fragmented MP4");
        }
        if (!boxes.contains("moof")) {
            throw new IOException("its piece is a whole MP4: write it in fragments, or as MPEG-TS");
        }
        if (!boxes.contains("moov")) {
            throw new IOException("its piece of MP4 has no header (moov): put it before the fragments of each");
        }
        return FRAGMENTS;
    }

    /** The boxes that MP4 is made of, not those within them; none where it is something else. */
    private static Set<String> boxes(byte[] piece) {
        Set<String> names = new HashSet<>();
        ByteBuffer bytes = ByteBuffer.wrap(piece);
        long at = 0;
        while (at + BOX_HEAD <= piece.length) {
            long size = Integer.toUnsignedLong(bytes.getInt((int) at));
            String name = new String(piece, (int) at + Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
            if (at == 0 && !FIRST_BOXES.contains(name)) {
                return Set.of();
            }
            names.add(name);
            if (size == 1 && at + LARGE_BOX_HEAD <= piece.length) {
                size = bytes.getLong((int) at + BOX_HEAD);
            }
            if (size < BOX_HEAD || size > piece.length - at) {
                break;
            }
            at += size;
        }
        return names;
    }
}
