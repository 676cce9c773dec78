package io.winnow.bench.prune;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.tokenize.vqtoken.VqToken;
import io.winnow.tokenize.vqtoken.VqTokens;
import java.util.Random;
import java.util.stream.IntStream;

/** VQToken's k-means against scikit-learn's from the same seeds, with as many iterations, on one thread each, of a clip as the published system has it. Normalising the vectors belongs to both. */
final class Clustering {
    private static final int CELLS = 729;
    private static final int WIDTH = 896;
    private static final int CLUSTERS = 32;
    private static final int ITERATIONS = 10;
    private static final int WARM_UP = 4;
    private static final int DIRECTIONS = 200;
    private static final double NANOS = 1e9;
    /** Of the vectors: means by cosine and by distance part where a vector lies between two. */
    private static final double AGREEING = 0.5;

    private final int frames;
    private final int pairs;

    Clustering(int frames, int pairs) {
        this.frames = frames;
        this.pairs = pairs;
    }

    Ratio run() {
        String title = "k-means, " + CLUSTERS + " of " + frames * CELLS + " x " + WIDTH + ", " + ITERATIONS
                + " iterations from the same seeds";
        return SklearnKMeans.missing()
                .map(why -> Ratio.notRun("prune", title, "winnow", "scikit-learn", 1, why))
                .orElseGet(() -> measured(title));
    }

    private Ratio measured(String title) {
        float[] vectors = vectors();
        int[] seeds =
                new Random(2).ints(0, frames * CELLS).distinct().limit(CLUSTERS).toArray();
        VqTokens[] own = new VqTokens[1];
        Race.Contender winnow = () -> {
            long started = System.nanoTime();
            own[0] = VqToken.from(vectors, WIDTH, seeds, ITERATIONS);
            return (System.nanoTime() - started) / NANOS;
        };
        for (int i = 0; i < WARM_UP; i++) {
            VqToken.from(vectors, WIDTH, seeds, ITERATIONS);
        }
        try (SklearnKMeans sklearn = SklearnKMeans.open(vectors, WIDTH, seeds, ITERATIONS)) {
            double[] ratios = Race.run(winnow, sklearn, pairs);
            int[] others = sklearn.labels();
            long same = IntStream.range(0, others.length)
                    .filter(row -> own[0].labels()[row] == others[row])
                    .count();
            if (same < AGREEING * others.length) {
                throw new IllegalStateException("the two agree on " + same + " of " + others.length + " vectors");
            }
            return Ratio.of("prune", title, "winnow", "scikit-learn", ratios, 1).aiming(1);
        }
    }

    /** Many directions with noise, so that neither is done before the iterations are over. */
    private float[] vectors() {
        Random random = new Random(1);
        float[] directions = gaussian(random, DIRECTIONS * WIDTH);
        float[] vectors = gaussian(random, frames * CELLS * WIDTH);
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] += directions[i / WIDTH % DIRECTIONS * WIDTH + i % WIDTH];
        }
        return vectors;
    }

    private static float[] gaussian(Random random, int numbers) {
        float[] drawn = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            drawn[i] = (float) random.nextGaussian();
        }
        return drawn;
    }
}
