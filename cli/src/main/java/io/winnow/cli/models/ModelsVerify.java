package io.winnow.cli.models;

import io.winnow.cli.command.CliCommand;
import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Table;
import io.winnow.model.EngineOptions;
import io.winnow.model.verify.BundleCheck;
import io.winnow.model.verify.BundleReport;
import io.winnow.model.verify.BundleReport.FunctionReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Verifies bundles: every file's hash, every graph's shapes, and what each function makes of the bundle's examples. */
@Command(
        name = "verify",
        description = "Verifies bundles: every file, every graph, and their results on their own examples in batches of"
                + " 1, 3 and 8.")
final class ModelsVerify extends CliCommand {
    @Parameters(
            index = "0..*",
            paramLabel = "B",
            description = "Names or folders of bundles; without one, all of this installation.")
    private List<String> bundles = List.of();

    @Override
    public Integer call() {
        List<Path> folders = bundles.isEmpty()
                ? ModelFolders.all()
                : bundles.stream().map(ModelFolders::find).toList();
        List<Map<String, Object>> documents = new ArrayList<>();
        Table table = Table.of("bundle", "function", "engine", "examples", "ids", "unlike", "ties", "farthest");
        List<String> problems = new ArrayList<>();
        for (Path folder : folders) {
            BundleReport report = BundleCheck.verify(folder, EngineOptions.defaults());
            documents.add(document(folder, report));
            problems.addAll(report.problems());
            rows(table, folder, report);
        }
        terminal().document(documents);
        terminal().print(table);
        problems.forEach(problem -> terminal().print(terminal().red("wrong: ") + problem));
        if (problems.isEmpty()) {
            terminal().print(terminal().green(folders.size() + " bundles are as they should be"));
        }
        return problems.isEmpty() ? ExitStatus.DONE : ExitStatus.INPUT;
    }

    private void rows(Table table, Path folder, BundleReport report) {
        String name = report.bundle().map(Object::toString).orElse(ModelFolders.name(folder));
        if (report.functions().isEmpty()) {
            table.row(name, terminal().red("not run"));
        }
        report.functions()
                .forEach(function -> table.row(
                        name,
                        function.function(),
                        function.engine().word(),
                        function.examples(),
                        function.ids(),
                        function.unlikeStored() + function.unlikeBatches(),
                        function.ties(),
                        String.format(java.util.Locale.ROOT, "%.1e", function.farthest())));
    }

    private static Map<String, Object> document(Path folder, BundleReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("folder", folder.toString());
        document.put("bundle", report.bundle().map(Object::toString).orElse(""));
        document.put("sound", report.isSound());
        document.put(
                "functions",
                report.functions().stream().map(ModelsVerify::function).toList());
        document.put("problems", report.problems());
        return document;
    }

    private static Map<String, Object> function(FunctionReport function) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("function", function.function());
        document.put("engine", function.engine().word());
        document.put("examples", function.examples());
        document.put("ids", function.ids());
        document.put("unlikeStored", function.unlikeStored());
        document.put("unlikeBatches", function.unlikeBatches());
        document.put("ties", function.ties());
        document.put("farthest", function.farthest());
        return document;
    }
}
