package io.winnow.cli.rate;

import io.winnow.cli.scenes.SceneComposer;
import io.winnow.tokenize.RgbPicture;
import java.time.Duration;

/** Pictures for tests, none of them noise and none of them plain. */
final class Drawings {
    private Drawings() {}

    static RgbPicture scene(int seed, int size) {
        return Squares.of(new SceneComposer().compose(seed, 8).at(Duration.ofSeconds(4), 320, 240), size);
    }
}
