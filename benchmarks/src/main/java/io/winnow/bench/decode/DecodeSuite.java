package io.winnow.bench.decode;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.bench.media.Clip;
import io.winnow.bench.media.Clips;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Every frame of a clip, scaled to 224x224 RGB: by the decoding stage, and by FFmpeg's command of the same build with the same number of decoding threads. */
public final class DecodeSuite implements Suite {
    private static final String OF = "decoding stage";
    private static final String TO = "ffmpeg command";
    private static final double AIM = 0.95;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int SECONDS = 20;
    private static final int QUICK_RUNS = 5;
    private static final int RUNS = 15;

    @Override
    public String name() {
        return "decode";
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        try (Clips clips = Clips.open();
                PoolDecoding own = PoolDecoding.open()) {
            CommandDecoding rival = new CommandDecoding(clips.command());
            for (int height : quick ? new int[] {720} : new int[] {720, 1080}) {
                Clip clip = clips.draw(height * 16 / 9, height, FRAMES_PER_SECOND, SECONDS);
                for (int threads : new int[] {1, 2}) {
                    each.accept(compare(own, rival, clip, threads, quick ? QUICK_RUNS : RUNS));
                }
            }
        } catch (IOException e) {
            each.accept(Ratio.notRun(name(), "every frame at 224x224", OF, TO, 1, String.valueOf(e.getMessage())));
        }
    }

    /** In one race of so many pairs, after a look whether both make the same pictures. */
    static Ratio compare(PoolDecoding own, CommandDecoding rival, Clip clip, int threads, int pairs)
            throws IOException {
        check(clip, sums(own, rival, clip, threads));
        double[] ratios = Race.run(
                () -> own.decode(clip, threads, false).seconds(),
                () -> rival.decode(clip, threads, false).seconds(),
                pairs);
        return Ratio.of("decode", "every frame of " + clip.size() + " at 224x224", OF, TO, ratios, threads)
                .aiming(AIM);
    }

    private static List<Pictures> sums(PoolDecoding own, CommandDecoding rival, Clip clip, int threads)
            throws IOException {
        try {
            return List.of(own.decode(clip, threads, true), rival.decode(clip, threads, true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while decoding", e);
        }
    }

    private static void check(Clip clip, List<Pictures> both) {
        boolean same = both.get(0).sum() == both.get(1).sum();
        if (!same || both.stream().anyMatch(pictures -> pictures.count() != clip.frames())) {
            throw new IllegalStateException("the two do not make the same pictures of " + clip + ": " + both);
        }
    }
}
