package io.winnow.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    void aPipelineKeepsItsTokensThereToo() throws IOException {
        Path pipeline = Files.writeString(
                folder.resolve("kept.yaml"), """
                name: kept
                sources: [%s]
                stages: [tokenize]
                archive: %s
                archive-records: 16
                flink.state-folder: %s
                """.formatted(originals, address("kept"), folder.resolve("state")));
        Path log = Files.createTempFile(folder, "run", ".log");
        try (JavaProcess run = command(log, s3.environment(), List.of("run", pipeline.toString()))) {
            assertThat(run.await(240)).as(run::output).isEqualTo(5);
        }

        assertThat(status("kept").get("tokens").asInt()).isEqualTo(PICTURES * 49);
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
        Path log = Files.createTempFile(folder, "status", ".log");
        try (JavaProcess run = command(log, s3.environment(), List.of("archive", "status", address(name), "--json"))) {
            assertThat(run.await(120)).as(run::output).isZero();
            return JSON.readTree(run.output()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** All but the damaged one succeed. */
    private static void tokenize(String source, String archive, Map<String, String> environment, String... more)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("archive", "tokenize", source, "--out", archive, "--shard", "8"));
        arguments.addAll(List.of(more));
        Path log = Files.createTempFile(folder, "tokenize", ".log");
        try (JavaProcess run = command(log, environment, arguments)) {
            assertThat(run.await(240)).as(run::output).isEqualTo(5);
        }
    }

    private static JavaProcess command(Path log, Map<String, String> environment, List<String> arguments) {
        return JavaProcess.start(
                log,
                JavaProcess.testClassPath(),
                environment,
                List.of("-XX:+UseSerialGC", "-Djava.awt.headless=true"),
                "io.winnow.cli.Main",
                arguments);
    }
}
