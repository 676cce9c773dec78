package io.winnow.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Rows of text in columns. Numbers stand at the right of theirs. */
public final class Table {
    private static final String GAP = "  ";
    private static final Pattern STYLE = Pattern.compile("\033\\[[0-9;]*m");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,]*( ?[%kMGi]?[a-zA-Z]{0,2})?");

    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> header) {
        rows.add(header);
    }

    public static Table of(String... header) {
        return new Table(List.of(header));
    }

    /** Adds a row; missing cells are empty. */
    public Table row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /** As a table of Markdown, without styles. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        boolean[] right = numbers();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            for (int column = 0; column < right.length; column++) {
                text.append("| ")
                        .append(shown(cell(row, column)).replace("|", "\\|"))
                        .append(' ');
            }
            text.append("|\n");
            for (int column = 0; i == 0 && column < right.length; column++) {
                text.append(right[column] ? "| --: " : "| --- ");
            }
            text.append(i == 0 ? "|\n" : "");
        }
        return text.toString();
    }

    /** Which columns hold numbers alone. */
    private boolean[] numbers() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        boolean[] numbers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int at = column;
            numbers[column] = rows.stream()
                    .skip(1)
                    .map(row -> shown(cell(row, at)))
                    .allMatch(text -> text.isEmpty() || NUMBER.matcher(text).matches());
        }
        return numbers;
    }

    List<String> lines() {
        boolean[] right = numbers();
        int[] widths = new int[right.length];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            widths[column] = rows.stream()
                    .mapToInt(row -> shown(cell(row, at)).length())
                    .max()
                    .orElse(0);
        }
        return rows.stream().map(row -> line(row, widths, right)).toList();
    }

    private static String line(List<String> row, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cell(row, column);
            String padding = " ".repeat(widths[column] - shown(cell).length());
            line.append(column == 0 ? "" : GAP).append(right[column] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cell(List<String> row, int column) {
        return column < row.size() ? row.get(column) : "";
    }

    private static String shown(String cell) {
        return STYLE.matcher(cell).replaceAll("");
    }
}
