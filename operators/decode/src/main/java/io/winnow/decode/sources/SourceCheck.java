package io.winnow.decode.sources;

import io.winnow.decode.GrowingAddress;
import io.winnow.decode.LiveAddress;
import io.winnow.decode.SourceAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Looks at sources before a run, for seconds at most. Only a file whose first bytes say nothing is shown to a decoder. */
public final class SourceCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final String MEDIA_HINT = "Name a picture or a video, or convert it to one.";
    private static final int INPUT = 3;
    private static final int UNREACHABLE = 4;

    private SourceCheck() {}

    /** What is wrong with a source; empty where nothing can be known to be. */
    public static Optional<SourceProblem> check(SourceAddress source) throws InterruptedException {
        try {
            Sources.requireKnown(source);
        } catch (IllegalArgumentException e) {
            return Optional.of(new SourceProblem(
                    "BAD_SOURCE",
                    2,
                    String.valueOf(e.getMessage()),
                    "source " + source.id(),
                    "Correct the source's address and policy."));
        }
        // A camera that is off when a run begins may be on in an hour, and so may its playlist.
        if (source.address().equals(SourceAddress.STANDARD_INPUT)
                || LiveAddress.isLive(source.address())
                || Sources.isPlaylist(source.address())) {
            return Optional.empty();
        }
        Optional<String> growing = GrowingAddress.path(source.address());
        if (growing.isPresent()) {
            return unreadable(Path.of(growing.get()), growing.get());
        }
        return Sources.isWeb(source.address()) ? web(source) : path(source);
    }

    private static Optional<SourceProblem> path(SourceAddress source) throws InterruptedException {
        String address = source.address();
        if (Listing.isGlob(address)) {
            return Listing.ofGlob(address).files().isEmpty()
                    ? problem("NO_SOURCE", INPUT, "no file matches " + address, address, "Correct the pattern.")
                    : Optional.empty();
        }
        Path path = Path.of(address);
        Optional<SourceProblem> unreadable = unreadable(path, address);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        return Files.isDirectory(path) ? folder(path, address) : file(path, address);
    }

    private static Optional<SourceProblem> unreadable(Path path, String address) {
        if (!Files.exists(path)) {
            return problem("NO_SOURCE", INPUT, "there is no file or folder " + address, address, "Correct the path.");
        }
        return Files.isReadable(path)
                ? Optional.empty()
                : problem(
                        "NO_SOURCE",
                        INPUT,
                        address + " may not be read",
                        address,
                        "Give this user the right to read it.");
    }

    private static Optional<SourceProblem> file(Path path, String address) throws InterruptedException {
        try {
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            if (Files.size(path) == 0) {
                return problem("NO_MEDIA", INPUT, "the file " + address + " is empty", address, MEDIA_HINT);
            }
            Optional<String> why = MediaKind.evident(path) ? Optional.empty() : Probe.notMedia(path, PATIENCE);
            return why.flatMap(it -> problem("NOT_MEDIA", INPUT, address + ": " + it, address, MEDIA_HINT));
        } catch (IOException e) {
            return problem("NO_SOURCE", INPUT, address + " cannot be read", address, "Look at the file system.");
        }
    }

    private static Optional<SourceProblem> folder(Path path, String address) {
        Listing listing = Listing.ofFolder(path);
        boolean media = listing.files().stream()
                .anyMatch(file -> MediaKind.of(listing.folder().resolve(file)) != MediaKind.UNKNOWN);
        return media
                ? Optional.empty()
                : problem(
                        "NO_MEDIA",
                        INPUT,
                        "the folder " + address + " holds neither a picture nor a video",
                        address,
                        "Name another folder, or the file itself.");
    }

    private static Optional<SourceProblem> web(SourceAddress source) throws InterruptedException {
        URI uri = URI.create(source.address());
        String shown = uri.getScheme() + "://" + uri.getHost() + (uri.getRawPath() == null ? "" : uri.getRawPath());
        try {
            HttpResponse<Void> response = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return response.statusCode() == 404 || response.statusCode() == 410
                    ? problem("NO_SOURCE", INPUT, "the server has nothing at " + shown, shown, "Correct the address.")
                    : Optional.empty();
        } catch (IOException e) {
            return problem(
                    "SOURCE_UNREACHABLE",
                    UNREACHABLE,
                    "the server of " + shown + " does not answer",
                    shown,
                    "Correct the address.");
        }
    }

    private static Optional<SourceProblem> problem(String code, int exit, String what, String where, String hint) {
        return Optional.of(new SourceProblem(code, exit, what, where, hint));
    }
}
