package io.winnow.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Who may use a broker.
 *
 * @param protocol of its listener
 * @param broker properties of the broker
 * @param client properties of those who may, secrets as files
 */
record BrokerAccess(String protocol, Map<String, String> broker, Map<String, String> client) {
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"winnow\" password=\"%s\"";
    private static final String PASSWORD = "let-me-in";

    static BrokerAccess open() {
        return new BrokerAccess("PLAINTEXT", Map.of(), Map.of());
    }

    /** A name and a password over TLS, with a certificate made for the occasion. */
    static BrokerAccess guarded(Path folder) throws IOException {
        Path keys = folder.resolve("broker.p12");
        Path certificate = folder.resolve("broker.crt");
        Path trusted = folder.resolve("trusted.p12");
        keytool(folder, "-genkeypair", keys, "-keyalg", "RSA", "-dname", "CN=broker", "-ext", "SAN=ip:127.0.0.1");
        keytool(folder, "-exportcert", keys, "-file", certificate.toString());
        keytool(folder, "-importcert", trusted, "-file", certificate.toString(), "-noprompt");
        String login = LOGIN.formatted(PASSWORD);
        return new BrokerAccess(
                "SASL_SSL",
                Map.of(
                        "ssl.keystore.location",
                        keys.toString(),
                        "ssl.keystore.password",
                        PASSWORD,
                        "ssl.truststore.location",
                        trusted.toString(),
                        "ssl.truststore.password",
                        PASSWORD,
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.sasl_ssl.plain.sasl.jaas.config",
                        login + " user_winnow=\"" + PASSWORD + "\";"),
                Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config-file",
                        secret(folder, "login", login + ";"),
                        "ssl.truststore.location",
                        trusted.toString(),
                        "ssl.truststore.type",
                        "PKCS12",
                        "ssl.truststore.password-file",
                        secret(folder, "trust", PASSWORD)));
    }

    /** The file of a login that the broker refuses. */
    static String wrongLogin(Path folder) throws IOException {
        return secret(folder, "wrong", LOGIN.formatted("guess") + ";");
    }

    private static String secret(Path folder, String name, String value) throws IOException {
        return Files.writeString(folder.resolve(name), value + "\n").toString();
    }

    private static void keytool(Path folder, String does, Path store, String... more) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), does));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        command.addAll(List.of("-alias", "broker"));
        command.addAll(List.of(more));
        Path log = folder.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("keytool " + does + " failed:\n" + Files.readString(log));
        }
    }
}
