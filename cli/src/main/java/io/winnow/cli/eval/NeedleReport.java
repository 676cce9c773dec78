package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Right answers about needles, by how much was kept, by the clip's length and by where the needle lay.
 *
 * @param clips with their needles
 * @param byKeep what was answered at each keep ratio
 */
record NeedleReport(List<NeedleClip> clips, SortedMap<Double, QaReport> byKeep) implements Report {
    NeedleReport {
        clips = List.copyOf(clips);
        byKeep = new TreeMap<>(byKeep);
    }

    @Override
    public Share all() {
        long total = 0;
        long correct = 0;
        for (QaReport report : byKeep.values()) {
            total += report.all().total();
            correct += report.all().correct();
        }
        return new Share(total, correct);
    }

    @Override
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        all().addTo(document);
        List<Object> keeps = new ArrayList<>();
        byKeep.forEach((keep, report) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("keep", keep);
            one.putAll(report.document());
            one.put("byLength", lengths(report));
            keeps.add(one);
        });
        document.put("byKeep", keeps);
        return document;
    }

    private List<Object> lengths(QaReport report) {
        List<Object> lengths = new ArrayList<>();
        for (int minutes : lengths()) {
            Map<String, Object> length = new LinkedHashMap<>();
            length.put("minutes", minutes);
            report.answers().share(report.questions(), of(minutes)).addTo(length);
            report.density(of(minutes)).addTo(length);
            List<Object> places = new ArrayList<>();
            for (int place = 0; place < NeedleClip.PLACES; place++) {
                Map<String, Object> part = new LinkedHashMap<>();
                part.put("from", (double) place / NeedleClip.PLACES);
                part.put("to", (place + 1.0) / NeedleClip.PLACES);
                report.answers().share(report.questions(), of(minutes, place)).addTo(part);
                places.add(part);
            }
            length.put("byPlace", places);
            lengths.add(length);
        }
        return lengths;
    }

    private List<Integer> lengths() {
        return clips.stream().map(NeedleClip::minutes).distinct().sorted().toList();
    }

    private Predicate<EvalQuestion> of(int minutes) {
        return question -> clips.stream()
                .anyMatch(clip -> clip.minutes() == minutes && clip.media().equals(question.media()));
    }

    private Predicate<EvalQuestion> of(int minutes, int place) {
        return question -> clips.stream()
                .anyMatch(clip -> clip.minutes() == minutes
                        && clip.place() == place
                        && clip.media().equals(question.media()));
    }

    @Override
    public Table table() {
        List<String> header =
                new ArrayList<>(List.of("kept", "minutes", "asked", "right", "%", "95 %", "tokens", "TokDense"));
        byKeep.values().stream()
                .limit(1)
                .forEach(report -> header.addAll(report.baselines().keySet()));
        Table table = Table.of(header.toArray(String[]::new));
        byKeep.forEach((keep, report) -> {
            for (int minutes : lengths()) {
                Share share = report.answers().share(report.questions(), of(minutes));
                List<Object> cells = new ArrayList<>(List.of(
                        QaReport.percent(keep),
                        minutes,
                        share.total(),
                        share.correct(),
                        QaReport.percent(share.accuracy()),
                        QaReport.percent(share.interval()[0]) + " to " + QaReport.percent(share.interval()[1])));
                cells.addAll(report.density(of(minutes)).cells());
                report.baselines()
                        .values()
                        .forEach(given -> cells.add(QaReport.percent(
                                given.share(report.questions(), of(minutes)).accuracy())));
                table.row(cells.toArray());
            }
        });
        return table;
    }

    @Override
    public void show(Page page) {
        page.text(
                "One thing crosses the picture once in a clip of many minutes, and questions about it come after its end. "
                        + "`kept` is the percentage of the visual tokens that the pruner keeps; of these the reader sees as many as fit in its context.");
        page.table(table());
        NeedlePlot plot = new NeedlePlot("Right answers about one event, by length and by where it lies", lengths());
        byKeep.forEach((keep, report) -> plot.keep(
                keep,
                minutes -> report.answers().share(report.questions(), of(minutes)),
                (minutes, place) -> report.answers().share(report.questions(), of(minutes, place))));
        page.plot("needle", plot.svg());
    }
}
