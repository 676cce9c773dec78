package io.winnow.cli.eval;

import io.winnow.cli.command.Terminal;
import io.winnow.cli.models.ModelFolders;
import io.winnow.model.Bundles;
import io.winnow.model.Manifest;
import io.winnow.read.ReadOptions;
import io.winnow.records.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the same questions of fewer and fewer tokens. Tokens of frames are made once; the reader takes as many as it can, so that what is left is the pruner's choice.
 *
 * @param terminal that is told what is done
 * @param settings of every pipeline, each {@code KEY=VALUE}
 */
record PruneRun(Terminal terminal, List<String> settings) {
    PruneRun {
        settings = List.copyOf(settings);
    }

    /** Asks in every way. */
    PruneReport report(List<EvalMaterial> materials, List<PruneWay> ways) throws IOException, InterruptedException {
        TokenShelf shelf = TokenShelf.of(materials, settings, terminal);
        List<EvalQuestion> questions = materials.stream()
                .flatMap(material -> material.questions().stream())
                .toList();
        List<String> failures = new ArrayList<>(shelf.failures());
        Map<String, String> bundles = new LinkedHashMap<>();
        List<PruneReport.Asked> asked = new ArrayList<>();
        for (PruneWay way : ways) {
            terminal.progress("asking " + questions.size() + " questions, " + way.pruner()
                    + (way.keep() < 1 ? ", " + QaReport.percent(way.keep()) + " % kept" : ""));
            List<QaRun.Outcomes> outcomes = way.clips()
                    ? onMedia(materials, with(way))
                    : List.of(new QaRun(materials.get(0).folder(), with(way), terminal, shelf.streams())
                            .run(questions, Map.of()));
            Map<String, Answer> answers = new HashMap<>();
            for (QaRun.Outcomes each : outcomes) {
                answers.putAll(each.own());
                bundles.putAll(each.bundles());
                failures.addAll(Measured.failures(each.letters()));
            }
            asked.add(new PruneReport.Asked(way, answers));
        }
        return new PruneReport(
                questions, asked, bundles, failures.stream().distinct().toList());
    }

    private List<QaRun.Outcomes> onMedia(List<EvalMaterial> materials, List<String> all)
            throws IOException, InterruptedException {
        List<QaRun.Outcomes> outcomes = new ArrayList<>();
        for (EvalMaterial material : materials) {
            outcomes.add(new QaRun(material.folder(), all, terminal, List.of()).run(material.questions(), Map.of()));
        }
        return outcomes;
    }

    private List<String> with(PruneWay way) {
        List<String> all = new ArrayList<>();
        Bundles.manifest(ModelFolders.find(ReadOptions.defaults().bundle()))
                .reader()
                .map(Manifest.Reader::maxContextTokens)
                .ifPresent(most -> all.add("read.context-tokens=" + most));
        all.addAll(settings);
        all.addAll(way.settings());
        return all;
    }
}
