package io.winnow.cli.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScenePainterTest {
    private final Scene scene = new SceneComposer().compose(7, 12, 3);

    @Test
    void framesMayBeDrawnInAnyOrder() {
        ScenePainter painter = new ScenePainter(scene);
        int[] early = pixels(painter.paint(64, 64, 1));
        painter.paint(64, 64, 11);

        assertThat(pixels(painter.paint(64, 64, 1))).isEqualTo(early);
    }

    @Test
    void aSceneDrawsWhatItsPainterDraws() {
        assertThat(pixels(scene.at(Duration.ofMillis(4_500), 96, 54)))
                .isEqualTo(pixels(new ScenePainter(scene).paint(96, 54, 4.5)));
    }

    @Test
    void aThingIsSeenWhereItsMotionPutsIt() {
        Thing last = scene.things().get(scene.things().size() - 1);
        double seconds = last.motion().enters() + 1.2;
        Place place = last.motion().at(seconds);
        BufferedImage image = new ScenePainter(scene).paint(400, 400, seconds);

        assertThat(image.getRGB((int) (place.x() * 400), (int) (place.y() * 400)) & 0xFFFFFF)
                .isEqualTo(last.colour().rgb());
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
