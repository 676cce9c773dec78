package io.winnow.bench.line;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.loop.BareLoop;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.util.function.Consumer;

/** Many streams: what the pipeline does in a second, against what it does of one stream, and against a bare loop over as many. */
public final class StreamsSuite implements Suite {
    private static final String PIPELINE = "pipeline, local edge";
    private static final double OF_LOOP = 0.9;
    private static final int EDGE = 720;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int STREAMS = 16;
    private static final int SECONDS = 24;

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        try (Clips clips = Clips.open()) {
            Load many = Load.camera(clips, EDGE, FRAMES_PER_SECOND, SECONDS, STREAMS);
            // Long enough that its ends, where not all is busy, are as small a part of it.
            Load one = Load.camera(clips, EDGE, FRAMES_PER_SECOND, SECONDS * STREAMS / 2, 1);
            compare(clips, many, one, Runs.of(quick), each);
        } catch (IOException e) {
            each.accept(Ratio.notRun(name(), "clips", PIPELINE, "one stream", 1, String.valueOf(e.getMessage())));
        }
    }

    static void compare(Clips clips, Load many, Load one, int pairs, Consumer<Ratio> each) throws IOException {
        try (BareLoop loop = new BareLoop();
                FlinkLine line = FlinkLine.start(clips.folder(), many)) {
            double[] beside = Race.run(() -> secondsAFrame(line, many), () -> secondsAFrame(line, one), pairs);
            each.accept(Ratio.of(
                            "streams",
                            "frames a second of " + many.text(),
                            PIPELINE,
                            one.text(),
                            beside,
                            loop.decoders())
                    .aiming(1));
            double[] bare = Race.run(() -> line.seconds(many, Edges.LOCAL), () -> loop.seconds(many.work()), pairs);
            each.accept(Ratio.of("streams", many.text(), PIPELINE, "bare loop", bare, loop.decoders())
                    .aiming(OF_LOOP));
        }
    }

    private static double secondsAFrame(FlinkLine line, Load load) throws InterruptedException {
        return line.seconds(load, Edges.LOCAL) / load.frames();
    }
}
