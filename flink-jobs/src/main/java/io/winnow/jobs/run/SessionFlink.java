package io.winnow.jobs.run;

import io.winnow.jobs.definition.FlinkOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.fs.Path;

/** A session cluster of its own processes, reached through REST. Giving it up leaves it running. */
public final class SessionFlink implements Flink {
    private final RestClusterClient<String> client;
    private final URI rest;

    private SessionFlink(RestClusterClient<String> client, URI rest) {
        this.client = client;
        this.rest = rest;
    }

    /**
     * Prepares to talk to a cluster; nothing is sent yet.
     *
     * @param rest http://host:port
     */
    public static SessionFlink at(URI rest) {
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, rest.getHost());
        settings.set(RestOptions.PORT, rest.getPort() < 0 ? 8081 : rest.getPort());
        settings.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        settings.set(RestOptions.RETRY_DELAY, java.time.Duration.ofMillis(500));
        try {
            return new SessionFlink(new RestClusterClient<>(settings, "session"), rest);
        } catch (Exception e) {
            throw new IllegalStateException("no client for the Flink cluster at " + rest + ": " + e.getMessage(), e);
        }
    }

    @Override
    public ClusterClient<?> client() {
        return client;
    }

    @Override
    public URI rest() {
        return rest;
    }

    @Override
    public Optional<Path> jar(FlinkOptions options) {
        return Optional.of(new Path(jarFile(options).toUri()));
    }

    @Override
    public void check(MemoryPlan memory) throws InterruptedException {
        new SessionMemory(rest).check(memory);
    }

    private static java.nio.file.Path jarFile(FlinkOptions options) {
        try {
            java.nio.file.Path file = options.jar().isEmpty()
                    ? java.nio.file.Path.of(SessionFlink.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    : java.nio.file.Path.of(options.jar()).toAbsolutePath();
            if (Files.isRegularFile(file)) {
                return file;
            }
            throw new PipelineFailure(
                    "NO_JOB_JAR",
                    2,
                    "there is no job jar to send to the Flink cluster",
                    file.toString(),
                    "Build it with mvn package, or set flink.jar.",
                    new IllegalStateException("not a file: " + file));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the command's own jar cannot be found", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
