package io.winnow.cli.eval;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Table;
import io.winnow.cli.models.ModelFolders;
import io.winnow.cli.run.TemporaryFolder;
import io.winnow.records.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the bundles on questions with known answers. */
@Command(
        name = "eval",
        description = "Measures the bundles on a folder of questions with known answers, beside honest baselines.")
public final class EvalCommand extends CliCommand {
    private static final String QA = "qa";
    private static final String SCENES = "scenes";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "eval",
            description = "Folder with qa/*.jsonl and composed/qa.jsonl, and the media they name.")
    private Path data = Path.of("eval");

    @Option(
            names = "--suite",
            split = ",",
            paramLabel = "NAME",
            defaultValue = QA,
            description =
                    "What to measure on: qa, the questions of --data; scenes, those that demo asks, on its clips of seeds 1 to 20. Default: ${DEFAULT-VALUE}.")
    private List<String> suites = List.of(QA);

    @Option(
            names = "--baselines",
            description = "Also what questions alone give away, what another picture gives, and the commonest answer.")
    private boolean baselines;

    @Option(names = "--limit", paramLabel = "N", description = "Only N questions, evenly spread.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides which other picture a question is asked on. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--engine",
            split = ",",
            paramLabel = "NAME",
            description =
                    "How the reader is computed: ${COMPLETION-CANDIDATES}. Of several, each is measured, the first in"
                            + " full. As engine.reader in docs/configuration.md.",
            completionCandidates = EngineNames.class)
    private List<String> engines = List.of();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any option of a pipeline.")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (String suite : suites) {
            if (!suite.equals(QA) && !suite.equals(SCENES)) {
                throw CommandFailure.usage(
                        "NO_SUITE",
                        "there is no suite " + suite,
                        "--suite " + suite,
                        "There are: " + QA + ", " + SCENES + ".");
            }
        }
        if (limit < 1) {
            throw CommandFailure.usage(
                    "BAD_LIMIT", "no question would be asked", "--limit " + limit, "Give 1 or more.");
        }
        Path folder = data.toAbsolutePath().normalize();
        Map<String, Object> documents = new LinkedHashMap<>();
        Map<String, String> bundles = new LinkedHashMap<>();
        boolean failed = false;
        try (TemporaryFolder drawn = TemporaryFolder.create("winnow-scenes")) {
            for (String suite : suites) {
                EvalMaterial material = suite.equals(QA) ? EvalMaterial.of(folder) : EvalMaterial.scenes(drawn.path());
                List<Measured> each = measuredInEach(material.limited(limit));
                Measured measured = each.get(0);
                Map<String, Object> found = measured.report().document();
                found.put("engines", each.stream().map(Measured::engineDocument).toList());
                documents.put(suite, found);
                bundles.putAll(measured.bundles());
                failed |= tell(measured);
                tellEngines(each);
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("suite", documents);
        document.put("data", folder.toString());
        document.put("bundles", bundles);
        document.put("seed", seed);
        terminal().document(document);
        bundles.forEach((use, bundle) -> terminal().print(use + ": " + bundle));
        return failed ? ExitStatus.PARTIAL : ExitStatus.DONE;
    }

    /**
     * What a suite gave.
     *
     * @param bundles by what uses them
     * @param engine that the reader was computed in
     * @param letters what could not be read
     */
    private record Measured(QaReport report, Map<String, String> bundles, String engine, List<DeadLetter> letters) {

        Map<String, Object> engineDocument() {
            Share all = report.all();
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("engine", engine);
            document.put("total", all.total());
            document.put("correct", all.correct());
            document.put("accuracy", all.accuracy());
            document.put("interval95", all.interval());
            return document;
        }
    }

    /** In each of the engines that were named, baselines beside the first alone; without names, in the one that the settings choose. */
    private List<Measured> measuredInEach(EvalMaterial material) throws IOException, InterruptedException {
        List<Measured> each = new ArrayList<>();
        for (String engine : engines) {
            List<String> all = new ArrayList<>(settings);
            all.add("engine.reader=" + engine);
            each.add(measured(material, all, baselines && each.isEmpty()));
        }
        return engines.isEmpty() ? List.of(measured(material, settings, baselines)) : each;
    }

    private Measured measured(EvalMaterial material, List<String> settings, boolean baselines)
            throws IOException, InterruptedException {
        List<EvalQuestion> questions = material.questions();
        terminal()
                .progress("asking " + questions.size() + " questions on "
                        + questions.stream().map(EvalQuestion::media).distinct().count() + " media");
        QaRun.Outcomes outcomes = new QaRun(material.folder(), settings, terminal())
                .run(questions, baselines ? Shuffle.of(questions, seed) : Map.of());
        Map<String, String> bundles = new LinkedHashMap<>(outcomes.bundles());
        Map<String, Given> beside = new LinkedHashMap<>();
        if (baselines) {
            BlindReader blind = BlindReader.beside(ModelFolders.root(), name(bundles.getOrDefault("reader", "")));
            bundles.put("questionOnly", blind.bundle().ref().toString());
            beside.put("questionOnly", blind.answers(questions));
            beside.put("shuffledVideo", outcomes.shuffled());
            beside.put("majority", Majority.of(questions));
        }
        return new Measured(
                new QaReport(questions, outcomes.answers(), beside), bundles, outcomes.engine(), outcomes.letters());
    }

    /** Prints a suite's table, and says whether something could not be read. */
    private boolean tell(Measured measured) {
        terminal().print(measured.report().table());
        measured.letters()
                .forEach(letter -> terminal()
                        .progress("failed: " + letter.where() + ": " + letter.what() + " [" + letter.reason() + "]"));
        return !measured.letters().isEmpty();
    }

    private void tellEngines(List<Measured> each) {
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
        terminal().print(table);
    }

    private static String name(String bundle) {
        int at = bundle.indexOf('@');
        return at < 0 ? bundle : bundle.substring(0, at);
    }
}
