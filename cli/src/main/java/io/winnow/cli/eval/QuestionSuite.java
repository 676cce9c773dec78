package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.run.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Questions on a material, in each of the engines that were named, baselines beside the first alone.
 *
 * @param name of the material
 */
record QuestionSuite(EvalOptions options, Terminal terminal, String name) implements EvalSuite {
    static final String QA = "qa";
    static final String SCENES = "scenes";
    static final String NEEDLE = "needle";
    static final String ARCHIVE = "archive";

    private static final List<Double> NEEDLE_KEEPS = List.of(0.25);

    @Override
    public Outcome measure() throws IOException, InterruptedException {
        try (TemporaryFolder drawn = TemporaryFolder.create("winnow-scenes")) {
            List<Measured> each = measured(drawn.path());
            Measured first = each.get(0);
            Map<String, Object> document = first.report().document();
            document.put("engines", each.stream().map(Measured::engineDocument).toList());
            Table engines = engines(each);
            return new Outcome(
                    document,
                    first.bundles(),
                    List.of(first.report().table(), engines),
                    page -> {
                        first.report().show(page);
                        page.text("In each engine:");
                        page.table(engines);
                    },
                    first.failures());
        }
    }

    private List<Measured> measured(Path drawn) throws IOException, InterruptedException {
        Measuring measuring = new Measuring(
                terminal,
                name.equals(ARCHIVE) ? options.settings() : options.settingsOfTokenizer(),
                options.limit(),
                options.seed());
        List<NeedleClip> clips = name.equals(NEEDLE) ? NeedleClip.of(options.minutes(), options.seed()) : List.of();
        EvalMaterial material = switch (name) {
            case QA -> EvalMaterial.of(options.data());
            case SCENES -> EvalMaterial.scenes(drawn, options.limit());
            case ARCHIVE -> ArchiveRun.pictures(EvalMaterial.of(options.data())).limited(options.limit());
            default -> measuring.drawn(clips, drawn);
        };
        List<Measuring> ways = options.engines().isEmpty()
                ? List.of(measuring)
                : options.engines().stream()
                        .map(engine -> measuring.with("engine.reader=" + engine))
                        .toList();
        List<Measured> each = new ArrayList<>();
        for (Measuring way : ways) {
            boolean beside = options.baselines() && each.isEmpty();
            each.add(
                    switch (name) {
                        case NEEDLE -> way.needles(clips, material, options.keeps(NEEDLE_KEEPS), beside);
                        case ARCHIVE ->
                            new ArchiveRun(way, terminal, PictureBundles.of(options.tokenizer()), drawn)
                                    .measured(material, beside);
                        default -> way.asked(material, beside);
                    });
        }
        return each;
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
