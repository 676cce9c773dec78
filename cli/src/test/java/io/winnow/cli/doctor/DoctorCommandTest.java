package io.winnow.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.winnow.cli.Ran;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void everythingThatARunNeedsIsLookedAt() {
        Ran ran = Ran.of("doctor", "--json");

        assertThat(ran.status() == 0).isEqualTo(ran.document().get("ok").asBoolean());
        assertThat(ran.document().get("checks"))
                .extracting(check -> check.get("check").asText())
                .contains("Java", "memory", "state folder", "bundle lite0-cells", "decoders", "ports");
        assertThat(state(ran, "Java")).isEqualTo("ok");
        assertThat(state(ran, "bundle lite0-cells")).isEqualTo("ok");
    }

    @Test
    void aBrokerAndAClusterThatAreNotThereAreFoundTogether() throws IOException {
        Path file = pipeline("127.0.0.1:1", "http://127.0.0.1:1", "");

        Ran ran = Ran.of("doctor", file.toString(), "--json");

        assertThat(ran.status()).isEqualTo(3);
        assertThat(state(ran, "sources")).isEqualTo("failed");
        assertThat(state(ran, "broker")).isEqualTo("failed");
        assertThat(state(ran, "Flink")).isEqualTo("failed");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aJobJarThatBringsEnginesAlongIsRefused() throws IOException {
        Path jar = folder.resolve("job.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.putNextEntry(new ZipEntry("ai/onnxruntime/OrtEnvironment.class"));
        }

        Ran ran = Ran.of(
                "doctor",
                pipeline("127.0.0.1:1", "http://127.0.0.1:1", jar.toString()).toString(),
                "--json");

        assertThat(state(ran, "job jar")).isEqualTo("failed");
    }

    private static String state(Ran ran, String name) {
        for (JsonNode check : ran.document().get("checks")) {
            if (check.get("check").asText().equals(name)) {
                return check.get("state").asText();
            }
        }
        throw new AssertionError("no check " + name + " in " + ran.out());
    }

    private Path pipeline(String bootstrap, String rest, String jar) throws IOException {
        return Files.writeString(folder.resolve("line.yaml"), """
                name: doctor-line
                sources:
                  - {id: a, address: /nowhere/a.mp4}
                kafka:
                  bootstrap: %s
                flink:
                  rest: %s
                  jar: "%s"
                  state-folder: %s
                """.formatted(bootstrap, rest, jar, folder));
    }
}
