package io.winnow.cli.eval;

import io.winnow.cli.command.Terminal;
import io.winnow.cli.models.ModelFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts suites to pipelines.
 *
 * @param terminal that hears of the progress
 * @param settings of every pipeline, each {@code KEY=VALUE}
 * @param limit most questions of a suite
 * @param seed of what is left to chance
 */
record Measuring(Terminal terminal, List<String> settings, int limit, long seed) {

    /** With further settings, which are stronger. */
    Measuring with(String... further) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(further));
        return new Measuring(terminal, all, limit, seed);
    }

    /**
     * Asks the questions of a material, evenly spread where there are too many.
     *
     * @param baselines whether also blindly, on other media, and against the commonest answer
     */
    Measured asked(EvalMaterial all, boolean baselines) throws IOException, InterruptedException {
        EvalMaterial material = all.limited(limit);
        List<EvalQuestion> questions = material.questions();
        terminal.progress("asking " + questions.size() + " questions on "
                + questions.stream().map(EvalQuestion::media).distinct().count() + " media");
        QaRun.Outcomes outcomes = new QaRun(material.folder(), settings, terminal, List.of())
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
                new QaReport(questions, outcomes.answers(), beside, outcomes.own()),
                bundles,
                outcomes.engine(),
                Measured.failures(outcomes.letters()));
    }

    private static String name(String bundle) {
        int at = bundle.indexOf('@');
        return at < 0 ? bundle : bundle.substring(0, at);
    }

    /**
     * Draws the clips with needles that are asked about.
     *
     * @param folder that they are drawn into
     */
    EvalMaterial drawn(List<NeedleClip> clips, Path folder) throws IOException, InterruptedException {
        EvalMaterial material = new EvalMaterial(
                        folder,
                        clips.stream()
                                .flatMap(clip -> clip.questions().stream())
                                .toList())
                .limited(limit);
        Set<String> asked =
                material.questions().stream().map(EvalQuestion::media).collect(Collectors.toSet());
        for (NeedleClip clip : clips) {
            if (asked.contains(clip.media())) {
                terminal.progress("drawing " + clip.media());
                clip.draw(folder);
            }
        }
        return material;
    }

    /** Asks about needles at each keep ratio. */
    Measured needles(List<NeedleClip> clips, EvalMaterial material, List<Double> keeps, boolean baselines)
            throws IOException, InterruptedException {
        SortedMap<Double, QaReport> byKeep = new TreeMap<>();
        Map<String, String> bundles = new LinkedHashMap<>();
        Set<String> engines = new LinkedHashSet<>();
        List<String> failures = new ArrayList<>();
        for (double keep : keeps) {
            Measured one = with("prune.keep=" + keep).asked(material, baselines);
            byKeep.put(keep, (QaReport) one.report());
            bundles.putAll(one.bundles());
            engines.add(one.engine());
            failures.addAll(one.failures());
        }
        return new Measured(new NeedleReport(clips, byKeep), bundles, String.join(", ", engines), failures);
    }
}
