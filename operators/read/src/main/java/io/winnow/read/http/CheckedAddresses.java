package io.winnow.read.http;

import io.winnow.net.AddressKind;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves the endpoint's name for each connection, and hands out its addresses only where all of them are allowed. The connection goes to the addresses checked, so that a name cannot mean one thing when it
 * is looked at and another when it is used.
 */
final class CheckedAddresses implements DnsResolver {
    private final Names names;
    private final Set<AddressKind> allowed;
    private final boolean openKey;

    /** What names mean. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** An address that the user did not allow. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;
        private final String hint;

        Refused(String what, String hint) {
            super(what);
            this.hint = hint;
        }

        EndpointFailure failure() {
            return new EndpointFailure(EndpointFailure.Kind.ADDRESS, String.valueOf(getMessage()), hint);
        }
    }

    /**
     * Makes a resolver.
     *
     * @param names of this machine
     * @param allowed beside public addresses
     * @param openKey whether a key is sent over a connection that others can read
     */
    CheckedAddresses(Names names, Set<AddressKind> allowed, boolean openKey) {
        this.names = names;
        this.allowed = Set.copyOf(allowed);
        this.openKey = openKey;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.addresses(host);
        for (InetAddress address : found) {
            Optional<AddressKind> kind = AddressKind.of(address);
            if (kind.isPresent() && !allowed.contains(kind.get())) {
                throw new Refused(
                        "the endpoint's host " + host + " has the address " + address.getHostAddress() + ", which is "
                                + kind.get().word(),
                        "Where that is meant, add " + kind.get().word() + " to read.http.allow.");
            }
            if (openKey && kind.isEmpty()) {
                throw new Refused(
                        "the key would travel to the public address " + address.getHostAddress() + " of " + host
                                + " for all to read",
                        "Write read.http.url with https://, or ask without a key.");
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
