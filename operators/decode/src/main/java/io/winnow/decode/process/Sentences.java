package io.winnow.decode.process;

import io.winnow.decode.worker.wire.Cause;
import java.util.concurrent.TimeUnit;

/** Causes as people read them. */
final class Sentences {
    private Sentences() {}

    static DecodeEvent.Failure.Code code(Cause cause) {
        return switch (cause) {
            case UNKNOWN_FORMAT, NO_PICTURES, NO_DECODER -> DecodeEvent.Failure.Code.NOT_MEDIA;
            case DECODER_REFUSES, PACKET, CONCEALED, CONTAINER, CONVERSION, NO_FRAME -> DecodeEvent.Failure.Code.DECODE;
            case READ, RESUME, CANCELLED, UNREACHABLE, UNAUTHORIZED, NOT_FOUND, TRANSPORT, STALLED, DISCONNECTED ->
                DecodeEvent.Failure.Code.READ;
            case PIXELS, FRAMES, LENGTH, MEMORY -> DecodeEvent.Failure.Code.LIMIT;
            case NO_VECTORS -> DecodeEvent.Failure.Code.POLICY;
        };
    }

    /** A sentence; the detail is a child's and already made harmless. */
    static String of(Cause cause, String detail, DecodeRequest request) {
        DecodeLimits limits = request.limits();
        return switch (cause) {
            case UNKNOWN_FORMAT -> "it is in no format that is known here";
            case NO_PICTURES -> "there is no picture in it";
            case NO_DECODER -> "there is no decoder for its codec " + detail;
            case NO_VECTORS -> "its codec " + detail + " gives no motion vectors, which the policy motion chooses by";
            case DECODER_REFUSES -> "the decoder refuses what its header says";
            case PACKET -> "a packet could not be decoded";
            case CONCEALED -> "something in it is damaged, and the decoder went on";
            case CONTAINER -> "the container is damaged";
            case CONVERSION -> "its pixels cannot be turned into RGB from " + detail;
            case NO_FRAME -> "no frame of it could be decoded";
            case READ -> "it cannot be read";
            case RESUME -> "it ends before frame " + request.resume().nextSeq() + ", where it was to go on";
            case CANCELLED -> "it was given up";
            case PIXELS -> "a picture has " + detail + " pixels, more than the limit of " + limits.pixels();
            case FRAMES -> "it has more frames than the limit of " + limits.frames();
            case LENGTH -> "it is longer than the limit of " + limits.length().toSeconds() + " s";
            case MEMORY -> "it needs more memory than a decoder may have";
            case UNREACHABLE -> "it does not answer";
            case UNAUTHORIZED -> "its server wants other credentials";
            case NOT_FOUND -> "its server has nothing at this address";
            case TRANSPORT -> "its server does not send RTP in this way; set decode.live.rtsp-transport to the other";
            case STALLED -> "nothing came from it for " + stallSeconds(request) + " s";
            case DISCONNECTED -> playlist(request) ? "its playlist ended" : "the connection to it ended";
        };
    }

    private static boolean playlist(DecodeRequest request) {
        return request.input() instanceof DecodeInput.Live live && !live.opensItself();
    }

    private static long stallSeconds(DecodeRequest request) {
        return Jobs.job(request)
                .live()
                .map(live -> TimeUnit.MICROSECONDS.toSeconds(live.silenceMicros()))
                .orElse(request.limits().stall().toSeconds());
    }
}
