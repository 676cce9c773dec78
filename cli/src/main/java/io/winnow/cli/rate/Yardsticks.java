package io.winnow.cli.rate;

import io.winnow.tokenize.RgbPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Measures codecs on pictures, as many at once as there are processors. */
public final class Yardsticks {
    private Yardsticks() {}

    /**
     * Measures.
     *
     * @param settings whose samples are of these pictures
     * @param done told how many pictures are measured
     */
    public static List<Yardstick> of(List<RgbPicture> pictures, List<Setting> settings, IntConsumer done)
            throws InterruptedException {
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<List<Yardstick.Part>>> parts = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                int picture = i;
                List<Sample> samples = settings.stream()
                        .map(setting -> setting.samples().get(picture))
                        .toList();
                parts.add(workers.submit(() -> parts(pictures.get(picture), samples)));
            }
            List<List<Yardstick.Part>> measured = new ArrayList<>();
            for (Future<List<Yardstick.Part>> part : parts) {
                measured.add(part.get());
                done.accept(measured.size());
            }
            return joined(measured);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a codec failed", e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private static List<Yardstick.Part> parts(RgbPicture picture, List<Sample> samples) {
        List<Yardstick.Part> parts = new ArrayList<>();
        try (FramePictures scaler = new FramePictures()) {
            for (var made : Yardstick.codecs()) {
                try (StillCodec codec = made.get()) {
                    parts.add(Yardstick.part(new Ladder(codec, scaler, picture), samples));
                }
            }
        }
        return parts;
    }

    private static List<Yardstick> joined(List<List<Yardstick.Part>> byPicture) {
        List<Yardstick> yardsticks = new ArrayList<>();
        for (int i = 0; i < Yardstick.codecs().size(); i++) {
            int codec = i;
            String name;
            try (StillCodec named = Yardstick.codecs().get(i).get()) {
                name = named.name();
            }
            yardsticks.add(Yardstick.of(
                    name, byPicture.stream().map(parts -> parts.get(codec)).toList()));
        }
        return yardsticks;
    }
}
