package io.winnow.cli.replay;

import io.winnow.cli.ask.TimeRange;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.Terminal;
import io.winnow.cli.live.LivePipeline;
import io.winnow.cli.run.TemporaryFolder;
import io.winnow.jobs.Replay;
import io.winnow.jobs.ResolvedPipeline;
import io.winnow.jobs.Resolver;
import io.winnow.jobs.definition.Link;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.kafka.ReplayedRecords;
import io.winnow.jobs.run.RunStore;
import io.winnow.jobs.run.StoredRun;
import io.winnow.prune.Keep;
import io.winnow.prune.PrunerKind;
import io.winnow.read.flink.Replayed;
import io.winnow.records.Answer;
import io.winnow.records.Clock;
import io.winnow.records.Element;
import io.winnow.records.Moment;
import io.winnow.records.Question;
import io.winnow.records.StandingQuestion;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what of a pipeline is to be read again, and what is to be asked of it, and has it read. */
final class PipelineReplay {
    private static final long MICROS_A_MILLI = 1_000;

    /** As many as the reader remembers. */
    private static final int MOST_QUESTIONS = 10_000;

    private final PipelineDefinition definition;
    private final Terminal terminal;
    private final Stage first;

    /**
     * Of a pipeline.
     *
     * @throws CommandFailure where no part of it can be run again
     */
    PipelineReplay(PipelineDefinition definition, Terminal terminal) {
        this.definition = definition;
        this.terminal = terminal;
        this.first = definition
                .firstBehindTopic()
                .orElseThrow(() -> CommandFailure.usage(
                        "NO_EDGE",
                        "no topic keeps what pipeline " + definition.name() + " makes: its edges are local",
                        definition.where("edges.tokens"),
                        "Only a pipeline whose edges.tokens or edges.pruned is kafka can be replayed."));
        if (!definition.has(Stage.READ)) {
            throw CommandFailure.usage(
                    "NO_READER",
                    "pipeline " + definition.name() + " has no stage that answers questions",
                    definition.where("stages"),
                    "Replay the pipeline that reads its topic.");
        }
        if (definition.kafka().bootstrap().isEmpty()) {
            throw CommandFailure.usage(
                    "NO_BROKER",
                    "no broker is configured that could be asked",
                    definition.where("kafka.bootstrap"),
                    "Give --set kafka.bootstrap=HOST:PORT. Where it runs inside winnow run, that says which, and it is there for as long as that runs.");
        }
    }

