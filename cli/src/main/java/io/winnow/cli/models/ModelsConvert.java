package io.winnow.cli.models;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.command.ExitStatus;
import io.winnow.model.Bundle;
import io.winnow.model.ModelException;
import io.winnow.model.convert.Conversion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a bundle of a checkpoint that its authors published. */
@Command(
        name = "convert",
        description = {
            "Makes a bundle of a published checkpoint: lays its tensors out beside the graphs that Winnow has of the"
                    + " architecture. Files of torch.save (.pth, .pt, .bin) and .safetensors; nothing that they hold is run.",
            "Needs four bytes of disk for each number."
        })
final class ModelsConvert extends CliCommand {
    private static final String PUBLISHED = "published";

    @Parameters(
            index = "0",
            paramLabel = "SYSTEM",
            description = "Whose architecture: karl, lavit, one-d-piece or vqtoken. Its variant shows in the files.")
    private String system = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "FILES",
            description = "All files of the checkpoint, in any order.")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The bundle's folder, which is new.")
    private Path out = Path.of("");

    @Option(
            names = "--encoder",
            paramLabel = "BUNDLE",
            description =
                    "For vqtoken: the bundle beside DIR whose encoder makes the cells that its attention takes. Without"
                            + " one the bundle is complete, but sees no pictures.")
    private @Nullable String encoder;

    @Override
    public Integer call() {
        try {
            Bundle bundle = Conversion.convert(
                    ModelFolders.root().resolve(PUBLISHED), system, files, encoder(), out, terminal()::progress);
            long bytes = BundleSize.bytes(bundle);
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("name", bundle.manifest().name());
            document.put("digest", bundle.digest());
            document.put("folder", bundle.folder().toString());
            document.put("bytes", bytes);
            terminal().document(document);
            terminal()
                    .print(String.format(
                            java.util.Locale.ROOT, "%s: %s, %.1f MB", bundle.ref(), bundle.folder(), bytes / 1e6));
            return ExitStatus.DONE;
        } catch (ModelException e) {
            throw CommandFailure.input(
                    "CONVERSION",
                    String.valueOf(e.getMessage()),
                    String.join(", ", files.stream().map(Path::toString).toList()),
                    "See winnow models convert --help.");
        }
    }

    private Optional<Bundle> encoder() {
        return Optional.ofNullable(encoder).map(name -> Bundle.open(ModelFolders.find(name)));
    }
}
