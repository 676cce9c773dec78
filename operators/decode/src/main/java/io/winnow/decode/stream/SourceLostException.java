package io.winnow.decode.stream;

/** A source that can be read only once was needed again after a failure. The run cannot go on. */
public final class SourceLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Of this stream. */
    public SourceLostException(String stream) {
        super("standard input (stream " + stream
                + ") was read in part when the run failed, and cannot be read again; give the video as a file to be able to"
                + " resume");
    }
}
