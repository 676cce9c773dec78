package io.winnow.frames;

/** What a decoder emits, in the order of each stream. */
public sealed interface Decoded permits Frame, FrameEvent, FrameFailure {

    /** Id of the stream it belongs to. */
    String stream();
}
