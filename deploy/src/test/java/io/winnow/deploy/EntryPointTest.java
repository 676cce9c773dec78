package io.winnow.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image's entry point as far as it goes without Java; {@code deploy/image/try} runs all of it. */
class EntryPointTest {
    private static final Path SCRIPT = Checkout.deploy().resolve("image/root/opt/winnow/bin/entrypoint");

    /** What a call came to. */
    private record Ended(int status, String said) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("bash", SCRIPT.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void itIsDescribedAsItIs() throws IOException {
        String script = Files.readString(SCRIPT);
        Set<String> roles = first(script.substring(script.indexOf("case $what in")), "^    ([a-z-]+)\\)");
        roles.remove("winnow");
        assertThat(first(script, "^#   ([a-z-]+) ")).containsExactlyElementsOf(roles);
        String page = Files.readString(Checkout.root().resolve("docs/operating.md"));
        for (String role : roles) {
            assertThat(page).containsPattern("[|,] `" + role + " ");
        }
    }

    private static Set<String> first(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void javaIsSetUpAsTheLauncherDoesIt() throws IOException {
        String launcher = Files.readString(Checkout.root().resolve("winnow"));
        String script = Files.readString(SCRIPT);
        for (String variable : List.of("ORT_DISABLE_TELEMETRY=1", "OPT_OUT_TRACKING=true", "MALLOC_ARENA_MAX:-2")) {
            assertThat(launcher).contains(variable);
            assertThat(script).contains(variable);
        }
        assertThat(Files.readAllLines(Checkout.deploy().resolve("image/filtered/opt/winnow/jvm.options")))
                .contains("${jvm.opens}")
                .filteredOn(line -> line.startsWith("-"))
                // A container that has run out of memory ends, so that another takes its place, and has no folder of
                // crash files.
                .filteredOn(line -> !line.contains("ExitOnOutOfMemory")
                        && !line.contains("ErrorFile")
                        && !line.contains("cachedir"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(launcher).contains(line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "job | job has no name",
                "broker | there are no properties of the broker",
                "broker,/none | there are no properties of the broker in /none",
                "healthy,kettle | healthy does not know kettle"
            })
    void whatItCannotDoIsSaidWithWhatToTry(String arguments, String sentence) throws Exception {
        Ended ended = run(arguments.split(","));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.said()).contains("error: " + sentence).contains("  try: ");
    }

    @Test
    void healthIsWhatTheGatewayAnswers() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        int[] status = {200};
        server.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        server.start();
        String port = String.valueOf(server.getAddress().getPort());
        try {
            assertThat(run("healthy", "gateway", port).status()).isZero();
            status[0] = 503;
            assertThat(run("healthy", "gateway", port).status()).isNotZero();
        } finally {
            server.stop(0);
        }
        assertThat(run("healthy", "gateway", port).status()).isNotZero();
    }
}
