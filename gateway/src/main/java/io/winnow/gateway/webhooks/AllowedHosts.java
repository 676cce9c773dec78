package io.winnow.gateway.webhooks;

import io.winnow.net.AllowedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** Has the client connect to allowed addresses alone. */
record AllowedHosts(AllowedAddresses addresses) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return addresses.of(host);
    }

    /** Only the name that was given counts, for certificates too. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
