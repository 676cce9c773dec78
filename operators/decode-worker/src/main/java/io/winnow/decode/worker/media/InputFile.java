package io.winnow.decode.worker.media;

import java.io.IOException;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.BytePointer;

/** One address that a demuxer reads, fetched in pieces larger than it asks for. */
final class InputFile {
    private static final int PIECE_BYTES = 256 << 10;
    private static final int SEEK_SET = 0;
    private static final int SEEK_CURRENT = 1;
    private static final int SEEK_END = 2;
    private static final int WHENCE = 0xffff;

    private final Bytes bytes;
    private final Bytes.Opened opened;
    private byte[] piece = new byte[0];
    private long pieceStart;
    private long position;

    InputFile(Bytes bytes, Bytes.Opened opened) {
        this.bytes = bytes;
        this.opened = opened;
    }

    boolean seekable() {
        return opened.size() >= 0;
    }

    /** Copies at least one byte, or none at the end. */
    int read(BytePointer to, int count) throws IOException {
        if (position < pieceStart || position >= pieceStart + piece.length) {
            piece = bytes.read(opened.handle(), position, Math.max(PIECE_BYTES, Math.min(count, PIECE_BYTES * 4)));
            pieceStart = position;
        }
        int offset = (int) (position - pieceStart);
        int copied = Math.min(count, piece.length - offset);
        to.put(piece, offset, copied);
        position += copied;
        return copied;
    }

    /** The new position, or the size if that is asked for; negative where there is none. */
    long seek(long offset, int whence) {
        if ((whence & avformat.AVSEEK_SIZE) != 0) {
            return opened.size();
        }
        long target = switch (whence & WHENCE) {
            case SEEK_SET -> offset;
            case SEEK_CURRENT -> position + offset;
            case SEEK_END -> seekable() ? opened.size() + offset : -1;
            default -> -1;
        };
        if (!seekable() || target < 0) {
            return -1;
        }
        position = target;
        return position;
    }

    void close() throws IOException {
        bytes.close(opened.handle());
    }
}
