package io.winnow.decode.worker.media;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Where the packets of a stream come from, in the order of their decoding. */
interface Packets {

    /** The next packet. Its code is negative at the end or on damage, {@link Natives#AGAIN} where there is none yet. */
    int read() throws IOException;

    /** The one that was read, valid until the next is. */
    AVPacket packet();

    /** How many were left out just before it; what comes after some can be decoded without them. */
    long leftOut();
}
