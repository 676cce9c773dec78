package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;

/** A format of files for single pictures. For one thread. */
interface StillCodec extends AutoCloseable {
    /** Qualities that it is measured at: 0 to this, a better one in a larger file. */
    int BEST = 100;

    /** As people call it. */
    String name();

    /** Sixteenths of a picture's edge that it is worth to scale it to before, where few bytes are wanted. */
    int[] scales();

    /** Writes a picture as a file, in memory, and reads it again. */
    Still press(RgbPicture picture, int quality);

    @Override
    void close();
}
