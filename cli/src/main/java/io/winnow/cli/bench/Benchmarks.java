package io.winnow.cli.bench;

import io.winnow.cli.command.CommandFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The benchmarks, where they are on the class path: this module knows nothing of them but the name of one class and two of its methods. */
final class Benchmarks {
    private static final String CLASS = "io.winnow.bench.Bench";

    private Benchmarks() {}

    /**
     * Runs suites and tells each ratio when it is known.
     *
     * @param names of suites, or none for all
     * @param report folder of the page of ratios; empty for none
     * @param flames folder of flame graphs; empty for none
     * @throws CommandFailure where the benchmarks are not there, or cannot do what is asked
     */
    static void run(
            List<String> names,
            boolean quick,
            Optional<Path> report,
            Optional<Path> flames,
            Consumer<Map<String, Object>> each) {
        try {
            Method run = Class.forName(CLASS)
                    .getMethod("run", List.class, boolean.class, Optional.class, Optional.class, Consumer.class);
            run.invoke(null, names, quick, report, flames, each);
        } catch (ClassNotFoundException e) {
            throw CommandFailure.usage(
                    "NO_BENCHMARKS",
                    "the benchmarks are not on the class path",
                    CLASS,
                    "Start with ./winnow bench, which builds them.");
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw CommandFailure.usage(
                        "NO_SUITE", String.valueOf(refused.getMessage()), "--suite", "Leave --suite out to run all.");
            }
            if (e.getCause() instanceof UnsupportedOperationException refused) {
                throw CommandFailure.usage(
                        "NO_FLAMES", String.valueOf(refused.getMessage()), "--flames", "Leave --flames out.");
            }
            throw e.getCause() instanceof RuntimeException thrown
                    ? thrown
                    : new IllegalStateException("the benchmarks failed", e.getCause());
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalStateException(CLASS + " is not the one that this command was built with", e);
        }
    }
}
