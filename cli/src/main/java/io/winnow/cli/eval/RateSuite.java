package io.winnow.cli.eval;

import io.winnow.cli.command.Failure;
import io.winnow.cli.command.Table;
import io.winnow.cli.command.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What pictures cost as tokens and as files, a report for each size of pictures. */
record RateSuite(EvalOptions options, Terminal terminal) implements EvalSuite {
    static final String NAME = "rate";

    @Override
    public Outcome measure() throws IOException, InterruptedException {
        List<RateReport> reports =
                new RateRun(terminal, options.data(), options.limit(), options.tokenizer()).reports();
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, String> bundles = new LinkedHashMap<>();
        List<Table> tables = new ArrayList<>();
        // Each once, however many sizes it was wanted in.
        Set<Failure> unread = new LinkedHashSet<>();
        for (RateReport one : reports) {
            rows.addAll(one.document());
            one.bundles().forEach(bundle -> bundles.put(bundle.name(), bundle.toString()));
            tables.addAll(new RateTables(one).all());
            unread.addAll(one.unread());
        }
        return new Outcome(
                rows,
                bundles,
                tables,
                page -> reports.forEach(one -> new RatePage(one).show(page)),
                unread.stream()
                        .map(failure -> failure.what() + " [" + failure.code() + "]")
                        .toList());
    }
}
