package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One of the things that {@code winnow eval} measures. */
interface EvalSuite {
    Outcome measure() throws IOException, InterruptedException;

    /**
     * What was measured.
     *
     * @param document as {@code --json} prints it
     * @param bundles by what uses them
     * @param tables as people read it
     * @param section adds it to a page
     * @param failures what could not be read, a line each
     */
    record Outcome(
            Object document,
            Map<String, String> bundles,
            List<Table> tables,
            Consumer<Page> section,
            List<String> failures) {
        public Outcome {
            tables = List.copyOf(tables);
            failures = List.copyOf(failures);
        }
    }
}
