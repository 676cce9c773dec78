package io.winnow.cli.models;

import io.winnow.model.Bundles;
import io.winnow.tokenize.TokenizeOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a pipeline must be told of a tokenizer that a command names. */
public final class TokenizerSettings {
    private TokenizerSettings() {}

    /**
     * The bundle, and the method and size that its manifest asks for, each {@code KEY=VALUE}.
     *
     * @param nameOrFolder a name among the installation's bundles, or a folder that holds a manifest
     * @throws io.winnow.cli.command.CommandFailure where there is none
     * @throws io.winnow.model.ModelException where it is no tokenizer
     */
    public static List<String> of(String nameOrFolder) {
        Path folder = ModelFolders.find(nameOrFolder).toAbsolutePath();
        TokenizeOptions options = TokenizeOptions.defaultsFor(Bundles.manifest(folder));
        List<String> settings = new ArrayList<>(List.of(
                "tokenize.bundle=" + folder,
                "tokenize.system=" + options.system().word(),
                "tokenize.size=" + options.size()));
        if (options.attends()) {
            settings.add("tokenize.vqtoken.mode=attention");
        }
        return settings;
    }
}
