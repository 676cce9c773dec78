package io.winnow.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Looks a name up for a connection, and gives its addresses only where all of them are allowed. Whoever connects to
 * these and no others cannot be led elsewhere by a name that means one thing when it is looked at and another when it
 * is used; so it is asked anew for each connection.
 */
public final class AllowedAddresses {
    private final Names names;
    private final Set<AddressKind> allowed;
    private final String option;

    /** What names mean. */
    @FunctionalInterface
    public interface Names {
        /** All addresses of a host. */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** An address that is not allowed. Clients of HTTP hand it on as any name that cannot be looked up. */
    public static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1;
        private final String hint;

        /** With what is wrong and what to do. */
        public Refused(String what, String hint) {
            super(what);
            this.hint = hint;
        }

        /** What to do. */
        public String hint() {
            return hint;
        }
    }

    /**
     * Of an endpoint.
     *
     * @param names of this machine
     * @param allowed beside public addresses
     * @param option that allows more
     */
    public AllowedAddresses(Names names, Set<AddressKind> allowed, String option) {
        this.names = names;
        this.allowed = Set.copyOf(allowed);
        this.option = option;
    }

    /**
     * What a host is called now.
     *
     * @throws Refused where one of its addresses is not allowed
     * @throws UnknownHostException where it has none
     */
    public InetAddress[] of(String host) throws UnknownHostException {
        InetAddress[] found = names.addresses(host);
        for (InetAddress address : found) {
            Optional<AddressKind> kind = AddressKind.of(address);
            if (kind.isPresent() && !allowed.contains(kind.get())) {
                String word = kind.get().word();
                throw new Refused(
                        "the host " + host + " has the address " + address.getHostAddress() + ", which is " + word,
                        "Where that is meant, add " + word + " to " + option + ".");
            }
        }
        return Arrays.copyOf(found, found.length);
    }
}
