package io.winnow.jobs.docs;

import io.winnow.jobs.definition.Option;
import io.winnow.jobs.definition.OptionGroups;
import io.winnow.jobs.definition.OptionsMapper;
import io.winnow.records.Units;
import io.winnow.topics.Retentions;

/** Every option of a pipeline, by group. */
final class ConfigurationPage {
    private static final String HEAD = """
            # Configuration of a pipeline

            A pipeline is a YAML file. Groups can be nested or dotted: `prune: {keep: 0.25}` and `prune.keep: 0.25` are the same, and `--set prune.keep=0.25` is stronger than both. Durations and sizes
            have units (`500ms`, `8s`, `5min`; `64MiB`, `1GB`). A key that does not exist is refused with the nearest that does. `pipeline.schema.json` beside this page is its JSON Schema.

            ```yaml
            name: shop
            sources:
              - {id: door, address: videos/door.mp4}
              - {id: till, address: videos/till.mkv, policy: every(5), retention: 1h}
            edges: {tokens: kafka, pruned: local}
            kafka: {bootstrap: "broker:9092"}
            ```

            Paths of sources are relative to the file. A source without an id is named after its file. Its `policy` is stronger than the pipeline's. With a `retention`, of whole minutes from %s to %s, what is made of it has
            [topics of its own](topics.md#a-retention-of-its-own) that keep nothing for longer, and `archive` holds none of it. A pipeline that reads what another decodes writes the id and the retention alone.

            """;

    private ConfigurationPage() {}

    static String text() {
        StringBuilder page =
                new StringBuilder(HEAD.formatted(Units.write(Retentions.LEAST), Units.write(Retentions.MOST)));
        OptionGroups.all().forEach((heading, defaults) -> {
            page.append("## ").append(heading).append("\n\n");
            page.append("| key | value | default | what it does |\n| --- | --- | --- | --- |\n");
            for (Option option : OptionsMapper.options(defaults)) {
                page.append("| `")
                        .append(option.key())
                        .append("` | ")
                        .append(option.type().replace("|", "\\|"))
                        .append(" | ")
                        .append(option.initial().isEmpty() ? "" : "`" + option.initial() + "`")
                        .append(" | ")
                        .append(option.text().replace("|", "\\|"))
                        .append(option.content() ? " Part of the compute digest." : "")
                        .append(" |\n");
            }
            page.append("\n");
        });
        return page.toString().stripTrailing() + "\n";
    }
}
