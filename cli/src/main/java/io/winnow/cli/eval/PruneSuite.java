package io.winnow.cli.eval;

import io.winnow.cli.command.Terminal;
import io.winnow.cli.run.TemporaryFolder;
import java.io.IOException;
import java.util.List;

/** The questions of the evaluation, and of drawn clips in which one thing happens, asked of fewer and fewer tokens. */
record PruneSuite(EvalOptions options, Terminal terminal) implements EvalSuite {
    static final String NAME = "prune";

    private static final List<Double> KEEPS = List.of(0.5, 0.25, 0.1, 0.05);
    /** Clips with an event, each with five questions. */
    private static final int EVENTS = 210;

    @Override
    public Outcome measure() throws IOException, InterruptedException {
        PruneReport report = report();
        return new Outcome(
                report.document(),
                report.bundles(),
                List.of(report.table(), report.events()),
                report::show,
                report.failures());
    }

    private PruneReport report() throws IOException, InterruptedException {
        PruneRun run = new PruneRun(terminal, options.settingsOfTokenizer(), PruneWay.all(options.keeps(KEEPS)));
        run.check();
        EvalMaterial given = EvalMaterial.of(options.data()).limited(options.limit());
        int events = Math.min(EVENTS, options.limit());
        try (TemporaryFolder drawn = TemporaryFolder.create("winnow-events")) {
            EvalMaterial own = EventClips.draw(
                    events,
                    options.seed(),
                    drawn.path(),
                    done -> terminal.bar(done + " of " + events + " clips drawn"));
            return run.report(List.of(given, own.limited(options.limit())));
        }
    }
}
