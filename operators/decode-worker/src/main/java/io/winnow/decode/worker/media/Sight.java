package io.winnow.decode.worker.media;

import io.winnow.decode.worker.wire.Choice;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Chooses frames by what they show. Sees all that are decoded, in order. */
interface Sight extends AutoCloseable {

    /** Whether the frame is chosen. */
    boolean chooses(AVFrame frame) throws GivenUp;

    /** The last frame that was chosen before, where it goes on in the middle. */
    void chose(AVFrame frame) throws GivenUp;

    @Override
    default void close() {}

    /** As a choice says. */
    static Sight of(Choice choice) {
        return switch (choice.kind()) {
            case SCENE -> new SceneSight(choice.parameter());
            case MOTION -> new MotionSight(choice.parameter());
            case KEEP_ALL, EVERY, FPS, KEY_FRAMES, LATEST -> new Blind();
        };
    }

    /** Chooses every frame, whatever it shows. */
    final class Blind implements Sight {
        @Override
        public boolean chooses(AVFrame frame) {
            return true;
        }

        @Override
        public void chose(AVFrame frame) {}
    }
}
