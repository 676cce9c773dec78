package io.winnow.cli.live;

import io.winnow.cli.archive.ServedArchives;
import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Interruption;
import io.winnow.cli.command.PipelineArguments;
import io.winnow.cli.command.Refused;
import io.winnow.cli.models.ModelFolders;
import io.winnow.cli.run.AlertEndpoints;
import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.gateway.webhooks.WebhookConfig;
import io.winnow.jobs.Preflight;
import io.winnow.jobs.definition.ClientProperties;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The gateway alone, until it is interrupted. */
@Command(
        name = "serve",
        description =
                "Serves the page and the HTTP interface of a running pipeline, and sends its alerts to the endpoints that it names, until interrupted.")
public final class ServeCommand extends CliCommand {
    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8080",
            description = "Port on this machine; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private PipelineArguments options = new PipelineArguments();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Refused.ifAny(Preflight.port(port));
        Optional<WebhookConfig> webhooks = AlertEndpoints.of(options.webhooks());
        LivePipeline pipeline = LivePipeline.of(options);
        Map<String, String> client = new TreeMap<>();
        Properties properties = ClientProperties.of(pipeline.kafka());
        properties.stringPropertyNames().forEach(name -> client.put(name, properties.getProperty(name)));
        CountDownLatch stopped = new CountDownLatch(1);
        try (Gateway opened = Gateway.start(GatewayConfig.local(client, pipeline.names())
                        .withHttp(gateway.http(port))
                        .withModels(ModelFolders.root())
                        .withArchives(gateway.archives())
                        .withArchiveReader(new ServedArchives())
                        .withWebhooks(webhooks));
                Interruption.Registration registered = terminal().interruption().onRequest(stopped::countDown)) {
            terminal().document(Map.of("address", opened.address().toString()));
            terminal().print("the page of " + pipeline.names().pipeline() + " is at " + opened.address());
            stopped.await();
        }
        return ExitStatus.DONE;
    }
}
