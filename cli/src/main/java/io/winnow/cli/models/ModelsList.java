package io.winnow.cli.models;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Table;
import io.winnow.model.Bundle;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Lists the installation's bundles; each is opened, so that a broken one is told. */
@Command(name = "list", description = "Lists the bundles of this installation, with their roles and digests.")
final class ModelsList extends CliCommand {
    @Override
    public Integer call() {
        Table table = Table.of("name", "role", "system", "digest", "MB", "licence");
        List<Map<String, Object>> documents = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path folder : ModelFolders.all()) {
            try {
                Bundle bundle = Bundle.open(folder);
                row(table, documents, bundle);
            } catch (ModelException e) {
                broken.add(e.getMessage());
                table.row(ModelFolders.name(folder), terminal().red("broken"));
                documents.add(Map.of("name", ModelFolders.name(folder), "problem", String.valueOf(e.getMessage())));
            }
        }
        terminal().document(documents);
        terminal().print(table);
        broken.forEach(terminal()::print);
        return broken.isEmpty() ? ExitStatus.DONE : ExitStatus.PARTIAL;
    }

    private static void row(Table table, List<Map<String, Object>> documents, Bundle bundle) {
        Manifest manifest = bundle.manifest();
        String digest = bundle.digest().substring(0, 12);
        long bytes = BundleSize.bytes(bundle);
        table.row(
                manifest.name(),
                manifest.role().word(),
                manifest.system() + " " + manifest.variant(),
                digest,
                String.format(java.util.Locale.ROOT, "%.1f", bytes / 1e6),
                manifest.licence());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", manifest.name());
        document.put("role", manifest.role().word());
        document.put("system", manifest.system());
        document.put("variant", manifest.variant());
        document.put("digest", bundle.digest());
        document.put("bytes", bytes);
        document.put("licence", manifest.licence());
        documents.add(document);
    }
}
