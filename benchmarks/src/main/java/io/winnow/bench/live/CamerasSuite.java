package io.winnow.bench.live;

import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Half an hour of eight cameras. The system property {@value #LENGTH} makes it shorter, as in {@code PT3M}, to see that it works: then much is still being loaded. */
public final class CamerasSuite implements Suite {
    static final String NAME = "cameras";
    static final String LENGTH = "winnow.bench.cameras";
    private static final String WHAT = "eight cameras";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        if (quick) {
            each.accept(notRun("it takes half an hour; leave out --quick"));
        } else if (!ProcessTree.readable()) {
            each.accept(notRun("this system does not tell PSS"));
        } else {
            measure(Duration.parse(System.getProperty(LENGTH, "PT30M")), each);
        }
    }

    static void measure(Duration length, Consumer<Ratio> each) {
        try (Watch watch = Watch.start(length)) {
            watch.run(each);
        } catch (IOException e) {
            each.accept(notRun(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching cameras", e);
        }
    }

    private static Ratio notRun(String why) {
        return Ratio.notRun(NAME, WHAT, "frames told", "frames of the cameras", 1, why);
    }
}
