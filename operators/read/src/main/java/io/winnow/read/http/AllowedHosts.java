package io.winnow.read.http;

import io.winnow.net.AddressKind;
import io.winnow.net.AllowedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Has the client connect to allowed addresses alone.
 *
 * @param openKey whether a key is sent over a connection that others can read, which must then not leave for the Internet
 */
record AllowedHosts(AllowedAddresses addresses, boolean openKey) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = addresses.of(host);
        for (InetAddress address : found) {
            if (openKey && AddressKind.of(address).isEmpty()) {
                throw new AllowedAddresses.Refused(
                        "the key would travel to the public address " + address.getHostAddress() + " of " + host
                                + " for all to read",
                        "Write read.http.url with https://, or ask without a key.");
            }
        }
        return found;
    }

    /** Only the name that was given counts, for certificates too. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
