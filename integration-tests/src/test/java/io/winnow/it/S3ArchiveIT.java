package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.winnow.archive.LocalPlace;
import io.winnow.archive.RunTokens;
import io.winnow.cli.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives in an object store: the same files by changing the paths. */
class S3ArchiveIT {
    private static final int PICTURES = 40;
    private static final int FRAMES = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static S3Server s3;
    private static Path originals;
    private static Map<String, String> local;

    @BeforeAll
    static void start() throws IOException {
        s3 = S3Server.start(folder.resolve("s3.log"));
        originals = Originals.in(folder.resolve("originals"), PICTURES);
        tokenize(originals.toString(), folder.resolve("local").toString(), Map.of());
        local = FileTree.of(folder.resolve("local"));
    }

    @AfterAll
    static void stop() {
        s3.close();
    }

    @Test
    void theBytesAreThoseOfAFolderThoughEveryThirdRequestFails() throws IOException {
        tokenize(originals.toString(), address("flaky"), s3.flakyEnvironment());

        assertThat(s3.failures()).isGreaterThan(3);
        assertSameAsLocal("flaky");
        JsonNode status = status("flaky");
        assertThat(status.get("done").asInt()).isEqualTo(PICTURES);
        assertThat(status.get("failed").asInt()).isEqualTo(1);
    }

    @Test
    void originalsCanLieThereTooAndAreReadThoughEveryThirdRequestFails() throws Exception {
        try (Stream<Path> files = Files.list(originals)) {
            for (Path file : files.toList()) {
                s3.put("originals/" + file.getFileName(), Files.readAllBytes(file));
            }
        }

        int before = s3.failures();
        tokenize(address("originals"), address("from-s3"), s3.flakyEnvironment());

        assertThat(s3.failures()).isGreaterThan(before + PICTURES / 3);
        JsonNode status = status("from-s3");
        assertThat(status.get("done").asInt()).isEqualTo(PICTURES);
        assertThat(status.get("failed").asInt()).isEqualTo(1);
        assertThat(status.get("tokens").asInt()).isEqualTo(PICTURES * 49);
    }

    @Test
    void aClusterGivesTheSameBytes() throws IOException {
        try (FlinkCluster cluster =
                FlinkCluster.start(folder.resolve("cluster"), 1, 2, s3.environment(), s3.configuration())) {
            tokenize(
                    originals.toString(),
                    address("cluster"),
                    s3.environment(),
                    "--set",
                    "flink.rest=" + cluster.rest(),
                    "--set",
                    "flink.jar=" + FlinkCluster.jobJar(),
                    "--set",
                    "flink.parallelism=2",
                    "--set",
                    "decode.memory=256MiB",
                    "--set",
                    "decode.children=1");
        }

        assertSameAsLocal("cluster");
    }

    @Test
    void aPipelineKeepsItsTokensThereTooAndForgetsAStreamThoughEveryThirdRequestFails() throws Exception {
        Path clip = Media.steady(folder.resolve("gate.mp4"), "testsrc2=size=320x240:rate=25", FRAMES);
        try (EmbeddedBroker broker = EmbeddedBroker.in(folder.resolve("broker"))) {
            broker.start();
            Path pipeline = Files.writeString(folder.resolve("kept.yaml"), """
                    name: kept
                    sources: [%s, %s]
                    stages: [tokenize]
                    decode.policy: keep-all
                    kafka.bootstrap: %s
                    archive: %s
                    archive-records: 16
                    flink.state-folder: %s
                    """.formatted(
                            originals, clip, broker.bootstrap(), address("kept"), folder.resolve("state")));
            CommandRun.documents("topics", "create", pipeline.toString());
            run(5, s3.environment(), "run", pipeline.toString());
            assertThat(status("kept").get("tokens").asInt()).isEqualTo((PICTURES + FRAMES) * 49);

            int before = s3.failures();
            JsonNode forgotten = document(
                    s3.flakyEnvironment(), "streams", "forget", "gate.mp4", "--file", pipeline.toString(), "--json");

            assertThat(forgotten.at("/archives/0/rows").asInt()).isEqualTo(FRAMES);
            assertThat(s3.failures()).isGreaterThan(before);
            assertThat(status("kept").get("tokens").asInt()).isEqualTo(PICTURES * 49);
            assertThat(streams("kept")).hasSize(PICTURES).doesNotContain("gate.mp4");
        }
    }

    /** The streams of all rows that the objects of a run hold, whatever its folder says is forgotten. */
    private static List<String> streams(String archive) throws IOException {
        Path copy = folder.resolve("copy");
        for (String object : s3.objects(archive + "/")) {
            if (!object.contains("/forgotten/")) {
                Path file = copy.resolve(object);
                Files.createDirectories(file.getParent());
                Files.write(file, s3.object(object));
            }
        }
        RunTokens run = RunTokens.open(new LocalPlace(copy.resolve(archive))).orElseThrow();
        return run.rows(stream -> true, row -> true).stream()
                .map(row -> row.item().path())
                .toList();
    }

    private static String address(String name) {
        return "s3://" + S3Server.BUCKET + "/" + name;
    }

    private static void assertSameAsLocal(String name) {
        assertThat(local).hasSizeGreaterThan(PICTURES / 10);
        assertThat(local)
                .allSatisfy((file, content) -> assertThat(HexFormat.of().formatHex(s3.object(name + "/" + file)))
                        .as(file)
                        .isEqualTo(content));
    }

    private static JsonNode status(String name) throws IOException {
        return document(s3.environment(), "archive", "status", address(name), "--json");
    }

    private static JsonNode document(Map<String, String> environment, String... arguments) throws IOException {
        return JSON.readTree(run(0, environment, arguments)
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow());
    }

    /** All but the damaged one succeed. */
    private static void tokenize(String source, String archive, Map<String, String> environment, String... more)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("archive", "tokenize", source, "--out", archive, "--shard", "8"));
        arguments.addAll(List.of(more));
        run(5, environment, arguments.toArray(String[]::new));
    }

    /** What a command prints that ends with a status. */
    private static String run(int status, Map<String, String> environment, String... arguments) throws IOException {
        Path log = Files.createTempFile(folder, "command", ".log");
        try (JavaProcess run = JavaProcess.start(
                log,
                JavaProcess.testClassPath(),
                environment,
                List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true"),
                "io.winnow.cli.Main",
                List.of(arguments))) {
            assertThat(run.await(240)).as(run::output).isEqualTo(status);
            return run.output();
        }
    }
}
