package io.winnow.cli.eval;

import io.winnow.cli.command.Table;
import java.util.Map;

/** What a suite has measured. */
interface Report {
    /** Of all questions. */
    Share all();

    /** As {@code --json} prints it. */
    Map<String, Object> document();

    /** As people read it. */
    Table table();

    /** Adds tables and plots to a page. */
    void show(Page page);
}
