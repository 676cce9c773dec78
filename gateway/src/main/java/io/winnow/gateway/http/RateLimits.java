package io.winnow.gateway.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many requests each key may send, and each address that shows none: so many a second, twice as many at once. What is beyond is told when to come back. Safe for use by many threads.
 */
final class RateLimits {
    private static final int MOST_REMEMBERED = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final int perSecond;
    private final Map<String, Allowance> allowances = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Allowance> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** What somebody has left. */
    private static final class Allowance {
        private final Bucket bucket;
        private boolean refused;

        Allowance(Bucket bucket) {
            this.bucket = bucket;
        }
    }

    RateLimits(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Counts a request of a key; refuses it where it is one too many. */
    void countKey(Context context, String id) {
        count(context, "key " + id);
    }

    /** Counts a request of whoever has shown no key; refuses it where it is one too many. */
    void countAddress(Context context) {
        count(context, "address " + network(context.req().getRemoteAddr()));
    }

    private void count(Context context, String who) {
        Allowance allowance;
        synchronized (this) {
            allowance = allowances.computeIfAbsent(who, each -> new Allowance(bucket()));
        }
        ConsumptionProbe probe = allowance.bucket.tryConsumeAndReturnRemaining(1);
        synchronized (this) {
            boolean first = !allowance.refused;
            allowance.refused = !probe.isConsumed();
            if (probe.isConsumed()) {
                return;
            }
            if (!first) {
                // Of a flood the log has the first that was refused, not each.
                AuditLog.leaveOut(context);
            }
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
        throw new ApiError(
                429,
                "TOO_MANY_REQUESTS",
                "more than " + perSecond + " requests a second were sent",
                who,
                "come back in " + seconds + " s, and send fewer",
                Map.of("Retry-After", Long.toString(seconds)));
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** An address, or the network of one of IPv6, where each customer has as many addresses as it likes. */
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
