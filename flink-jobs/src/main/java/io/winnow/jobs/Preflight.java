package io.winnow.jobs;

import io.winnow.decode.SourceAddress;
import io.winnow.decode.sources.SourceCheck;
import io.winnow.jobs.archive.RunArchive;
import io.winnow.jobs.definition.DefinitionException;
import io.winnow.jobs.definition.EdgeOptions;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.definition.SourceDefinition;
import io.winnow.jobs.definition.Stage;
import io.winnow.jobs.kafka.BrokerTopics;
import io.winnow.jobs.kafka.BrokerUnreachable;
import io.winnow.jobs.run.RunStore;
import io.winnow.topics.TopicAdminException;
import io.winnow.topics.TopicFinding;
import io.winnow.topics.TopicPlan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be known to be wrong before a pipeline starts, each check on its own, none longer than ten seconds. */
public final class Preflight {
    private static final int LARGEST_PORT = 65_535;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Preflight() {}

    /**
     * Something that a run would fail on.
     *
     * @param code stable
     * @param exit status that the command ends with: 2, 3 or 4
     * @param what is wrong, a sentence
     * @param where file, topic, address
     * @param hint what to do
     */
    public record Finding(String code, int exit, String what, String where, String hint) {}

    /** Whether the broker answers and its topics are as they must be. */
    public static List<Finding> kafka(PipelineDefinition definition) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try (BrokerTopics broker = BrokerTopics.connect(definition.kafka())) {
            TopicNeeds needs = TopicNeeds.of(definition).among(broker.names());
            List<TopicFinding> found = new ArrayList<>(needs.unnamed());
            for (TopicPlan plan : needs.plans()) {
                found.addAll(broker.check(plan));
            }
            found.forEach(finding -> findings.add(new Finding(
                    finding.kind().name(),
                    finding.kind() == TopicFinding.Kind.TOPIC_MISSING ? 4 : 2,
                    finding.what(),
                    finding.topic(),
                    finding.hint())));
        } catch (BrokerUnreachable e) {
            findings.add(unreachable(e));
        } catch (TopicAdminException e) {
            findings.add(new Finding(
                    e.unreachable() ? "BROKER_UNREACHABLE" : "BROKER_REFUSED",
                    4,
                    String.valueOf(e.getMessage()),
                    definition.kafka().bootstrap(),
                    "See winnow topics check and winnow topics acls."));
        }
        return findings;
    }

    /** Whether the broker answers, whatever its topics. */
    public static Optional<Finding> broker(PipelineDefinition definition) {
        try (BrokerTopics broker = BrokerTopics.connect(definition.kafka())) {
            return Optional.empty();
        } catch (BrokerUnreachable e) {
            return Optional.of(unreachable(e));
        }
    }

    private static Finding unreachable(BrokerUnreachable e) {
        return new Finding(
                "BROKER_UNREACHABLE",
                4,
                String.valueOf(e.getMessage()),
                e.bootstrap(),
                "Start the broker, or correct kafka.bootstrap and kafka.client.");
    }

    /**
     * Whether a session cluster answers.
     *
     * @param rests of its job managers, one of which is enough
     */
    public static Optional<Finding> flink(List<URI> rests) throws InterruptedException {
        List<Finding> refusals = new ArrayList<>();
        for (URI rest : rests) {
            Optional<Finding> refusal = flink(rest);
            if (refusal.isEmpty()) {
                return refusal;
            }
            refusals.add(refusal.get());
        }
        return refusals.stream().findFirst();
    }

    private static Optional<Finding> flink(URI rest) throws InterruptedException {
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(rest.resolve("/overview"))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.empty()
                    : Optional.of(unreachable(rest, "it answers with status " + response.statusCode()));
        } catch (IOException e) {
            return Optional.of(
                    unreachable(rest, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
    }

    private static Finding unreachable(URI rest, String why) {
        return new Finding(
                "FLINK_UNREACHABLE",
                4,
                "the Flink cluster does not answer: " + why,
                rest.toString(),
                "Start it, or correct flink.rest.");
    }

    /** Whether a port of this machine is free; 0 always is. */
    public static Optional<Finding> port(int port) {
        if (port < 0 || port > LARGEST_PORT) {
            return Optional.of(new Finding(
                    "BAD_PORT",
                    2,
                    "port " + port + " is not between 0 and " + LARGEST_PORT,
                    "--port",
                    "Choose another, or 0 for any."));
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(new Finding(
                    "PORT_IN_USE",
                    4,
                    "port " + port + " cannot be opened: " + e.getMessage(),
                    "127.0.0.1:" + port,
                    "Choose another with --port, or 0 for any."));
        }
    }

    /** Whether Prometheus can be answered where the pipeline says. */
    public static Optional<Finding> prometheus(PipelineDefinition definition) {
        return definition.metrics().address().flatMap(address -> {
            String where = address.getHostString() + ":" + address.getPort();
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(address.getHostString(), address.getPort()));
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(new Finding(
                        "PORT_IN_USE",
                        4,
                        "Prometheus cannot be answered there: " + e.getMessage(),
                        where,
                        "Give metrics.prometheus a port that is free, and a host of this machine."));
            }
        });
    }

    /** Whether there can be questions to a pipeline that is given none when it is started. */
    public static Optional<Finding> questions(PipelineDefinition definition) {
        if (!definition.has(Stage.READ) || definition.edges().questions() == EdgeOptions.Questions.TOPIC) {
            return Optional.empty();
        }
        DefinitionException none = GivenQuestions.none();
        return Optional.of(new Finding(none.code(), 2, none.what(), definition.where("edges.questions"), none.hint()));
    }

    /** Whether the pipeline's name is free on this machine. */
    public static Optional<Finding> name(PipelineDefinition definition) {
        RunStore store = RunStore.of(definition.flink());
        Optional<RunStore.Lock> lock = store.lock(definition.name());
        lock.ifPresent(RunStore.Lock::close);
        return lock.isPresent()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "NAME_IN_USE",
                        4,
                        "a pipeline named " + definition.name() + " runs already",
                        store.folder().resolve(definition.name()).toString(),
                        "Stop it, or give this one another name."));
    }

    /** Whether the archive can be written. A cluster has file systems of its own, of which nothing is known here. */
    public static Optional<Finding> archive(PipelineDefinition definition) {
        return definition.keep().any() && definition.flink().rest().isEmpty()
                ? RunArchive.problem(definition)
                : Optional.empty();
    }

    /** What can be known to be wrong with each source, and with the broker of those that topics bring. */
    public static List<Finding> sources(PipelineDefinition definition) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (SourceDefinition source : definition.sources()) {
            if (source.decoded()) {
                SourceCheck.check(new SourceAddress(source.id(), source.address(), source.policy()))
                        .ifPresent(it ->
                                findings.add(new Finding(it.code(), it.exit(), it.what(), it.where(), it.hint())));
            }
        }
        if (findings.isEmpty() && definition.sources().stream().anyMatch(SourceDefinition::published)) {
            broker(definition).ifPresent(findings::add);
        }
        return findings;
    }
}
