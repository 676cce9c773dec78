package io.winnow.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pipeline of one file, as somebody wrote it. The file only begins like a video: what is run of it is refused before anything would be decoded. */
public final class PipelineFile {
    private PipelineFile() {}

    /** With these lines beside its name and its source. */
    public static Path write(Path folder, String name, String... lines) throws IOException {
        Path clip = Files.writeString(folder.resolve("clip.mp4"), "\0\0\0\u0018ftypisom, never decoded");
        return Files.writeString(folder.resolve(name + ".yaml"), """
                name: %s
                flink.state-folder: %s
                sources:
                  - {id: clip, address: %s}
                %s
                """.formatted(
                        name, folder.resolve("state"), clip, String.join("\n", lines)));
    }
}
