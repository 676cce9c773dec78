package io.winnow.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Addresses that are not the public Internet. An endpoint has one only where its user says so, since whoever can name an endpoint could else reach what only this machine may. */
public enum AddressKind {
    /** This machine. */
    LOOPBACK,
    /** A private network (RFC 1918, RFC 4193, RFC 6598). */
    PRIVATE,
    /** The same cable (RFC 3927, RFC 4291). */
    LINK_LOCAL,
    /** Where clouds tell a machine its own secrets. */
    METADATA,
    /** Everything else that is no single host of the Internet: unspecified, multicast, reserved. */
    RESERVED;

    private static final Set<String> METADATA_HOSTS = Set.of(
            "169.254.169.254",
            "169.254.170.2",
            "169.254.170.23",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2:0:0:0:0:0:254",
            "fd00:ec2:0:0:0:0:0:23");

    /** The word that options have for it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What an address is; empty for a public one. An address of the sixth version that stands for one of the fourth is what that is. */
    public static Optional<AddressKind> of(InetAddress address) {
        if (METADATA_HOSTS.contains(address.getHostAddress().split("%", 2)[0])) {
            return Optional.of(METADATA);
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            Optional<InetAddress> inner = embedded(bytes);
            if (inner.isPresent()) {
                return of(inner.get());
            }
        }
        if (address.isLoopbackAddress()) {
            return Optional.of(LOOPBACK);
        }
        if (address.isLinkLocalAddress()) {
            return Optional.of(LINK_LOCAL);
        }
        if (address.isMulticastAddress() || address.isAnyLocalAddress()) {
            return Optional.of(RESERVED);
        }
        return bytes.length == 4 ? ofFour(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff) : ofSixteen(bytes);
    }

    private static Optional<AddressKind> ofFour(int first, int second, int third) {
        boolean shared = first == 100 && (second & 0xc0) == 0x40;
        boolean inside = first == 10 || (first == 172 && (second & 0xf0) == 0x10) || (first == 192 && second == 168);
        if (shared || inside) {
            return Optional.of(PRIVATE);
        }
        boolean benchmarks = first == 198 && (second & 0xfe) == 18;
        boolean examples = (first == 192 && second == 0 && third == 2)
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113);
        boolean protocol = first == 192 && second == 0 && third == 0;
        boolean noHost = first == 0 || first >= 224;
        return noHost || benchmarks || examples || protocol ? Optional.of(RESERVED) : Optional.empty();
    }

    private static Optional<AddressKind> ofSixteen(byte[] bytes) {
        int first = bytes[0] & 0xff;
        boolean uniqueLocal = (first & 0xfe) == 0xfc;
        boolean siteLocal = first == 0xfe && (bytes[1] & 0xc0) == 0xc0;
        if (uniqueLocal || siteLocal) {
            return Optional.of(PRIVATE);
        }
        boolean global = (first & 0xe0) == 0x20;
        boolean tunnel = starts(bytes, 0x20, 0x01, 0x00, 0x00);
        boolean examples = starts(bytes, 0x20, 0x01, 0x0d, 0xb8);
        return global && !tunnel && !examples ? Optional.empty() : Optional.of(RESERVED);
    }

    /** The address of the fourth version in one that is mapped (RFC 4291), translated (RFC 6052) or tunnelled (RFC 3056). */
    private static Optional<InetAddress> embedded(byte[] bytes) {
        boolean zeros = starts(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        boolean mapped = zeros && bytes[10] == -1 && bytes[11] == -1;
        boolean compatible = zeros && bytes[10] == 0 && bytes[11] == 0 && !starts(bytes, new int[15]);
        if (mapped || compatible || starts(bytes, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            return four(bytes, 12);
        }
        return starts(bytes, 0x20, 0x02) ? four(bytes, 2) : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (bytes[i] != (byte) with[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<InetAddress> four(byte[] bytes, int from) {
        try {
            return Optional.of(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
