package io.winnow.cli.eval;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Table;
import io.winnow.cli.models.TokenizerSettings;
import io.winnow.cli.run.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the bundles on questions with known answers, and on pictures. */
@Command(
        name = "eval",
        description = "Measures the bundles on a folder of questions with known answers, beside honest baselines.")
public final class EvalCommand extends CliCommand {
    private static final String QA = "qa";
    private static final String SCENES = "scenes";
    private static final String NEEDLE = "needle";
    private static final String RATE = "rate";
    private static final String ARCHIVE = "archive";
    private static final String PRUNE = "prune";
    private static final List<Double> NEEDLE_KEEPS = List.of(0.25);
    private static final List<Double> PRUNE_KEEPS = List.of(0.5, 0.25, 0.1, 0.05);
    /** Clips with an event, each with five questions. */
    private static final int EVENTS = 210;

    private static final int MOST_MINUTES = 600;
    private static final List<String> SUITES = List.of(QA, SCENES, NEEDLE, RATE, ARCHIVE, PRUNE);

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
            defaultValue = QA,
            description =
                    "What to measure on: qa, the questions of --data; scenes, those that demo asks, on its clips of seeds 1 to 20; needle, one event in clips of many minutes; rate, what pictures cost as tokens and as files, on images/ of --data; archive, the questions about pictures of --data, on what so many tokens show of them; prune, the questions of --data and of drawn clips in which one thing happens, of fewer and fewer tokens. Default: ${DEFAULT-VALUE}.")
    private List<String> suites = List.of(QA);

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
        Path folder = data.toAbsolutePath().normalize();
        Map<String, Object> documents = new LinkedHashMap<>();
        Map<String, String> bundles = new LinkedHashMap<>();
        Map<String, Consumer<Page>> sections = new LinkedHashMap<>();
        boolean failed = false;
        for (String suite : suites) {
            if (suite.equals(RATE)) {
                List<RateReport> reports = new RateRun(terminal(), folder, limit, tokenizer).reports();
                documents.put(suite, rate(reports, bundles, sections));
                failed |= tellUnread(reports);
                continue;
            }
            if (suite.equals(PRUNE)) {
                PruneReport pruned = prune(folder);
                documents.put(suite, pruned.document());
                bundles.putAll(pruned.bundles());
                sections.put(suite, pruned::show);
                terminal().print(pruned.table());
                terminal().print(pruned.events());
                failed |= told(pruned.failures());
                continue;
            }
            try (TemporaryFolder drawn = TemporaryFolder.create("winnow-scenes")) {
                List<Measured> each = measured(suite, folder, drawn.path());
                Measured measured = each.get(0);
                Map<String, Object> found = measured.report().document();
                found.put("engines", each.stream().map(Measured::engineDocument).toList());
                documents.put(suite, found);
                sections.put(suite, page -> {
                    measured.report().show(page);
                    page.text("In each engine:");
                    page.table(engines(each));
                });
                bundles.putAll(measured.bundles());
                failed |= tell(measured);
                terminal().print(engines(each));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("suite", documents);
        document.put("data", folder.toString());
        document.put("bundles", bundles);
        document.put("seed", seed);
        terminal().document(document);
        bundles.forEach((use, bundle) -> terminal().print(use + ": " + bundle));
        if (report.isPresent()) {
            write(sections, bundles, report.get());
        }
        return failed ? ExitStatus.PARTIAL : ExitStatus.DONE;
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

    /** In each of the engines that were named, baselines beside the first alone; without names, in the one that the settings choose. */
    private List<Measured> measured(String suite, Path folder, Path drawn) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        if (!suite.equals(ARCHIVE)) {
            tokenizer.map(TokenizerSettings::of).ifPresent(all::addAll);
        }
        all.addAll(settings);
        Measuring measuring = new Measuring(terminal(), all, limit, seed);
        List<NeedleClip> clips = suite.equals(NEEDLE) ? NeedleClip.of(minutes, seed) : List.of();
        EvalMaterial material = switch (suite) {
            case QA -> EvalMaterial.of(folder);
            case SCENES -> EvalMaterial.scenes(drawn, limit);
            case ARCHIVE -> ArchiveRun.pictures(EvalMaterial.of(folder)).limited(limit);
            default -> measuring.drawn(clips, drawn);
        };
        List<Measuring> ways = engines.isEmpty()
                ? List.of(measuring)
                : engines.stream()
                        .map(engine -> measuring.with("engine.reader=" + engine))
                        .toList();
        List<Measured> each = new ArrayList<>();
        for (Measuring way : ways) {
            boolean beside = baselines && each.isEmpty();
            each.add(
                    switch (suite) {
                        case NEEDLE -> way.needles(clips, material, keeps(NEEDLE_KEEPS), beside);
                        case ARCHIVE ->
                            new ArchiveRun(way, terminal(), PictureBundles.of(tokenizer), drawn)
                                    .measured(material, beside);
                        default -> way.asked(material, beside);
                    });
        }
        return each;
    }

    private List<Double> keeps(List<Double> usual) {
        return keeps.isEmpty() ? usual : keeps;
    }

    private PruneReport prune(Path folder) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(tokenizer.map(TokenizerSettings::of).orElse(List.of()));
        all.addAll(settings);
        PruneRun run = new PruneRun(terminal(), all, PruneWay.all(keeps(PRUNE_KEEPS)));
        run.check();
        EvalMaterial given = EvalMaterial.of(folder).limited(limit);
        int events = Math.min(EVENTS, limit);
        try (TemporaryFolder drawn = TemporaryFolder.create("winnow-events")) {
            EvalMaterial own = EventClips.draw(
                    events, seed, drawn.path(), done -> terminal().bar(done + " of " + events + " clips drawn"));
            return run.report(List.of(given, own.limited(limit)));
        }
    }

    private boolean told(List<String> failures) {
        failures.forEach(failure -> terminal().progress("failed: " + failure));
        return !failures.isEmpty();
    }

    private List<Map<String, Object>> rate(
            List<RateReport> reports, Map<String, String> bundles, Map<String, Consumer<Page>> sections) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RateReport one : reports) {
            rows.addAll(one.document());
            terminal().print(one.table());
            if (!one.wishes().isEmpty()) {
                terminal().print(one.wishesTable());
            }
            one.bundles().forEach(bundle -> bundles.put(bundle.name(), bundle.toString()));
        }
        sections.put(RATE, page -> reports.forEach(one -> one.show(page)));
        return rows;
    }

    /** Says whether pictures could not be read, each once, however many sizes they were wanted in. */
    private boolean tellUnread(List<RateReport> reports) {
        Set<Failure> unread = new LinkedHashSet<>();
        reports.forEach(one -> unread.addAll(one.unread()));
        unread.forEach(failure -> terminal().progress("failed: " + failure.what() + " [" + failure.code() + "]"));
        return !unread.isEmpty();
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

    /** Prints a suite's table, and says whether something could not be read. */
    private boolean tell(Measured measured) {
        terminal().print(measured.report().table());
        return told(measured.failures());
    }

    private static Table engines(List<Measured> each) {
        Table table = Table.of("engine", "asked", "right", "%", "95 %");
        for (Measured measured : each) {
            Share all = measured.report().all();
            table.row(
                    measured.engine(),
                    all.total(),
                    all.correct(),
                    QaReport.percent(all.accuracy()),
                    QaReport.percent(all.interval()[0]) + " to " + QaReport.percent(all.interval()[1]));
        }
        return table;
    }
}
