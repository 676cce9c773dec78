package io.winnow.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final String HASH = "ab".repeat(32);
    private static final String LINE =
            "{\"id\": \"dock\", \"sha256\": \"" + HASH + "\", \"streams\": [\"dock/*\"], \"may\": [\"read\"]}";

    @TempDir
    Path folder;

    @Test
    void whatIsAddedIsRead() throws Exception {
        Path file = folder.resolve("keys.jsonl");
        KeySecret secret = KeySecret.draw("dock", new SecureRandom());
        Key dock = new Key(
                "dock",
                secret.hash(),
                new StreamScope(List.of("dock/*", "gate")),
                Set.of(Permission.READ, Permission.ASK),
                Optional.of(Instant.parse("2027-01-01T00:00:00Z")));
        Key all = new Key("all", new byte[32], StreamScope.WHOLE, Set.of(Permission.CONTROL), Optional.empty());

        KeyFile.add(file, dock);
        KeyFile.add(file, all);

        assertThat(KeyFile.parse(KeyFile.bytes(file))).isEqualTo(Map.of("dock", dock, "all", all));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain(secret.reveal().substring(12));
        assertThatThrownBy(() -> KeyFile.add(file, dock)).hasMessageContaining("has a key dock already");
    }

    @Test
    void linesForPeopleAreLeftOut() throws Exception {
        assertThat(parse("# of the loading dock\n\n" + LINE + "\n")).containsOnlyKeys("dock");
        assertThat(parse("# none")).isEmpty();
    }

    @Test
    void whatIsWrongIsToldWithItsLineAndWithoutWhatTheLineHolds() {
        assertThat(problem(LINE + "\n" + LINE)).contains("line 2", "id dock too");
        assertThat(problem("{\"id\": secret}")).contains("line 1", "no JSON").doesNotContain("secret");
        assertThat(problem(LINE.replace("\"may\"", "\"might\""))).contains("line 1", "field");
        assertThat(problem(LINE.replace("\"id\"", "\"sha256\""))).contains("no JSON");
        assertThat(problem(LINE.replace(HASH, "secret")))
                .contains("hexadecimal")
                .doesNotContain("secret");
        assertThat(problem(LINE.replace(HASH, "ab"))).contains("32 bytes");
        assertThat(problem(LINE.replace("\"dock/*\"", ""))).contains("streams names 0 patterns");
        assertThat(problem(LINE.replace("\"read\"", "\"write\""))).contains("read, ask and control");
        assertThat(problem(LINE.replace("\"read\"", ""))).contains("lets nothing be done");
        assertThat(problem(LINE.replace("}", ", \"expires\": \"soon\"}"))).contains("2027-01-01T00:00:00Z");
        assertThat(problem(LINE.replace("\"dock\"", "\"Dock 1\""))).contains("lower-case");
    }

    private static String problem(String text) {
        try {
            return "no problem: " + parse(text);
        } catch (KeyFile.Unusable e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static Map<String, Key> parse(String text) throws KeyFile.Unusable {
        return KeyFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
