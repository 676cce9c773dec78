package io.winnow.cli.topics;

import io.winnow.cli.command.ExitStatus;
import io.winnow.cli.command.Table;
import io.winnow.cli.command.Terminal;
import io.winnow.topics.TopicFinding;
import io.winnow.topics.TopicPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what was found about topics. */
final class Findings {
    private Findings() {}

    /** Prints them and returns the exit status: 4 where topics are missing, 2 where they are not as they must be. */
    static int tell(Terminal terminal, List<TopicPlan> plans, List<TopicFinding> findings) {
        List<String> topics = plans.stream()
                .flatMap(plan -> plan.topics().stream().map(plan.names()::of))
                .toList();
        terminal.document(document(topics, findings));
        Table table = Table.of("topic", "state", "hint");
        for (String topic : topics) {
            List<TopicFinding> wrong =
                    findings.stream().filter(it -> it.topic().equals(topic)).toList();
            if (wrong.isEmpty()) {
                table.row(topic, terminal.green("as it must be"));
            }
            wrong.forEach(finding -> table.row(topic, terminal.red(finding.what()), finding.hint()));
        }
        terminal.print(table);
        if (findings.isEmpty()) {
            return ExitStatus.DONE;
        }
        boolean missing = findings.stream().allMatch(it -> it.kind() == TopicFinding.Kind.TOPIC_MISSING);
        return missing ? ExitStatus.UNREACHABLE : ExitStatus.USAGE;
    }

    private static Map<String, Object> document(List<String> topics, List<TopicFinding> findings) {
        List<Map<String, Object>> wrong = new ArrayList<>();
        for (TopicFinding finding : findings) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("code", finding.kind().name());
            one.put("what", finding.what());
            one.put("where", finding.topic());
            one.put("hint", finding.hint());
            wrong.add(one);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("topics", topics);
        document.put("findings", wrong);
        return document;
    }
}
