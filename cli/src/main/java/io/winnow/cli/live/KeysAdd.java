package io.winnow.cli.live;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.gateway.keys.Key;
import io.winnow.gateway.keys.KeyFile;
import io.winnow.gateway.keys.KeySecret;
import io.winnow.gateway.keys.Permission;
import io.winnow.gateway.keys.StreamScope;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a key, whose secret is shown once and kept nowhere. */
@Command(
        name = "add",
        description =
                "Adds a key to a file and prints it, once: the file keeps its hash alone. A gateway that serves by the file (winnow serve --keys) takes it within seconds; to take a key back, delete its line.")
final class KeysAdd extends CliCommand {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file of keys; made where there is none.")
    private Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description = "What logs call the key: lower-case letters, digits and dashes.")
    private String id = "";

    @Option(
            names = "--stream",
            paramLabel = "PATTERN",
            description =
                    "The streams that its holder may see and ask about, such as dock/*, as standing questions name them; may be repeated. Without it, each.")
    private List<String> streams = List.of("**");

    @Option(
            names = "--may",
            paramLabel = "WHAT",
            split = ",",
            description =
                    "What its holder may do: read, ask (questions asked once), control (standing questions). Default: read,ask.")
    private Set<Permission> may = EnumSet.of(Permission.READ, Permission.ASK);

    @Option(names = "--expires", paramLabel = "D", description = "How long it opens, such as 90d; without it, always.")
    private Optional<String> expires = Optional.empty();

    @Override
    public Integer call() throws IOException {
        Optional<Instant> end = expires.map(words ->
                Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(StandingOptions.millis("--expires", words)));
        KeySecret secret = KeySecret.draw(id, new SecureRandom());
        try {
            KeyFile.add(file, new Key(id, secret.hash(), new StreamScope(streams), may, end));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "BAD_KEY",
                    String.valueOf(e.getMessage()),
                    "ID",
                    "Such as: winnow keys add keys.jsonl dock-screen.");
        } catch (KeyFile.Unusable e) {
            throw CommandFailure.usage(
                    "BAD_KEYS",
                    "the key cannot be added: " + e.getMessage(),
                    file.toString(),
                    "Correct the file, or choose another id.");
        }
        Map<String, String> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("key", secret.reveal());
        end.ifPresent(time -> document.put("expires", time.toString()));
        terminal().document(document);
        terminal().print(secret.reveal());
        return ExitStatus.DONE;
    }
}
