package io.winnow.cli.bench;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints ratios, each of two things measured side by side in one run. */
@Command(
        name = "bench",
        description = "Prints the ratio report: each line compares two things, measured side by side in one run.")
public final class BenchCommand extends CliCommand {
    @Option(names = "--suite", split = ",", paramLabel = "NAME", description = "Only these suites.")
    private List<String> suites = List.of();

    @Option(names = "--quick", description = "Fewer runs: ten minutes at most.")
    private boolean quick;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Also write a page there, performance.md; sections of suites that are not run stay.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--flames",
            paramLabel = "DIR",
            description = "Also write a flame graph of each suite there, which slows it a little.")
    private Optional<Path> flames = Optional.empty();

    @Override
    public Integer call() {
        Benchmarks.run(suites, quick, report, flames, ratio -> {
            terminal().document(ratio);
            terminal().print(line(ratio));
        });
        return ExitStatus.DONE;
    }

    private String line(Map<String, Object> ratio) {
        String what = terminal().bold(ratio.get("suite") + ": " + ratio.get("ratio"));
        String pair = ratio.get("of") + " against " + ratio.get("to");
        if (ratio.get("notRun") != null) {
            return what + "\n  " + pair + ": not run: " + ratio.get("notRun");
        }
        return what + "\n  " + pair + ": " + number(ratio, "median") + " (" + number(ratio, "min") + " to "
                + number(ratio, "max") + " in " + ratio.get("runs") + " runs, threads: " + ratio.get("threads") + ")";
    }

    private static String number(Map<String, Object> ratio, String name) {
        return ratio.get(name) instanceof Number number
                ? String.format(Locale.ROOT, "%.2f", number.doubleValue())
                : "?";
    }
}
