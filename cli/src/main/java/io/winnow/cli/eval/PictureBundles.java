package io.winnow.cli.eval;

import io.winnow.cli.command.CommandFailure;
import io.winnow.cli.models.ModelFolders;
import io.winnow.model.Bundles;
import io.winnow.tokenize.prefix.Reconstructor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Bundles whose tokens become pictures again. */
final class PictureBundles {
    private PictureBundles() {}

    /**
     * Their folders.
     *
     * @param tokenizer name or folder of the only one; empty for all
     * @throws CommandFailure where there is none
     */
    static List<Path> of(Optional<String> tokenizer) {
        List<Path> folders = tokenizer
                .map(name -> List.of(ModelFolders.find(name)))
                .orElseGet(() -> ModelFolders.all().stream()
                        .filter(folder -> Reconstructor.serves(Bundles.manifest(folder)))
                        .toList());
        if (folders.isEmpty()) {
            throw CommandFailure.input(
                    "NO_BUNDLE",
                    "no bundle of this installation makes pictures of tokens",
                    ModelFolders.root().toString(),
                    "Name one with --tokenizer.");
        }
        return folders;
    }
}
