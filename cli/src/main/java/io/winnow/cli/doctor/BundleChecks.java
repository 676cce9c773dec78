package io.winnow.cli.doctor;

import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.models.ModelFolders;
import io.winnow.model.Bundle;
import io.winnow.model.Bundles;
import io.winnow.model.EngineOptions;
import io.winnow.model.EngineTrials;
import io.winnow.model.Graph;
import io.winnow.model.Manifest;
import io.winnow.model.ModelException;
import io.winnow.model.Processor;
import io.winnow.read.ReaderProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Bundles, and whether the engine loads them. */
final class BundleChecks {
    private BundleChecks() {}

    static List<Outcome> run() {
        List<Outcome> outcomes = new ArrayList<>();
        try {
            List<Path> folders = Bundles.in(ModelFolders.root());
            if (folders.isEmpty()) {
                outcomes.add(missing("there are no bundles in " + ModelFolders.root()));
            }
            folders.forEach(folder -> outcomes.add(bundle(folder)));
            folders.stream()
                    .filter(folder -> Bundles.manifest(folder).role() == Manifest.Role.READER)
                    .forEach(folder -> outcomes.add(engines(folder)));
        } catch (ModelException e) {
            outcomes.add(missing(String.valueOf(e.getMessage())));
        }
        return outcomes;
    }

    private static Outcome missing(String what) {
        return Outcome.failed(
                "bundles", ExitStatus.INPUT, what, "Start with ./winnow, or set -Dwinnow.root to the checkout.");
    }

    private static Outcome engines(Path folder) {
        String check = "engines of " + folder.getFileName();
        try {
            EngineTrials trials = ReaderProbe.run(Bundle.open(folder), EngineOptions.defaults());
            return Outcome.ok(
                    check,
                    "engine.reader auto would take " + trials.best().word() + " on this processor ("
                            + Processor.here().family() + "): " + trials);
        } catch (ModelException e) {
            return Outcome.failed(
                    check, ExitStatus.INPUT, String.valueOf(e.getMessage()), "winnow models verify says more.");
        }
    }

    private static Outcome bundle(Path folder) {
        String check = "bundle " + folder.getFileName();
        try {
            Bundle bundle = Bundle.open(folder);
            for (String function : bundle.manifest().graphs().keySet()) {
                try (Graph graph = bundle.graph(function, EngineOptions.defaults())) {
                    graph.spec();
                }
            }
            return Outcome.ok(check, bundle.ref() + " is whole, and the engine loads it");
        } catch (ModelException e) {
            return Outcome.failed(
                    check,
                    ExitStatus.INPUT,
                    String.valueOf(e.getMessage()),
                    "Fetch it again; winnow models verify says more.");
        }
    }
}
