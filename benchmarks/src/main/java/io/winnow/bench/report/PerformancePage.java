package io.winnow.bench.report;

import io.winnow.bench.Ratio;
import io.winnow.model.Processor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The page {@value #NAME}: a section for each suite. What a run measures takes the place of what stood there of the same suites; the others stay, since a whole run takes hours. */
public final class PerformancePage {
    static final String NAME = "performance.md";
    private static final String HEADING = "## ";
    private static final List<String> TOLD = List.of(
            "avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "avx_vnni", "amx_int8", "amx_bf16", "asimd", "sve");

    private final Path file;
    private final String machine;

    private PerformancePage(Path file, String machine) {
        this.file = file;
        this.machine = machine;
    }

    /** In a folder, for this machine, whose limits are measured now. */
    public static PerformancePage in(Path folder) {
        Limits limits = Limits.measure();
        TreeSet<String> flags = new TreeSet<>(Processor.here().flags());
        flags.retainAll(TOLD);
        String can = String.format(
                Locale.ROOT,
                "one thread does %.0f billion operations of single precision a second in products of matrices and copies %.1f GB/s",
                limits.billionOperations(),
                limits.billionBytes());
        return new PerformancePage(
                folder.resolve(NAME), (flags.isEmpty() ? "" : String.join(", ", flags) + "; ") + can);
    }

    /** For a machine of which this is said. */
    static PerformancePage in(Path folder, String machine) {
        return new PerformancePage(folder.resolve(NAME), machine);
    }

    /** Writes a suite's section; what an earlier run measured stays where this one measured nothing. */
    public void write(String suite, List<Ratio> ratios) {
        try {
            Map<String, String> sections = sections();
            if (sections.containsKey(suite)
                    && ratios.stream().allMatch(ratio -> ratio.notRun().isPresent())) {
                return;
            }
            sections.put(suite, section(ratios));
            StringBuilder page = new StringBuilder("""
                    # Performance

                    Made by `./winnow bench --report docs`; what each suite compares and how is told in [benchmarks.md](benchmarks.md). Each number says how many times faster, or otherwise better, the first of two
                    things is, both measured in one run on one machine: the median, and the worst and the best run.
                    """);
            sections.forEach((name, text) -> page.append('\n')
                    .append(HEADING)
                    .append(name)
                    .append("\n\n")
                    .append(text.strip())
                    .append('\n'));
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private Map<String, String> sections() throws IOException {
        Map<String, String> sections = new TreeMap<>();
        if (Files.exists(file)) {
            String[] parts = ("\n" + Files.readString(file)).split("\n" + HEADING);
            for (int i = 1; i < parts.length; i++) {
                int line = parts[i].indexOf('\n');
                sections.put(parts[i].substring(0, line).strip(), parts[i].substring(line));
            }
        }
        return sections;
    }

    private String section(List<Ratio> ratios) {
        StringBuilder text = new StringBuilder(
                "On " + LocalDate.now(ZoneOffset.UTC) + ", " + ratios.get(0).machine() + ": " + machine
                        + ".\n\n| what | of | to | ratio | runs | threads | aim |\n| --- | --- | --- | --- | --: | --: | --- |\n");
        ratios.forEach(ratio -> text.append(row(ratio)).append('\n'));
        return text.toString();
    }

    private static String row(Ratio ratio) {
        String measured = ratio.notRun()
                .map(why -> "not run: "
                        + why.strip().replaceAll("\\s*\\R\\s*", " / ").replace("|", "/"))
                .orElseGet(() -> number(ratio.median())
                        + (ratio.runs() > 1 ? " (" + number(ratio.min()) + " to " + number(ratio.max()) + ")" : ""));
        String aim = ratio.notRun().isPresent() || ratio.aim().isEmpty()
                ? ""
                : aim(ratio, ratio.aim().getAsDouble());
        return "| "
                + String.join(
                        " | ",
                        ratio.ratio(),
                        ratio.of(),
                        ratio.to(),
                        measured,
                        Integer.toString(ratio.runs()),
                        Integer.toString(ratio.threads()),
                        aim)
                + " |";
    }

    private static String aim(Ratio ratio, double aim) {
        return number(aim) + (ratio.median() >= aim ? "" : ", **short**");
    }

    /** With as many digits as tell it from 1. */
    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value - 1) < 0.05 && value != 1 ? "%.3f" : "%.2f", value);
    }
}
