package io.winnow.cli.eval;

import io.winnow.records.DeadLetter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a suite gave.
 *
 * @param report of its answers
 * @param bundles by what uses them
 * @param engine that the reader was computed in
 * @param failures what could not be read, a line each
 */
record Measured(Report report, Map<String, String> bundles, String engine, List<String> failures) {

    /** The lines of dead letters. */
    static List<String> failures(List<DeadLetter> letters) {
        return letters.stream()
                .map(letter -> letter.where() + ": " + letter.what() + " [" + letter.reason() + "]")
                .toList();
    }

    /** The engine, and what was right in it. */
    Map<String, Object> engineDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("engine", engine);
        report.all().addTo(document);
        return document;
    }
}
