package io.winnow.cli.eval;

import io.winnow.cli.command.Terminal;
import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.run.Outcome;
import io.winnow.cli.run.TemporaryFolder;
import io.winnow.jobs.GivenStream;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.records.Answer;
import io.winnow.records.DeadLetter;
import io.winnow.records.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts all questions of a set to one line that reads all its media, each decoded and tokenized once, or their tokens where these are given.
 *
 * @param data the folder that the media lie in
 * @param settings of the pipeline, each {@code KEY=VALUE}
 * @param tokens of all media, by their names as streams; empty where they are to be made
 */
record QaRun(Path data, List<String> settings, Terminal terminal, List<GivenStream> tokens) {
    private static final String OWN = "own-";
    private static final String OTHER = "other-";
    /** What a line is said to read to which tokens are given. */
    private static final String GIVEN = "given";

    /** A line of one process that is given its questions. */
    static final List<String> EDGES =
            List.of("edges.tokens=local", "edges.pruned=local", "edges.questions=given", "edges.answers=collected");

    /**
     * What a run gave.
     *
     * @param own answers on each question's own medium, by the row's id
     * @param shuffled on another, where that was asked for
     * @param bundles by what uses them, {@code name@digest12}
     * @param engine that the reader was computed in
     * @param letters what could not be read
     */
    record Outcomes(
            Map<String, Answer> own,
            Given shuffled,
            Map<String, String> bundles,
            String engine,
            List<DeadLetter> letters) {

        Given answers() {
            return given(own);
        }
    }

    Outcomes run(List<EvalQuestion> questions, Map<String, String> others) throws IOException, InterruptedException {
        List<Question> asked = new ArrayList<>();
        for (EvalQuestion question : questions) {
            asked.add(asked(OWN, question, question.media()));
            Optional.ofNullable(others.get(question.media()))
                    .ifPresent(other -> asked.add(asked(OTHER, question, other)));
        }
        AtomicInteger answered = new AtomicInteger();
        Outcome outcome =
                new Outcome(answer -> terminal.bar(answered.incrementAndGet() + " of " + asked.size() + " answered"));
        try (TemporaryFolder folder = TemporaryFolder.create("winnow-eval")) {
            ResolvedPipeline pipeline = new Resolver().resolve(definition(questions, folder.path()));
            StartOptions options = StartOptions.defaults()
                    .withQuestions(asked)
                    .withTokens(tokens)
                    .withListener(outcome);
            String engine;
            try (Workplace place = Workplace.open(pipeline, folder.path());
                    RunningPipeline running = place.runner().start(place.pipeline(), options)) {
                engine = running.stored().engine();
                try {
                    running.await();
                } finally {
                    running.cancel();
                }
            }
            terminal.bar("");
            Map<String, String> bundles = new LinkedHashMap<>();
            pipeline.bundles()
                    .tokenizer()
                    .ifPresent(it -> bundles.put("tokenizer", it.ref().toString()));
            pipeline.bundles()
                    .reader()
                    .ifPresent(it -> bundles.put("reader", it.ref().toString()));
            return new Outcomes(byId(OWN, outcome), given(byId(OTHER, outcome)), bundles, engine, outcome.letters());
        }
    }

    private PipelineDefinition definition(List<EvalQuestion> questions, Path folder) {
        List<SourceDefinition> sources = questions.stream()
                .map(EvalQuestion::media)
                .distinct()
                .map(media -> new SourceDefinition(media, data.resolve(media).toString(), ""))
                .toList();
        if (!tokens.isEmpty()) {
            sources = PipelineDefinition.named(List.of(GIVEN));
        }
        List<String> all = new ArrayList<>(EDGES);
        all.addAll(List.of("flink.checkpoint-interval=0s", "flink.restart-attempts=0", "flink.state-folder=" + folder));
        all.addAll(settings);
        return PipelineDefinition.forSources("eval", sources, all);
    }

    private static Question asked(String prefix, EvalQuestion question, String stream) {
        return new Question(
                prefix + question.id(),
                "",
                question.question(),
                Optional.of(stream),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }

    private static Map<String, Answer> byId(String prefix, Outcome outcome) {
        Map<String, Answer> byId = new HashMap<>();
        for (Answer answer : outcome.answers()) {
            if (answer.questionId().startsWith(prefix)) {
                byId.put(answer.questionId().substring(prefix.length()), answer);
            }
        }
        return byId;
    }

    private static Given given(Map<String, Answer> answers) {
        Map<String, String> byId = new HashMap<>();
        answers.forEach((id, answer) -> byId.put(id, answer.answer()));
        return new Given(byId);
    }
}
