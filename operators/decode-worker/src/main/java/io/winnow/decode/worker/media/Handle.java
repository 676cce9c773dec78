package io.winnow.decode.worker.media;

import org.bytedeco.javacpp.Pointer;

/** A number of ours where FFmpeg keeps a pointer for its callers. Never followed. */
final class Handle extends Pointer {
    Handle(long number) {
        address = number;
    }
}
