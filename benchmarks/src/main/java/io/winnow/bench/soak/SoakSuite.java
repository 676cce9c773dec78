package io.winnow.bench.soak;

import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.media.Clips;
import io.winnow.bench.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * An hour of a camera: memory of the process tree after ten minutes against that at the end. The system property {@value #LENGTH} makes it shorter, as in {@code PT6M}, to see that it works; the first
 * look is then after a sixth of it.
 */
public final class SoakSuite implements Suite {
    static final String LENGTH = "winnow.bench.soak";
    private static final String OF = "memory after a sixth of the time";
    private static final String TO = "memory at the end";
    private static final double AIM = 0.97;
    private static final int SETTLING = 6;
    private static final int LOOKS = 9;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        each.accept(ratio(quick));
    }

    private Ratio ratio(boolean quick) {
        Duration length = Duration.parse(System.getProperty(LENGTH, "PT1H"));
        String title = "memory (PSS) of the line over " + length.toMinutes() + " minutes of 1280x720 at 2 fps";
        if (quick) {
            return Ratio.notRun(name(), title, OF, TO, 1, "it takes an hour; leave out --quick");
        }
        if (!ProcessTree.readable()) {
            return Ratio.notRun(name(), title, OF, TO, 1, "this system does not tell PSS");
        }
        try {
            return Ratio.of(name(), title, OF, TO, soak(length), 1).aiming(AIM);
        } catch (IOException e) {
            return Ratio.notRun(name(), title, OF, TO, 1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while soaking", e);
        }
    }

    /** Looks in the last stretch, each against the middle one of the first stretch. */
    private static double[] soak(Duration length) throws IOException, InterruptedException {
        Duration pause = length.dividedBy(SETTLING * 2L * LOOKS);
        try (Clips clips = Clips.open();
                SoakedLine line = SoakedLine.start(clips.command(), clips.folder())) {
            long started = System.nanoTime();
            double[] early = looks(line, started + length.dividedBy(SETTLING).toNanos(), pause);
            double[] late = looks(line, started + length.toNanos(), pause);
            line.end(Duration.ofMinutes(2));
            Arrays.sort(early);
            return Arrays.stream(late).map(bytes -> early[LOOKS / 2] / bytes).toArray();
        }
    }

    /** The last of them at a time. */
    private static double[] looks(SoakedLine line, long untilNanos, Duration pause)
            throws IOException, InterruptedException {
        double[] bytes = new double[LOOKS];
        for (int i = 0; i < LOOKS; i++) {
            long due = untilNanos - (LOOKS - 1 - i) * pause.toNanos();
            Thread.sleep(Math.max(0, (due - System.nanoTime()) / 1_000_000));
            bytes[i] = line.pssBytes();
        }
        return bytes;
    }
}
