package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import io.winnow.cli.reconstruct.Pngs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A page of tables and plots: {@value #FILE}, and a picture beside it for each plot. */
final class Page {
    static final String FILE = "evaluation.md";

    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> plots = new LinkedHashMap<>();
    private final Map<String, BufferedImage> pictures = new LinkedHashMap<>();
    private String section = "";

    /** Begins with what was asked of whom. */
    Page(String intro) {
        text.append("# Evaluation\n\n").append(intro).append("\n");
    }

    /** Begins a suite. */
    void suite(String name) {
        section = name;
        text.append("\n## ").append(name).append("\n");
    }

    void text(String paragraph) {
        text.append('\n').append(paragraph).append('\n');
    }

    void table(Table table) {
        text.append('\n').append(table.markdown());
    }

    /** Adds a plot, by a name that the suite has once. */
    void plot(String name, String svg) {
        String file = section + "-" + name + ".svg";
        plots.put(file, svg);
        text.append("\n![").append(name).append("](").append(file).append(")\n");
    }

    /** Adds a picture, by a name that the suite has once. */
    void picture(String name, BufferedImage picture) {
        String file = section + "-" + name + ".png";
        pictures.put(file, picture);
        text.append("\n![").append(name).append("](").append(file).append(")\n");
    }

    /** Writes page and pictures into a folder, which is made where there is none. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(FILE), text);
        for (Map.Entry<String, String> plot : plots.entrySet()) {
            Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
        }
        for (Map.Entry<String, BufferedImage> picture : pictures.entrySet()) {
            Pngs.write(picture.getValue(), folder.resolve(picture.getKey()));
        }
    }
}
