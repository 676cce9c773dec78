package io.winnow.bench.prune;

import io.winnow.bench.Race;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** scikit-learn's k-means on one thread, in a Python that goes on running, so that only clustering is timed. */
final class SklearnKMeans implements Race.Contender, AutoCloseable {
    /** Names another Python than {@code python3}. */
    static final String PYTHON = "WINNOW_BENCH_PYTHON";

    private final Process python;
    private final BufferedReader out;
    private final BufferedWriter in;
    private final Path folder;
    private int[] labels = new int[0];

    private SklearnKMeans(Process python, Path folder) {
        this.python = python;
        this.out = python.inputReader();
        this.in = python.outputWriter();
        this.folder = folder;
    }

    private static String python() {
        return Optional.ofNullable(System.getenv(PYTHON)).orElse("python3");
    }

    /** Why it cannot be run here; empty if it can. */
    static Optional<String> missing() {
        try {
            Process asked = new ProcessBuilder(python(), "-c", "import sklearn")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (asked.waitFor(1, TimeUnit.MINUTES) && asked.exitValue() == 0) {
                return Optional.empty();
            }
            asked.destroyForcibly();
            return Optional.of(python() + " has no scikit-learn; name a Python that has in " + PYTHON);
        } catch (IOException e) {
            return Optional.of("there is no " + python() + "; name a Python with scikit-learn in " + PYTHON);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /**
     * Starts it, and reads the vectors into it.
     *
     * @param numbers {@code [count, width]}
     * @param seeds indices of the vectors to start from
     */
    static SklearnKMeans open(float[] numbers, int width, int[] seeds, int iterations) {
        try {
            Path folder = Files.createTempDirectory("winnow-bench");
            Path vectors = folder.resolve("vectors");
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(numbers);
            Files.write(vectors, bytes.array());
            Path script = folder.resolve("sklearn_kmeans.py");
            try (InputStream source =
                    Objects.requireNonNull(SklearnKMeans.class.getResourceAsStream("sklearn_kmeans.py"))) {
                Files.copy(source, script);
            }
            ProcessBuilder builder = new ProcessBuilder(
                    python(),
                    script.toString(),
                    vectors.toString(),
                    Integer.toString(width),
                    Integer.toString(iterations),
                    Arrays.stream(seeds).mapToObj(Integer::toString).collect(Collectors.joining(",")));
            for (String threads : new String[] {"OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"}) {
                builder.environment().put(threads, "1");
            }
            return new SklearnKMeans(
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public double seconds() throws IOException {
        in.write("fit\n");
        in.flush();
        String seconds = out.readLine();
        String found = out.readLine();
        if (seconds == null || found == null) {
            throw new IOException("scikit-learn ended");
        }
        labels = Arrays.stream(found.split(",")).mapToInt(Integer::parseInt).toArray();
        return Double.parseDouble(seconds);
    }

    /** Clusters of the vectors, of the last run. */
    int[] labels() {
        return labels.clone();
    }

    @Override
    public void close() {
        python.destroy();
        try {
            python.waitFor();
            for (String file : new String[] {"vectors", "sklearn_kmeans.py"}) {
                Files.deleteIfExists(folder.resolve(file));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
