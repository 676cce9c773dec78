package io.winnow.bench.line;

/** What joins tokenize and prune; what leaves prune is a topic in any case, so that its end can be seen. */
enum Edges {
    LOCAL("local", "at-least-once", "local edge"),
    KAFKA("kafka", "at-least-once", "kafka edge"),
    KAFKA_EXACTLY_ONCE("kafka", "exactly-once", "kafka edge, exactly once");

    private final String link;
    private final String delivery;
    private final String text;

    Edges(String link, String delivery, String text) {
        this.link = link;
        this.delivery = delivery;
        this.text = text;
    }

    String link() {
        return link;
    }

    String delivery() {
        return delivery;
    }

    @Override
    public String toString() {
        return text;
    }
}
