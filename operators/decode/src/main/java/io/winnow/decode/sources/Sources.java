package io.winnow.decode.sources;

import io.winnow.decode.FramePolicy;
import io.winnow.decode.GrowingAddress;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.SourceAddress;
import io.winnow.decode.process.WebPlaylists;
import io.winnow.decode.stream.StreamInput;
import io.winnow.decode.stream.StreamPlan;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which streams sources are. */
public final class Sources {
    private Sources() {}

    /**
     * The streams of these sources, as the files and playlists stand now.
     *
     * @param policy of sources that have none of their own
     * @throws IllegalArgumentException for an address of a kind that cannot be read, with a sentence
     */
    public static List<StreamPlan> plans(List<SourceAddress> sources, FramePolicy policy) {
        return sources.stream()
                .flatMap(source -> plans(source, source.policyOr(policy)).stream())
                .toList();
    }

    private static List<StreamPlan> plans(SourceAddress source, FramePolicy policy) {
        String address = source.address();
        if (address.equals(SourceAddress.STANDARD_INPUT)) {
            return List.of(new StreamPlan(source.id(), new StreamInput.StandardInput(), policy));
        }
        if (isLive(address)) {
            return List.of(new StreamPlan(source.id(), new StreamInput.Live(address), policy));
        }
        if (isWeb(address)) {
            return List.of(new StreamPlan(source.id(), new StreamInput.Web(address), policy));
        }
        Optional<String> growing = GrowingAddress.path(address);
        if (growing.isPresent()) {
            return List.of(new StreamPlan(
                    source.id(), new StreamInput.Growing(absolute(growing.get()).toString()), policy));
        }
        requirePath(source);
        if (Listing.isGlob(address)) {
            return listed(source.id(), Listing.ofGlob(address), policy);
        }
        Path path = absolute(address);
        return Files.isDirectory(path)
                ? listed(source.id(), Listing.ofFolder(path), policy)
                : List.of(new StreamPlan(source.id(), named(path), policy));
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }

    private static StreamInput named(Path path) {
        Path folder = path.getParent();
        return folder != null && MediaKind.of(path) == MediaKind.PICTURE
                ? new StreamInput.Pictures(
                        folder.toString(), List.of(path.getFileName().toString()), true)
                : new StreamInput.Clip(path.toString(), true);
    }

    /** All that is no clip is the folder's own stream: pictures, and what turns out to be no media. */
    private static List<StreamPlan> listed(String id, Listing listing, FramePolicy policy) {
        List<String> pictures = new ArrayList<>();
        List<StreamPlan> clips = new ArrayList<>();
        for (String file : listing.files()) {
            Path path = listing.folder().resolve(file);
            if (MediaKind.of(path) == MediaKind.CLIP) {
                clips.add(new StreamPlan(id + "/" + file, new StreamInput.Clip(path.toString(), false), policy));
            } else {
                pictures.add(file);
            }
        }
        List<StreamPlan> plans = new ArrayList<>();
        if (!pictures.isEmpty() || clips.isEmpty()) {
            plans.add(
                    new StreamPlan(id, new StreamInput.Pictures(listing.folder().toString(), pictures, false), policy));
        }
        plans.addAll(clips);
        return plans;
    }

    /** Whether frames come when they happen: so the address says, or the playlist that is there now. */
    public static boolean isLive(String address) {
        return LiveAddress.isLive(address) || (isPlaylist(address) && goesOn(address));
    }

    /** What is no address is no playlist that goes on, and is refused where it is checked. */
    private static boolean goesOn(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null && WebPlaylists.goOn(uri);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether an address is called as playlists are, which may go on; asks nobody. Nothing else is taken for a playlist. */
    public static boolean isPlaylist(String address) {
        return isWeb(address) && address.matches("(?i)[^?#]*\\.m3u8?([?#].*)?");
    }

    static boolean isWeb(String address) {
        return address.matches("(?i)https?://.*");
    }

    /**
     * Refuses addresses of a kind that cannot be read here.
     *
     * @throws IllegalArgumentException with a sentence
     */
    public static void requireKnown(SourceAddress source) {
        source.policyOr(new FramePolicy.KeepAll());
        if (LiveAddress.isLive(source.address())) {
            LiveAddress.problem(source.address()).ifPresent(what -> {
                throw new IllegalArgumentException("the address of source " + source.id() + " " + what);
            });
        } else if (isWeb(source.address())) {
            requireHost(source);
        } else if (GrowingAddress.path(source.address()).isPresent()) {
            requireOneFile(source, GrowingAddress.path(source.address()).get());
        } else if (!source.address().equals(SourceAddress.STANDARD_INPUT)) {
            requirePath(source);
        }
    }

    private static void requireHost(SourceAddress source) {
        try {
            if (new URI(source.address()).getHost() != null) {
                return;
            }
        } catch (URISyntaxException e) {
            // The exception repeats the address, which may hold a password.
            throw new IllegalArgumentException("the address of source " + source.id() + " is no valid URL");
        }
        throw new IllegalArgumentException("the address of source " + source.id() + " names no host");
    }

    private static void requireOneFile(SourceAddress source, String path) {
        if (path.isBlank() || Files.isDirectory(Path.of(path))) {
            throw new IllegalArgumentException(
                    "source " + source.id() + " names no file that grows: write grow: and the path of one");
        }
    }

    private static void requirePath(SourceAddress source) {
        String address = source.address();
        int colon = address.indexOf(':');
        String scheme = colon < 2 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
        if (scheme.matches("[a-z][a-z0-9+.-]*") && !Files.exists(Path.of(address))) {
            throw new IllegalArgumentException("source " + source.id() + " is of a kind, " + scheme
                    + ":, that this version does not read; it reads paths, folders, globs, grow: and a path, - for standard input, http://,"
                    + " https://, rtsp://, rtsps://, udp://, srt://, and kafka: and a topic");
        }
    }
}
