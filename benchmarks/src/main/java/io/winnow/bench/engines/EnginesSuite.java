package io.winnow.bench.engines;

import io.winnow.bench.Race;
import io.winnow.bench.Ratio;
import io.winnow.bench.Suite;
import io.winnow.model.Bundle;
import io.winnow.model.EngineKind;
import io.winnow.model.EngineOptions;
import io.winnow.model.ModelException;
import io.winnow.model.Processor;
import io.winnow.read.ProbeQuestion;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One question on a context of 784 visual tokens (or as many as the reader takes) with five words written, prefill included, alone and eight contexts at a time: each engine of the shipped reader against
 * ONNX Runtime in fp32, on one thread.
 */
public final class EnginesSuite implements Suite {
    private static final double AIM = 1.5;
    private static final int TOKENS = 784;
    private static final int[] BATCHES = {1, 8};
    private static final int PAIRS = 11;
    private static final int QUICK_PAIRS = 3;

    @Override
    public String name() {
        return "engines";
    }

    @Override
    public void run(boolean quick, Consumer<Ratio> each) {
        Bundle bundle =
                Bundle.open(Path.of(System.getProperty("winnow.root", ".")).resolve("models/reader-small"));
        for (EngineKind kind : bundle.engines()) {
            if (kind != EngineKind.ONNX_FP32) {
                for (int batch : BATCHES) {
                    each.accept(ratio(bundle, kind, batch, quick ? QUICK_PAIRS : PAIRS));
                }
            }
        }
    }

    private Ratio ratio(Bundle bundle, EngineKind kind, int batch, int pairs) {
        String what = "questions with their contexts, batch " + batch;
        String to = EngineKind.ONNX_FP32.word();
        EngineOptions options = EngineOptions.defaults();
        Optional<String> unfit = kind.unfit(Processor.here());
        if (unfit.isPresent()) {
            return Ratio.notRun(name(), what, kind.word(), to, options.threads(), unfit.get());
        }
        try (ProbeQuestion reference = ProbeQuestion.open(bundle, options, batch, TOKENS);
                ProbeQuestion other = ProbeQuestion.open(bundle, options.withReader(kind), batch, TOKENS)) {
            double[] runs = Race.run(() -> seconds(other), () -> seconds(reference), pairs);
            return Ratio.of(name(), what, kind.word(), to, runs, options.threads())
                    .aiming(AIM);
        } catch (ModelException e) {
            return Ratio.notRun(name(), what, kind.word(), to, options.threads(), String.valueOf(e.getMessage()));
        }
    }

    private static double seconds(ProbeQuestion question) {
        long start = System.nanoTime();
        question.ask();
        return (System.nanoTime() - start) / 1e9;
    }
}
