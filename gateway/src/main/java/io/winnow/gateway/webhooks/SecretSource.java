package io.winnow.gateway.webhooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where an endpoint's secrets are: in a file, or in a variable of the environment, {@code env:NAME}. They are read for each request, so that they can be exchanged while the gateway runs. */
public final class SecretSource {
    private static final String VARIABLE = "env:";
    private static final int LARGEST_BYTES = 8 * 1024;
    private static final int MOST_SECRETS = 8;

    private final String place;
    private final Map<String, String> environment;

    /** The secrets cannot be read. Its words do not repeat them. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }

    /**
     * Names a place.
     *
     * @param place a path, or {@code env:} and the name of a variable
     * @param environment of this process
     */
    public SecretSource(String place, Map<String, String> environment) {
        this.place = place;
        this.environment = Map.copyOf(environment);
    }

    /** Why they cannot be read, in a sentence; empty where they can. */
    public Optional<String> problem() {
        try {
            read();
            return Optional.empty();
        } catch (Unusable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The secrets, in their order there; at least one. */
    List<SigningSecret> read() throws Unusable {
        List<SigningSecret> secrets = new ArrayList<>();
        for (String word : text().strip().split("\\s+")) {
            try {
                secrets.add(SigningSecret.parse(word));
            } catch (IllegalArgumentException e) {
                throw new Unusable(place + ": " + e.getMessage());
            }
        }
        if (secrets.size() > MOST_SECRETS) {
            throw new Unusable(place + " holds " + secrets.size() + " secrets, and at most " + MOST_SECRETS + " sign");
        }
        return secrets;
    }

    private String text() throws Unusable {
        if (place.startsWith(VARIABLE)) {
            String value = environment.get(place.substring(VARIABLE.length()));
            if (value == null) {
                throw new Unusable("the environment has no variable " + place.substring(VARIABLE.length()));
            }
            return value;
        }
        try {
            Path file = Path.of(place);
            if (Files.size(file) > LARGEST_BYTES) {
                throw new Unusable("the file " + place + " is longer than " + LARGEST_BYTES + " bytes");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Unusable(
                    "the file " + place + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** The place alone. */
    @Override
    public String toString() {
        return place;
    }
}
