package io.winnow.bench;

import io.winnow.bench.flames.FlameGraphs;
import io.winnow.bench.report.PerformancePage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Runs suites. The command looks for this class by its name, since it knows nothing of the benchmarks; so it takes and gives only the JDK's types. */
public final class Bench {
    private Bench() {}

    /** Every suite's name. */
    public static List<String> suites() {
        return all().stream().map(Suite::name).toList();
    }

    /**
     * Runs suites and tells each ratio when it is known, in the form of {@code bench --json}.
     *
     * @param names of suites, or none for all
     * @param report folder of the page of ratios; empty for none
     * @param flames folder of flame graphs; empty for none
     * @throws IllegalArgumentException where there is no suite of a name
     * @throws UnsupportedOperationException where no flame graphs can be made
     */
    public static void run(
            List<String> names,
            boolean quick,
            Optional<Path> report,
            Optional<Path> flames,
            Consumer<Map<String, Object>> each) {
        List<Suite> all = all();
        for (String name : names) {
            if (all.stream().noneMatch(suite -> suite.name().equals(name))) {
                throw new IllegalArgumentException("there is no suite " + name + "; there are " + suites());
            }
        }
        Optional<PerformancePage> page = report.map(PerformancePage::in);
        Optional<FlameGraphs> graphs = flames.map(FlameGraphs::in);
        for (Suite suite : all) {
            if (names.isEmpty() || names.contains(suite.name())) {
                List<Ratio> ratios = new ArrayList<>();
                Runnable work = () -> suite.run(quick, ratio -> {
                    ratios.add(ratio);
                    each.accept(ratio.json());
                });
                graphs.ifPresentOrElse(of -> of.of(suite.name(), work), work);
                page.ifPresent(to -> to.write(suite.name(), ratios));
            }
        }
    }

    private static List<Suite> all() {
        return ServiceLoader.load(Suite.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
