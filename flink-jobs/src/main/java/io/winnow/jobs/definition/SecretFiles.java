package io.winnow.jobs.definition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.provider.ConfigProvider;

/** Lets Kafka's clients read a property's value from a file, as secrets are mounted: the whole file without its last line break. */
public final class SecretFiles implements ConfigProvider {

    @Override
    public void configure(Map<String, ?> configs) {
        // A file needs nothing but its name.
    }

    @Override
    public ConfigData get(String folder) {
        return new ConfigData(Map.of());
    }

    @Override
    public ConfigData get(String folder, Set<String> names) {
        Map<String, String> values = new HashMap<>();
        for (String name : names) {
            values.put(name, read(Path.of(folder, name)));
        }
        return new ConfigData(values);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R$", "");
        } catch (IOException e) {
            throw new ConfigException("the secret file " + file + " cannot be read: " + e);
        }
    }

    @Override
    public void close() {
        // Nothing is held open.
    }
}
