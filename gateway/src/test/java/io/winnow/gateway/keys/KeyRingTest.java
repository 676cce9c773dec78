package io.winnow.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void opensWithTheRightSecretAlone() throws Exception {
        KeySecret secret = added("dock", Optional.empty());
        KeySecret other = KeySecret.draw("dock", new SecureRandom());
        KeySecret stranger = KeySecret.draw("nobody", new SecureRandom());
        try (KeyRing ring = ring()) {
            assertThat(ring.open(secret)).map(Key::id).contains("dock");
            assertThat(ring.open(KeySecret.parse(secret.reveal()).orElseThrow()))
                    .isPresent();
            assertThat(ring.open(other)).isEmpty();
            assertThat(ring.open(stranger)).isEmpty();
        }
        assertThat(KeySecret.parse(secret.reveal() + "A")).isEmpty();
        assertThat(secret.toString()).isEqualTo("KeySecret[dock]");
    }

    @Test
    void aKeyOpensNoLongerThanItSays() throws Exception {
        KeySecret over = added("over", Optional.of(NOW));
        KeySecret fresh = added("fresh", Optional.of(NOW.plusSeconds(1)));
        try (KeyRing ring = ring()) {
            assertThat(ring.open(over)).isEmpty();
            assertThat(ring.open(fresh)).isPresent();
        }
    }

    @Test
    void keysChangeWithTheirFile() throws Exception {
        KeySecret first = added("first", Optional.empty());
        try (KeyRing ring = ring()) {
            Key key = ring.open(first).orElseThrow();
            assertThat(ring.holds(key)).isTrue();
            KeySecret second = added("second", Optional.empty());
            ring.refresh();
            assertThat(ring.open(second)).isPresent();
            Files.writeString(
                    file(), Files.readString(file()).lines().skip(1).findFirst().orElseThrow());
            ring.refresh();
            assertThat(ring.open(first)).isEmpty();
            assertThat(ring.holds(key)).isFalse();
            assertThat(ring.open(second)).isPresent();
        }
    }

    @Test
    void aFileThatBecomesWrongLeavesTheKeysAndSaysSo() throws Exception {
        KeySecret secret = added("dock", Optional.empty());
        String right = Files.readString(file());
        try (KeyRing ring = ring()) {
            Files.writeString(file(), "oops");
            ring.refresh();
            assertThat(ring.problem()).hasValueSatisfying(why -> assertThat(why).contains("line 1"));
            assertThat(ring.open(secret)).isPresent();
            Files.writeString(file(), right);
            ring.refresh();
            assertThat(ring.problem()).isEmpty();
        }
    }

    @Test
    void whoseLastKeyIsTakenBackLetsNobodyInUntilOneIsAdded() throws Exception {
        KeySecret secret = added("dock", Optional.empty());
        try (KeyRing ring = ring()) {
            Key key = ring.open(secret).orElseThrow();
            for (String none : List.of("", "# nobody\n")) {
                Files.writeString(file(), none);
                ring.refresh();
                assertThat(ring.open(secret)).isEmpty();
                assertThat(ring.holds(key)).isFalse();
                assertThat(ring.problem())
                        .hasValueSatisfying(why -> assertThat(why).contains("nobody gets in", "holds no key"));
            }
            KeySecret next = added("next", Optional.empty());
            ring.refresh();
            assertThat(ring.open(next)).isPresent();
            assertThat(ring.problem()).isEmpty();
        }
    }

    @Test
    void aFileThatIsDeletedLetsNobodyInAndSaysSo() throws Exception {
        KeySecret secret = added("dock", Optional.empty());
        try (KeyRing ring = ring()) {
            Files.delete(file());
            ring.refresh();
            assertThat(ring.open(secret)).isEmpty();
            assertThat(ring.problem()).hasValueSatisfying(why -> assertThat(why).contains("nobody gets in", "is gone"));
        }
    }

    @Test
    void aFileWithoutKeysIsRefusedAtTheStart() throws Exception {
        Files.writeString(file(), "# nobody\n");
        assertThatThrownBy(() -> ring().close())
                .isInstanceOf(KeyFile.Unusable.class)
                .hasMessageContaining("holds no key");
    }

    @Test
    void aFileThatIsWrongFromTheStartIsRefused() {
        assertThatThrownBy(() -> ring().close())
                .isInstanceOf(KeyFile.Unusable.class)
                .hasMessageContaining("NoSuchFile");
    }

    @Test
    void aSessionEndsInTimeAndWithItsKey() throws Exception {
        KeySecret secret = added("dock", Optional.empty());
        try (KeyRing ring = ring()) {
            Key key = ring.open(secret).orElseThrow();
            Sessions sessions = new Sessions(ring, CLOCK);
            String token = sessions.begin(key);
            assertThat(sessions.key(token)).contains(key);
            assertThat(sessions.begin(key)).isNotEqualTo(token);
            sessions.end(token);
            assertThat(sessions.key(token)).isEmpty();
            assertThat(sessions.key("")).isEmpty();
            Sessions later = new Sessions(ring, CLOCK);
            String kept = later.begin(key);
            Files.delete(file());
            added("other", Optional.empty());
            ring.refresh();
            assertThat(later.key(kept)).isEmpty();
        }
    }

    @Test
    void aKeyHasNoMoreThanAHundredSessions() throws Exception {
        KeySecret mine = added("mine", Optional.empty());
        KeySecret yours = added("yours", Optional.empty());
        try (KeyRing ring = ring()) {
            Sessions sessions = new Sessions(ring, CLOCK);
            String first = sessions.begin(ring.open(mine).orElseThrow());
            String other = sessions.begin(ring.open(yours).orElseThrow());
            String last = first;
            for (int i = 0; i < 100; i++) {
                last = sessions.begin(ring.open(mine).orElseThrow());
            }
            assertThat(sessions.key(first)).isEmpty();
            assertThat(sessions.key(last)).isPresent();
            assertThat(sessions.key(other)).isPresent();
        }
    }

    private KeySecret added(String id, Optional<Instant> expires) throws Exception {
        KeySecret secret = KeySecret.draw(id, new SecureRandom());
        KeyFile.add(file(), new Key(id, secret.hash(), StreamScope.WHOLE, Set.of(Permission.READ), expires));
        return secret;
    }

    private KeyRing ring() throws KeyFile.Unusable {
        return new KeyRing(file(), CLOCK);
    }

    private Path file() {
        return folder.resolve("keys.jsonl");
    }
}
