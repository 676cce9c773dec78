package io.winnow.gateway.webhooks;

import io.winnow.net.AddressKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/** Hands a connection the addresses that a name has at this moment, where all of them are allowed. The connection goes to these and no others, so that a name cannot mean something else once it was looked at. */
final class AllowedAddresses implements DnsResolver {
    private final Names names;
    private final Set<AddressKind> allowed;

    /** What names mean. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** An address that is not allowed. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1;
        private final String hint;

        Refused(String what, String hint) {
            super(what);
            this.hint = hint;
        }

        String hint() {
            return hint;
        }
    }

    AllowedAddresses(Names names, Set<AddressKind> allowed) {
        this.names = names;
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.addresses(host);
        for (InetAddress address : found) {
            Optional<AddressKind> kind = AddressKind.of(address);
            if (kind.isPresent() && !allowed.contains(kind.get())) {
                String word = kind.get().word();
                throw new Refused(
                        "the endpoint's host " + host + " has the address " + address.getHostAddress() + ", which is "
                                + word,
                        "Where that is meant, add " + word + " to webhooks.allow.");
            }
        }
        return Arrays.copyOf(found, found.length);
    }

    /** Only the name that was given counts, for certificates too. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
