package io.winnow.decode;

import io.winnow.decode.process.DecodeInput;
import io.winnow.decode.worker.wire.Live.Transport;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a live source: {@code rtsp://}, {@code rtsps://}, {@code udp://} or {@code srt://}, which a decoding process opens itself; that of a topic of pieces ({@link PieceAddress}); or that of a
 * playlist that goes on, http(s), which its address does not say. With {@code rtspu://} and {@code rtspt://}, as GStreamer has them, a source says itself whether its RTP comes over UDP or TCP.
 */
public final class LiveAddress {
    private static final Set<String> RTSP = Set.of("rtsp", "rtsps", "rtspt", "rtspu");
    private static final Set<String> DATAGRAMS = Set.of("udp", "srt");
    private static final Set<String> WEB = Set.of("http", "https");
    private static final Pattern PARTS = Pattern.compile("[A-Za-z]+://([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(?:.*@)?(\\[[^]]*]|[^:]*)(?::([0-9]{1,5}))?");
    private static final int LONGEST = 2_000;

    private LiveAddress() {}

    /** Whether an address says itself that frames come from there when they happen, not when they are asked for. */
    public static boolean isLive(String address) {
        String scheme = scheme(address);
        return RTSP.contains(scheme)
                || DATAGRAMS.contains(scheme)
                || PieceAddress.of(address).isPresent();
    }

    private static String scheme(String address) {
        int colon = address.indexOf("://");
        return colon < 0 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a live address, the end of a sentence, which repeats nothing of it; empty where nothing is. */
    public static Optional<String> problem(String address) {
        Optional<PieceAddress> pieces = PieceAddress.of(address);
        if (pieces.isPresent()) {
            return pieces.get().problem();
        }
        Matcher parts = PARTS.matcher(address);
        if (!parts.matches() || address.length() > LONGEST || !valid(address)) {
            return Optional.of("is no valid URL");
        }
        boolean web = WEB.contains(scheme(address));
        if (!web && parts.group(2).contains("@")) {
            return Optional.of("has an @ behind its host: write %40 for it, and %2F, %3F and %23 for /, ? and # in a"
                    + " password");
        }
        Matcher host = HOST.matcher(parts.group(1));
        if (!host.matches()) {
            return Optional.of("names no host");
        }
        // A receiver of datagrams, and one that is called, may name a port alone.
        if (web || RTSP.contains(scheme(address))) {
            return host.group(1).isEmpty() ? Optional.of("names no host") : Optional.empty();
        }
        return host.group(2) == null ? Optional.of("names no port") : Optional.empty();
    }

    private static boolean valid(String address) {
        try {
            return !new URI(address).isOpaque();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The address as people may see it: without user, password and query, any of which may hold credentials. */
    public static String shown(String address) {
        Optional<PieceAddress> pieces = PieceAddress.of(address);
        if (pieces.isPresent()) {
            return pieces.get().toString();
        }
        return problem(address).isPresent()
                ? scheme(address) + "://..."
                : address.replaceFirst("//[^/?#]*@", "//").replaceFirst("[?#].*$", "");
    }

    /**
     * The input that it is.
     *
     * @param usual how RTP comes where the address does not say
     * @param stall longest that nothing may come, of a topic no piece; of a playlist, beyond the time of two pieces
     * @param behind longest that what came may wait
     * @throws IllegalArgumentException for an address that {@link #problem} finds something wrong with
     */
    public static DecodeInput.Live input(String address, RtspTransport usual, Duration stall, Duration behind) {
        problem(address).ifPresent(what -> {
            throw new IllegalArgumentException("a live address " + what);
        });
        Optional<PieceAddress> pieces = PieceAddress.of(address);
        if (pieces.isPresent()) {
            return new DecodeInput.Live(pieces.get().path(), Transport.HLS, address, stall, behind);
        }
        String scheme = scheme(address);
        String plain = scheme.equals("rtspt") || scheme.equals("rtspu") ? "rtsp" : scheme;
        String url = plain + address.substring(scheme.length());
        return new DecodeInput.Live(shown(url), transport(scheme, usual), url, stall, behind);
    }

    private static Transport transport(String scheme, RtspTransport usual) {
        return switch (scheme) {
            case "rtsp" -> usual == RtspTransport.UDP ? Transport.RTSP_UDP : Transport.RTSP_TCP;
            case "rtspt" -> Transport.RTSP_TCP;
            case "rtspu" -> Transport.RTSP_UDP;
            case "rtsps" -> Transport.RTSPS;
            case "udp" -> Transport.UDP;
            case "srt" -> Transport.SRT;
            case "http", "https" -> Transport.HLS;
            default -> throw new IllegalArgumentException("an address of the kind " + scheme + " is not live");
        };
    }
}
