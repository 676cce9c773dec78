package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Choice;

/** Chooses frames by their seq and start, alike whether it sees a stream from its beginning or goes on in the middle. */
final class Sampler {
    private static final double MICROS = 1_000_000;

    /** A start lies up to so much before the true one, which must not push a frame into the stretch before its own. */
    private static final double ROUNDED_MICROS = 1;

    private final Choice choice;
    private long cell;

    /**
     * Goes on after a frame.
     *
     * @param choice what to choose
     * @param sampledMicros start of the last frame chosen, {@link Long#MIN_VALUE} for none
     */
    Sampler(Choice choice, long sampledMicros) {
        this.choice = choice;
        this.cell = sampledMicros == Long.MIN_VALUE ? Long.MIN_VALUE : cell(sampledMicros);
    }

    /** Whether the frame is chosen, as far as that is by where it stands and not by what it shows. */
    boolean chooses(long seq, long startMicros) {
        return switch (choice.kind()) {
            case KEEP_ALL, KEY_FRAMES, SCENE, MOTION, LATEST -> true;
            case EVERY -> seq % (long) choice.parameter() == 0;
            case FPS -> entersCell(cell(startMicros));
        };
    }

    /** A clock that jumps back, to another cell, begins anew there. */
    private boolean entersCell(long next) {
        boolean enters = next != cell;
        cell = next;
        return enters;
    }

    private long cell(long startMicros) {
        return choice.kind() == Choice.Kind.FPS
                ? (long) Math.floor((startMicros + ROUNDED_MICROS) * choice.parameter() / MICROS)
                : 0;
    }
}
