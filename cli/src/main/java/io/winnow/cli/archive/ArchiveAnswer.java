package io.winnow.cli.archive;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.winnow.cli.ask.AnswerLine;
import java.util.List;

/**
 * An answer on an archive: what every answer says, and what of the archive it is about.
 *
 * @param archive bundle that made the archive, {@code name@digest12}
 * @param items paths of those that it rests on, the first of them where they are many
 */
@JsonPropertyOrder({"line", "archive", "items"})
record ArchiveAnswer(@JsonUnwrapped AnswerLine line, String archive, List<String> items) {
    ArchiveAnswer {
        items = List.copyOf(items);
    }
}
