package io.winnow.archive.flink;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;

/**
 * Makes Flink's file systems known in a process that Flink has not been started in: as {@code FLINK_CONF_DIR} configures them, else by the environment variables that all clients of S3 share. Keys come
 * from where those clients look for them too: variables, profiles, the machine's role.
 */
public final class FlinkFileSystems {
    /** A server that fails one request in three is still heard out. */
    private static final String RETRIES = "12";

    private static final String RETRIES_KEY = "s3.retry.max-num-retries";
    private static final String ENDPOINT_KEY = "s3.endpoint";
    private static final String PATH_STYLE_KEY = "s3.path-style-access";
    private static final String REGION_KEY = "s3.region";

    private FlinkFileSystems() {}

    /** Makes them known, in place of what was known before. */
    public static void initialize(Map<String, String> environment) {
        FileSystem.initialize(configuration(environment), null);
    }

    static Configuration configuration(Map<String, String> environment) {
        Configuration configuration = Optional.ofNullable(environment.get("FLINK_CONF_DIR"))
                .map(GlobalConfiguration::loadConfiguration)
                .orElseGet(Configuration::new);
        first(environment, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL").ifPresent(endpoint -> {
            setDefault(configuration, ENDPOINT_KEY, endpoint);
            // Only Amazon's own servers have a name for each bucket.
            setDefault(configuration, PATH_STYLE_KEY, "true");
        });
        first(environment, "AWS_REGION", "AWS_DEFAULT_REGION")
                .ifPresent(region -> setDefault(configuration, REGION_KEY, region));
        if (configuration.containsKey(ENDPOINT_KEY)) {
            // Other servers have no regions, but their clients must name one.
            setDefault(configuration, REGION_KEY, "us-east-1");
        }
        setDefault(configuration, RETRIES_KEY, RETRIES);
        return configuration;
    }

    private static Optional<String> first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "");
            if (!value.isBlank()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static void setDefault(Configuration configuration, String key, String value) {
        if (!configuration.containsKey(key)) {
            configuration.setString(key, value);
        }
    }
}
