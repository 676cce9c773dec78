package io.winnow.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The access rights that a pipeline needs on a broker with authorization, least first. Principals are the operator's to choose. */
public final class TopicAcls {

    /** Who needs a right. The operator puts a principal in its place. */
    public enum Role {
        /** The Flink jobs. */
        JOBS,
        /** The gateway and its page. */
        GATEWAY,
        /** People who use the command on a running pipeline. */
        COMMAND,
        /** Whoever runs {@code winnow topics create}. */
        ADMIN
    }

    /**
     * One right.
     *
     * @param role who
     * @param operation as Kafka names it
     * @param resource {@code topic}, {@code group}, {@code transactional-id}, {@code cluster}
     * @param name of the resource, or what its names begin with
     * @param prefixed whether {@code name} is a beginning
     */
    public record Acl(Role role, String operation, String resource, String name, boolean prefixed) {

        /** As {@code kafka-acls.sh} takes it. */
        public String line() {
            String target = resource.equals("cluster") ? "--cluster" : "--" + resource + " '" + name + "'";
            return "kafka-acls.sh --add --allow-principal 'User:<" + role.name().toLowerCase(java.util.Locale.ROOT)
                    + ">' --operation " + operation + " " + target
                    + (prefixed ? " --resource-pattern-type prefixed" : "");
        }
    }

    private static final Set<Topic<?>> JOBS_READ = Set.of(
            TopicRegistry.TOKENS,
            TopicRegistry.PRUNED,
            TopicRegistry.QUESTIONS,
            TopicRegistry.STANDING_QUESTIONS,
            TopicRegistry.CONTROL);
    private static final Set<Topic<?>> JOBS_WRITE = Set.of(
            TopicRegistry.TOKENS,
            TopicRegistry.PRUNED,
            TopicRegistry.ANSWERS,
            TopicRegistry.ANSWER_DELTAS,
            TopicRegistry.ALERTS,
            TopicRegistry.STREAMS,
            TopicRegistry.PREVIEWS,
            TopicRegistry.METRICS);
    private static final Set<Topic<?>> GATEWAY_READ = Set.of(
            TopicRegistry.PRUNED,
            TopicRegistry.QUESTIONS,
            TopicRegistry.ANSWERS,
            TopicRegistry.ANSWER_DELTAS,
            TopicRegistry.STANDING_QUESTIONS,
            TopicRegistry.ALERTS,
            TopicRegistry.CONTROL,
            TopicRegistry.STREAMS,
            TopicRegistry.PREVIEWS,
            TopicRegistry.METRICS);
    private static final Set<Topic<?>> GATEWAY_WRITE = Set.of(
            TopicRegistry.QUESTIONS, TopicRegistry.STANDING_QUESTIONS, TopicRegistry.ALERTS_DLQ, TopicRegistry.METRICS);
    private static final Set<Topic<?>> COMMAND_WRITE = Set.of(
            TopicRegistry.QUESTIONS,
            TopicRegistry.STANDING_QUESTIONS,
            TopicRegistry.ALERTS,
            TopicRegistry.CONTROL,
            TopicRegistry.TOKENS,
            TopicRegistry.PRUNED,
            TopicRegistry.STREAMS,
            TopicRegistry.METRICS);

    /** What the groups of the gateway's webhooks begin with. */
    private static final String WEBHOOKS = "webhooks.";

    private TopicAcls() {}

    /** The same where no source has a retention of its own. */
    public static List<Acl> of(TopicNames names) {
        return of(names, Retentions.NONE);
    }

    /** Every right, role by role, topics in the registry's order. */
    public static List<Acl> of(TopicNames names, Retentions retentions) {
        List<Acl> acls = new ArrayList<>();
        for (Topic<?> topic : TopicRegistry.ALL) {
            retentions.topics(topic).forEach(kept -> acls.addAll(of(topic, names.of(kept))));
        }
        acls.add(new Acl(Role.JOBS, "Read", "group", names.group(""), true));
        acls.add(new Acl(Role.GATEWAY, "Read", "group", names.group(WEBHOOKS), true));
        acls.add(new Acl(Role.JOBS, "Write", "transactional-id", names.prefix() + "." + names.pipeline() + "/", true));
        acls.add(new Acl(
                Role.JOBS, "Describe", "transactional-id", names.prefix() + "." + names.pipeline() + "/", true));
        acls.add(new Acl(Role.JOBS, "IdempotentWrite", "cluster", "kafka-cluster", false));
        acls.sort(java.util.Comparator.comparing(Acl::role));
        return acls;
    }

    private static List<Acl> of(Topic<?> topic, String full) {
        List<Acl> acls = new ArrayList<>();
        if (JOBS_READ.contains(topic)) {
            acls.add(topic(Role.JOBS, "Read", full));
        }
        if (JOBS_WRITE.contains(topic) || (topic.deadLetters() && !GATEWAY_WRITE.contains(topic))) {
            acls.add(topic(Role.JOBS, "Write", full));
        }
        // A run's start compares every topic of its pipeline with what it needs.
        acls.add(topic(Role.JOBS, "Describe", full));
        acls.add(topic(Role.JOBS, "DescribeConfigs", full));
        if (GATEWAY_READ.contains(topic) || topic.deadLetters()) {
            acls.add(topic(Role.GATEWAY, "Read", full));
        }
        if (GATEWAY_WRITE.contains(topic)) {
            acls.add(topic(Role.GATEWAY, "Write", full));
        }
        acls.add(topic(Role.COMMAND, "Read", full));
        if (COMMAND_WRITE.contains(topic)) {
            acls.add(topic(Role.COMMAND, "Write", full));
        }
        acls.add(topic(Role.ADMIN, "Create", full));
        acls.add(topic(Role.ADMIN, "DescribeConfigs", full));
        acls.add(topic(Role.COMMAND, "DescribeConfigs", full));
        return acls;
    }

    /** What jobs need of another pipeline's topics, whose records they read, also of those that it has for sources with a retention of their own. */
    public static List<Acl> ofOther(TopicPlan other) {
        return other.topics().stream()
                .flatMap(topic -> Stream.of("Read", "Describe", "DescribeConfigs")
                        .flatMap(operation -> Stream.of(
                                topic(Role.JOBS, operation, other.names().of(topic)),
                                new Acl(
                                        Role.JOBS,
                                        operation,
                                        "topic",
                                        other.names().beginning(topic),
                                        true))))
                .toList();
    }

    private static Acl topic(Role role, String operation, String full) {
        return new Acl(role, operation, "topic", full, false);
    }
}
