package io.winnow.decode.worker.wire;

/** What was wrong with an input. */
public enum Cause {
    /** No demuxer knows it. */
    UNKNOWN_FORMAT,
    /** It has no pictures. */
    NO_PICTURES,
    /** No decoder is there for its codec, which the detail names. */
    NO_DECODER,
    /** Its codec, which the detail names, gives no motion vectors, by which frames are to be chosen. */
    NO_VECTORS,
    /** The decoder refuses the stream's parameters. */
    DECODER_REFUSES,
    /** A packet could not be decoded. */
    PACKET,
    /** Something is damaged, and the decoder went on. */
    CONCEALED,
    /** The container is damaged, and what follows cannot be read. */
    CONTAINER,
    /** The picture cannot be converted to RGB. */
    CONVERSION,
    /** Not one frame came out. */
    NO_FRAME,
    /** The parent did not permit or could not read the bytes. */
    READ,
    /** A picture has more pixels than allowed; the detail says how many. */
    PIXELS,
    /** There are more frames than allowed. */
    FRAMES,
    /** It is longer than allowed. */
    LENGTH,
    /** It needs more memory than allowed. */
    MEMORY,
    /** The frame to go on from is not there any more. */
    RESUME,
    /** The parent wants it no more. */
    CANCELLED,
    /** Whoever is at the live address does not answer. */
    UNREACHABLE,
    /** The server wants other credentials. */
    UNAUTHORIZED,
    /** The server has nothing at the address. */
    NOT_FOUND,
    /** The server does not send in the way that was asked for. */
    TRANSPORT,
    /** Nothing came for too long. */
    STALLED,
    /** The connection ended. */
    DISCONNECTED
}
