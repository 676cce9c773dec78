package io.winnow.cli.eval;

import io.winnow.cli.command.Terminal;
import io.winnow.cli.models.ModelFolders;
import io.winnow.jobs.Evenly;
import io.winnow.jobs.GivenStream;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.model.Bundles;
import io.winnow.model.Manifest;
import io.winnow.read.ReadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the same questions of fewer and fewer tokens. Tokens of frames are made once; the reader takes as many as it can, so that what is left is the pruner's choice.
 *
 * @param terminal that is told what is done
 * @param settings of every pipeline, each {@code KEY=VALUE}
 * @param ways in which they are asked, the one that keeps everything first
 */
record PruneRun(Terminal terminal, List<String> settings, List<PruneWay> ways) {
    /** Half of the questions that are asked one at a time; the others are about short events. */
    private static final int ALONE = 10;

    private static final List<String> ONE_AT_A_TIME =
            List.of("flink.parallelism=1", "read.in-flight=1", "read.batch=1", "read.cache=0 B");

    PruneRun {
        settings = List.copyOf(settings);
        ways = List.copyOf(ways);
    }

    /**
     * Looks whether the bundles fit one another, before anything is made for them.
     *
     * @throws io.winnow.jobs.definition.DefinitionException where they do not
     */
    void check() {
        for (PruneWay way : ways) {
            List<String> all = new ArrayList<>(QaRun.EDGES);
            all.addAll(with(way));
            var unused = new Resolver()
                    .resolve(PipelineDefinition.forSources("eval", PipelineDefinition.named(List.of("given")), all));
        }
    }

    /** Asks in every way. */
    PruneReport report(List<EvalMaterial> materials) throws IOException, InterruptedException {
        TokenShelf frames = TokenShelf.of(materials, settings, terminal);
        List<EvalQuestion> questions = materials.stream()
                .flatMap(material -> material.questions().stream())
                .toList();
        List<EvalQuestion> some = alone(questions);
        Set<String> failures = new HashSet<>(frames.failures());
        Map<String, String> bundles = new LinkedHashMap<>();
        List<PruneAnswers> asked = new ArrayList<>();
        Path folder = materials.get(0).folder();
        for (PruneWay way : ways) {
            terminal.progress("asking " + questions.size() + " questions, " + way.pruner()
                    + (way.keep() < 1 ? ", " + QaReport.percent(way.keep()) + " % kept" : ""));
            TokenShelf shelf = way.clips() ? TokenShelf.of(materials, with(way), terminal) : frames;
            QaRun.Outcomes all = new QaRun(folder, with(way), terminal, shelf.streams()).run(questions, Map.of());
            QaRun.Outcomes alone =
                    new QaRun(folder, oneAtATime(way), terminal, streams(shelf, some)).run(some, Map.of());
            bundles.putAll(all.bundles());
            failures.addAll(shelf.failures());
            failures.addAll(Measured.failures(all.letters()));
            asked.add(new PruneAnswers(way, all.own(), List.copyOf(alone.own().values())));
        }
        return PruneReport.of(
                questions, asked, bundles, failures.stream().sorted().toList());
    }

    /** Some of the questions, each on a medium of its own. */
    private static List<EvalQuestion> alone(List<EvalQuestion> questions) {
        Set<String> media = new HashSet<>();
        List<EvalQuestion> apart = questions.stream()
                .filter(question -> media.add(question.media()))
                .toList();
        return Stream.of(false, true)
                .flatMap(event ->
                        Evenly.some(
                                apart.stream()
                                        .filter(question -> EventClips.asks(question) == event)
                                        .toList(),
                                ALONE)
                                .stream())
                .toList();
    }

    private static List<GivenStream> streams(TokenShelf shelf, List<EvalQuestion> questions) {
        return shelf.of(questions.stream().map(EvalQuestion::media).collect(Collectors.toSet()));
    }

    private List<String> oneAtATime(PruneWay way) {
        List<String> all = new ArrayList<>(with(way));
        all.addAll(ONE_AT_A_TIME);
        return all;
    }

    private List<String> with(PruneWay way) {
        List<String> all = new ArrayList<>();
        Bundles.manifest(ModelFolders.find(ReadOptions.defaults().bundle()))
                .reader()
                .map(Manifest.Reader::maxContextTokens)
                .ifPresent(most -> all.add("read.context-tokens=" + most));
        all.addAll(settings);
        all.addAll(way.all());
        return all;
    }
}
