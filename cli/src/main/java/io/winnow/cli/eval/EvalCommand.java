package io.winnow.cli.eval;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the bundles on questions with known answers, and on pictures. */
@Command(
        name = "eval",
        description = "Measures the bundles on a folder of questions with known answers, beside honest baselines.")
public final class EvalCommand extends CliCommand {
    private static final int MOST_MINUTES = 600;
    private static final List<String> SUITES = List.of(
            QuestionSuite.QA,
            QuestionSuite.SCENES,
            QuestionSuite.NEEDLE,
            RateSuite.NAME,
            QuestionSuite.ARCHIVE,
            PruneSuite.NAME);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "eval",
            description = "Folder with qa/*.jsonl and composed/qa.jsonl, and the media they name; and with images/.")
    private Path data = Path.of("eval");

    @Option(
            names = "--suite",
            split = ",",
            paramLabel = "NAME",
            defaultValue = QuestionSuite.QA,
            description =
                    "What to measure on: qa, the questions of --data; scenes, those that demo asks, on its clips of seeds 1 to 20; needle, one event in clips of many minutes; rate, what pictures cost as tokens and as files, on images/ of --data; archive, the questions about pictures of --data, on what so many tokens show of them; prune, the questions of --data and of drawn clips in which one thing happens, of fewer and fewer tokens. Default: ${DEFAULT-VALUE}.")
    private List<String> suites = List.of(QuestionSuite.QA);

    @Option(
            names = "--baselines",
            description = "Also what questions alone give away, what another picture gives, and the commonest answer.")
    private boolean baselines;

    @Option(names = "--limit", paramLabel = "N", description = "Only N questions, or pictures, evenly spread.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides which other picture a question is asked on, and what the needles are. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--keep",
            split = ",",
            paramLabel = "R",
            description =
                    "Keep ratios that needle and prune are measured at. Default: 0.25 of needle, 0.5,0.25,0.1,0.05 of prune, which always keeps everything too.")
    private List<Double> keeps = List.of();

    @Option(
            names = "--minutes",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,5,15,30",
            description = "Lengths of the clips of needle. Default: ${DEFAULT-VALUE}.")
    private List<Integer> minutes = List.of();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Also write a page there, evaluation.md, with tables and plots.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--engine",
            split = ",",
            paramLabel = "NAME",
            description =
                    "How the reader is computed: ${COMPLETION-CANDIDATES}. Of several, each is measured, the first in"
                            + " full. As engine.reader in docs/configuration.md.",
            completionCandidates = EngineNames.class)
    private List<String> engines = List.of();

    @Option(
            names = "--tokenizer",
            paramLabel = "T",
            description = "Bundle that makes tokens; of rate and archive the only one that is measured.")
    private Optional<String> tokenizer = Optional.empty();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any option of a pipeline.")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        EvalOptions options = new EvalOptions(
                data.toAbsolutePath().normalize(),
                limit,
                seed,
                baselines,
                keeps,
                minutes,
                engines,
                tokenizer,
                settings);
        Map<String, Object> documents = new LinkedHashMap<>();
        Map<String, String> bundles = new LinkedHashMap<>();
        Map<String, Consumer<Page>> sections = new LinkedHashMap<>();
        boolean failed = false;
        for (String suite : suites) {
            EvalSuite.Outcome outcome = suite(suite, options).measure();
            documents.put(suite, outcome.document());
            bundles.putAll(outcome.bundles());
            sections.put(suite, outcome.section());
            outcome.tables().forEach(terminal()::print);
            outcome.failures().forEach(failure -> terminal().progress("failed: " + failure));
            failed |= !outcome.failures().isEmpty();
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("suite", documents);
        document.put("data", options.data().toString());
        document.put("bundles", bundles);
        document.put("seed", seed);
        terminal().document(document);
        bundles.forEach((use, bundle) -> terminal().print(use + ": " + bundle));
        if (report.isPresent()) {
            write(sections, bundles, report.get());
        }
        return failed ? ExitStatus.PARTIAL : ExitStatus.DONE;
    }

    private EvalSuite suite(String name, EvalOptions options) {
        return switch (name) {
            case RateSuite.NAME -> new RateSuite(options, terminal());
            case PruneSuite.NAME -> new PruneSuite(options, terminal());
            default -> new QuestionSuite(options, terminal(), name);
        };
    }

    private void check() {
        for (String suite : suites) {
            if (!SUITES.contains(suite)) {
                throw CommandFailure.usage(
                        "NO_SUITE",
                        "there is no suite " + suite,
                        "--suite " + suite,
                        "There are: " + String.join(", ", SUITES) + ".");
            }
        }
        if (limit < 1) {
            throw CommandFailure.usage("BAD_LIMIT", "nothing would be measured", "--limit " + limit, "Give 1 or more.");
        }
        for (double keep : keeps) {
            if (!(keep > 0 && keep <= 1)) {
                throw CommandFailure.usage(
                        "BAD_KEEP",
                        "a keep ratio is above 0 and at most 1",
                        "--keep " + keep,
                        "Give one such as 0.25.");
            }
        }
        for (int length : minutes) {
            if (length < 1 || length > MOST_MINUTES) {
                throw CommandFailure.usage(
                        "BAD_MINUTES",
                        "a clip has 1 to " + MOST_MINUTES + " minutes",
                        "--minutes " + length,
                        "Give whole minutes, such as 1,5,15.");
            }
        }
    }

    private void write(Map<String, Consumer<Page>> sections, Map<String, String> bundles, Path folder)
            throws IOException {
        StringBuilder intro = new StringBuilder("Written by `winnow eval --suite " + String.join(",", suites) + "`"
                + (limit == Integer.MAX_VALUE ? "" : ", at most " + limit + " questions or pictures a suite") + ".");
        bundles.forEach((use, bundle) ->
                intro.append("\n").append(use).append(": `").append(bundle).append("`."));
        Page page = new Page(intro.toString());
        sections.forEach((suite, section) -> {
            page.suite(suite);
            section.accept(page);
        });
        page.write(folder);
        terminal().print("page: " + folder.resolve(Page.FILE));
    }
}
