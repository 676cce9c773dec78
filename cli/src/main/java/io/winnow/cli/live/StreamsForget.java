package io.winnow.cli.live;

import io.winnow.archive.Forgetting;
import io.winnow.archive.Place;
import io.winnow.archive.Problem;
import io.winnow.archive.RunTokens;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Failure;
import io.winnow.cli.command.PipelineOptions;
import io.winnow.cli.command.Table;
import io.winnow.jobs.archive.RunArchive;
import io.winnow.jobs.definition.KeepOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.kafka.BrokerTopics;
import io.winnow.jobs.kafka.BrokerUnreachable;
import io.winnow.records.StreamControl;
import io.winnow.topics.Topic;
import io.winnow.topics.TopicAdminException;
import io.winnow.topics.TopicRegistry;
import io.winnow.topics.TopicRemoval;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes all that there is of a stream be refused, takes it out of archives, and says when the broker will have removed the rest. */
@Command(
        name = "forget",
        description =
                "Ends a stream and forgets it: stages, gateways and archives refuse all that there is of it from now on and drop what they hold, archives are written without it, and it is said by when the broker has removed the rest. Repeat it where it was interrupted.")
final class StreamsForget extends CliCommand {
    @Parameters(
            index = "0",
            paramLabel = "ID",
            description = "The stream's id; that of a folder is about all streams in it.")
    private String id = "";

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description =
                    "An archive that the pipeline has written to: a folder, or s3://BUCKET/FOLDER. May be repeated. That of the pipeline's file, where one is given, is meant too.")
    private List<String> archives = List.of();

    @Mixin
    private PipelineOptions options = new PipelineOptions();

    /** What was done to an archive. */
    private record Rewritten(String archive, int runs, int rewritten, int removed, long rows, List<Problem> damaged) {}

    /**
     * By when a topic holds nothing of it.
     *
     * @param goneBy null where the broker keeps it for ever, or does not say
     * @param unknown why it does not say; empty where it does
     */
    private record Left(String topic, @Nullable String goneBy, String unknown) {
        String shown() {
            return !unknown.isEmpty()
                    ? "nobody knows: " + unknown
                    : Objects.requireNonNullElse(goneBy, "never: the broker keeps its records for ever");
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ControlledPipeline pipeline = ControlledPipeline.of(options);
        List<Place> places = new ArrayList<>();
        for (String address : archives) {
            places.add(opened(address));
        }
        List<String> warnings = require(pipeline, places);
        for (Place place : places) {
            requireRuns(place);
        }
        for (String address : own()) {
            places.add(opened(address));
        }
        StreamControl wish = pipeline.forgetting(id);
        Map<String, Object> document = new LinkedHashMap<>(pipeline.wish(wish));
        List<String> ended = pipeline.dropStates(id);
        List<Rewritten> rewritten = new ArrayList<>();
        for (Place place : places) {
            terminal().progress("Writing " + place.address() + " without " + id + ".");
            rewritten.add(rewritten(place, wish.forgottenMillis()));
        }
        List<Left> left = left(pipeline.pipeline());
        document.put("forgottenMillis", wish.forgottenMillis());
        document.put("streams", ended);
        document.put("archives", rewritten);
        document.put("left", left);
        document.put("warnings", warnings);
        terminal().document(document);
        print(rewritten, left);
        warnings.forEach(terminal()::print);
        boolean whole = rewritten.stream().allMatch(archive -> archive.damaged().isEmpty());
        return whole ? ExitStatus.DONE : ExitStatus.PARTIAL;
    }

    private Rewritten rewritten(Place place, long atMillis) {
        try {
            Forgetting.Done done = Forgetting.of(place, id, atMillis);
            return new Rewritten(
                    place.address(), done.runs(), done.rewritten(), done.removed(), done.rows(), done.damaged());
        } catch (IOException e) {
            Failure failure = CommandFailure.unreachable(
                            "ARCHIVE_UNREACHABLE",
                            id + " is refused everywhere, but the archive could not be written without it: "
                                    + e.getMessage(),
                            place.address(),
                            "Repeat the command when the archive can be reached: it goes on where it was interrupted.")
                    .failure();
            throw new CommandFailure(failure, Optional.of(e));
        }
    }

    /**
     * Refuses what there is nothing of.
     *
     * @return what nobody can say
     */
    private List<String> require(ControlledPipeline pipeline, List<Place> places) throws IOException {
        List<String> warnings = new ArrayList<>();
        if (!pipeline.had(id) && !isHeld(places)) {
            if (pipeline.lists()) {
                throw pipeline.noStream(id);
            }
            warnings.add("The pipeline has no list of its streams: see that it calls one " + id + ".");
        }
        if (archives.isEmpty() && options.definition().isEmpty()) {
            warnings.add("No archive was named: where the pipeline has written one, its objects still hold " + id
                    + ". Repeat the command with --archive, or with the pipeline's file.");
        }
        return warnings;
    }

    private boolean isHeld(List<Place> places) throws IOException {
        for (Place place : places) {
            if (Forgetting.finds(place, id)) {
                return true;
            }
        }
        return false;
    }

    /** That of the pipeline's file, in which there may be no run yet. */
    private List<String> own() {
        return options.definition().map(PipelineDefinition::keep).filter(KeepOptions::any).stream()
                .map(KeepOptions::archive)
                .filter(archive -> !archives.contains(archive))
                .toList();
    }

    private static Place opened(String address) throws IOException {
        try {
            return RunArchive.place(address);
        } catch (UnsupportedFileSystemSchemeException | IllegalArgumentException e) {
            throw new CommandFailure(
                    CommandFailure.usage(
                                    "BAD_PLACE",
                                    "the archive " + address + " cannot be opened: " + e.getMessage(),
                                    address,
                                    "Give a path, or an address that begins with s3:// with what the clients of S3 look for in the environment.")
                            .failure(),
                    Optional.of(e));
        }
    }

    private static void requireRuns(Place place) throws IOException {
        if (RunTokens.open(place).isEmpty()) {
            throw CommandFailure.usage(
                    "NO_ARCHIVE",
                    "there is no archive of a pipeline at " + place.address(),
                    place.address(),
                    "Give the folder that archive names in the pipeline's file. What winnow archive tokenize made knows no streams.");
        }
    }

    /** What the pipeline's other topics hold goes with their records' age; metrics name no stream, and a topic that keeps the newest of each key was told. */
    private static List<Left> left(LivePipeline pipeline) throws InterruptedException {
        Set<String> there = TopicRecords.topics(pipeline);
        List<String> topics = TopicRegistry.ALL.stream()
                .filter(topic -> topic.cleanup() == Topic.Cleanup.DELETE && !topic.equals(TopicRegistry.METRICS))
                .flatMap(topic -> pipeline.names().among(topic, there).stream())
                .map(pipeline.names()::of)
                .toList();
        long now = System.currentTimeMillis();
        try (BrokerTopics broker = BrokerTopics.connect(pipeline.kafka())) {
            return TopicRemoval.of(broker.admin(), topics).stream()
                    .map(topic -> new Left(topic.topic(), shown(topic.goneBy(now)), ""))
                    .toList();
        } catch (TopicAdminException | BrokerUnreachable e) {
            // What was done is done, and is told.
            String why = String.valueOf(e.getMessage());
            return topics.stream().map(topic -> new Left(topic, null, why)).toList();
        }
    }

    private static @Nullable String shown(OptionalLong millis) {
        return millis.isEmpty()
                ? null
                : Instant.ofEpochMilli(millis.getAsLong())
                        .plusSeconds(1)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
    }

    private void print(List<Rewritten> archives, List<Left> left) {
        terminal().print(id + " is forgotten: whatever there is of it is refused from now on");
        archives.forEach(this::print);
        Table table = Table.of("topic", "holds nothing of it from");
        left.forEach(topic -> table.row(topic.topic(), topic.shown()));
        terminal().print(table);
        terminal()
                .print("Checkpoints that a run keeps are replaced as it goes on; savepoints taken before hold what it"
                        + " held until you delete them.");
    }

    private void print(Rewritten archive) {
        terminal()
                .print(archive.archive() + ": " + archive.rows() + " records are gone, " + archive.rewritten()
                        + " objects were written without them and " + archive.removed() + " removed");
        archive.damaged()
                .forEach(object -> terminal().print(object.path() + ": " + object.what() + ". " + object.hint()));
    }
}
