package io.winnow.jobs.run;

import io.winnow.jobs.definition.FlinkOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.apache.flink.client.program.ClusterClient;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.fs.Path;

/** A session cluster of its own processes, reached through REST. Giving it up leaves it running. */
public final class SessionFlink implements Flink {
    private final RestClusterClient<String> client;
    private final RestAddresses addresses;

    private SessionFlink(RestClusterClient<String> client, RestAddresses addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    /**
     * Prepares to talk to a cluster; nothing is sent yet.
     *
     * @param rest http://host:port
     */
    public static SessionFlink at(URI rest) {
        return at(List.of(rest));
    }

    /**
     * Prepares to talk to a cluster of several job managers, of which one leads.
     *
     * @param rests of each of them http://host:port; as long as one of them answers, the cluster does
     */
    public static SessionFlink at(List<URI> rests) {
        RestAddresses addresses = new RestAddresses(rests);
        URI first = addresses.first();
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, first.getHost());
        settings.set(RestOptions.PORT, first.getPort());
        settings.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        settings.set(RestOptions.RETRY_DELAY, java.time.Duration.ofMillis(500));
        try {
            return new SessionFlink(
                    new RestClusterClient<>(settings, "session", (configuration, errors) -> addresses), addresses);
        } catch (Exception e) {
            throw new IllegalStateException("no client for the Flink cluster at " + first + ": " + e.getMessage(), e);
        }
    }

    @Override
    public ClusterClient<?> client() {
        addresses.settle();
        return client;
    }

    @Override
    public URI rest() {
        return addresses.answering();
    }

    @Override
    public Optional<Path> jar(FlinkOptions options) {
        return Optional.of(new Path(jarFile(options).toUri()));
    }

    @Override
    public void check(MemoryPlan memory) throws InterruptedException {
        new SessionMemory(rest()).check(memory);
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
