package io.winnow.cli.live;

import io.winnow.gateway.http.HttpOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who reaches a gateway, and how. */
final class GatewayOptions {
    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on, such as 0.0.0.0 for each of this machine; others than its own need --keys. Default: ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "Serves holders of the file's keys alone, as winnow keys add makes them.")
    private Optional<Path> keys = Optional.empty();

    /** How a gateway of these options is reached. */
    HttpOptions http(int port) {
        return HttpOptions.local().withHost(host).withPort(port).withKeys(keys);
    }
}
