package io.winnow.cli.live;

import io.winnow.archive.Place;
import io.winnow.cli.archive.ArchiveAddress;
import io.winnow.cli.command.CommandFailure;
import io.winnow.gateway.http.AuditOptions;
import io.winnow.gateway.http.HttpOptions;
import io.winnow.gateway.tls.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "Speaks TLS by this certificate (PEM, followed by those that signed it); read again when it changes.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "FILE", description = "The certificate's private key (PEM, PKCS #8).")
    private Optional<Path> privateKey = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Requests a second of a key, or of an address that shows none; twice as many at once. Default: "
                            + HttpOptions.USUAL_PER_SECOND + ".")
    private int rate = HttpOptions.USUAL_PER_SECOND;

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            description =
                    "A site whose pages may use the gateway with a key, such as https://desk.example; may be repeated. Without it, none.")
    private List<String> origins = List.of();

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description =
                    "Writes down each request that writes or is refused, a JSON object a line, without words of questions.")
    private Optional<Path> audit = Optional.empty();

    @Option(names = "--audit-questions", description = "Writes down the words of questions too.")
    private boolean auditQuestions;

    @Option(
            names = "--archive",
            paramLabel = "DIR",
            description =
                    "An archive whose progress is shown, and whose contents assistants whose key sees every stream and may ask are told: a folder, or s3://BUCKET/FOLDER; may be repeated.")
    private List<String> archives = List.of();

    /** Where the archives lie that are shown. */
    List<Place> archives() throws IOException {
        List<Place> places = new ArrayList<>();
        for (String archive : archives) {
            places.add(ArchiveAddress.place(archive));
        }
        return places;
    }

    /**
     * How a gateway of these options is reached.
     *
     * @throws CommandFailure where they do not go together
     */
    HttpOptions http(int port) {
        if (certificate.isPresent() != privateKey.isPresent()) {
            throw bad("a certificate and its key are given together", "--tls-cert, --tls-key");
        }
        if (auditQuestions && audit.isEmpty()) {
            throw bad("there is no file to write words of questions to", "--audit");
        }
        try {
            return HttpOptions.local()
                    .withHost(host)
                    .withPort(port)
                    .withKeys(keys)
                    .withTls(certificate.flatMap(cert -> privateKey.map(key -> new TlsFiles(cert, key))))
                    .withPerSecond(rate)
                    .withOrigins(Set.copyOf(origins))
                    .withAudit(audit.map(file -> new AuditOptions(file, auditQuestions)));
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()), "--rate, --cors-origin");
        }
    }

    private static CommandFailure bad(String what, String where) {
        return CommandFailure.usage("BAD_GATEWAY_OPTION", what, where, "See winnow serve --help.");
    }
}
