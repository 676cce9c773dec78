package io.winnow.archive.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.winnow.archive.LocalPlace;
import io.winnow.archive.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Flink's own file system of this machine, which lists and opens as those of stores do. */
class FlinkPlaceTest {
    @TempDir
    Path folder = Path.of("");

    private Place place() throws IOException {
        return new FlinkPlaces().open("file://" + folder);
    }

    @Test
    void pathsAreLocalAndSchemesAreFlinks() throws IOException {
        assertThat(new FlinkPlaces().open(folder.toString())).isInstanceOf(LocalPlace.class);
        assertThat(place()).isInstanceOf(FlinkPlace.class);
        assertThat(FlinkPlaces.remote("/a/b")).isFalse();
        assertThat(FlinkPlaces.remote("s3://bucket/a")).isTrue();
    }

    @Test
    void itSeesWhatALocalPlaceSees() throws IOException {
        for (String name : List.of("b/2", "b/1", "a", "Z")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Path file = Files.writeString(folder.resolve(name), name);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
        }

        assertThat(place().walk()).isEqualTo(new LocalPlace(folder).walk());
        assertThat(place().look("b/1")).isEqualTo(new LocalPlace(folder).look("b/1"));
        assertThat(place().look("b")).isEmpty();
        assertThat(place().look("none")).isEmpty();
        assertThat(new FlinkPlaces().open("file://" + folder + "/none").walk()).isEmpty();
    }

    @Test
    void whatIsPutCanBeReadFromAnywhereIn() throws IOException {
        Path scratch = place().scratch();
        Files.writeString(scratch, "0123456789");
        place().put("deep/object", scratch);
        Files.delete(scratch);

        try (SeekableByteChannel channel = place().open("deep/object")) {
            assertThat(channel.size()).isEqualTo(10);
            channel.position(4);
            ByteBuffer three = ByteBuffer.allocate(3);
            channel.read(three);
            assertThat(new String(three.array(), StandardCharsets.UTF_8)).isEqualTo("456");
            assertThat(channel.position()).isEqualTo(7);
        }
        place().delete("deep/object");
        assertThatThrownBy(() -> place().open("deep/object")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void otherServersThanAmazonsAreFoundByTheirEnvironment() {
        Map<String, String> other = FlinkFileSystems.configuration(Map.of("AWS_ENDPOINT_URL", "http://host:9000"))
                .toMap();
        Map<String, String> amazon = FlinkFileSystems.configuration(Map.of("AWS_REGION", "eu-central-1"))
                .toMap();

        assertThat(other)
                .containsEntry("s3.endpoint", "http://host:9000")
                .containsEntry("s3.path-style-access", "true")
                .containsEntry("s3.region", "us-east-1");
        assertThat(amazon).containsEntry("s3.region", "eu-central-1").doesNotContainKey("s3.endpoint");
    }
}
