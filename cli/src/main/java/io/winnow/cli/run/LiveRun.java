package io.winnow.cli.run;

import io.winnow.cli.embedded.Workplace;
import io.winnow.cli.models.ModelFolders;
import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.gateway.webhooks.WebhookConfig;
import io.winnow.jobs.RunningPipeline;
import io.winnow.jobs.StartOptions;
import io.winnow.jobs.definition.ClientProperties;
import io.winnow.jobs.definition.PipelineDefinition;
import io.winnow.jobs.kafka.QuestionWriter;
import io.winnow.jobs.run.RunCounts;
import io.winnow.records.Question;
import io.winnow.topics.TopicNames;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A pipeline that runs while this command does: its answers are heard, its page is open. */
public final class LiveRun implements AutoCloseable {
    private final PipelineDefinition definition;
    private final TopicNames names;
    private final RunningPipeline running;
    private final RunEnding ending;
    private final Optional<RunFollower> follower;
    private final Optional<Gateway> page;

    private LiveRun(
            PipelineDefinition definition,
            RunningPipeline running,
            Outcome outcome,
            Optional<Integer> port,
            Optional<WebhookConfig> webhooks) {
        this.definition = definition;
        this.names = new TopicNames(definition.kafka().prefix(), definition.name());
        this.running = running;
        this.ending = new RunEnding(running, definition);
        this.page = definition.needsKafka() ? port.map(free -> open(free, webhooks)) : Optional.empty();
        this.follower = definition.needsKafka()
                ? Optional.of(RunFollower.start(definition.kafka(), names, running.stored(), outcome))
                : Optional.empty();
    }

    /**
     * Starts it.
     *
     * @param place where it runs
     * @param options with the outcome as listener, for what no topic carries
     * @param port of the page; empty for none
     */
    public static LiveRun start(Workplace place, StartOptions options, Outcome outcome, Optional<Integer> port)
            throws InterruptedException {
        PipelineDefinition definition = place.pipeline().definition();
        Optional<WebhookConfig> webhooks =
                port.isPresent() ? AlertEndpoints.of(definition.webhooks()) : Optional.empty();
        RunningPipeline running = place.runner().start(place.pipeline(), options.withListener(outcome));
        try {
            return new LiveRun(definition, running, outcome, port, webhooks);
        } catch (RuntimeException e) {
            running.cancel();
            running.close();
            throw e;
        }
    }

    private Gateway open(int port, Optional<WebhookConfig> webhooks) {
        Properties client = ClientProperties.of(definition.kafka());
        Map<String, String> properties = new HashMap<>();
        client.stringPropertyNames().forEach(name -> properties.put(name, client.getProperty(name)));
        return Gateway.start(GatewayConfig.local(properties, names)
                .withRun(running.run())
                .withPort(port)
                .withModels(ModelFolders.root())
                .withWebhooks(webhooks));
    }

    /** The page's address. */
    public Optional<URI> page() {
        return page.map(Gateway::address);
    }

    public RunningPipeline running() {
        return running;
    }

    /** Puts questions to the run; each is there when this returns. */
    public void ask(List<Question> questions) throws InterruptedException {
        try (QuestionWriter writer = new QuestionWriter(definition.kafka(), names)) {
            for (Question question : questions) {
                writer.ask(question);
            }
        }
    }

    /**
     * Waits for the run's end. Once its input is over, no more questions are taken.
     *
     * @param patience how long at most
     * @return whether it has ended
     */
    public boolean await(Duration patience) throws InterruptedException {
        return ending.await(patience);
    }

    /** Takes no more questions. */
    public void endQuestions() throws InterruptedException {
        ending.endQuestions();
    }

    /** What the run has done so far. */
    public RunCounts counts() {
        return running.counts();
    }

    /** Hears what is left to hear, and leaves. What still runs in this process is ended. */
    @Override
    public void close() {
        page.ifPresent(Gateway::close);
        follower.ifPresent(RunFollower::close);
        running.close();
    }
}
