package io.winnow.decode.stream;

/** Told of what does not leave as a frame, while it happens. */
public interface FrameMeter {

    /** Frames came out of a decoder. */
    void decoded(long frames);

    /** Frames will not be handed on. */
    void dropped(String reason, long frames);

    /** A live source was opened again. */
    void reconnected();
}
