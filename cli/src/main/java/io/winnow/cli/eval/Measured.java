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
 * @param letters what could not be read
 */
record Measured(Report report, Map<String, String> bundles, String engine, List<DeadLetter> letters) {

    /** The engine, and what was right in it. */
    Map<String, Object> engineDocument() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("engine", engine);
        report.all().addTo(document);
        return document;
    }
}
