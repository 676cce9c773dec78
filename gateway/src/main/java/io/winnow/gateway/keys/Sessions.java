package io.winnow.gateway.keys;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pages that were signed in with a key. A session ends with its key, when it is told to, after half a day, or when its key has too many younger ones. Safe for use by many threads.
 */
public final class Sessions {
    /** How long a page stays signed in. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final int MOST_OF_A_KEY = 100;
    private static final int TOKEN_BYTES = 32;

    private final KeyRing ring;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    private record Session(Key key, Instant ends) {}

    public Sessions(KeyRing ring, Clock clock) {
        this.ring = ring;
        this.clock = clock;
    }

    /** Begins a session; its token, which nothing here keeps, was never used before. */
    public synchronized String begin(Key key) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        makeRoom(key.id());
        sessions.put(place(token), new Session(key, clock.instant().plus(LONGEST)));
        return token;
    }

    /** Ends the oldest sessions of a key where it has too many, so that no key costs another its own. */
    private void makeRoom(String id) {
        List<String> own = sessions.entrySet().stream()
                .filter(entry -> entry.getValue().key().id().equals(id))
                .map(Map.Entry::getKey)
                .toList();
        own.stream().limit(Math.max(0, own.size() + 1 - MOST_OF_A_KEY)).forEach(sessions::remove);
    }

    /** The key of a session that has not ended. */
    public synchronized Optional<Key> key(String token) {
        Session session = sessions.get(place(token));
        if (session == null) {
            return Optional.empty();
        }
        if (clock.instant().isBefore(session.ends()) && ring.holds(session.key())) {
            return Optional.of(session.key());
        }
        sessions.remove(place(token));
        return Optional.empty();
    }

    public synchronized void end(String token) {
        sessions.remove(place(token));
    }

    /** By their hash, so that how long a look takes says nothing of the tokens there are. */
    private static String place(String token) {
        return HexFormat.of().formatHex(KeySecret.sha256(token));
    }
}