    /**
     * Replays.
     *
     * @param named the run whose records are wanted; else the newest that wrote some
     * @return the exit status
     */
    int run(TimeRange range, GivenQuestions given, Optional<String> named) throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("winnow-replay")) {
            ResolvedPipeline resolved =
                    new Resolver().resolve(found(), first, folder.path().toString());
            LivePipeline live = LivePipeline.of(definition.kafka(), Optional.of(definition.name()));
            Held held = held(live, range);
            ReplayedRun run = run(held, named);
            AskedThen then = new AskedThen(live, run);
            List<Question> once = then.once(fromMillis(range), toMillis(range));
            List<StandingQuestion> standing = then.standing();
            List<Question> all = all(once, standing, given);
            tell(held, range, run, once, standing);
            Map<AskedThen.Place, Answer> answered = then.answers(ids(once, standing), fromMillis(range));
            Replay replay = new Replay(
                    new ReplayedRecords(held.parts(), run.id()),
                    Replayed.of(all, standing),
                    live.has(TopicRegistry.CONTROL));
            return new ReplayRun(terminal, answered).run(resolved, replay, folder.path());
        }
    }

    /** How little is kept is found on what is decoded, which is over; the run knows what was found when it began. */
    private PipelineDefinition found() {
        boolean auto = first == Stage.PRUNE
                && definition.prune().pruner() != PrunerKind.KEEP_ALL
                && definition.prune().keep() instanceof Keep.Auto;
        if (!auto) {
            return definition;
        }
        return RunStore.of(definition.flink())
                .latest(definition.name())
                .flatMap(StoredRun::trials)
                .map(trials -> definition.withKeep(new Keep.Found(trials)))
                .orElseThrow(() -> CommandFailure.usage(
                        "BAD_VALUE",
                        "how little is kept was found when the pipeline began, and this machine does not know what",
                        definition.where("prune.keep"),
                        "Name what is kept, such as --keep 0.25; the page tells what was found."));
    }

    private Topic<Element> topic() {
        return first == Stage.PRUNE ? TopicRegistry.TOKENS : TopicRegistry.PRUNED;
    }

    private String owner() {
        return definition.before(first).map(Link::pipeline).orElse("");
    }

    /** Another pipeline's records are read whichever run wrote them, as they were. */
    private boolean ofOther() {
        return !owner().isEmpty();
    }

    private ReplayedRun run(Held held, Optional<String> named) {
        if (!ofOther()) {
            return ReplayedRun.of(held.runs(), named);
        }
        named.ifPresent(id -> {
            throw CommandFailure.usage(
                    "NO_RUN",
                    "run " + id + " cannot be chosen: the records are those of pipeline " + owner()
                            + ", which are read whichever run wrote them",
                    "--run",
                    "Leave --run out.");
        });
        return ReplayedRun.any();
    }

    private Held held(LivePipeline live, TimeRange range) {
        LivePipeline owner =
                ofOther() ? new LivePipeline(live.kafka(), live.names().withPipeline(owner())) : live;
        Held held = Held.of(owner, topic(), fromMillis(range), toMillis(range))
                .orElseThrow(() -> CommandFailure.unreachable(
                        "TOPIC_MISSING",
                        "the broker has no topic " + owner.names().of(topic()),
                        live.kafka().bootstrap(),
                        "Run the pipeline first. See winnow topics check."));
        if (held.runs().isEmpty()) {
            throw CommandFailure.input(
                    "NO_RECORDS",
                    "the topic "
                            + (held.oldestMillis().isEmpty()
                                    ? "is empty"
                                    : "holds no records that came in" + range.words() + "; its oldest came in at "
                                            + words(held.oldestMillis().getAsLong())),
                    held.topic(),
                    "Give an earlier --from; what the topic has removed, the pipeline's archive may hold, where it writes one: see winnow archive ask.");
        }
        return held;
    }

    private List<Question> all(List<Question> once, List<StandingQuestion> standing, GivenQuestions given) {
        List<Question> all = new ArrayList<>(once);
        all.addAll(given.questions());
        if (all.isEmpty() && standing.isEmpty()) {
            throw CommandFailure.usage(
                    "NO_QUESTION",
                    "pipeline " + definition.name()
                            + " was asked nothing in that time, has no standing questions, and none is given",
                    "--question",
                    "Give an earlier --from, or what to ask: --question \"What is in the picture?\".");
        }
        if (all.size() > MOST_QUESTIONS) {
            throw CommandFailure.usage(
                    "TOO_MANY_QUESTIONS",
                    all.size() + " questions were asked in that time, and " + MOST_QUESTIONS + " are replayed at most",
                    "--from, --to",
                    "Give a shorter time.");
        }
        return all;
    }

    private static Set<String> ids(List<Question> once, List<StandingQuestion> standing) {
        return Stream.concat(once.stream().map(Question::id), standing.stream().map(StandingQuestion::id))
                .collect(Collectors.toSet());
    }

    private void tell(
            Held held, TimeRange range, ReplayedRun run, List<Question> once, List<StandingQuestion> standing) {
        terminal.progress("Replaying what came in" + range.words() + " in " + held.topic()
                + (run.id().isEmpty() ? "" : ", of run " + run.id()) + ". Asked then: " + once.size() + "; standing: "
                + standing.size() + ".");
        if (!run.others().isEmpty()) {
            terminal.progress(
                    "Of that time there are records of " + (run.others().size() + 1)
                            + " runs; those of the others are left out: " + String.join(", ", run.others())
                            + ". See --run.");
        }
        held.wholeSinceMillis().stream()
                .filter(millis -> millis > fromMillis(range))
                .forEach(millis -> terminal.progress("The topic holds all that came in from " + words(millis)
                        + " on; of what came in before, it has removed some or all."));
    }

    private static long fromMillis(TimeRange range) {
        return Math.floorDiv(range.begin().orElseThrow().micros(), MICROS_A_MILLI);
    }

    private static long toMillis(TimeRange range) {
        return range.end()
                .map(end -> Math.floorDiv(end.micros(), MICROS_A_MILLI))
                .orElse(Long.MAX_VALUE);
    }

    private static String words(long millis) {
        return new Moment(millis * MICROS_A_MILLI, Clock.WALL).words();
    }
}
