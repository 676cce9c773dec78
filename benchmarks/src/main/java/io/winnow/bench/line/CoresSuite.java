package io.winnow.bench.line;

import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.media.Clip;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What the pipeline gains by a second processor, against what two bare loops gain, one on each, over one of them alone. */
public final class CoresSuite implements Suite {
    private static final String NAME = "cores";
    private static final String OF = "pipeline on two processors, by one";
    private static final String TO = "two bare loops, by one";
    private static final double AIM = 0.9;
    private static final String FIRST = "0";
    private static final String SECOND = "1";
    private static final String BOTH = "0,1";
    private static final int STREAMS = 4;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int SECONDS = 24;
    private static final int PAIRS = 3;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        String what = "frames a second of " + STREAMS + " streams of " + WIDTH + "x" + HEIGHT + " at "
                + FRAMES_PER_SECOND + " fps";
        if (Runtime.getRuntime().availableProcessors() < 2) {
            each.accept(Ratio.notRun(NAME, what, OF, TO, 1, "there is one processor"));
            return;
        }
        try (Clips clips = Clips.open()) {
            Clip clip = clips.draw(WIDTH, HEIGHT, FRAMES_PER_SECOND, quick ? SECONDS / 3 : SECONDS);
            double[] ratios = new double[quick ? 1 : PAIRS];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = pipelines(clip, quick, clips.folder()) / loops(clip, quick, clips.folder());
            }
            each.accept(Ratio.of(NAME, what, OF, TO, ratios, 2).aiming(AIM));
        } catch (IOException e) {
            each.accept(Ratio.notRun(NAME, what, OF, TO, 2, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring", e);
        }
    }

    private static double pipelines(Clip clip, boolean quick, Path folder) throws IOException, InterruptedException {
        double two = PinnedLoad.rate(PinnedLoad.pipeline(BOTH, clip, STREAMS, quick, folder));
        return two / PinnedLoad.rate(PinnedLoad.pipeline(FIRST, clip, STREAMS, quick, folder));
    }

    private static double loops(Clip clip, boolean quick, Path folder) throws IOException, InterruptedException {
        Process first = PinnedLoad.loop(FIRST, clip, STREAMS, quick, folder);
        Process second = PinnedLoad.loop(SECOND, clip, STREAMS, quick, folder);
        double two = PinnedLoad.rate(first) + PinnedLoad.rate(second);
        return two / PinnedLoad.rate(PinnedLoad.loop(FIRST, clip, STREAMS, quick, folder));
    }
}
